"""The number of queries of a page does not grow with the number of its rows."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.measures import (
    AssessmentFactory,
    CatalogueMeasureFactory,
    MeasureFactory,
    PlanFactory,
    ProgressFactory,
    RoundFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db


def queries_of(client, name, *args):
    address = reverse(f"measures:{name}", args=["tua-yang", *args])
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def add_measure(plan, rounds):
    measure = MeasureFactory(plan=plan, indicator_codes=["8"])
    StepFactory.create_batch(2, measure=measure)
    measure.departments.set(plan.agency.departments.all())
    for progress_round in rounds:
        ProgressFactory(round=progress_round, measure=measure)
    return measure


@pytest.fixture
def rounds(plan):
    return [RoundFactory(plan=plan)]


@pytest.mark.parametrize("name", ["plan", "plan_suggest", "progress"])
def test_plan_pages(clerk_client, plan, rounds, name):
    add_measure(plan, rounds)
    CatalogueMeasureFactory()
    with_one = queries_of(clerk_client, name, 2565)

    for number in (1, 2):
        rounds.append(RoundFactory(plan=plan, as_at=date(2022, 3, 31) + timedelta(days=number)))
        add_measure(plan, rounds)
        CatalogueMeasureFactory()

    assert queries_of(clerk_client, name, 2565) == with_one


@pytest.mark.parametrize("query", ["", "?all"])
def test_round_page(clerk_client, plan, rounds, query):
    add_measure(plan, rounds)
    with_one = queries_of(clerk_client, "progress_round", 2565, rounds[0].pk)

    add_measure(plan, rounds)
    add_measure(plan, rounds)

    assert queries_of(clerk_client, "progress_round", 2565, rounds[0].pk) == with_one


def test_measure_form_with_steps(clerk_client, plan):
    measure = add_measure(plan, [])
    with_two = queries_of(clerk_client, "plan_measure_edit", 2565, measure.pk)

    StepFactory.create_batch(3, measure=measure)

    assert queries_of(clerk_client, "plan_measure_edit", 2565, measure.pk) == with_two


def test_entry_page(clerk_client, plan, rounds):
    measure = add_measure(plan, rounds)
    with_one = queries_of(clerk_client, "progress_entry", 2565, rounds[0].pk, measure.pk)

    add_measure(plan, rounds)
    add_measure(plan, rounds)

    assert queries_of(clerk_client, "progress_entry", 2565, rounds[0].pk, measure.pk) == with_one


def test_copy_page(clerk_client, agency, plan, rounds):
    AssessmentFactory(agency=agency, fiscal_year=2565)
    add_measure(plan, rounds)
    with_one = queries_of(clerk_client, "plan_copy", 2566)

    add_measure(plan, rounds)
    add_measure(plan, rounds)

    assert queries_of(clerk_client, "plan_copy", 2566) == with_one


def test_index_page(clerk_client, agency, plan, rounds):
    add_measure(plan, rounds)
    with_one = queries_of(clerk_client, "index")

    for year in (2565, 2566):
        later = PlanFactory(assessment=AssessmentFactory(agency=agency, fiscal_year=year))
        add_measure(later, [RoundFactory(plan=later), RoundFactory(plan=later, as_at=date(2022, 9, 30))])

    assert queries_of(clerk_client, "index") == with_one
