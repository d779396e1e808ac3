from datetime import date, timedelta

import pytest
from django.utils import timezone

from agencies.models import AuditEvent, Department
from itaportal.editing.concurrency import StaleEdit
from measures import actions
from measures.actions import MeasureEntry, StepEntry
from measures.models import Measure, Plan
from tests.factories.measures import (
    AssessmentFactory,
    CatalogueMeasureFactory,
    MeasureFactory,
    PlanFactory,
    ProgressFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db


def events(action):
    return list(AuditEvent.objects.filter(action=action))


def order_of(plan):
    return list(plan.measures.order_by("position", "pk"))


def test_start_plan_answers_the_year_before_once(assessment, clerk):
    plan = actions.start_plan(assessment=assessment, by=clerk)

    assert (plan.fiscal_year, plan.assessment) == (2565, assessment)
    assert actions.start_plan(assessment=assessment, by=clerk) == plan
    assert len(events("plan.start")) == 1


def test_save_plan_with_an_old_version_changes_nothing(plan, clerk):
    actions.save_plan(plan=plan, decided_on=date(2022, 1, 30), decided_in="ข้อ 6", version=1, by=clerk)

    with pytest.raises(StaleEdit):
        actions.save_plan(plan=plan, decided_on=None, decided_in="", version=1, by=clerk)

    assert Plan.objects.get().decided_in == "ข้อ 6"


def test_save_plan_of_what_is_stored_is_no_conflict(plan, clerk):
    for _ in range(2):
        actions.save_plan(plan=plan, decided_on=date(2022, 1, 30), decided_in="", version=1, by=clerk)

    assert Plan.objects.get().version == 2
    assert len(events("plan.save")) == 1


def test_measures_are_appended_one_after_the_other(plan, clerk):
    first = actions.add_measure(plan=plan, entry=MeasureEntry(title="แรก"), by=clerk)
    second = actions.add_measure(plan=plan, entry=MeasureEntry(title="ที่สอง"), by=clerk)

    assert (first.position, second.position) == (1, 2)
    assert [event.object_id for event in events("measure.add")] == [first.pk, second.pk]


def test_add_measure_keeps_everything_entered(plan, clerk, agency):
    entry = MeasureEntry(
        title="จัดอบรม",
        kind="project",
        indicator_codes=["8"],
        item_codes=["E7"],
        steps=[StepEntry("ประชุม", "ต.ค. 64", "กองคลัง"), StepEntry("อบรม")],
        departments=agency.departments.all(),
        period_start=date(2021, 10, 1),
        period_end=date(2022, 9, 30),
    )

    measure = actions.add_measure(plan=plan, entry=entry, by=clerk)

    assert actions.entry_of(Measure.objects.get(pk=measure.pk)) == entry


def test_the_same_form_sent_twice_adds_one_measure(plan, clerk):
    entry = MeasureEntry(title="จัดอบรม", steps=[StepEntry("ประชุม")])

    first = actions.add_measure_once(plan=plan, entry=entry, by=clerk)

    assert actions.add_measure_once(plan=plan, entry=entry, by=clerk) == first
    assert plan.measures.count() == 1


@pytest.mark.parametrize(
    "other", [{"steps": [StepEntry("ประชุมใหญ่")]}, {"follow_up": "รายงาน"}], ids=["steps", "follow-up"]
)
def test_the_same_title_with_other_content_is_another_measure(plan, clerk, other):
    actions.add_measure_once(plan=plan, entry=MeasureEntry(title="จัดอบรม"), by=clerk)

    actions.add_measure_once(plan=plan, entry=MeasureEntry(title="จัดอบรม", **other), by=clerk)

    assert plan.measures.count() == 2


def test_the_same_measure_later_is_another_measure(plan, clerk):
    entry = MeasureEntry(title="จัดอบรม")
    measure = actions.add_measure_once(plan=plan, entry=entry, by=clerk)
    Measure.objects.filter(pk=measure.pk).update(updated_at=timezone.now() - timedelta(minutes=5))

    assert actions.add_measure_once(plan=plan, entry=entry, by=clerk) != measure


def test_save_measure_replaces_the_steps(measure, clerk):
    StepFactory.create_batch(3, measure=measure)

    entry = MeasureEntry(title="ใหม่", steps=[StepEntry("ขั้นเดียว")])
    actions.save_measure(measure=measure, entry=entry, version=1, by=clerk)

    assert [(step.position, step.text) for step in measure.steps.all()] == [(1, "ขั้นเดียว")]
    [event] = events("measure.save")
    assert "จัดทำคู่มือ" in event.before
    assert "ใหม่" in event.after


def test_save_measure_with_an_old_version_changes_nothing(measure, clerk):
    StepFactory(measure=measure, text="ขั้นเดิม")
    actions.save_measure(
        measure=measure, entry=MeasureEntry(title="แก้แล้ว", steps=[StepEntry("ขั้นเดิม")]), version=1, by=clerk
    )

    with pytest.raises(StaleEdit) as stale:
        actions.save_measure(measure=measure, entry=MeasureEntry(title="ของฉัน"), version=1, by=clerk)

    assert stale.value.current.title == "แก้แล้ว"
    assert list(measure.steps.values_list("text", flat=True)) == ["ขั้นเดิม"]


def test_save_measure_of_what_is_stored_is_no_conflict(measure, clerk):
    entry = MeasureEntry(title="แก้แล้ว", steps=[StepEntry("ขั้นแรก")])
    for _ in range(2):
        actions.save_measure(measure=Measure.objects.get(), entry=entry, version=1, by=clerk)

    assert Measure.objects.get().version == 2


def test_delete_measure_takes_its_progress_and_leaves_its_text_in_the_log(measure, clerk):
    ProgressFactory(measure=measure, round__plan=measure.plan)
    StepFactory(measure=measure, text="ขั้นที่จะหาย")

    actions.delete_measure(measure=measure, by=clerk)

    assert not Measure.objects.exists()
    [event] = events("measure.delete")
    assert "ขั้นที่จะหาย" in event.before


def test_order_ignores_ids_of_others_and_keeps_missing_ones_last(plan, foreign_plan, clerk):
    first, second, third = MeasureFactory.create_batch(3, plan=plan)
    foreign = MeasureFactory(plan=foreign_plan, position=7)

    actions.order_measures(plan=plan, ids=[foreign.pk, third.pk, 0, third.pk, first.pk], by=clerk)

    assert order_of(plan) == [third, first, second]
    foreign.refresh_from_db()
    assert foreign.position == 7
    assert len(events("plan.order_measures")) == 1


def test_the_same_order_again_leaves_no_trace(plan, clerk):
    measures = MeasureFactory.create_batch(2, plan=plan)

    actions.order_measures(plan=plan, ids=[measure.pk for measure in measures], by=clerk)

    assert events("plan.order_measures") == []


def test_move_measure_up_and_down(plan, clerk):
    first, second, third = MeasureFactory.create_batch(3, plan=plan)

    actions.move_measure(measure=third, up=True, by=clerk)
    actions.move_measure(measure=first, up=False, by=clerk)

    assert order_of(plan) == [third, first, second]


def test_move_measure_beyond_the_end_does_nothing(plan, clerk):
    first, second = MeasureFactory.create_batch(2, plan=plan)

    actions.move_measure(measure=first, up=True, by=clerk)
    actions.move_measure(measure=second, up=False, by=clerk)

    assert order_of(plan) == [first, second]


def test_adopt_takes_steps_and_the_whole_fiscal_year(plan, clerk):
    offered = CatalogueMeasureFactory(indicator_codes=["8", "77"], topic_numbers=[1])

    [measure] = actions.adopt(plan=plan, catalogue=[offered], by=clerk)

    # 2564 has neither an indicator 77 nor topics.
    assert actions.entry_of(measure) == MeasureEntry(
        title=offered.title,
        kind="project",
        indicator_codes=["8"],
        steps=[StepEntry("ขั้นแรก"), StepEntry("ขั้นที่สอง")],
        period_start=date(2021, 10, 1),
        period_end=date(2022, 9, 30),
        follow_up="รายงานทุกไตรมาส",
    )


def test_adopt_leaves_out_what_the_plan_has(plan, clerk):
    offered = CatalogueMeasureFactory.create_batch(2)
    actions.adopt(plan=plan, catalogue=offered[:1], by=clerk)

    added = actions.adopt(plan=plan, catalogue=offered, by=clerk)

    assert [measure.title for measure in added] == [offered[1].title]
    assert plan.measures.count() == 2


@pytest.fixture
def next_plan(agency, plan):
    return PlanFactory(assessment=AssessmentFactory(agency=agency, fiscal_year=2565))


def test_copy_leaves_progress_items_and_periods_behind(plan, next_plan, clerk, agency):
    source = MeasureFactory(
        plan=plan,
        indicator_codes=["8"],
        item_codes=["E7"],
        period_text="ทุกเดือน",
        period_start=date(2021, 10, 1),
        period_end=date(2021, 12, 31),
        weak_point="ช่องทางน้อย",
    )
    StepFactory(measure=source, text="ประชุม", period_text="ต.ค. 64", responsible_text="กองคลัง")
    source.departments.set(agency.departments.all())
    Department.objects.filter(agency=agency, name="กองคลัง").update(active=False)
    ProgressFactory(measure=source, round__plan=plan)

    [copy] = actions.copy_measures(plan=next_plan, measures=[source], by=clerk)

    assert copy.continued_from == source
    assert not copy.progress.exists()
    assert actions.entry_of(copy) == MeasureEntry(
        title=source.title,
        indicator_codes=["8"],
        weak_point="ช่องทางน้อย",
        steps=[StepEntry("ประชุม", "", "กองคลัง")],
        departments=agency.departments.filter(name="สำนักปลัด"),
        period_start=date(2022, 10, 1),
        period_end=date(2023, 9, 30),
    )
    source.refresh_from_db()
    assert source.item_codes == ["E7"]


def test_copy_takes_no_measure_twice(measure, next_plan, clerk):
    actions.copy_measures(plan=next_plan, measures=[measure], by=clerk)

    assert actions.copy_measures(plan=next_plan, measures=[measure], by=clerk) == []
    assert next_plan.measures.count() == 1


def test_load_catalogue_updates_entries_by_key(db):
    entry = {
        "key": "a",
        "kind": "measure",
        "title": "เดิม",
        "steps": ["x"],
        "indicators": ["8"],
        "source": "s",
    }

    actions.load_catalogue(entries=[entry])
    count = actions.load_catalogue(entries=[{**entry, "title": "ใหม่"}, {**entry, "key": "b"}])

    from measures.models import CatalogueMeasure

    assert count == 2
    stored = CatalogueMeasure.objects.order_by("key")
    assert list(stored.values_list("key", "title")) == [("a", "ใหม่"), ("b", "เดิม")]
