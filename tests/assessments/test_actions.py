import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from agencies.models import AuditEvent
from assessments import actions
from assessments.actions import ScoreSheet, draft_findings, save_finding, save_scores, sheet_of
from assessments.enums import WeaknessClass
from assessments.models import Assessment, AssessmentQuerySet, Finding
from criteria.models import CriteriaPack
from itaportal.editing.concurrency import StaleEdit
from tests.factories.assessments import CriteriaPackFactory, FindingFactory, points, scored

SHEET = ScoreSheet(indicators=points(), printed_total=Decimal("91.10"), printed_level="A")


@pytest.fixture
def pack(db):
    return CriteriaPackFactory(fiscal_year=2565)


def save(agency, by, sheet=SHEET, version=None):
    return save_scores(agency=agency, fiscal_year=2565, sheet=sheet, version=version, by=by)


def stored(agency):
    return sheet_of(Assessment.objects.with_scores().get(agency=agency))


def events(action=None):
    found = AuditEvent.objects.filter(action=action) if action else AuditEvent.objects.all()
    return [
        (event.action, json.loads(event.before or "{}"), json.loads(event.after or "{}")) for event in found
    ]


# Scores


def test_a_year_is_started_with_the_newest_criteria(agency, clerk, pack):
    newer = CriteriaPackFactory(fiscal_year=2565, version=2)

    assessment = save(agency, clerk)

    assert assessment.criteria_pack == newer
    assert (assessment.version, assessment.updated_by) == (1, clerk)
    assert stored(agency) == SHEET


def test_starting_a_year_is_recorded(agency, clerk, pack):
    assessment = save(agency, clerk)

    event = AuditEvent.objects.get()
    assert (event.action, event.actor_id, event.agency_id) == ("assessment.save_scores", clerk.pk, agency.pk)
    assert (event.object_type, event.object_id) == ("assessments.assessment", assessment.pk)
    after = json.loads(event.after)
    assert json.loads(after["indicators"])["4"] == "79.52"
    assert (after["printed_total"], after["printed_level"]) == ("91.10", "A")


def test_saving_again_replaces_adds_and_removes(agency, clerk, pack):
    save(agency, clerk, replace(SHEET, items={"I3": Decimal("91.18"), "E7": Decimal(80)}))
    indicators = points([*("90.12",), *("83.50",) * 8])
    second = ScoreSheet(
        indicators=indicators, items={"E7": Decimal("81.00"), "O14": Decimal(0)}, explanation="ตรวจแล้ว"
    )

    assessment = save(agency, clerk, second, version=1)

    assert stored(agency) == second
    assert assessment.version == 2
    before, after = events()[1][1:]
    assert (
        set(before) == set(after) == {"indicators", "items", "printed_total", "printed_level", "explanation"}
    )
    assert json.loads(before["items"]) == {"E7": "80.00", "I3": "91.18"}


def test_only_what_changed_is_recorded(agency, clerk, pack):
    save(agency, clerk)

    save(agency, clerk, replace(SHEET, explanation="ตรวจแล้ว"), version=1)

    assert events()[1] == ("assessment.save_scores", {"explanation": ""}, {"explanation": "ตรวจแล้ว"})


@pytest.mark.parametrize("version", [None, 1])
def test_the_same_scores_sent_twice_change_nothing(agency, clerk, pack, version):
    save(agency, clerk)

    assessment = save(agency, clerk, replace(SHEET, indicators=points(other_decimals())), version=version)

    assert assessment.version == 1
    assert len(events()) == 1


def other_decimals():
    """The same numbers with another count of decimals."""
    return [str(score.normalize()) for score in points().values()]


@pytest.mark.parametrize("version", [None, 0, 1, 7])
def test_a_stale_version_is_refused_and_leaves_no_trace(agency, clerk, pack, version):
    save(agency, clerk)
    save(agency, clerk, replace(SHEET, printed_level="B"), version=1)
    before = stored(agency)

    with pytest.raises(StaleEdit) as refusal:
        save(agency, clerk, ScoreSheet(indicators=points(["1"])), version=version)

    assert (refusal.value.current.version, refusal.value.current.fiscal_year) == (2, 2565)
    assert stored(agency) == before
    assert len(events()) == 2


