"""Every rule of the completeness check: the faultless snapshot passes, one spoiled value fails."""

import pytest

from reports.completeness import RULES, check, document_item_words
from reports.enums import Kind, Severity
from tests.reports.snapshots import (
    contested,
    criteria,
    disclosed,
    finding,
    measure,
    progress,
    snapshot,
    step,
    typed,
)

ANALYSIS, MATRIX, MEMO, OUTCOME, TOPIC, OIT, CONTEST = Kind


def found(checked):
    """Return the names of the rules that found something, in order."""
    return [issue.rule for issue in check(typed(checked))]


def with_measure(kind=MEMO, assessed=2565, **changes):
    """Return a snapshot whose only measure has these values."""
    more = {"assessed": assessed} | ({"level": "ผ่านดี"} if assessed > 2565 else {})
    if kind in (ANALYSIS, MATRIX):
        changes = {"progress": None, **changes}
    return snapshot(kind, measures=[measure(plan_year=assessed + 1, **changes)], **more)


def with_progress(kind=OUTCOME, **changes):
    return with_measure(kind, progress=progress(**changes))


def with_finding(code="4", kind=ANALYSIS, **changes):
    return snapshot(kind, findings={code: changes})


def with_letter(kind=MEMO, **changes):
    return snapshot(kind, letter=changes)


TOPIC_2567 = [measure(plan_year=2568, id=number, topic_numbers=[number]) for number in range(1, 8)]
SPOILED = {
    "items_unknown": lambda: snapshot(OIT, disclosed=None),
    "nothing_contested": lambda: snapshot(CONTEST, contested=None),
    "contested_without_score": lambda: snapshot(CONTEST, contested=contested(score="")),
    "contested_without_reason": lambda: snapshot(CONTEST, contested=contested(reason="")),
    "contested_without_evidence": lambda: snapshot(CONTEST, contested=contested(links=[])),
    "contested_with_full_score": lambda: snapshot(CONTEST, contested=contested(score="100.00")),
    "item_without_department": lambda: snapshot(OIT, disclosed=disclosed(department="")),
    "total_missing": lambda: snapshot(total="", level="A"),
    "total_against_indicators": lambda: snapshot(total="91.20"),
    "level_missing": lambda: snapshot(level=""),
    "level_against_rules": lambda: snapshot(level="B"),
    "scores_missing": lambda: snapshot(ANALYSIS, scores=("90.11", ""), measures=[measure(progress=None)]),
    "finding_missing": lambda: with_finding("9", text=""),
    "class_without_reason": lambda: with_finding("9", weakness_class="improve"),
    "text_against_class": lambda: with_finding("9", text="ผลอยู่ในเกณฑ์ดี แต่ควรปรับปรุงและพัฒนาให้ดียิ่งขึ้น"),
    "weak_point_without_measure": lambda: with_measure(ANALYSIS, indicator_codes=["2"]),
    "no_measures": lambda: snapshot(MEMO, scores=(), measures=[]),
    "measure_without_responsible": lambda: with_measure(responsible=""),
    "measure_without_period": lambda: with_measure(period="", period_start=None, period_end=None),
    "period_outside_plan_year": lambda: with_measure(period_end="2023-10-01"),
    "measure_without_steps": lambda: with_measure(steps=[]),
    "measure_without_follow_up": lambda: with_measure(follow_up=""),
    "measure_without_indicator": lambda: snapshot(
        MATRIX, scores=("90",) * 10, total="90.00", measures=[measure(indicator_codes=[], progress=None)]
    ),
    "measure_without_topic": lambda: snapshot(
        TOPIC, assessed=2567, level="ผ่านดี", measures=[*TOPIC_2567, measure(plan_year=2568, topic_numbers=[])]
    ),
    "topic_without_measure": lambda: snapshot(TOPIC, assessed=2567, level="ผ่านดี", measures=TOPIC_2567[1:]),
    "measure_without_weak_point": lambda: with_measure(TOPIC, weak_point=""),
    "measure_without_limitation": lambda: with_measure(TOPIC, limitation=""),
    "measure_items": lambda: with_measure(item_codes=["O43", "O44"]),
    "page_break_row": lambda: with_measure(title="การใช้งบประมาณ (ต่อ)"),
    "decided_outside_cycle": lambda: snapshot(
        plan={**snapshot()["plan"], "decided_on": "2021-09-30"},
    ),
    "progress_missing": lambda: with_measure(progress=None),
    "done_without_evidence": lambda: with_progress(note=""),
    "result_missing": lambda: with_progress(result="", status="in_progress"),
    "outcome_missing": lambda: with_progress(outcome=""),
    "not_started_without_reason": lambda: with_progress(status="not_started", note="", result=""),
    "later_result_missing": lambda: snapshot(OUTCOME, later=None),
    "round_before_plan": lambda: snapshot(OUTCOME, round={"as_at": "2022-09-30"}),
    "addressee_missing": lambda: with_letter(addressee=""),
    "addressee_title": lambda: with_letter(addressee="นายองค์การบริหารส่วนตำบลตัวอย่าง"),
    "signatories_missing": lambda: snapshot(signatories=[]),
    "letter_undated": lambda: with_letter(dated=None),
    "letter_before_round": lambda: with_letter(dated="2023-09-29"),
    "letter_number_open": lambda: with_letter(number="กส 1/"),
    "emblem_missing": lambda: snapshot(agency={"emblem": ""}),
    "document_item_unknown": lambda: snapshot(criteria={**snapshot()["criteria"], "document_item": None}),
    "other_document_item": lambda: with_letter(subject="รายงานผล (O35)"),
    "agency_name": lambda: with_letter(via="ปลัดองค์การบริหารส่วนตำบล", subject="รายงานขององค์กรบริหารส่วนตำบล"),
    "spelling": lambda: with_measure(title="มาตราการป้องกันการทุจริต"),
    "item_numbers": lambda: with_measure(steps=[step("เผยแพร่ตามข้อ O๔๔")]),
    "indicator_names": lambda: with_finding(text="ตัวชี้วัดที่ 4 การใช้จ่ายเงิน ได้คะแนนต่ำ"),
    "total_in_texts": lambda: with_finding(text="คะแนนภาพรวมอยู่ที่ ๘๑.๑ คะแนน"),
    "scores_in_texts": lambda: with_finding(text="ผลการประเมินอยู่ในเกณฑ์ค่อนข้างต่ำ (78.52 คะแนน)"),
    "years_in_texts": lambda: with_letter(subject="รายงานผลการดำเนินการ ปี พ.ศ. ๒๕๖๓"),
}  # fmt: skip


