"""Tables in files, and which stored row each of their rows means."""

import pytest

from exchange.engine.columns import ID, NAME, NUMBER, REASON, CellKind, Column
from exchange.engine.locate import find_table
from exchange.engine.match import FileRow, StoredRow, TableRefused, mark_doubles, match, number_key
from tests.exchange.books import book, sheet

COLUMNS = (
    Column(ID, "รหัสข้อมูล", CellKind.INTEGER, locked=True, hidden=True),
    Column(NUMBER, "ลำดับ", CellKind.INTEGER, locked=True, aliases=("ที่",)),
    Column(NAME, "มาตรการ", CellKind.LINE, required=True),
    Column("note", "หมายเหตุ", CellKind.TEXT),
)
HEADINGS = {column.key: column.heading for column in COLUMNS}
STORED = [
    StoredRow("1", ("จัดทำคู่มือการใช้ทรัพย์สิน",), {}, pk=11),
    StoredRow("2", ("อบรมบุคลากร", "ฝึกอบรม"), {}, pk=12),
    StoredRow("3", ("อบรมบุคลากร",), {}, pk=13),
]


def test_the_heading_may_stand_below_titles():
    table = find_table(
        book(sheet("ก", ["แผนของหน่วยงาน"], [None, "ปี 2568"], ["ที่", "มาตรการ", "อื่น"], [1, "ก", 5], ["ที่", "มาตรการ", "อื่น"], [2, "ข"])),
        "มาตรการ", COLUMNS,
    )  # fmt: skip
    assert [(raw.row, dict(raw.cells)) for raw in table.rows] == [
        (4, {NUMBER: 1, NAME: "ก"}),
        (6, {NUMBER: 2, NAME: "ข"}),
    ]
    assert table.above == ("แผนของหน่วยงาน", "ปี 2568")
    assert table.unknown == ("อื่น",)
    assert table.missing == ("หมายเหตุ",)


def test_a_heading_printed_again_is_no_row_but_what_stands_beside_it_is():
    reasons = Column(REASON, "เหตุผลที่ไม่รับ", CellKind.TEXT, locked=True)
    head = ["ที่", "มาตรการ", "หมายเหตุ", "เหตุผลที่ไม่รับ"]
    rows = [
        ["ที่.", None, " หมายเหตุ "],
        ["ที่", "มาตรการ", "ก"],
        [None, "", " ", "เพราะ"],
        [None, None, "หมายเหตุ", "เพราะ"],
        [0],
    ]
    table = find_table(book(sheet("ก", head, *rows)), "มาตรการ", (*COLUMNS, reasons))
    assert [raw.row for raw in table.rows] == [3, 6]


def test_the_sheet_of_the_tables_name_goes_first_and_hidden_ones_last():
    rows = (["ลำดับ", "มาตรการ"], [1, "ก"])
    assert (
        find_table(book(sheet("อื่น", *rows), sheet("มาตรการ", *rows)), "มาตรการ", COLUMNS).sheet == "มาตรการ"
    )
    assert (
        find_table(book(sheet("ซ่อน", *rows, hidden=True), sheet("ก", *rows)), "มาตรการ", COLUMNS).sheet == "ก"
    )


def test_several_tables_are_not_guessed_between():
    rows = (["ลำดับ", "มาตรการ"], [1, "ก"])
    with pytest.raises(TableRefused, match="พบตารางในหลายแผ่น \\(ก, ข\\)"):
        find_table(book(sheet("ก", *rows), sheet("ข", *rows)), "มาตรการ", COLUMNS)


def test_a_file_without_the_table_says_what_is_needed():
    with pytest.raises(TableRefused, match="“ลำดับ” “มาตรการ”"):
        find_table(book(sheet("ก", ["สวัสดี"], ["มาตรการ"])), "มาตรการ", COLUMNS)


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        (4.0, "4"),
        ("๔.", "4"),
        ("ตัวชี้วัดที่ 4", "4"),
        ("i03", "I3"),
        ("ข้อ I ๓", "I3"),
        ("9.1", "9.1"),
        (None, ""),
        ("O 14", "O14"),
    ],
)
def test_numbers_and_codes(cell, key):
    assert number_key(cell) == key


