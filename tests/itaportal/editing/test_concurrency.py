import pytest

from agencies.models import Agency
from itaportal.editing.concurrency import StaleEdit, claim


def test_claim_raises_the_version(agency, clerk):
    claim(agency, 1, clerk)

    assert (agency.version, agency.updated_by) == (2, clerk)


def test_claim_refuses_an_old_version_and_shows_the_present_row(agency, clerk, manager):
    claim(Agency.objects.get(pk=agency.pk), 1, manager)

    with pytest.raises(StaleEdit) as refusal:
        claim(agency, 1, clerk)
    assert (refusal.value.current.version, refusal.value.current.updated_by) == (2, manager)
