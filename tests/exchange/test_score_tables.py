"""Score tables that other people made: read by name, whatever their headings and running numbers are."""

from decimal import Decimal
from pathlib import Path

import pytest

from assessments.grading import grade
from exchange.engine.match import TableRefused
from exchange.engine.prepare import prepare
from exchange.enums import Blank
from exchange.exports import workbook
from exchange.lists.five_years import five_year_list
from exchange.reading.files import read
from exchange.tables import table_of
from exchange.tables.scope import Scope
from exchange.writing.files import as_csv, as_xlsx
from tests.exchange.books import book, sheet
from tests.factories.assessments import scored as scored_year

CASES = Path(__file__).resolve().parents[1] / "data" / "score_cases"
NAMES = (
    "การปฏิบัติหน้าที่",
    "การใช้งบประมาณ",
    "การใช้อำนาจ",
    "การใช้ทรัพย์สินของราชการ",
    "การแก้ไขปัญหาการทุจริต",
    "คุณภาพการดำเนินงาน",
    "ประสิทธิภาพการสื่อสาร",
    "การปรับปรุงระบบการทำงาน",
    "การเปิดเผยข้อมูล",
    "การป้องกันการทุจริต",
)
SCORES = ("91.40", "84.15", "88.35", "82.60", "86.25", "90.05", "87.70", "85.90", "96.30", "93.75")
RIGHT = {str(number): Decimal(score) for number, score in enumerate(SCORES, start=1)}
RANKED = sorted(RIGHT, key=lambda code: -RIGHT[code])

pytestmark = pytest.mark.usefixtures("packs")


def compared(agency, file, year=2567):
    return prepare(table_of(Scope("scores", agency, year)), file, Blank.KEEP)


def taken(prepared):
    """Return the scores that would be stored, by indicator."""
    return {change.known.number: change.values["score"] for change in prepared.changes if not change.problems}


def reasons(prepared):
    return {row.row: " ".join(problem.reason for problem in row.problems) for row in prepared.preview.refused}


def of_sheet(agency, *rows, year=2567):
    return compared(agency, book(sheet("ก", *rows)), year)


def ranked(*headings):
    """Return a table sorted by score: rank, name, score."""
    return (
        list(headings),
        *([rank, NAMES[int(code) - 1], float(RIGHT[code])] for rank, code in enumerate(RANKED, 1)),
    )


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("scores-ordinal-and-name", {}),
        ("scores-ranked-name-under-own-heading", {}),
        ("scores-total-row-in-name-column", {"คะแนนรวม": Decimal("90.29"), "ระดับ": "ผ่านดี"}),
    ],
)
def test_tables_of_other_people_are_read_by_name(agency, name, more):
    prepared = compared(agency, read((CASES / f"{name}.xlsx").read_bytes(), f"{name}.xlsx"))
    assert (taken(prepared), reasons(prepared)) == (RIGHT | more, {})


def test_a_table_like_the_itas_page(agency):
    file = read((CASES / "scores-ranked-like-the-itas-page.xlsx").read_bytes(), "ก.xlsx")
    found = taken(compared(agency, file))
    scores = ("91.07", "83.50", "88.31", "79.13", "85.05", "86.20", "87.40", "84.90", "96.42", "100.00")
    assert found == {str(number): Decimal(score) for number, score in enumerate(scores, start=1)}


@pytest.mark.parametrize(
    ("rank", "heading"),
    [
        ("ลำดับ", "ด้าน"),
        ("อันดับ", "หัวข้อ"),
        ("ที่", "ตัวชี้วัด"),
        ("ข้อ", "รายการประเมิน"),
        ("ลำดับที่", ""),
        ("ข้อที่", "เรื่อง"),
        ("#", "ชื่อตัวชี้วัด"),
        ("", "องค์ประกอบ"),
    ],
)
def test_ranks_are_no_indicators_under_any_heading(agency, rank, heading):
    prepared = of_sheet(agency, *ranked(rank, heading, "คะแนน"))
    assert (taken(prepared), reasons(prepared)) == (RIGHT, {})


