"""A published document, with files of a few bytes, and a visitor."""

import pytest
from django.test import Client


@pytest.fixture
def visitor() -> Client:
    """Somebody who is not signed in."""
    return Client()
