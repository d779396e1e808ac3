"""Measures tables that other people made: the right reading of each case, in whatever kind of file, or a doubt."""

from pathlib import Path

import pytest

from assessments.itas import KnownIndicator
from exchange.reading.files import read
from exchange.reading.grid import PageTable
from exchange.reading.page import html_tables
from exchange.sources.files import book_tables, page_of
from exchange.sources.headings import HEADINGS
from exchange.sources.pasted import pasted_tables
from exchange.sources.rowparts import READ, Choosing
from exchange.sources.several import choices_in
from exchange.sources.shapes import recalled_for, shape_of
from exchange.sources.subjects import Subjects
from tests.exchange.documents import docx, odt, odt_table, workbook

CASES = Path(__file__).resolve().parents[1] / "data" / "measure_cases"
KEYS = {heading: key for key, heading in HEADINGS.items()}
SUBJECTS = Subjects(
    [
        KnownIndicator("2", "การใช้งบประมาณ"),
        KnownIndicator("4", "การใช้ทรัพย์สินของราชการ"),
        KnownIndicator("9", "การเปิดเผยข้อมูล"),
    ],
    [(1, "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"), (2, "การให้บริการและระบบ E-Service")],
)


def told(tables, choosing=READ):
    """Return every row of the best choice by column key, and by row the keys of what is doubtful."""
    choices, best = choices_in(tables, SUBJECTS, choosing)
    plain = choices[best].plain
    rows = [
        {KEYS[name]: text for name, text in zip(plain.headings, cells, strict=True)} for cells in plain.rows
    ]
    doubts = [
        [KEYS.get(doubt.heading, "row") for doubt in plain.doubts if doubt.row == row]
        for row in range(1, len(rows) + 1)
    ]
    return rows, doubts


def case(name: str):
    return pasted_tables((CASES / name).read_text(encoding="utf-8"))