def meant(*rows):
    """Return for each row of cells the number of the stored row it means, "new", or the reason."""
    raws = [FileRow("ก", number, cells) for number, cells in enumerate(rows, start=5)]
    return [
        found.problem or (found.stored.number if found.stored else "new")
        for found in mark_doubles(match(raws, STORED, HEADINGS), HEADINGS[NUMBER])
    ]


def test_by_id_then_number_then_name():
    assert meant({ID: 13, NUMBER: 1, NAME: "ชื่อใหม่"}) == ["3"]
    assert meant({ID: None, NUMBER: "๑", NAME: "จัดทำ คู่มือการใช้ทรัพย์สิน"}) == ["1"]
    assert meant({NAME: "ฝึกอบรม"}) == ["2"]
    assert meant({NUMBER: 9, NAME: "จัดทำคู่มือการใช้ทรัพย์สิน"}) == ["1"]
    assert meant({NAME: "มาตรการใหม่"}, {NUMBER: 9, NAME: "อีกมาตรการ"}) == ["new", "new"]


def test_small_corrections_of_a_name_are_the_same_row():
    assert meant({NUMBER: 1, NAME: "จัดทำคู่มือการใช้ทรัพย์สินของราชการ"}) == ["1"]


def test_another_measure_with_a_similar_name_is_not_overwritten():
    name = "สร้างการรับรู้เกี่ยวกับแผนการใช้จ่ายงบประมาณ"
    raw = FileRow("ก", 2, {NUMBER: 1, NAME: "สร้างการรับรู้เกี่ยวกับการใช้ทรัพย์สินของราชการ"})
    [found] = match([raw], [StoredRow("1", (name,), {}, pk=1)], HEADINGS)
    assert name in found.problem
    assert "สร้างการรับรู้เกี่ยวกับการใช้ทรัพย์สินของราชการ" in found.problem
    assert "ถ้าเป็นรายการใหม่ให้เว้นลำดับว่าง" in found.problem


def test_a_number_before_the_name_is_no_other_name():
    assert meant({NUMBER: 1, NAME: "ข้อ 1. จัดทำคู่มือการใช้ทรัพย์สิน"}) == ["1"]
    short = StoredRow("I3", ("เจ้าหน้าที่ปฏิบัติงานตามขั้นตอนและระยะเวลา",), {})
    [found] = match([FileRow("ก", 2, {NUMBER: "i3", NAME: "ปฏิบัติงานตามขั้นตอน"})], [short], HEADINGS)
    assert found.problem == ""


def test_a_label_says_nothing_twice():
    assert StoredRow("คะแนนรวม", ("คะแนนรวมตามที่ ITAS ประกาศ",), {}).label == "คะแนนรวมตามที่ ITAS ประกาศ"
    assert StoredRow("1", ("การปฏิบัติหน้าที่",), {}).label == "1. การปฏิบัติหน้าที่"
    assert StoredRow("I3", (), {}).label == "I3"


def test_what_is_ambiguous_is_refused():
    assert "มีหลายรายการชื่อนี้ (ลำดับ 2, 3)" in meant({NAME: "อบรมบุคลากร"})[0]
    assert "“1” ในระบบคือ “จัดทำคู่มือการใช้ทรัพย์สิน” แต่ชื่อนี้เป็นของ “2”" in meant({NUMBER: 1, NAME: "ฝึกอบรม"})[0]
    assert "ถ้าเป็นรายการใหม่ให้เว้นลำดับว่าง" in meant({NUMBER: 1, NAME: "ปรับปรุงเว็บไซต์"})[0]
    assert "ไฟล์อาจเป็นของปีอื่นหรือหน่วยงานอื่น" in meant({ID: 99, NUMBER: 1})[0]


def test_rows_that_mean_the_same_are_refused_naming_both():
    same = "แถว 5 และ 6 เป็นรายการเดียวกัน กรุณาเหลือแถวเดียว"
    assert meant({NUMBER: 1}, {ID: 11}) == [same, same]
    assert meant({NAME: "ใหม่"}, {NAME: "ใ หม่"}, {NAME: "อื่น"}) == [same, same, "new"]
