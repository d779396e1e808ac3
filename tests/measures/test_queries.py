from datetime import date

import pytest

from agencies.models import Department
from assessments.queries import overview
from measures.enums import Status
from measures.models import CatalogueMeasure
from measures.queries import plans as queries
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


@pytest.fixture
def complete(plan):
    """A measure that lacks nothing."""
    measure = MeasureFactory(
        plan=plan,
        all_departments=True,
        period_start=date(2021, 10, 1),
        period_end=date(2022, 9, 30),
        follow_up="รายงานทุกเดือน",
    )
    StepFactory(measure=measure)
    return measure


def test_gaps_of_a_complete_measure_are_none(complete):
    assert queries.gaps(complete, 2565) == []


def test_gaps_of_a_title_alone_are_all(measure):
    assert queries.gaps(measure, 2565) == [
        "ไม่มีผู้รับผิดชอบ", "ไม่มีระยะเวลา", "ไม่มีขั้นตอน", "ไม่มีการกำกับติดตาม",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end"), [(date(2021, 9, 30), date(2022, 9, 30)), (date(2021, 10, 1), date(2022, 10, 1))]
)
def test_gaps_name_a_period_outside_the_fiscal_year(complete, start, end):
    complete.period_start, complete.period_end = start, end

    assert queries.gaps(complete, 2565) == ["ระยะเวลาอยู่นอกปีงบประมาณ"]


def test_measure_cards_name_indicators_and_topics_of_the_assessed_year(agency, packs):
    plan = PlanFactory(assessment=AssessmentFactory(agency=agency, fiscal_year=2567))
    measure = MeasureFactory(plan=plan, indicator_codes=["4", "1"], topic_numbers=[2])
    measure.departments.set(Department.objects.filter(agency=agency))

    [card] = queries.measure_cards([measure], plan.assessment.criteria)

    assert [indicator.code for indicator in card.indicators] == ["1", "4"]
    assert [topic.name for topic in card.topics] == ["การให้บริการและระบบ E-Service"]
    assert card.responsible == "สำนักปลัด, กองคลัง"


def test_weak_points_put_urgent_first_and_leave_taken_suggestions_out(assessment, plan):
    MeasureFactory(plan=plan, title="มีแล้ว", indicator_codes=["2"])
    CatalogueMeasureFactory(title="มีแล้ว", indicator_codes=["8"])
    offered = CatalogueMeasureFactory(indicator_codes=["8", "2"])

    catalogue = CatalogueMeasure.objects.available_to(plan.agency)
    measures = queries.measures_of(plan)
    urgent, improve = queries.weak_points(overview(assessment), measures, catalogue=catalogue)

    assert (urgent.row.indicator.code, improve.row.indicator.code) == ("8", "2")
    assert urgent.suggestions == improve.suggestions == (offered,)
    assert urgent.is_open
    assert not improve.is_open


def test_weak_point_with_a_measure_is_not_open(assessment, plan):
    MeasureFactory(plan=plan, indicator_codes=["8"])

    urgent = queries.weak_points(overview(assessment), queries.measures_of(plan))[0]

    assert not urgent.is_open


def test_latest_lines_keep_what_was_last_told_in_any_round(plan, measure):
    silent = MeasureFactory(plan=plan)
    march = RoundFactory(plan=plan, as_at=date(2022, 3, 31))
    september = RoundFactory(plan=plan, as_at=date(2022, 9, 30))
    ProgressFactory(round=september, measure=measure, status=Status.DONE)
    ProgressFactory(round=march, measure=measure, status=Status.NOT_STARTED)

    lines = {line.measure: line.entry for line in queries.latest_lines(plan.measures.all())}

    assert lines[measure].status == Status.DONE
    assert lines[silent] is None


def test_entry_before_is_of_the_latest_earlier_round(plan, measure):
    days = [date(2021, 12, 31), date(2022, 3, 31), date(2022, 6, 30), date(2022, 9, 30)]
    rounds = [RoundFactory(plan=plan, as_at=day) for day in days]
    for number, entry in enumerate(rounds):
        ProgressFactory(round=entry, measure=measure, note=f"รอบ {number}")

    assert queries.entry_before(rounds[2], measure).note == "รอบ 1"
    assert queries.entry_before(rounds[0], measure) is None


def test_plan_summaries_tell_the_latest_round(plan, measure):
    MeasureFactory(plan=plan)
    RoundFactory(plan=plan, as_at=date(2022, 9, 30))
    march = RoundFactory(plan=plan, as_at=date(2022, 3, 31))
    ProgressFactory(round=march, measure=measure, status=Status.DONE)

    [summary] = queries.plan_summaries(plan.agency)

    assert (summary.measures, summary.latest.as_at) == (2, date(2022, 9, 30))
    assert (summary.tally.done, summary.tally.unreported) == (0, 2)


def test_plan_without_rounds_has_no_tally(plan):
    [summary] = queries.plan_summaries(plan.agency)

    assert summary.latest is summary.tally is None
