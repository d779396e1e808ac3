"""What is written: templates with locked headings and lists, exports, text that stays text."""

import io
import time
import zipfile
from datetime import date
from math import ceil

import openpyxl
import pytest

from exchange.engine.columns import CellKind, Column
from exchange.engine.layout import MOST_REFUSED, Layout
from exchange.exports import delimited, template, workbook
from exchange.reading.files import read
from exchange.writing.files import as_csv, as_xlsx, harmless
from itaportal.editing.modelfields import label_of
from itaportal.thai.spelling import letters
from measures.models import Measure

FORMULAS = ["=1+1", "+66 2", "-", "@ชื่อ", "'=1", "''-", "#N/A", "TRUE", "007", "_x0041_", "2565-10-01"]
TEXTS = Layout(
    "ก",
    (Column("a", "ช่อง", CellKind.TEXT), Column("b", "อื่น", CellKind.TEXT)),
    tuple({"a": text, "b": "ข"} for text in FORMULAS),
)


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_no_cell_is_a_formula():
    sheet = opened(as_xlsx([TEXTS]))["ก"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert [harmless(text) for text in FORMULAS][:6] == ["'=1+1", "'+66 2", "'-", "'@ชื่อ", "''=1", "'''-"]


@pytest.mark.parametrize("write", [lambda: as_xlsx([TEXTS]), lambda: as_csv(TEXTS)])
def test_texts_come_back_as_they_were(write):
    [sheet] = read(write(), "ก.xlsx").sheets
    assert [cells[0] for _, cells in sheet.rows][1:] == FORMULAS


def test_every_cell_looks_as_its_column_asks():
    columns = (
        Column("a", "ก", CellKind.SCORE, locked=True),
        Column("b", "ข", CellKind.SCORE),
        Column("c", "ค", CellKind.TEXT),
    )
    sheet = opened(as_xlsx([Layout("ก", columns, ({"a": 1, "b": 2, "c": "3"},) * 2, spare=1)]))["ก"]
    for row in (2, 3):
        cells = sheet[row]
        assert [cell.number_format for cell in cells] == ["0.00", "0.00", "@"]
        assert [cell.protection.locked for cell in cells] == [True, False, False]
        assert [cell.fill.fill_type for cell in cells] == ["solid", None, None]
    assert not sheet.cell(4, 1).protection.locked


def test_a_part_of_refused_rows_is_written_soon():
    columns = tuple(Column(f"c{place}", f"ช่อง {place}", CellKind.TEXT) for place in range(18))
    row = {column.key: "90.11" for column in columns}
    began = time.process_time()
    as_xlsx([Layout("ก", columns, (row,) * MOST_REFUSED)])
    assert time.process_time() - began < 6


def test_rows_are_as_high_as_their_text_and_may_grow():
    columns = (Column("a", "ช่อง", CellKind.TEXT, width=20), Column("b", "อื่น", CellKind.TEXT, width=20))
    texts = ("สั้น", "สองบรรทัด\nของเรื่องนี้", "เรื่องที่เล่ายาว " * 10)
    data = as_xlsx([Layout("ก", columns, tuple({"a": text, "b": "ข"} for text in texts))])

    rows = opened(data)["ก"].row_dimensions
    heights = [rows[number].height for number in range(1, 5)]

    assert heights[0] == heights[1] < heights[2] < heights[3]
    # Words do not break inside, so long cells need a line more than their letters tell.
    assert heights[3] >= (ceil(letters(texts[2]) / (12 * 20 / 14)) + 1) * 1.5 * 14
    assert b"customHeight" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(("width", "paper"), [(30, 9), (200, 8)])
def test_wide_sheets_are_printed_on_a3(width, paper):
    columns = (Column("a", "ช่อง", CellKind.TEXT, width=width), Column("b", "อื่น", CellKind.TEXT, width=width))
    sheet = opened(as_xlsx([Layout("ก", columns, ({"a": "ก", "b": "ข"},), kept=1)]))["ก"]

    assert sheet.page_setup.paperSize == paper
    assert sheet.freeze_panes == "B2"


def test_csv_begins_with_the_mark_that_excel_needs():
    assert as_csv(TEXTS).startswith(b"\xef\xbb\xbf")


def test_the_same_content_is_the_same_file(planned, scope):
    assert template(scope("measures")) == template(scope("measures"))


def test_a_template_of_scores(scored, scope):
    book = opened(template(scope("scores")))
    assert book.sheetnames == ["คำแนะนำ", "คะแนน", "ตัวเลือก"]
    assert book["ตัวเลือก"].sheet_state == "hidden"
    sheet = book["คะแนน"]
    headings = [cell.value for cell in sheet[3]]
    assert headings == ["รหัสหน่วยงาน", "ปีงบประมาณ", "ตัวชี้วัดที่ / ข้อ", "ชื่อตัวชี้วัด / ข้อคำถาม", "คะแนน"]
    assert sheet["C1"].value.startswith("คะแนน ผลการประเมินปีงบประมาณ พ.ศ. 2565")
    assert sheet.column_dimensions["A"].hidden
    assert (sheet["A4"].value, sheet["C4"].value, sheet["D4"].value, sheet["E4"].value) == (
        "tua-yang",
        "1",
        "การปฏิบัติหน้าที่",
        90.11,
    )
    assert sheet["E4"].number_format == "0.00"


def test_a_template_locks_what_tells_and_opens_what_is_filled_in(planned, scope):
    sheet = opened(template(scope("measures")))["มาตรการ"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    places = {cell.value: cell.column for cell in sheet[3]}
    locked = {heading for heading, place in places.items() if sheet.cell(4, place).protection.locked}
    assert locked == {"รหัสข้อมูล", "รหัสหน่วยงาน", "ปีงบประมาณ", "ลำดับ"}
    assert all(sheet.cell(3, place).protection.locked for place in places.values())
    assert not any(sheet.cell(6, place).protection.locked for place in places.values())
    assert sheet.cell(4, places["เริ่มวันที่"]).value == "1/10/2565"
    assert sheet.cell(4, places["เริ่มวันที่"]).number_format == "@"


def test_a_template_offers_what_can_be_chosen(planned, scope, agency):
    agency.departments.filter(name="กองคลัง").update(active=False)
    book = opened(template(scope("measures")))
    lists = {
        rule.promptTitle or rule.errorTitle: rule for rule in book["มาตรการ"].data_validations.dataValidation
    }
    offered = book["ตัวเลือก"]

    def choices(heading):
        column = lists[heading].formula1.split("$")[1]
        return [cell.value for cell in offered[column] if cell.value]

    assert choices(label_of(Measure, "departments")) == ["สำนักปลัด"]
    assert choices("ประเภท") == ["มาตรการ", "โครงการ", "กิจกรรม"]
    assert choices(label_of(Measure, "indicator_codes")) == [str(number) for number in range(1, 11)]
    assert not lists[label_of(Measure, "departments")].showErrorMessage
    assert lists["ประเภท"].showErrorMessage


def test_levels_are_offered_in_their_row_only(scored, scope):
    book = opened(template(scope("scores")))
    rules = book["คะแนน"].data_validations.dataValidation
    [levels] = [rule for rule in rules if rule.type == "list"]
    row = next(row for row in book["คะแนน"].iter_rows() if row[2].value == "ระดับ")
    assert str(levels.sqref) == row[4].coordinate
    assert [rule.errorStyle for rule in rules if rule.type == "decimal"] == ["warning"]


def test_the_guide_is_thai_and_names_the_year(planned, scope):
    lines = [cell.value for cell in opened(template(scope("progress", planned.rounds.get())))["คำแนะนำ"]["A"]]
    assert lines[0] == "แบบกรอกผลการดำเนินการ แผนปีงบประมาณ พ.ศ. 2566 (ผลการประเมินปี 2565)"
    assert any("1/10/2567 หรือ 1 ตุลาคม 2567" in (line or "") for line in lines)


def test_exports_hold_what_is_stored(planned, scope):
    book = opened(workbook(scope("measures")))
    assert book.sheetnames == ["มาตรการ", "ขั้นตอน"]
    assert book["มาตรการ"].max_row == 3
    assert [cell.value for cell in book["ขั้นตอน"][2]][1:] == [
        1,
        "จัดทำคู่มือการใช้ทรัพย์สินของราชการ",
        1,
        "จัดทำคู่มือ",
        None,
        None,
    ]
    assert not book["มาตรการ"].protection.sheet
    text = delimited(scope("measures")).decode("utf-8-sig")
    assert text.splitlines()[0].startswith("รหัสข้อมูล,รหัสหน่วยงาน,ปีงบประมาณ,ลำดับ,ชื่อมาตรการ / โครงการ / กิจกรรม")
    assert "1/10/2565,30/9/2566" in text


def test_days_typed_into_cells_go_out_in_the_buddhist_era():
    layout = Layout("ก", (Column("a", "วัน", CellKind.DATE),), ({"a": date(2022, 3, 31)},))
    assert opened(as_xlsx([layout]))["ก"]["A2"].value == "31/3/2565"
    assert "31/3/2565" in as_csv(layout).decode("utf-8-sig")
