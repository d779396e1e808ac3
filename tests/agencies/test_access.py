from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from agencies.access import get_agency
from agencies.enums import OversightLevel, Role
from agencies.models import Agency, Oversight
from agencies.roles import Capability
from agencies.standing import Standing
from tests.conftest import member
from tests.factories.agencies import AgencyFactory, MembershipFactory, UserFactory


def seen_by(user):
    return set(Agency.objects.visible_to(user).values_list("slug", flat=True))


def test_members_see_their_own_agency_only(agency, other_agency, clerk):
    assert seen_by(clerk) == {"tua-yang"}


def test_site_administrators_see_no_agency(agency):
    assert seen_by(UserFactory(is_superuser=True, is_staff=True)) == set()


@pytest.mark.parametrize(
    ("starts", "ends", "sees"),
    [(0, 0, True), (-1, 1, True), (1, 2, False), (-2, -1, False), (None, None, True), (None, -1, False)],
)
def test_memberships_count_on_their_days(agency, starts, ends, sees):
    today = timezone.localdate()
    days = {
        "starts_on": None if starts is None else today + timedelta(days=starts),
        "ends_on": None if ends is None else today + timedelta(days=ends),
    }
    user = MembershipFactory(agency=agency, **days).user

    assert (seen_by(user) == {"tua-yang"}) is sees


@pytest.mark.parametrize(
    ("level", "province", "district", "seen"),
    [
        (OversightLevel.COUNTRY, "", "", {"a", "b", "c"}),
        (OversightLevel.PROVINCE, "ตราด", "", {"a", "b"}),
        (OversightLevel.DISTRICT, "ตราด", "เมือง", {"a"}),
    ],
)
def test_overseers_see_their_place(db, level, province, district, seen):
    AgencyFactory(slug="a", province="ตราด", district="เมือง")
    AgencyFactory(slug="b", province="ตราด", district="เขาสมิง")
    AgencyFactory(slug="c", province="สตูล", district="เมือง")
    user = UserFactory()
    Oversight.objects.create(user=user, level=level, province=province, district=district)

    assert seen_by(user) == seen


def test_inactive_people_see_nothing(agency):
    user = member(agency, Role.STAFF)
    overseer = UserFactory(is_active=False)
    Oversight.objects.create(user=overseer, level=OversightLevel.COUNTRY)
    user.is_active = False
    user.save()

    assert seen_by(user) == seen_by(overseer) == set()


def test_roles_add_up(agency):
    user = member(agency, Role.STAFF)
    MembershipFactory(user=user, agency=agency, role=Role.AGENCY_ADMIN)

    assert Standing(user).capabilities(agency) == set(Capability)


def test_an_ended_role_gives_nothing_even_where_another_one_lasts(agency):
    user = member(agency, Role.VIEWER)
    MembershipFactory(user=user, agency=agency, role=Role.STAFF, ends_on=date(2020, 1, 1))

    assert Standing(user).capabilities(agency) == {Capability.VIEW, Capability.AUDIT}


def test_get_agency_hides_what_is_foreign_and_refuses_what_is_not_allowed(rf, agency, outsider, viewer_user):
    request = rf.get("/")
    request.user = outsider
    with pytest.raises(Http404):
        get_agency(request, agency.slug)

    request.user = viewer_user
    with pytest.raises(PermissionDenied):
        get_agency(request, agency.slug, Capability.ENTER)
    assert get_agency(request, agency.slug) == agency