def test_two_people_who_start_the_same_year_at_once_make_one(agency, clerk, pack, monkeypatch):
    save(agency, clerk)
    # The second one's look came before the first one's save.
    monkeypatch.setattr(AssessmentQuerySet, "with_scores", lambda queryset: queryset.none())

    with pytest.raises(StaleEdit):
        save(agency, clerk, ScoreSheet(indicators=points(["1"])))

    monkeypatch.undo()
    assert stored(agency) == SHEET
    assert len(events()) == 1


def test_a_year_without_criteria_cannot_be_started(agency, clerk, pack):
    with pytest.raises(CriteriaPack.DoesNotExist):
        save_scores(agency=agency, fiscal_year=2570, sheet=SHEET, version=None, by=clerk)

    assert not Assessment.objects.exists()
    assert events() == []


@pytest.mark.parametrize("score", ["-0.01", "100.01"])
def test_the_database_refuses_scores_out_of_range_with_everything_else_of_the_save(
    agency, clerk, pack, score
):
    with pytest.raises(IntegrityError), transaction.atomic():
        save(agency, clerk, replace(SHEET, items={"I3": Decimal(score)}))

    assert not Assessment.objects.exists()
    assert events() == []


def test_agencies_do_not_share_a_year(agency, other_agency, clerk, pack):
    save(agency, clerk)
    save(other_agency, clerk, ScoreSheet(indicators=points(["50"])))

    assert stored(agency) == SHEET
    assert stored(other_agency).indicators == {"1": Decimal(50)}


# Findings


def finding(assessment, by, **values):
    defaults = {"text": "ควรปรับปรุง", "weakness_class": WeaknessClass.URGENT, "version": None}
    return save_finding(assessment=assessment, code="4", by=by, **{**defaults, **values})


def test_every_scored_indicator_without_finding_gets_a_draft(agency, clerk):
    assessment = scored(agency, scores=["90", "83.50", None, "79.99", *["85"] * 6])
    FindingFactory(assessment=assessment, code="1", text="เขียนเอง", weakness_class=WeaknessClass.IMPROVE)

    drafts = draft_findings(assessment=assessment, by=clerk)

    found = dict(Finding.objects.values_list("code", "weakness_class"))
    assert found == {
        "1": "improve", "2": "improve", "4": "urgent",
        **dict.fromkeys(("5", "6", "7", "8", "9", "10"), "maintain"),
    }  # fmt: skip
    assert len(drafts) == 8
    assert Finding.objects.get(code="1").text == "เขียนเอง"
    assert Finding.objects.get(code="4").text.startswith(
        "การรับรู้ของบุคลากรภายในหน่วยงานอยู่ในเกณฑ์ต่ำ (79.99 คะแนน) โดยห่างจากเกณฑ์ปานกลางเพียง 0.01 คะแนน หน่วยงานจึงต้อง"
    )
    assert events() == [("finding.draft", {}, {"indicators": "2, 4, 5, 6, 7, 8, 9, 10"})]


def test_drafts_are_written_in_the_agencys_own_words(agency, clerk):
    agency.standard_sentences.create(kind="draft-good", name="IIT-1", text="ขอให้ปฏิบัติเช่นเดิมใน{เรื่อง}")
    assessment = scored(agency, scores=["90", "90"])

    draft_findings(assessment=assessment, by=clerk)

    texts = dict(Finding.objects.values_list("code", "text"))
    assert "คะแนน) ขอให้ปฏิบัติเช่นเดิมในการปฏิบัติงาน" in texts["1"]
    assert "จึงเห็นควรดำเนินการตามแนวทางเดิมอย่างสม่ำเสมอ" in texts["2"]