def test_names_stand_in_any_column_and_carry_numbers_and_words(agency):
    rows = (
        [float(score), "x", f"ตัวชี้วัดที่ {n} {name} (IIT)"]
        for n, (name, score) in enumerate(zip(NAMES, SCORES, strict=True), 1)
    )
    assert taken(of_sheet(agency, ["คะแนน", "หมายเหตุ", "ด้านที่ประเมิน"], *rows)) == RIGHT


def test_a_running_number_alone_proves_nothing(agency):
    prepared = of_sheet(agency, ["ลำดับ", "คะแนน"], *([n, float(s)] for n, s in enumerate(SCORES, 1)))
    assert taken(prepared) == {}
    assert "เลขลำดับอย่างเดียวไม่บอก" in reasons(prepared)[2]
    proven = of_sheet(agency, ["ตัวชี้วัดที่", "คะแนน"], *([n, float(s)] for n, s in enumerate(SCORES, 1)))
    assert taken(proven) == RIGHT


def test_names_that_agree_prove_the_number_of_a_row_without_one(agency):
    rows = [[n, name, float(s)] for n, (name, s) in enumerate(zip(NAMES, SCORES, strict=True), 1)]
    rows[7][1] = None
    assert taken(of_sheet(agency, ["ที่", "ด้าน", "คะแนน"], *rows)) == RIGHT
    rows[0][0] = 11
    found = of_sheet(agency, ["ที่", "ด้าน", "คะแนน"], *rows)
    assert taken(found) == {code: score for code, score in RIGHT.items() if code != "8"}
    assert list(reasons(found)) == [9]


def test_a_name_that_is_only_similar_is_refused_and_the_likely_one_named(agency):
    rows = list(ranked("อันดับ", "ตัวชี้วัด", "คะแนน"))
    rows[9][1] = "การใช้เงินงบประมาณ"
    prepared = of_sheet(agency, *rows)
    assert "2" not in taken(prepared)
    assert "ไม่ตรงทีเดียวกับ “2 การใช้งบประมาณ”" in reasons(prepared)[10]


def test_a_sub_indicator_is_not_its_indicator(agency):
    rows = (*ranked("ลำดับ", "ด้าน", "คะแนน"), [None, "10.1 การป้องกันการทุจริต", 50])
    prepared = of_sheet(agency, *rows)
    assert taken(prepared) == RIGHT
    assert list(reasons(prepared)) == [12]


