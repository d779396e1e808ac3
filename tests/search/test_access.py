"""Nobody finds what they may not read: every kind, every role, and strangers."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from agencies.enums import OversightLevel, Role
from agencies.models import Oversight
from approvals.enums import State
from approvals.models import Edition
from search.access import kinds_for
from search.finding import find
from search.models import SearchEntry
from search.rebuilding import rebuild
from tests.conftest import member
from tests.factories.agencies import UserFactory
from tests.factories.editions import submitted
from tests.factories.measures import CatalogueMeasureFactory

pytestmark = pytest.mark.django_db

OF_AGENCY = {"measure", "weakpoint", "finding", "progress", "document", "agency"}
PUBLIC = {"published", "publisher"}
WORD = "สับปะรด"


@pytest.fixture
def everything(bureau, quick, agency, other_agency):
    """One entry of every kind in the agency, each with a word that no other entry has; one of them is public."""
    from measures.models import Measure

    submitted(bureau)
    Edition.objects.update(state=State.PUBLISHED, published_at=timezone.now())
    Measure.objects.update(weak_point="ยังไม่มี")
    CatalogueMeasureFactory(agency=agency, title="ของหน่วยงาน", key="own")
    CatalogueMeasureFactory(title="ของทุกหน่วยงาน", key="shared")
    rebuild()
    mine = SearchEntry.objects.exclude(agency=other_agency)
    for entry in mine:
        entry.title_terms = f"{entry.title_terms} {WORD}"
        entry.save()
    return {(entry.kind, entry.agency_id) for entry in mine}


def found_by(user, **narrowed):
    return {
        (entry.kind, entry.agency_id)
        for entry in SearchEntry.objects.filter(pk__in=find(user, WORD, **narrowed).keys)
    }


def kinds_of(found, agency):
    return {kind for kind, owner in found if owner == agency.pk}


def test_every_kind_is_there(everything, agency):
    assert kinds_of(everything, agency) == {*OF_AGENCY, *PUBLIC, "person", "catalogue"}


def test_members_find_what_is_their_agencys(everything, agency):
    found = {role: found_by(member(agency, role)) for role in Role}

    kinds = {*OF_AGENCY, *PUBLIC, "catalogue"}
    assert {role: kinds_of(found[role], agency) for role in Role} == {
        role: {*kinds, "person"} if role == Role.AGENCY_ADMIN else kinds for role in Role
    }
    assert all(("catalogue", None) in found[role] for role in Role)


def test_members_of_another_agency_find_what_is_public_or_shared(everything, agency, other_agency):
    found = {role: found_by(member(other_agency, role)) for role in Role}

    assert {role: kinds_of(found[role], agency) for role in Role} == dict.fromkeys(Role, PUBLIC)
    assert all(("catalogue", None) in found[role] for role in Role)


def test_overseers_find_what_they_oversee_but_no_people(everything, agency, other_agency):
    inside, outside = UserFactory(), UserFactory()
    Oversight.objects.create(user=inside, level=OversightLevel.PROVINCE, province=agency.province)
    Oversight.objects.create(user=outside, level=OversightLevel.PROVINCE, province="เชียงใหม่")

    assert kinds_of(found_by(inside), agency) == {*OF_AGENCY, *PUBLIC, "catalogue"}
    assert kinds_of(found_by(outside), agency) == PUBLIC


def test_overseers_of_more_agencies_than_are_marked_find_the_same(everything, agency, monkeypatch):
    user = UserFactory()
    Oversight.objects.create(user=user, level=OversightLevel.COUNTRY)
    marked = found_by(user)

    monkeypatch.setattr("search.access._MOST_MARKS", 0)

    assert found_by(user) == marked
    assert "measure" in kinds_of(marked, agency)


def test_site_administrators_find_agencies_and_no_working_data(everything, agency, admin):
    assert kinds_of(found_by(admin), agency) == {"agency", *PUBLIC}


def test_strangers_find_what_is_public(everything, agency):
    assert found_by(AnonymousUser()) == {(kind, agency.pk) for kind in PUBLIC}
    assert found_by(AnonymousUser(), kind="measure") == set()
    assert {kind.code for kind in kinds_for(AnonymousUser())} == {*PUBLIC, "help"}


def test_people_out_of_office_find_what_strangers_find(everything, agency):
    left = member(agency, Role.AGENCY_ADMIN, ends_on=date(2020, 1, 1))
    closed = member(agency, Role.AGENCY_ADMIN, user__is_active=False)

    assert [kinds_of(found_by(user), agency) for user in (left, closed)] == [PUBLIC, PUBLIC]


def test_kinds_are_offered_to_those_who_find_some(agency, clerk, manager):
    assert "person" not in {kind.code for kind in kinds_for(clerk)}
    assert "person" in {kind.code for kind in kinds_for(manager)}
