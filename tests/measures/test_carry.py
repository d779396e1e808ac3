"""Carrying a plan over to the next year: rules, action, pages."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.enums import Role
from agencies.models import ApprovalStep, AuditEvent, Department
from measures import actions
from measures.enums import Status
from measures.models import Measure, Plan, Progress
from measures.rules.carry import Content, find_years, is_unfinished, list_left_behind
from reports.models import StandardSentence
from tests.conftest import member
from tests.factories.agencies import MembershipFactory
from tests.factories.assessments import criteria
from tests.factories.measures import (
    AssessmentFactory,
    MeasureFactory,
    ProgressFactory,
    RoundFactory,
    StepFactory,
)


def url(name, *args):
    return reverse(f"measures:{name}", args=["tua-yang", *args])


def test_only_what_is_done_does_not_go_on():
    assert [is_unfinished(status) for status in (None, "not_started", "in_progress", "done")] == [
        True, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("ตามแผนปี ๒๕๖๕ และ 2566 และ 2565", [2565, 2566]),
        ("ปีงบประมาณ พ.ศ. {fiscal_year}", []),
        ("โทร 0256512345 ข้อ 12568", []),
    ],
)
def test_years_in_a_sentence(text, years):
    assert find_years(text) == years


def content(**values):
    empty = Content((), (), (), (), "", ())
    return Content(**{**{name: getattr(empty, name) for name in Content.__slots__}, **values})


def test_nothing_is_left_behind_by_a_measure_that_fits():
    assert list_left_behind(content(indicator_codes=["8"]), criteria(2565)) == []


def test_what_is_left_behind_is_told_with_its_reason():
    told = list_left_behind(
        content(
            indicator_codes=["8", "77", "78"],
            topic_numbers=[99],
            item_codes=["E7"],
            departments_gone=["กองช่าง"],
            period_text="ทุกเดือน",
            step_periods=["", "ต.ค. 64", "ต.ค. 64"],
        ),
        criteria(2565),
    )

    assert [words.partition(" (")[0] for words in told] == [
        "ตัวชี้วัดที่ 77, 78", "ประเด็นที่ 99", "ข้อคำถาม E7", "ส่วนราชการ กองช่าง", "ระยะเวลา “ทุกเดือน”",
        "ระยะเวลาของขั้นตอน ต.ค. 64",
    ]  # fmt: skip
    assert "เกณฑ์ปี 2565 ไม่มี" in told[0]


@pytest.fixture
def lines(plan):
    """A finished, a begun and a silent measure; what counts is the latest round."""
    done, going, silent = MeasureFactory.create_batch(3, plan=plan)
    first, last = RoundFactory(plan=plan), RoundFactory(plan=plan, as_at=date(2022, 9, 30))
    ProgressFactory(round=first, measure=going, status=Status.DONE)
    ProgressFactory(round=first, measure=done)
    ProgressFactory(round=last, measure=done, status=Status.DONE)
    ProgressFactory(round=last, measure=going)
    return done, going, silent


@pytest.fixture
def next_result(agency, packs):
    return AssessmentFactory(agency=agency, fiscal_year=2565)


def test_carrying_begins_the_next_plan_and_resets_progress(lines, plan, next_result, clerk):
    carried = actions.carry_over(plan=plan, measures=lines[1:], by=clerk)

    following = Plan.objects.get(fiscal_year=2566)
    assert [measure.continued_from for measure in following.measures.all()] == list(lines[1:])
    assert carried[0].period_start == date(2022, 10, 1)
    assert not Progress.objects.filter(measure__plan=following).exists()
    event = AuditEvent.objects.get(action="plan.carry")
    assert event.agency_id == plan.agency_id
    assert lines[1].title in event.after
    assert lines[0].title not in event.after


def test_carrying_twice_changes_nothing(lines, plan, next_result, clerk):
    actions.carry_over(plan=plan, measures=lines[1:], by=clerk)

    assert actions.carry_over(plan=plan, measures=lines[1:], by=clerk) == []
    assert Measure.objects.filter(plan__fiscal_year=2566).count() == 2
    assert AuditEvent.objects.filter(action="plan.carry").count() == 1


def test_without_the_result_nothing_begins(lines, plan, clerk):
    with pytest.raises(actions.NoResultYet):
        actions.carry_over(plan=plan, measures=lines[1:], by=clerk)

    assert Plan.objects.count() == 1


def test_the_page_ticks_what_is_unfinished_and_names_what_stays(clerk_client, lines, next_result):
    done, going, silent = lines

    response = clerk_client.get(url("carry", 2565))

    assert response.context["form"].ticked == {str(going.pk), str(silent.pk)}
    assert [line.measure for line in response.context["finished"]] == [done]
    page = response.content.decode()
    assert "ดำเนินการเสร็จแล้วตามรายงานล่าสุด" in page
    assert f'value="{done.pk}"' not in page
    assert not Plan.objects.filter(fiscal_year=2566).exists()


def test_the_page_leads_to_the_scores_where_the_result_is_missing(clerk_client, lines):
    response = clerk_client.post(url("carry", 2565), {"chosen": [lines[1].pk]})

    page = response.content.decode()
    assert "ยังไม่มีผลการประเมินปี 2565" in page
    assert reverse("assessments:index", args=["tua-yang"]) in page
    assert not Plan.objects.filter(fiscal_year=2566).exists()


def test_after_carrying_the_result_tells_both_sides(clerk_client, lines, next_result):
    done, going, silent = lines
    going.item_codes = ["E7"]
    going.save()

    response = clerk_client.post(url("carry", 2565), {"chosen": [going.pk]}, follow=True)

    assert response.redirect_chain == [(url("carry_result", 2565), 302)]
    assert [line.measure for line in response.context["carried"]] == [going]
    assert response.context["carried"][0].without == ["ข้อคำถาม E7 (เลขข้อเปลี่ยนได้ทุกปี กรุณาระบุใหม่ตามผลของปีนี้)"]
    assert [line.measure for line in response.context["unfinished"]] == [silent]
    assert [line.measure for line in response.context["finished"]] == [done]
    page = response.content.decode()
    assert "ไม่ได้เลือก" in page
    assert "ข้อคำถาม E7" in page


def test_a_page_sent_twice_carries_once_and_says_so(clerk_client, lines, next_result):
    sent = {"chosen": [lines[1].pk]}
    clerk_client.post(url("carry", 2565), sent)

    response = clerk_client.post(url("carry", 2565), sent, follow=True)

    assert "ยกไปแล้วทั้งหมด" in str(list(response.context["messages"])[-1])
    assert Measure.objects.filter(plan__fiscal_year=2566).count() == 1
    assert clerk_client.get(url("carry", 2565)).context["form"].ticked == {str(lines[2].pk)}


@pytest.mark.parametrize("which", ["done", "foreign", "none"])
def test_only_unfinished_measures_of_the_plan_are_taken(
    clerk_client, lines, next_result, foreign_plan, which
):
    sent = {"done": [lines[0].pk], "foreign": [MeasureFactory(plan=foreign_plan).pk], "none": []}[which]

    response = clerk_client.post(url("carry", 2565), {"chosen": sent})

    assert response.context["form"].errors
    assert not Plan.objects.filter(fiscal_year=2566).exists()


def test_what_stays_is_shown_with_its_flaws(clerk_client, plan, next_result, agency):
    Department.objects.filter(agency=agency, name="กองคลัง").update(active=False)
    gone = MembershipFactory(
        agency=agency,
        role=Role.SECRETARY,
        position_title="ปลัด",
        ends_on=timezone.localdate().replace(year=2020),
    )
    here = MembershipFactory(agency=agency, role=Role.EXECUTIVE, position_title="นายก")
    for position, membership in enumerate((gone, here), start=1):
        ApprovalStep.objects.create(agency=agency, position=position, membership=membership)
    StandardSentence.objects.create(agency=agency, kind="progress_memo", name="a", text="ตามแผนปี ๒๕๖๕")
    StandardSentence.objects.create(agency=agency, kind="progress_memo", name="b", text="ตามแผน")

    response = clerk_client.get(url("carry", 2565))

    standing = response.context["standing"]
    assert [entry.name for entry in standing.departments] == ["สำนักปลัด"]
    assert [entry.name for entry in standing.departments_gone] == ["กองคลัง"]
    assert [in_office for _, in_office in standing.chain] == [False, True]
    assert [(kind, years) for kind, _, years in standing.dated_sentences] == [("progress_memo", [2565])]
    assert response.content.decode().count("พ้นวาระหรือปิดบัญชีแล้ว") == 1


def test_a_plan_that_does_not_exist_is_not_found(clerk_client, next_result):
    assert clerk_client.get(url("carry", 2565)).status_code == 404
    assert clerk_client.get(url("carry_result", 2565)).status_code == 404


def test_nothing_carried_leads_back_to_the_plan(viewer_client, plan):
    assert viewer_client.get(url("carry_result", 2565)).url == url("plan", 2565)


def test_only_those_who_enter_carry(viewer_client, outsider_client, lines, next_result):
    sent = {"chosen": [lines[1].pk]}

    assert viewer_client.post(url("carry", 2565), sent).status_code == 403
    assert outsider_client.post(url("carry", 2565), sent).status_code == 404
    assert not Plan.objects.filter(fiscal_year=2566).exists()


@pytest.mark.parametrize("name", ["carry", "carry_result"])
def test_queries_do_not_grow(
    clerk_client,
    plan,
    next_result,
    agency,
    clerk,
    name,
    django_assert_num_queries,
    django_assert_max_num_queries,
):
    def add(number):
        for _ in range(number):
            measure = MeasureFactory(plan=plan)
            StepFactory(measure=measure)
            measure.departments.set(agency.departments.all())
            ProgressFactory(measure=measure, round=progress_round)
            membership = MembershipFactory(agency=agency, user=member(agency, Role.VIEWER), role=Role.CHIEF)
            position = agency.approval_steps.count() + 1
            ApprovalStep.objects.create(agency=agency, position=position, membership=membership)
        actions.carry_over(plan=plan, measures=plan.measures.all()[:number], by=clerk)

    progress_round = RoundFactory(plan=plan)
    add(1)
    with django_assert_max_num_queries(30) as one:
        assert clerk_client.get(url(name, 2565)).status_code == 200

    add(3)

    with django_assert_num_queries(len(one)):
        clerk_client.get(url(name, 2565))