@pytest.mark.parametrize("label", ["รวม", "คะแนนรวม", "ผลรวม", "คะแนนรวมทั้งหมด", "คะแนน รวม", "คะแนนเฉลี่ยรวม"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_total_row_in_either_column(agency, label, place):
    total = [None, None, 90.29]
    total[place] = label
    prepared = of_sheet(agency, *ranked("ลำดับ", "ด้าน", "คะแนน"), total)
    assert taken(prepared) == RIGHT | {"คะแนนรวม": Decimal("90.29")}


@pytest.mark.parametrize(
    "headings",
    [
        ("ปี 2566", "ปี 2567"),
        (2566, 2567),
        ("คะแนนปี ๒๕๖๖", "คะแนนปี ๒๕๖๗"),
        ("ปีงบประมาณ พ.ศ. 2566", "ปีงบประมาณ พ.ศ. 2567"),
    ],
)
def test_the_column_of_the_chosen_year(agency, headings):
    rows = ([name, float(score) - 2, float(score), 2] for name, score in zip(NAMES, SCORES, strict=True))
    file = book(sheet("ก", ["ตัวชี้วัด", "คะแนน", "คะแนน", None], ["ตัวชี้วัด", *headings, "ผลต่าง"], *rows))
    assert taken(compared(agency, file)) == RIGHT
    assert taken(compared(agency, file, 2566)) == {code: score - 2 for code, score in RIGHT.items()}
    with pytest.raises(TableRefused, match="คะแนนของปี 2566, 2567 แต่กำลังนำเข้าปี 2565"):
        compared(agency, file, 2565)


@pytest.mark.parametrize("writer", [as_xlsx, as_csv])
def test_the_list_of_five_years_comes_back(agency, writer):
    for year, level in ((2564, "A"), (2565, "A"), (2566, "ผ่าน"), (2567, "ผ่านดี")):
        scores = [Decimal(score) - 2567 + year for score in SCORES]
        scored_year(agency, year, scores, printed_total="90.29", printed_level=level)
    layout = five_year_list(agency, 2567)
    data = writer([layout], creator="ก") if writer is as_xlsx else writer(layout)
    for year in range(2564, 2568):
        prepared = compared(agency, read(data, "ก.xlsx" if writer is as_xlsx else "ก.csv"), year)
        assert prepared.preview.counts == {"new": 0, "changed": 0, "unchanged": 12, "refused": 0}


def test_the_own_export_comes_back(agency):
    scored_year(agency, 2567, SCORES)
    prepared = compared(agency, read(workbook(Scope("scores", agency, 2567)), "ก.xlsx"))
    assert set(prepared.preview.counts.items()) >= {("changed", 0), ("new", 0), ("refused", 0)}


@pytest.mark.parametrize(
    "cell", ["91.4l", "8 4.15", "88.3S", "๘๔.l๕", "88.35 90.10", "101", 101, "-5", "8O.5"]
)
def test_cells_that_are_no_scores_are_refused(agency, cell):
    rows = list(ranked("ลำดับ", "ด้าน", "คะแนน"))
    rows[3][2] = cell
    prepared = of_sheet(agency, *rows)
    assert taken(prepared) == {code: score for code, score in RIGHT.items() if code != RANKED[2]}
    assert list(reasons(prepared)) == [4]


def test_marks_of_writing_direction_say_nothing(agency):
    rows = [
        ["\u200fตัวชี้วัด\u200e", "\u202bคะแนน\u202c"],
        *([f"\u200f{n}\u200f", f"\u200e{s}"] for n, s in zip(NAMES, SCORES, strict=True)),
    ]
    assert taken(of_sheet(agency, *rows)) == RIGHT


@pytest.mark.parametrize(
    "title", ["คะแนน อบต.อื่น", "ผลการประเมิน เทศบาลตำบลตัวอย่าง", "องค์การบริหารส่วนตำบลตัวอย่างอื่น ปี 2567"]
)
def test_a_title_that_names_another_agency_is_refused_naming_both(agency, title):
    with pytest.raises(TableRefused, match="แต่กำลังนำเข้าให้ องค์การบริหารส่วนตำบลตัวอย่าง"):
        of_sheet(agency, [title], *ranked("ลำดับ", "ด้าน", "คะแนน"))
    own = of_sheet(agency, ["ผลของ อบต. ตัวอย่าง ปี 2567"], *ranked("ลำดับ", "ด้าน", "คะแนน"))
    assert taken(own) == RIGHT


def test_a_total_that_the_rows_do_not_come_to_is_told_with_the_row_that_explains_it(agency):
    rows = [[name, float(score)] for name, score in zip(NAMES, SCORES, strict=True)]
    right = grade(RIGHT, Scope("scores", agency, 2567).criteria).total
    rows[1][1] = 48.15
    notes = of_sheet(agency, ["ตัวชี้วัด", "คะแนน"], *rows, ["คะแนนรวม", float(right)]).preview.notes
    assert f"คือ {right} แต่คำนวณจากตัวชี้วัดได้" in notes[0]
    assert "“2 การใช้งบประมาณ” คือ 48.15 ถ้าเป็น 84.15 คะแนนรวมจะตรงกัน" in notes
    rows[1][1] = 84.15
    agreed = of_sheet(agency, ["ตัวชี้วัด", "คะแนน"], *rows, ["คะแนนรวม", float(right)])
    assert agreed.preview.notes == ()


def test_shares_of_one_are_no_scores(agency):
    prepared = of_sheet(agency, ["ตัวชี้วัด", "คะแนน"], [NAMES[0], 0.91], [NAMES[1], 0], [NAMES[2], 88.35])
    assert taken(prepared).keys() == {"2", "3"}
    whole = of_sheet(agency, ["ตัวชี้วัด", "คะแนน"], [NAMES[0], 0.91], [NAMES[1], 1], [NAMES[2], 88.35])
    assert taken(whole).keys() == {"3"}
    assert taken(of_sheet(agency, ["ตัวชี้วัด", "คะแนน"], [NAMES[1], 1], [NAMES[2], 88])).keys() == {"2", "3"}
    assert "0.91 อาจเป็นสัดส่วนของ 1 (91.00 คะแนน)" in reasons(prepared)[2]
