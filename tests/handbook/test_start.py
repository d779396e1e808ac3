"""The first run: what is done, what comes next and for whom, in the same statements however much there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from agencies.enums import Role
from agencies.models import Department
from tests.conftest import member, signed_in
from tests.factories.assessments import AssessmentFactory
from tests.factories.measures import MeasureFactory, PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(agency):
    return reverse("first_steps", args=[agency.slug])


def test_who_sets_the_agency_up_is_led_to_the_next_step(agency, address):
    admin = signed_in(member(agency, Role.AGENCY_ADMIN))
    assertContains(admin.get("/"), f'href="{address}"')
    page = admin.get(address)
    assertContains(page, "ขั้นต่อไป: ")
    assertContains(page, reverse("agencies:chain", args=[agency.slug]))


def test_who_enters_data_begins_with_the_scores_and_is_led_nowhere_else(agency, address, packs):
    clerk = signed_in(member(agency, Role.STAFF))
    assertContains(clerk.get(reverse("overview:cycle", args=[agency.slug])), f'href="{address}"')
    page = clerk.get(address)
    assertContains(page, "บันทึกคะแนนปีแรก")
    assertNotContains(page, reverse("agencies:chain", args=[agency.slug]))

    AssessmentFactory(agency=agency, fiscal_year=2565)
    assertContains(clerk.get(address), reverse("assessments:score_detail", args=[agency.slug, 2565]))


def test_it_asks_the_same_of_few_rows_and_many(agency, address, packs):
    clerk = signed_in(member(agency, Role.STAFF))
    plan = PlanFactory(assessment__agency=agency, assessment__fiscal_year=2565)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert clerk.get(address).status_code == 200
        return len(queries)

    def grow():
        Department.objects.create(agency=agency, name=f"กอง{Department.objects.count()}")
        MeasureFactory(plan=plan)
        member(agency, Role.CHIEF)

    grow()
    few = asked()
    grow()
    grow()
    assert asked() == few
