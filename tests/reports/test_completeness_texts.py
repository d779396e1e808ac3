"""What the check reads in words: item numbers, names, totals, scores and years."""

import pytest

from reports.completeness import check
from reports.completeness.citations import fiscal_years, item_codes, unknown_items
from reports.enums import Kind
from reports.snapshot.result import ItemCounts
from tests.reports.snapshots import measure, progress, snapshot, step, typed


def analysed(text, **changes):
    """Return the rules that find something in the finding of indicator 4 (79.52, total 91.10)."""
    return [
        issue.rule
        for issue in check(typed(snapshot(Kind.ANALYSIS_REPORT, findings={"4": {"text": text}}, **changes)))
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("เผยแพร่ตามข้อ O14", ["O14"]),
        ("(O๑๔-O๑๙) และ (O๒๘–๓๐)", ["O14", "O19", "O28", "O30"]),
        ("ข้อ i3 และข้อE๕ และ O08", ["I3", "E5", "O8"]),
        ("O1 - O9, O1", ["O1", "O9"]),
        ("ก๊าซ CO2 กระดาษ A4 ระบบ E-Service IIT30 O100 O", []),
        ("ข้อ ๑๒ ปี 2568", []),
    ],
)
def test_item_codes_are_read(text, codes):
    assert item_codes(text, "IEO") == codes


def test_an_item_counts_as_unknown_only_if_no_year_can_have_it():
    assessed = ItemCounts(fiscal_year=2568, counts={"I": None, "O": 28})
    planned = ItemCounts(fiscal_year=2569, counts={"I": None, "O": 26})

    assert unknown_items(["I99", "O28", "O29", "E1"], [assessed, planned]) == ["O29", "E1"]
    assert unknown_items(["O28"], [planned]) == ["O28"]


def test_a_year_without_instruments_knows_no_letters():
    year = {"fiscal_year": 2561, "counts": {}}
    told = snapshot(measures=[measure(title="เผยแพร่ข้อ O99")])

    assert [issue.rule for issue in check(typed(told))] == ["item_numbers"]
    assert check(typed({**told, "criteria": {**told["criteria"], "items": [year]}})) == []


def test_the_numbers_of_the_year_are_told():
    spoiled = snapshot(
        assessed=2567, level="ผ่านดี", measures=[measure(plan_year=2568, title="เผยแพร่ข้อ O๓๖ และ E๑๐")]
    )
    (issue,) = check(typed(spoiled))

    assert issue.message == (
        "มาตรการที่ 1 “เผยแพร่ข้อ O๓๖ และ E๑๐” (ชื่อ): อ้างข้อ O36 ซึ่งไม่มีในปีของเอกสารนี้ (ปี 2567 มี O1–O35, ปี 2568 มี O1–O28) "
        "กรุณาแก้เลขข้อ"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "target"),
    [
        ("follow_up", ("measure", 1, "follow_up")),
        ("limitation", ("measure", 1, "limitation")),
        ("activities", ("measure", 1, "activities")),
    ],
)
def test_the_field_with_the_mistake_is_named(field, target):
    assert [issue.target for issue in check(typed(snapshot(measures=[measure(**{field: "ตามข้อ O44"})])))] == [
        target
    ]


def test_steps_and_progress_are_read_too():
    spoiled = measure(steps=[step(), step("ตามข้อ O44")], progress=progress(outcome="ตามข้อ O45"))

    assert [issue.target for issue in check(typed(snapshot(measures=[spoiled])))] == [
        ("measure", 1, "steps"), ("progress", 1, "outcome"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของทางราชการ ควรปรับปรุง",
        "ตัวชี้วัดที่ ๒ การใช้จ่ายงบประมาณ (IIT)",
        "ตัวชี้วัดที่ 8 การปรับปรุงการทำงาน",
        "ตัวชี้วัดที่ 10: การป้องกัน การทุจริต",
        "ตัวชี้วัดที่ 4 ควรปรับปรุง และตัวชี้วัดที่ 3",
        "ตัวชี้วัดที่ 9.1 ข้อมูลพื้นฐาน",
    ],
)
def test_names_and_aliases_of_the_year_are_taken(text):
    assert analysed(text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("ตัวชี้วัดที่ ๓ การใช้จ่ายเงิน ๙๐.๑๐", "“ตัวชี้วัดที่ 3 การใช้จ่ายเงิน” แต่ตัวชี้วัดที่ 3 คือ “การใช้อำนาจ”"),
        ("ตัวชี้วัดที่ 8 ประสิทธิภาพการสื่อสาร", "“ตัวชี้วัดที่ 8 ประสิทธิภาพการสื่อสาร” แต่ตัวชี้วัดที่ 8 คือ"),
        ("ตัวชี้วัดที่ 11 ควรปรับปรุง", "“ตัวชี้วัดที่ 11 ควรปรับปรุง” แต่ปีนี้ไม่มีตัวชี้วัดที่ 11"),
    ],
)  # fmt: skip
def test_other_names_are_told(text, wrong):
    (issue,) = check(typed(snapshot(Kind.ANALYSIS_REPORT, findings={"4": {"text": text}})))

    assert issue.rule == "indicator_names"
    assert wrong in issue.message


