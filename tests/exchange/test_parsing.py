"""Cells as people and spreadsheets write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from exchange.engine.cells import Unreadable
from exchange.engine.columns import CellKind, Column
from exchange.engine.parse import parse

SCORE = Column("score", "คะแนน", CellKind.SCORE)
DATE = Column("day", "วันที่", CellKind.DATE)
STATUS = Column(
    "status", "สถานะ", CellKind.CHOICE, choices=(("not_started", "ยังไม่ดำเนินการ"), ("done", "เสร็จแล้ว"))
)
DEPARTMENTS = Column(
    "departments", "ส่วนราชการ", CellKind.CODES,
    choices=tuple((name, name) for name in ("กองคลัง", "สำนักปลัด", "กองสาธารณสุขและสิ่งแวดล้อม", "กอง ก, ข")),
)  # fmt: skip
INDICATORS = Column(
    "codes", "ตัวชี้วัด", CellKind.CODES, order=sorted,
    choices=(("1", "การปฏิบัติหน้าที่"), ("4", "การใช้ทรัพย์สินของราชการ"), ("9.1", "ย่อย")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "points"),
    [
        (85.5, "85.50"), (85, "85.00"), (85.10000000000001, "85.10"), (0, "0.00"), ("๘๕.๕๐", "85.50"), ("85,50", "85.50"),
        (" 85.5 คะแนน", "85.50"), ("85.50%", "85.50"), (Decimal("85.5"), "85.50"),
    ],
)  # fmt: skip
def test_scores(cell, points):
    assert parse(SCORE, cell) == Decimal(points)


@pytest.mark.parametrize("cell", [None, "", "-", " – ", "—", "N/A", "n/a", "ไม่มีข้อมูล", "ไม่มี คะแนน"])
def test_no_score(cell):
    assert parse(SCORE, cell) is None


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (True, "ใช่/ไม่ใช่"), (date(2024, 5, 8), "วันที่"), ("#N/A", "ค่าผิดพลาด"), ("#CALC!", "ค่าผิดพลาด"), (101, "0–100"),
        (85.555, "ทศนิยม"), ("แปดสิบ", "ไม่ใช่คะแนน"), (-1, "0–100"),
    ],
)  # fmt: skip
def test_no_scores_at_all(cell, words):
    with pytest.raises(Unreadable, match=words):
        parse(SCORE, cell)


@pytest.mark.parametrize(
    "cell",
    [
        "31/3/2565", "๓๑ มีนาคม ๒๕๖๕", "31 มี.ค. 65", "2022-03-31", "2565-03-31", "31/3/2022", "31 มีนาคม พ.ศ. 2565",
        "2022-03-31 00:00:00", date(2022, 3, 31), datetime.fromisoformat("2022-03-31T08:00"), datetime.fromisoformat("2565-03-31"), 44651, 242978,
    ],
)  # fmt: skip
def test_dates(cell):
    assert parse(DATE, cell) == date(2022, 3, 31)


@pytest.mark.parametrize("cell", ["31 เดือนสาม", 5, 1e12, "30/2/2565", True])
def test_no_dates(cell):
    with pytest.raises(Unreadable, match="วันที่"):
        parse(DATE, cell)


@pytest.mark.parametrize("cell", ["เสร็จแล้ว", " เสร็จ แล้ว", "done", "DONE", 2, 2.0, "๒", "2."])
def test_choices(cell):
    assert parse(STATUS, cell) == "done"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        (Column("text", "ข้อความ", CellKind.TEXT), "การทุจริตที่"),
        (Column("steps", "ขั้นตอน", CellKind.LINES), ("การทุจริตที่",)),
        (Column("title", "ชื่อมาตรการ", CellKind.LINE, prose=True), "การทุจริตที่"),
        (Column("name", "ชื่อ", CellKind.LINE), "การทุจ ริตที่"),
    ],
)
def test_torn_words_of_prose_are_put_together_names_are_not(column, value):
    assert parse(column, "การทุจ ริตที่่") == value


def test_a_choice_nearly_hit_is_suggested_not_taken():
    with pytest.raises(Unreadable, match="หมายถึง “เสร็จแล้ว”"):
        parse(STATUS, "เสร็จแลว")


OFFICES = Column(
    "departments",
    "ส่วนราชการ",
    CellKind.CODES,
    choices=tuple(
        (name, name)
        for name in (
            "สำนักปลัดองค์การบริหารส่วนตำบล",
            "กองคลัง",
            "กองช่าง",
            "กองการศึกษา ศาสนาและวัฒนธรรม",
            "หน่วยตรวจสอบภายใน",
        )
    ),
)


@pytest.mark.parametrize("cell", ["สำนักปลัด อบต.", "สำนักปลัด อบต", "สํานักปลัดอบต."])
def test_a_department_is_known_by_its_short_form(cell):
    assert parse(OFFICES, cell) == ("สำนักปลัดองค์การบริหารส่วนตำบล",)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("กองการศึกษาฯ", "กองการศึกษา ศาสนาและวัฒนธรรม"),
        ("กองการศึกษา ศาสนา และวัฒนธรม", "กองการศึกษา ศาสนาและวัฒนธรรม"),
        ("หน่วยงานตรวจสอบภายใน", "หน่วยตรวจสอบภายใน"),
        ("กองช่างง", "กองช่าง"),
    ],
)
def test_a_department_spelled_otherwise_is_asked_about(cell, meant):
    with pytest.raises(Unreadable, match=f"หมายถึง “{meant}” หรือไม่"):
        parse(OFFICES, cell)


@pytest.mark.parametrize("cell", ["สำนักช่าง", "กองการประปา", "ฝ่ายปกครอง"])
def test_another_department_is_no_spelling_of_one(cell):
    with pytest.raises(Unreadable, match="เลือกได้: “สำนักปลัด"):
        parse(OFFICES, cell)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("กองคลัง, สำนักปลัด", ("กองคลัง", "สำนักปลัด")),
        ("กองคลัง\nกองคลัง", ("กองคลัง",)),
        ("กองคลังและสำนักปลัด", ("กองคลัง", "สำนักปลัด")),
        ("กองสาธารณสุขและสิ่งแวดล้อม กองคลัง", ("กองสาธารณสุขและสิ่งแวดล้อม", "กองคลัง")),
        ("กองคลัง\nกอง ก, ข", ("กองคลัง", "กอง ก, ข")),
        ("-", ()),
    ],
)
def test_departments(cell, names):
    assert parse(DEPARTMENTS, cell) == names


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("4, 1", ("1", "4")), (4, ("4",)), (9.1, ("9.1",)), ("ตัวชี้วัดที่ ๔", ("4",)), ("4. การใช้ทรัพย์สินของราชการ", ("4",)),
        ("การใช้ทรัพย์สินของราชการ", ("4",)), ("1 และ 4", ("1", "4")), ("1/4", ("1", "4")),
    ],
)  # fmt: skip
def test_codes(cell, codes):
    assert parse(INDICATORS, cell) == codes


def test_an_unknown_department_is_refused():
    with pytest.raises(Unreadable, match="ไม่มี “กองช่าง” ในรายการ"):
        parse(DEPARTMENTS, "กองคลัง, กองช่าง")


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("1. หนึ่ง\n2. สอง\nต่อ", ("หนึ่ง", "สอง\nต่อ")),
        ("๑) หนึ่ง\n๒) สอง", ("หนึ่ง", "สอง")),
        ("- หนึ่ง\n• สอง", ("หนึ่ง", "สอง")),
        ("หนึ่ง\n\nสอง", ("หนึ่ง", "สอง")),
        ("1. ข้อ\n3. ไม่ใช่ข้อสอง\n2. สอง", ("ข้อ\n3. ไม่ใช่ข้อสอง", "สอง")),
        ("", ()),
    ],
)
def test_numbered_lines(cell, lines):
    assert parse(Column("steps", "ขั้นตอน", CellKind.LINES), cell) == lines


def test_texts_are_cleaned_like_in_forms_and_bounded():
    column = Column("text", "ข้อความ", CellKind.TEXT, limit=5, required=True)
    assert parse(column, " ก  \r\nข ") == "ก\nข"
    assert parse(column, 2568.0) == "2568"
    for cell, words in (("ก" * 6, "เกินที่รับได้ 5"), ("😀", "พิมพ์ลงเอกสาร"), (" ", "ต้องกรอก")):
        with pytest.raises(Unreadable, match=words):
            parse(column, cell)


def test_yes_and_no():
    column = Column("all", "ทุกส่วน", CellKind.YES_NO)
    assert [parse(column, cell) for cell in ("ใช่", True, "/", 1, "", "ไม่ใช่", False, 0)] == [True] * 4 + [
        False
    ] * 4
    with pytest.raises(Unreadable, match="ใช่ หรือ ไม่ใช่"):
        parse(column, "บางครั้ง")


def test_whole_numbers():
    column = Column("rank", "ลำดับ", CellKind.INTEGER, largest=99)
    assert [parse(column, cell) for cell in (3, 3.0, "๓", "3.", "-", None)] == [3, 3, 3, 3, None, None]
    for cell in (0, 100, 2.5, "สาม"):
        with pytest.raises(Unreadable, match="1–99"):
            parse(column, cell)


def test_a_long_wrong_list_is_refused_quickly():
    with pytest.raises(Unreadable):
        parse(DEPARTMENTS, "กองคลัง, กอง/x และ y; z " * 80)
    with pytest.raises(Unreadable, match="เกินที่รับได้"):
        parse(DEPARTMENTS, "ก " * 2000)