KINDS = {
    "html": lambda table: table,
    "docx": lambda table: page_of(docx(table)).tables[0],
    "odt": lambda table: page_of(odt(odt_table(table))).tables[0],
    "xlsx": lambda table: book_tables(read(workbook(table), "ก.xlsx"))[0],
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_joined_cell_counts_for_each_of_its_rows(kind):
    rows, doubts = told([KINDS[kind](case("measures-merged-period-and-follow-up.html")[0])])
    assert [row["period"] for row in rows] == ["ต.ค. 66 – มี.ค. 67"] * 2
    assert [row["follow_up"] for row in rows] == ["รายงานทุก 3 เดือน"] * 2
    assert [row["indicator"] for row in rows] == ["4"] * 2
    assert [row["title"] for row in rows] == ["ทำทะเบียนการยืม", "ตรวจนับทรัพย์สินที่ยืม"]
    assert doubts == [[], []]


def test_a_row_with_fewer_cells_is_doubtful_and_set_under_the_columns_it_fits():
    rows, doubts = told(case("measures-row-with-fewer-cells.txt"))
    assert (rows[1]["title"], rows[1]["steps"], rows[1]["responsible"], rows[1]["period"]) == (
        "ตรวจนับทรัพย์สินที่ยืม", "1. ตรวจนับ\n2. รายงาน", "สำนักปลัด", "",
    )  # fmt: skip
    assert doubts[0] == []
    assert "row" in doubts[1]
    choices, _ = choices_in(case("measures-row-with-fewer-cells.txt"), SUBJECTS)
    assert choices[0].plain.sources[1] == "ตรวจนับทรัพย์สินที่ยืม | 1. ตรวจนับ 2. รายงาน | สำนักปลัด"


@pytest.mark.parametrize(
    "row",
    [
        "กองช่าง\tไตรมาส 1",
        "ตรวจนับ\tมกราคม 2567",
        "4\tตรวจนับ\t1. นับ 2. รายงาน\tกองคลัง",
        "จุดอ่อน\tตรวจนับ\t1. นับ\tกองคลัง\tต.ค. 66",
    ],
)
def test_any_row_with_fewer_cells_is_doubtful(row):
    heading = "ตัวชี้วัด\tจุดอ่อน\tมาตรการ\tวิธีการ\tผู้รับผิดชอบ\tระยะเวลา\n4\tไม่มี\tทำ\t1. ก 2. ข\tกองคลัง\tทั้งปี\n"
    _, doubts = told(pasted_tables(f"{heading}{row}\n{row}\n"))
    assert all(doubts[1:]) or doubts[0]


def test_topics_are_known_by_name_and_items_by_code():
    rows, doubts = told(case("measures-seven-topics.html"))
    assert [(row["topic"], row["items"], row["weak_point"]) for row in rows] == [
        ("1", "I1", "ประชาชนไม่ทราบขั้นตอน (I1)"),
        ("2", "E9", "แบบคำร้องออนไลน์ใช้ยาก (E9)"),
    ]
    assert doubts == [[], []]


def test_a_sub_indicator_is_its_indicator_with_a_note_and_a_range_of_items_is_written_out():
    rows, doubts = told(case("measures-sub-indicator.html"))
    assert rows[0]["indicator"] == "9"
    assert rows[0]["items"] == ", ".join(f"O{number}" for number in range(1, 10))
    assert doubts == [["indicator"]]


@pytest.mark.parametrize(
    ("cell", "value", "sure"),
    [
        ("ตัวชี้วัดที่ ๔ การใช้ทรัพย์สินของราชการ", "4", True),
        ("การใช้ทรัพย์สินของราชการ", "4", True),
        ("๔", "4", True),
        ("4, 9", "4, 9", True),
        ("4 และ 9", "4, 9", True),
        ("4. การใช้ทรัพย์สินของราชการ\n9. การเปิดเผยข้อมูล", "4, 9", True),
        ("4 การเปิดเผยข้อมูล", "4", False),
        ("4 การใช้สินทรัพย์ราชการ", "4", False),
        ("17", "17", False),
        ("ความสุขของบุคลากร", "ความสุขของบุคลากร", False),
    ],
)
def test_number_and_name_of_an_indicator_have_to_agree(cell, value, sure):
    found, doubts = SUBJECTS.indicator(cell)
    assert (found, not doubts) == (value, sure)


def quarters(marks, heads=("ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4")):
    return f"ที่\tกิจกรรม\t{chr(9).join(heads)}\tผู้รับผิดชอบ\n1\tตรวจลิงก์\t{chr(9).join(marks)}\tทุกกอง\n"


def test_marks_under_quarters_give_the_period_and_are_doubtful():
    rows, doubts = told(case("measures-quarter-columns.html"))
    assert [row["period"] for row in rows] == ["ไตรมาส 1", "ไตรมาส 1–4", "ไตรมาส 2"]
    assert [row["title"] for row in rows] == ["ตั้งคณะทำงาน", "ตรวจลิงก์บนเว็บไซต์", "รายงานผลครึ่งปี"]
    assert doubts == [["period"]] * 3


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (quarters("✓✓--"), "ไตรมาส 1–2"),
        (quarters(("x", "", "•", "")), "ไตรมาส 1, 3"),
        (quarters(("", "/", "√", "X"), ("ไตรมาสที่ ๑", "ไตรมาสที่ ๒", "ไตรมาสที่ ๓", "ไตรมาสที่ ๔")), "ไตรมาส 2–4"),
        (quarters(("✔", "", "", ""), ("ต.ค.-ธ.ค.", "ม.ค.-มี.ค.", "เม.ย.-มิ.ย.", "ก.ค.-ก.ย.")), "ไตรมาส 1"),
        (quarters(("x", "x", "", "x"), ("ต.ค. 66", "พ.ย. 66", "ธ.ค. 66", "ม.ค. 67")), "ต.ค.–พ.ย., ม.ค."),
        (quarters(("10,000", "", "", "")), "ไตรมาส 1"),
        (quarters(("", "", "", "")), ""),
    ],
)
def test_marks_of_every_kind(text, period):
    rows, doubts = told(pasted_tables(text))
    assert rows[0]["period"] == period
    assert "period" in doubts[0]


@pytest.mark.parametrize("kind", KINDS)
def test_quarters_in_a_second_row_of_headings_and_a_bar_across_them(kind):
    table = PageTable(
        (
            ("ที่", "โครงการ", "ระยะเวลาดำเนินการ", "", "", "", "ผู้รับผิดชอบ"),
            ("", "", "1", "2", "3", "4", ""),
            ("๑", "ตรวจลิงก์", "", "←→", "", "", "ทุกกอง"),
        ),
        ((0, 1, 0, 0), (0, 1, 1, 1), (0, 0, 2, 5), (0, 1, 6, 6), (2, 2, 3, 4)),
    )
    rows, doubts = told([KINDS[kind](table)])
    assert [(row["title"], row["period"], row["responsible"]) for row in rows] == [
        ("ตรวจลิงก์", "ไตรมาส 2–3", "ทุกกอง")
    ]
    assert "period" in doubts[0]