@pytest.mark.parametrize(
    "text",
    [
        "คะแนนภาพรวม ๙๑.๑ คะแนน",
        "คะแนนภาพรวมของหน่วยงานอยู่ที่ ๙๑.๑๐ คะแนน",
        "คะแนนรวมเท่ากับ 91.10",
        "คะแนนรวม 10 ตัวชี้วัด",
        "ตั้งเป้าคะแนนรวม 95 คะแนนขึ้นไป",
        "คะแนนรวมปี 2566 ดีขึ้น",
        "ปี 2566 คะแนนรวมเป็น 95.00",
        "คะแนนรวมเพิ่มขึ้น 2.50 คะแนน",
    ],
)
def test_a_total_may_be_written_in_any_way(text):
    assert analysed(text) == []


@pytest.mark.parametrize("text", ["คะแนนภาพรวมอยู่ที่ ๘๑.๑ คะแนน", "คะแนนรวม 91", "คะแนนรวม 95.00 คะแนน"])
def test_another_total_is_told(text):
    assert analysed(text) == ["total_in_texts"]


def test_without_a_total_none_is_compared():
    assert analysed("คะแนนรวม 91", total="", level="") == ["total_missing", "level_missing"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ (IIT) มีผลคะแนนเพียง ๗๙.๕๒ คะแนน", []),
        ("ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ (IIT) มีผลคะแนนเพียง ๗๓.๓๓ คะแนน", ["scores_in_texts"]),
        ("ตัวชี้วัดที่ 10 ได้คะแนนสูงถึง 100 คะแนน", []),
        ("ตัวชี้วัดที่ 4 ปี 2564 ได้คะแนน 70.00", []),
        ("ผลการประเมินอยู่ในเกณฑ์ค่อนข้างต่ำ (79.52 คะแนน)", []),
    ],
)
def test_quoted_scores_are_compared(text, names):
    assert analysed(text) == names


NAMED = "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส"


@pytest.mark.parametrize(
    "text",
    [
        f"{NAMED} ในปี พ.ศ. ๒๕๖๕",
        f"มาตรการปีงบประมาณ พ.ศ.๒๕๖๖ ตาม{NAMED}",
        "คะแนนลดลงจากผลการประเมินปี 2564",
        "เมื่อเทียบกับผลการประเมิน ITA ปี 2563 ถือว่าดีขึ้น",
        "ผลการประเมินตั้งแต่ปีงบประมาณ พ.ศ. 2561",
        "ตามพระราชบัญญัติการอำนวยความสะดวก พ.ศ. ๒๕๕๘ และผลการประเมิน",
        "ซื้อครุภัณฑ์ในปี 2563",
    ],
)
def test_years_of_the_cycle_and_of_comparisons_are_taken(text):
    assert analysed(text) == []


@pytest.mark.parametrize("text", [f"{NAMED}ในปี พ.ศ. ๒๕๖๓", "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ.2567"])
def test_another_year_of_the_assessment_is_told(text):
    assert analysed(text) == ["years_in_texts"]


def test_a_title_may_name_the_year_in_which_it_is_asked_for():
    """From 2568 the result report is asked for a year later."""
    titled = snapshot(Kind.TOPIC_REPORT, assessed=2567, level="ผ่านดี", measures=[measure(plan_year=2568)])
    titled["letter"]["subject"] = "รายงานผลการดำเนินการ (O26) ITA ปี 2569"

    assert {issue.rule for issue in check(typed(titled))} == {"topic_without_measure"}


@pytest.mark.parametrize(
    ("text", "years"),
    [("ต.ค. 65", {2566}), ("กันยายน ๒๕๖๖", {2566}), ("1 ม.ค. 66 – 31 ธ.ค. 66", {2566, 2567}), ("ทุก 6 เดือน", set())],
)  # fmt: skip
def test_fiscal_years_of_a_period(text, years):
    assert fiscal_years(text) == years
