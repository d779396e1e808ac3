"""A published document, with files of a few bytes, and a visitor."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories.editions import Office, office, without_files


@pytest.fixture(autouse=True)
def _forget_visitors():
    cache.clear()


@pytest.fixture
def visitor() -> Client:
    """Somebody who is not signed in."""
    return Client()


@pytest.fixture
def bureau(agency, packs) -> Office:
    """The sample agency with a chain of three and a memo that is ready to go."""
    return office(agency)


@pytest.fixture
def quick(monkeypatch) -> None:
    """Submissions and decisions without rendering and signing."""
    without_files(monkeypatch)
