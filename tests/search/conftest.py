"""The sample year of an agency, and of another agency in another province."""

import pytest
from django.core.management import call_command


@pytest.fixture
def catalogue(db):
    """The shared measures that come with the portal."""
    call_command("load_catalogue", verbosity=0)


@pytest.fixture
def world(agency, packs, manager):
    """One of everything, from scores to a document."""
    from tests.factories.world import populated

    return populated(agency)


@pytest.fixture
def vocabulary(django_capture_on_commit_callbacks):
    """Return a function that makes what is written inside it known to those who misspell."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
