"""An office with a document on its way."""

import pytest

from tests.factories.editions import Office, office, without_files


@pytest.fixture
def bureau(agency, packs) -> Office:
    """The sample agency with a chain of three and a memo that is ready to go."""
    return office(agency)


@pytest.fixture
def quick(monkeypatch) -> None:
    """Submissions and decisions without rendering and signing."""
    without_files(monkeypatch)
