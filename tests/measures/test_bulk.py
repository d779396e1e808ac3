"""Several measures at once: changed all or none, removed and brought back."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from agencies.models import AuditEvent
from measures import actions
from measures.models import Evidence, Measure, Progress
from measures.rules.order import move_block
from measures.rules.period import part_of_year
from tests.factories.measures import (
    AssessmentFactory,
    MeasureFactory,
    PlanFactory,
    ProgressFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db


def url(name, year=2565):
    return reverse(f"measures:{name}", args=["tua-yang", year])


@pytest.fixture
def two(plan):
    return MeasureFactory.create_batch(2, plan=plan, period_text="ทุกเดือน")


def opened(client, measures):
    """Return what the form of the measures sends when nothing is filled in."""
    page = client.get(url("plan_bulk"), {"chosen": [each.pk for each in measures]})
    return {"rows": page.context["form"].initial["rows"]}


def test_department_period_status_and_place_of_all_chosen(clerk_client, plan, two):
    other = MeasureFactory(plan=plan, position=0)
    ProgressFactory(round=RoundFactory(plan=plan), measure=two[0], status="not_started", note="เดิม")
    department = plan.agency.departments.first()
    period = {"period_start": "1/11/2564", "period_end": "31/3/2565"}
    wanted = {"departments": [department.pk], **period, "status": "done", "place": "๑"}

    response = clerk_client.post(url("plan_bulk"), opened(clerk_client, two) | wanted)

    assert response.url == url("plan")
    assert list(plan.measures.all()) == [*two, other]
    for measure in plan.measures.all()[:2]:
        assert list(measure.departments.all()) == [department]
        assert (measure.period_start, measure.period_text) == (date(2021, 11, 1), "")
    assert list(Progress.objects.order_by("measure__position").values_list("status", "note")) == [
        ("done", "เดิม"), ("done", ""),
    ]  # fmt: skip
    other.refresh_from_db()
    assert other.version == 1


def test_one_that_was_saved_meanwhile_keeps_all_as_they_are_until_decided(
    clerk_client, second_clerk_client, two, clerk
):
    sent = opened(clerk_client, two) | {"period_start": "1/11/2564", "period_end": "31/3/2565"}
    entry = actions.entry_of(two[1]).replace(period_text="ทุกวันจันทร์")
    actions.save_measure(measure=two[1], entry=entry, version=1, by=clerk)

    refused = second_clerk_client.post(url("plan_bulk"), sent)

    assert refused.status_code == 409
    assert [row["theirs"] for row in refused.context["conflict"]["rows"]] == ["ทุกวันจันทร์"]
    assert set(Measure.objects.values_list("period_text", flat=True)) == {"ทุกเดือน", "ทุกวันจันทร์"}
    again = sent | {"rows": refused.context["form"]["rows"].value()}
    assert second_clerk_client.post(url("plan_bulk"), again).status_code == 302
    assert set(Measure.objects.values_list("period_text", flat=True)) == {""}


def test_one_that_was_removed_meanwhile_is_told(clerk_client, two, clerk):
    sent = opened(clerk_client, two) | {"place": "1"}
    actions.delete_measure(measure=two[0], by=clerk)

    refused = clerk_client.post(url("plan_bulk"), sent)

    assert refused.status_code == 409
    assert [row["theirs"] for row in refused.context["conflict"]["rows"]] == ["ลบแล้ว"]
    assert len(refused.context["form"]["rows"].value()) == 1


def test_a_status_is_not_written_into_a_round_that_was_opened_meanwhile(clerk_client, plan, two):
    RoundFactory(plan=plan)
    sent = opened(clerk_client, two) | {"status": "done"}
    RoundFactory(plan=plan, as_at=date(2022, 9, 30))

    assert clerk_client.post(url("plan_bulk"), sent).status_code == 409
    assert not Progress.objects.exists()


def test_measures_of_others_are_refused(clerk_client, two, foreign_plan):
    foreign = MeasureFactory(plan=foreign_plan)
    rows = [f"{each.pk}-1-0-0" for each in (*two, foreign)]

    assert clerk_client.post(url("plan_bulk"), {"rows": rows, "place": "1"}).status_code == 404
    assert clerk_client.get(url("plan_bulk"), {"chosen": foreign.pk}).status_code == 404
    assert clerk_client.post(url("plan_remove"), {"chosen": [foreign.pk]}).status_code == 404
    actions.delete_measure(measure=foreign, by=None)
    clerk_client.post(url("plan_restore"), {"measure": foreign.pk})
    assert not Measure.objects.filter(pk=foreign.pk).exists()


@pytest.mark.parametrize(
    ("wrong", "where"),
    [({}, "__all__"), ({"period_start": "1/11/2564"}, "period_end"), ({"place": "x"}, "place"), ({"rows": "1"}, "rows")],
)  # fmt: skip
def test_what_cannot_be_done_is_said(clerk_client, two, wrong, where):
    sent = opened(clerk_client, two) | wrong
    if where == "rows":
        sent["rows"] = f"{two[0].pk}-1-0"  # without the version of its entry

    assert where in clerk_client.post(url("plan_bulk"), sent).context["form"].errors


def test_nothing_chosen_leads_back(clerk_client, plan):
    for name in ("plan_bulk", "plan_remove"):
        assert clerk_client.get(url(name)).url == url("plan")


def test_copies_go_into_the_plan_of_another_year_once(clerk_client, agency, two):
    AssessmentFactory(agency=agency, fiscal_year=2565)
    for _ in range(2):
        clerk_client.post(url("plan_bulk"), opened(clerk_client, two) | {"copy_to": "2566"})

    copies = Measure.objects.filter(plan__fiscal_year=2566)
    assert {each.continued_from for each in copies} == set(two)


def test_copies_for_an_earlier_plan_continue_nothing(clerk, plan, two):
    earlier = PlanFactory(assessment=AssessmentFactory(agency=plan.agency, fiscal_year=2562))
    for _ in range(2):
        actions.copy_measures(plan=earlier, measures=two, by=clerk)

    assert [each.continued_from for each in earlier.measures.all()] == [None, None]


def test_removed_ones_come_back_with_progress_and_evidence(clerk_client, progress_round, measure):
    entry = ProgressFactory(round=progress_round, measure=measure)
    Evidence.objects.create(entry=entry, position=1, kind="link", url="https://example.go.th/")

    told = clerk_client.post(url("plan_remove"), {"chosen": [measure.pk]}, follow=True)

    assert told.context["just_removed"] == [measure]
    assert not any(model.objects.exists() for model in (Measure, Progress, Evidence))
    assert not progress_round.entries.exists()
    clerk_client.post(url("plan_restore"), {"measure": measure.pk})
    assert all(model.objects.count() == 1 for model in (Measure, Progress, Evidence))
    assert list(AuditEvent.objects.filter(action__startswith="measure.").values_list("action", flat=True)) == [
        "measure.delete", "measure.restore",
    ]  # fmt: skip
    assert clerk_client.post(url("plan_restore"), {"measure": measure.pk}).url == url("plan")


def test_what_was_removed_long_ago_goes_for_good_with_its_files(
    measure, progress_round, clerk, django_capture_on_commit_callbacks
):
    from tests.measures.test_evidence_actions import add

    add(ProgressFactory(round=progress_round, measure=measure), 1)
    file = Evidence.objects.get().file.name
    actions.delete_measure(measure=measure, by=clerk)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.purge_removed() == 0
    assert default_storage.exists(file)
    Measure.everything.update(removed_at=timezone.now() - actions.KEPT_REMOVED - timedelta(minutes=1))

    with django_capture_on_commit_callbacks(execute=True):
        assert actions.purge_removed() == 1

    assert not Measure.everything.exists()
    assert not default_storage.exists(file)


def test_groups_and_columns_are_remembered(clerk_client, plan):
    both = MeasureFactory(plan=plan, indicator_codes=["2", "8"])
    MeasureFactory(plan=plan, indicator_codes=[])

    clerk_client.get(url("plan"), {"group": "indicator", "columns": ["budget", "nothing"]})
    clerk_client.get(url("plan"), {"group": "indicator", "columns": ["budget"]})
    page = clerk_client.get(url("plan"))

    assert page.context["columns"] == ["budget"]
    headings = [group.heading.split(" ")[0:2] for group in page.context["groups"]]
    assert headings == [["ตัวชี้วัดที่", "2"], ["ตัวชี้วัดที่", "8"], ["ยังไม่ระบุตัวชี้วัด"]]
    assert page.content.decode().count(f'id="measure-{both.pk}"') == 1
    for group in ("topic", "department", "status"):
        assert clerk_client.get(url("plan"), {"group": group}).status_code == 200


def test_departments_stay_for_the_next_measure_and_for_those_from_the_catalogue(clerk_client, plan):
    from tests.factories.measures import CatalogueMeasureFactory

    department = plan.agency.departments.first()
    sent = {"kind": "measure", "title": "ข้อหนึ่ง", "departments": [department.pk], "another": "1",
            "steps-TOTAL_FORMS": "0", "steps-INITIAL_FORMS": "0"}  # fmt: skip

    again = clerk_client.post(url("plan_measure_add"), sent)

    assert clerk_client.get(again.url).context["form"]["departments"].value() == [department.pk]
    entry = CatalogueMeasureFactory()
    clerk_client.post(url("plan_suggest"), {"chosen": [entry.pk], "departments": [department.pk]})
    assert [list(each.departments.all()) for each in plan.measures.all()] == [[department]] * 2


@pytest.mark.parametrize(
    ("block", "place", "order"), [({2, 4}, 1, [2, 4, 1, 3, 5]), ({1, 2}, 3, [3, 4, 1, 2, 5]), ({1}, 99, [2, 3, 4, 5, 1])]
)  # fmt: skip
def test_a_block_moves_together(block, place, order):
    assert move_block([1, 2, 3, 4, 5], block, place) == order


@pytest.mark.parametrize(
    ("start", "end", "part"),
    [
        (date(2021, 10, 1), date(2022, 9, 30), (0, 100)),
        (date(2022, 4, 1), date(2023, 4, 1), (49, 51)),
        (date(2021, 10, 1), date(2021, 10, 1), (0, 1)),
        (date(2022, 10, 1), date(2022, 10, 2), None),
    ],
)
def test_where_in_the_year_a_period_lies(start, end, part):
    assert part_of_year(start, end, 2565) == part