def test_what_a_measure_is_judged_by_is_no_indicator():
    rows, doubts = told(case("measures-kpi-column.html"))
    assert [row["title"] for row in rows] == ["งานยกระดับความโปร่งใส", "งานพัสดุโปร่งใส"]
    assert [row["follow_up"] for row in rows] == ["ผลประเมินไม่น้อยกว่า ๘๕ คะแนน", "ไม่มีข้อทักท้วง"]
    assert rows[0]["steps"] == "1. ตั้งคณะทำงาน\n2. ตรวจเว็บไซต์ทุกเดือน"
    assert all("indicator" not in row for row in rows)
    assert doubts == [["steps", "follow_up"]] * 2
    rows, doubts = told(case("measures-kpi-column.html"), Choosing({"ตัวชี้วัดความสำเร็จ": ""}))
    assert all("follow_up" not in row for row in rows)
    assert doubts == [["steps"]] * 2


def test_a_cell_joined_across_columns_is_doubtful():
    _, doubts = told(
        html_tables(
            "<table><tr><th>มาตรการ<th>วิธีการ<th>ผู้รับผิดชอบ<tr><td colspan=2>ทำทะเบียน<td>กองคลัง</table>"
        ).tables
    )
    assert "title" in doubts[0]


UNKNOWN = "เรื่อง\tทำอย่างไร\tใครทำ\nทำทะเบียน\t1. ออกแบบ 2. เริ่มใช้\tกองคลัง\n"
MEANT = {"เรื่อง": "title", "ทำอย่างไร": "steps", "ใครทำ": "responsible"}


def test_unknown_headings_are_shown_with_a_choice_for_each_column():
    choices, _ = choices_in(pasted_tables(UNKNOWN), SUBJECTS)
    assert choices[0].unknown
    assert [(column.name, column.key, column.sample) for column in choices[0].columns] == [
        ("เรื่อง", "", "ทำทะเบียน"), ("ทำอย่างไร", "", "1. ออกแบบ 2. เริ่มใช้"), ("ใครทำ", "", "กองคลัง"),
    ]  # fmt: skip
    rows, doubts = told(pasted_tables(UNKNOWN), Choosing(MEANT))
    assert rows == [{"title": "ทำทะเบียน", "steps": "1. ออกแบบ\n2. เริ่มใช้", "responsible": "กองคลัง"}]
    assert doubts == [[]]


def test_a_table_without_any_heading_is_told_by_its_places():
    tables = pasted_tables("1\tทำทะเบียน\tกองคลัง\n2\tตรวจนับ\tกองช่าง\n")
    choices, _ = choices_in(tables, SUBJECTS)
    names = [column.name for column in choices[0].columns]
    meant = dict(zip(names, ("number", "title", "responsible"), strict=True))
    rows, _ = told(tables, Choosing(meant))
    assert [(row["title"], row["responsible"]) for row in rows] == [
        ("ทำทะเบียน", "กองคลัง"),
        ("ตรวจนับ", "กองช่าง"),
    ]


def test_what_was_chosen_is_proposed_for_the_same_shape_and_never_sure():
    choices, _ = choices_in(pasted_tables(UNKNOWN), SUBJECTS)
    habits = {shape_of(choices[0].columns): MEANT}
    tables = pasted_tables(UNKNOWN.replace("ทะเบียน", "บัญชี"))
    rows, doubts = told(tables, recalled_for(tables, habits))
    assert rows[0]["title"] == "ทำบัญชี"
    assert doubts == [["title", "steps", "responsible"]]
    other = pasted_tables(UNKNOWN.replace("ใครทำ", "หมายเหตุ"))
    assert recalled_for(other, habits) == Choosing()


def test_a_row_of_measures_that_begins_like_headings_is_no_heading():
    rows, _ = told(
        pasted_tables(
            "มาตรการ\tวิธีการ\tผู้รับผิดชอบ\nโครงการอบรมจริยธรรม\tวิธีการสอนแบบใหม่\tส่วนราชการทุกแห่ง\nกิจกรรมจิตอาสา\tลงพื้นที่\tกองช่าง\n"
        )
    )
    assert [row["title"] for row in rows] == ["โครงการอบรมจริยธรรม", "กิจกรรมจิตอาสา"]


def test_all_cells_of_a_workbook_may_be_joined():
    table = PageTable((("มาตรการ", "", ""), ("", "", ""), ("", "", "")), ((0, 2, 0, 2),))
    tables = book_tables(read(workbook(table), "ก.xlsx"))
    assert all(set(map(len, each.rows)) == {3} for each in tables)
