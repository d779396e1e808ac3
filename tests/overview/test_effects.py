"""What scores did after measures: changes where years can be compared, and no claim beyond them."""

from copy import deepcopy
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import ItemScore
from criteria.models import CriteriaPack
from criteria.rulebook import Criteria
from measures.actions import delete_measure
from overview.dashboard.effects import average_move, same_items, targets
from overview.dashboard.plan_effects import effects_of, latest_scored, plans_of
from reports.enums import KINDS_WITHOUT_ROUND
from reports.queries import startable
from tests.factories.assessments import criteria, pack_data, scored
from tests.factories.measures import MeasureFactory, PlanFactory

OLD = {"1": Decimal("80"), "2": Decimal("70.50"), "3": Decimal("60")}
NEW = {"1": Decimal("85.25"), "2": Decimal("70")}


@pytest.fixture
def plan(agency, packs):
    """A plan for indicator 1 and an item of 2567, whose own year 2568 has scores."""
    years = {}
    for year, scores in ((2567, ["80"] * 10), (2568, ["85", *["70"] * 9])):
        years[year] = scored(agency, year, scores, criteria_pack=CriteriaPack.objects.get(fiscal_year=year))
        ItemScore.objects.create(assessment=years[year], code="I3", score=year - 2500)
    plan = PlanFactory(assessment=years[2567])
    MeasureFactory(plan=plan, indicator_codes=["1"], item_codes=["I3", "O99"])
    return plan


@pytest.fixture
def address(agency):
    return reverse("overview:effects", args=[agency.slug])


def test_a_change_is_told_where_both_years_are_known():
    found = targets(["1", "2", "3", "9"], {"1": "การปฏิบัติหน้าที่"}, OLD, NEW)

    assert [(each.change.text, each.change.direction, each.known) for each in found] == [
        ("+5.25", "up", True),
        ("-0.50", "down", True),
        ("", "none", True),
        ("", "none", False),
    ]
    assert [each.name for each in found] == ["การปฏิบัติหน้าที่", "", "", ""]


def test_the_mean_is_of_what_is_known_in_both_years():
    assert average_move(["1", "2", "3"], OLD, NEW).words == "+2.38"  # (5.25 − 0.50) ÷ 2, half up
    assert (average_move(["3"], OLD, NEW).indicators, average_move(["3"], OLD, NEW).words) == (0, "")


def test_items_are_the_same_by_their_wording_and_not_by_their_number():
    then, data = criteria(2568), deepcopy(pack_data(2568))
    first, second, third = data["items"]["OIT"]["list"][:3]
    first["text"], second["text"], third["text"] = second["text"], first["text"], "ข้อใหม่"

    same = same_items(then, Criteria.from_data(data))
    assert (same["O1"], same["O2"], same["O4"]) == ("O2", "O1", "O4")
    assert "O3" not in same


def test_the_measure_stands_beside_the_scores_of_both_years(plan):
    effects = effects_of(plan)

    [measure] = effects.measures
    assert [(each.code, each.before, each.after) for each in measure.targets][0] == ("1", 80, 85)
    assert [each.known for each in measure.targets] == [True, True, False]
    assert (effects.aimed.indicators, effects.aimed.words) == (1, "+5.00")
    assert (effects.others.indicators, effects.others.words) == (9, "-10.00")


def test_the_latest_plan_that_has_an_answer_comes_first(plan, agency):
    following = PlanFactory(assessment=agency.assessments.get(fiscal_year=2568))
    MeasureFactory(plan=following)

    plans = plans_of(agency)
    assert plans == [following, plan]
    assert latest_scored(agency, plans) == plan


def test_a_plan_with_nothing_but_removed_measures_counts_as_empty(plan, agency, clerk):
    assert (plans_of(agency), len(startable(agency))) == (
        [plan],
        len(KINDS_WITHOUT_ROUND) - 1,
    )  # nothing is contested

    for measure in plan.measures.all():
        delete_measure(measure=measure, by=clerk)

    assert (plans_of(agency), startable(agency)) == ([], [])


def test_the_page_shows_the_change_and_says_that_it_proves_nothing(viewer_client, plan, address):
    page = viewer_client.get(address, {"year": "x"}).content.decode()

    assert "+5.00" in page
    assert "ไม่ใช่หลักฐานว่ามาตรการได้ผล" in page


def test_a_plan_whose_year_has_no_result_waits_for_it(viewer_client, plan, address, agency):
    agency.assessments.get(fiscal_year=2568).delete()

    page = viewer_client.get(address).content.decode()
    assert "ยังไม่มีคะแนนรวมของปี 2568" in page
    assert "เปลี่ยนเฉลี่ย" not in page


def test_without_a_plan_the_page_leads_to_the_plans(viewer_client, address, agency):
    assert reverse("measures:index", args=[agency.slug]) in viewer_client.get(address).content.decode()


def test_the_plan_leads_here(viewer_client, plan, address, agency):
    page = viewer_client.get(reverse("measures:plan", args=[agency.slug, 2568])).content.decode()

    assert f'href="{address}?year=2568"' in page


def test_more_measures_cost_no_more_queries(viewer_client, plan, address):
    counts = []
    for more in (0, 2, 27):
        MeasureFactory.create_batch(more, plan=plan, indicator_codes=["1", "2"], item_codes=["I3"])
        with CaptureQueriesContext(connection) as queries:
            viewer_client.get(address)
        counts.append(len(queries))

    assert counts == [11] * 3