@pytest.mark.parametrize("kind", Kind)
def test_a_faultless_snapshot_passes_every_rule(kind):
    assert check(typed(snapshot(kind))) == []


def test_every_rule_is_tried():
    assert {rule.name for rules in RULES.values() for rule in rules} == set(SPOILED)


@pytest.mark.parametrize("name", SPOILED)
def test_a_rule_finds_the_one_thing_that_is_wrong(name):
    assert found(SPOILED[name]()) == [name]


def test_a_finding_names_rule_weight_place_and_what_to_do():
    (issue,) = check(typed(with_measure(responsible="")))

    assert (issue.rule, issue.severity) == ("measure_without_responsible", Severity.MUST)
    assert issue.target == ("measure", 1, "responsible_text")
    assert issue.message == (
        "มาตรการที่ 1 “จัดทำคู่มือการใช้ทรัพย์สินของราชการ” ไม่มีผู้รับผิดชอบ กรุณาเลือกส่วนราชการหรือพิมพ์ชื่อผู้รับผิดชอบ"
    )


def test_the_heaviest_comes_first():
    spoiled = snapshot(agency={"emblem": ""}, letter={"number": "", "addressee": ""})

    assert [issue.severity for issue in check(typed(spoiled))] == list(Severity)


# --- result ---


@pytest.mark.parametrize(
    ("total", "names"), [("91.15", []), ("91.16", ["total_against_indicators"]), ("91.05", [])]
)
def test_published_totals_may_differ_by_rounding(total, names):
    assert found(snapshot(total=total)) == names


def test_an_explanation_settles_total_and_level():
    assert found(snapshot(total="93.00", level="B", explanation="อยู่ระหว่างตรวจสอบ")) == []


def test_unconfirmed_weights_are_admitted():
    messages = [issue.message for issue in check(typed(snapshot(assessed=2568, total="95.00", level="ผ่านดี")))]

    assert "น้ำหนักคะแนนของปีนี้ยังไม่ยืนยันจากคู่มือ" in messages[0]


def test_a_level_needs_its_instruments_from_2566():
    low_oit = ("90",) * 8 + ("80",) * 2
    told = {"assessed": 2566, "scores": low_oit, "total": "86.00"}

    assert found(snapshot(**told, level="ผ่าน")) == []
    assert found(snapshot(**told, level="ผ่านดี")) == ["level_against_rules"]


def test_a_memo_needs_no_indicator_scores():
    assert found(snapshot(MEMO, scores=())) == []


def test_a_class_may_differ_with_a_reason():
    assert found(with_finding("9", weakness_class="improve", class_reason="ผู้ตรวจประเมินเสนอแนะไว้")) == []


@pytest.mark.parametrize(
    "told",
    [
        {"text": "ควรปรับปรุง", "weakness_class": "improve", "class_reason": "ผู้ตรวจประเมินเสนอแนะไว้"},
        {"text": "จึงควรให้ความสำคัญอย่างต่อเนื่องกับการปรับปรุงระบบการทำงาน"},
    ],
)
def test_only_a_call_to_mend_contradicts_what_is_to_be_kept_up(told):
    assert found(with_finding("9", **told)) == []


def test_an_open_weak_point_weighs_more_in_the_analysis():
    def severity(kind):
        return [issue.severity for issue in check(typed(with_measure(kind, indicator_codes=["2"])))]

    assert severity(ANALYSIS) == [Severity.MUST]
    assert severity(MEMO) == [Severity.SHOULD]


