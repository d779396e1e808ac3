"""A published document, with files of a few bytes, and a visitor."""

import pytest
from django.core.cache import cache
from django.test import Client


@pytest.fixture(autouse=True)
def _forget_visitors():
    cache.clear()


@pytest.fixture
def visitor() -> Client:
    """Somebody who is not signed in."""
    return Client()