def test_drafts_tell_the_change_to_the_year_before(agency, clerk):
    scored(agency, fiscal_year=2564, scores=["91.50"])
    assessment = scored(agency, scores=["90"])

    draft_findings(assessment=assessment, by=clerk)

    assert "(90.00 คะแนน) แต่ลดลงจากปีก่อน 1.50 คะแนน จึงควรรักษาระดับไว้มิให้ลดลงอีก" in Finding.objects.get().text


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        (["70", "95", *["90"] * 8], {"1": "ต่ำที่สุด", "2": "สูงที่สุด"}),
        (["70", "70", "95", "95", *["90"] * 6], {}),
        (["70", "95", *["90"] * 7], {}),
        (["88", "95", *["90"] * 8], {"2": "สูงที่สุด"}),
        (["70", "100", *["90"] * 8], {"1": "ต่ำที่สุด"}),
    ],
)
def test_only_one_score_of_all_is_the_lowest_or_the_highest(agency, clerk, scores, told):
    draft_findings(assessment=scored(agency, scores=scores), by=clerk)

    found = {each.code: re.search("[ต่ำสูง]+ที่สุด(?=ในทุกตัวชี้วัด)", each.text) for each in Finding.objects.all()}
    assert {code: words[0] for code, words in found.items() if words} == told


def test_drafts_follow_the_agencys_thresholds(agency, clerk):
    agency.low_below, agency.medium_below = Decimal(70), Decimal(75)
    agency.save()
    assessment = scored(agency, scores=["69.99", "74.99", "75"])

    draft_findings(assessment=assessment, by=clerk)

    assert [entry.weakness_class for entry in Finding.objects.order_by("code")] == [
        "urgent",
        "improve",
        "maintain",
    ]


def test_drafting_again_changes_nothing(agency, clerk):
    assessment = scored(agency)
    draft_findings(assessment=assessment, by=clerk)
    before = list(Finding.objects.values())

    assert draft_findings(assessment=Assessment.objects.get(), by=clerk) == []

    assert list(Finding.objects.values()) == before
    assert len(events()) == 1


def test_a_finding_is_saved_and_recorded(agency, clerk):
    saved = finding(scored(agency), clerk, recommendation="ควรจัดทำคู่มือ", rank=2)

    assert (saved.version, saved.updated_by, saved.rank) == (1, clerk, 2)
    ((action, before, after),) = events()
    assert (action, before) == ("finding.save", {})
    assert (after["recommendation"], after["weakness_class"]) == ("ควรจัดทำคู่มือ", "urgent")


def test_a_changed_finding_keeps_the_former_text_in_the_log(agency, clerk):
    assessment = scored(agency)
    finding(assessment, clerk)

    saved = finding(assessment, clerk, text="เขียนใหม่", version=1)

    assert Finding.objects.get().text == "เขียนใหม่"
    assert saved.version == 2
    assert events()[1] == ("finding.save", {"text": "ควรปรับปรุง"}, {"text": "เขียนใหม่"})


@pytest.mark.parametrize("version", [None, 0, 1, 9])
def test_a_stale_finding_is_refused_and_leaves_no_trace(agency, clerk, manager, version):
    assessment = scored(agency)
    finding(assessment, clerk)
    finding(assessment, manager, text="ของอีกคน", version=1)

    with pytest.raises(StaleEdit) as refusal:
        finding(assessment, clerk, text="ของฉัน", version=version)

    assert (refusal.value.current.text, refusal.value.current.updated_by) == ("ของอีกคน", manager)
    assert Finding.objects.get().text == "ของอีกคน"
    assert len(events()) == 2


@pytest.mark.parametrize("version", [None, 1])
def test_the_same_finding_sent_twice_changes_nothing(agency, clerk, version):
    assessment = scored(agency)
    finding(assessment, clerk)

    assert finding(assessment, clerk, version=version).version == 1
    assert len(events()) == 1


def test_two_people_who_write_the_same_finding_at_once_make_one(agency, clerk, monkeypatch):
    assessment = scored(agency)
    finding(assessment, clerk)
    # The second one's look came before the first one's save.
    monkeypatch.setattr(actions.Finding.objects, "filter", lambda **kwargs: Finding.objects.none())

    with pytest.raises(StaleEdit):
        finding(assessment, clerk, text="ของอีกคน")

    assert Finding.objects.get().text == "ควรปรับปรุง"
    assert len(events()) == 1