# --- plan ---


def test_steps_may_tell_unit_and_period_instead_of_the_measure():
    told = step(period="มี.ค. 66", responsible="กองคลัง")
    nothing = {"responsible": "", "period": "", "period_start": None, "period_end": None}

    assert found(with_measure(**nothing, steps=[told])) == []
    assert "measure_without_responsible" in found(with_measure(**nothing, steps=[told, step()]))


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("ต.ค. 65 – ก.ย. 66", True),
        ("ตุลาคม ๖๕ – มีนาคม ๖๖", True),
        ("เดือน มีนาคม 2566 และ 23 มีนาคม พ.ศ. 2566", True),
        ("เป็นประจำทุกเดือน ในปีงบประมาณ พ.ศ.๒๕๖๖", True),
        ("ภายใน 15 วัน ทุก 6 เดือน", True),
        ("ต.ค. 66 – ก.ย. 67", False),
        ("ปีงบประมาณ 2567", False),
    ],
)
def test_periods_in_words_are_read(words, fits):
    expected = [] if fits else ["period_outside_plan_year"]

    assert found(with_measure(period=words)) == expected
    assert found(with_measure(steps=[step(period=words)])) == expected


@pytest.mark.parametrize("day", ["2021-10-01", "2023-01-30", "2023-09-30"])
def test_measures_are_decided_between_result_and_end_of_plan(day):
    assert found(snapshot(plan={**snapshot()["plan"], "decided_on": day})) == []


def test_a_year_without_topics_asks_for_none():
    assert found(with_measure(TOPIC, topic_numbers=[])) == []


# --- progress ---


def test_a_picture_is_evidence():
    assert found(with_progress(note="", evidence=[{"kind": "photo"}])) == []


@pytest.mark.parametrize("status", ["in_progress", "not_started"])
def test_what_is_not_done_needs_no_evidence(status):
    assert found(with_progress(status=status, note="", outcome="", suggestion="รอจัดสรรงบประมาณ")) == []


def test_a_memo_reports_by_ticks_alone():
    assert found(with_progress(MEMO, action_taken="", result="", outcome="")) == []


# --- letterhead ---


@pytest.mark.parametrize(
    ("kind", "addressee"),
    [
        ("อบต.", "นายกองค์การบริหารส่วนตำบลตัวอย่าง"),
        ("อบต.", "รองนายกองค์การบริหารส่วนตำบลตัวอย่าง"),
        ("เทศบาลตำบล", "นายกเทศมนตรีตำบลตัวอย่าง"),
        ("อบจ.", "นายกองค์การบริหารส่วนจังหวัดตัวอย่าง"),
        ("อบต.", "นายอำเภอเมือง"),
    ],
)
def test_known_titles_are_taken(kind, addressee):
    assert found(snapshot(letter={"addressee": addressee, "via": ""}, agency={"kind": kind})) == []


def test_another_kinds_title_is_none():
    spoiled = snapshot(agency={"kind": "เทศบาลตำบล"})

    assert [issue.target for issue in check(typed(spoiled))] == [("letter", "addressee"), ("letter", "via")]


def test_a_signatory_needs_name_and_position():
    nameless = [{"heading": "", "name": "นางชูใจ ตัวอย่าง", "position": ""}]

    assert found(snapshot(signatories=nameless)) == ["signatories_missing"]


@pytest.mark.parametrize(
    ("kind", "assessed", "words"),
    [
        (ANALYSIS, 2565, "ใช้ตอบข้อ O42 ของปี 2566"),
        (MATRIX, 2568, "ใช้ตอบข้อ O25 ของปี 2569"),
        (MEMO, 2564, "ใช้ตอบข้อ O43 ของปี 2565"),
        (OUTCOME, 2566, "ใช้ตอบข้อ O28 ของปี 2568"),
        (TOPIC, 2567, "ใช้ตอบข้อ O26 ของปี 2569"),
        (MEMO, 2568, ""),
        (ANALYSIS, 2566, "ใช้ตอบข้อ O34 ของปี 2567 (มีแหล่งอ้างอิงสนับสนุนบางส่วน กรุณาตรวจกับคู่มือของปีนั้น)"),
    ],
)
def test_the_item_that_a_document_answers(kind, assessed, words):
    """From 2568 the result report is asked for a year later."""
    assert document_item_words(typed(snapshot(kind, assessed=assessed))) == words


def test_facts_name_every_indicator_of_the_year():
    facts = snapshot()["criteria"]["indicators"]

    assert [entry["code"] for entry in facts] == [entry.code for entry in criteria(2565).indicators]
    assert "การใช้จ่ายงบประมาณ" in facts[1]["names"]


def test_a_finding_is_of_the_assessed_year_only():
    """The memo prints no findings, so it asks nothing of them."""
    assert (
        found(snapshot(MEMO, findings={"4": finding(text="คะแนนรวม 10 คะแนน", weakness_class="urgent")}))
        == []
    )
