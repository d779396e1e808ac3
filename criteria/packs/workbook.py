"""A criteria pack as a workbook: written from the description of its sheets, read back by their headings."""

import io
from pathlib import Path
from typing import Any

from criteria.packs.cells import from_cell, to_cell
from criteria.packs.places import FilePlace, PackFile, PlacedProblem
from criteria.packs.rows import Assembly, Row, flatten
from criteria.packs.sheets import SHEETS, SINGLE, Column, Sheet
from itaportal.language import marked
from itaportal.probes import Bounds, ProbeBusy, ProbeFailed, ask
from itaportal.thai.keys import same_word_key

SECONDS = 10
MEMORY = 512 << 20
_PROBE = Path(__file__).with_name("sheet_probe.py")
_BROKEN = marked("เปิดไฟล์นี้ไม่ได้ หรือใหญ่ผิดปกติ กรุณาบันทึกเป็น Excel (.xlsx) แบบไม่มีรหัสผ่านแล้วเลือกใหม่")
_HEADING_ROWS = 10
_SPARE_ROWS = 200
_SINGLE = {column.heading: column for column in SINGLE}
INSTRUCTIONS = (
    "ไฟล์เกณฑ์การประเมิน ITA ของหนึ่งปีงบประมาณ",
    "แก้ไขในแผ่นถัดไป แล้วนำไฟล์นี้ไปอัปโหลดที่หน้า “เกณฑ์การประเมิน” ของระบบ ระบบจะตรวจและบอกว่าต้องแก้แถวใด",
    "ห้ามเปลี่ยนชื่อแผ่นและหัวคอลัมน์ เพิ่มหรือลบแถวได้",
    "คอลัมน์ “ความน่าเชื่อถือ” เลือกจากรายการ: ข้อมูลที่มีแหล่งอ้างอิงต้องใส่ชื่อย่อจากแผ่น “แหล่งอ้างอิง” ด้วย",
    "ข้อความและชื่อที่ยังไม่มีแหล่งยืนยัน ให้เว้นว่าง ระบบจะไม่นำข้อความที่จำมาแสดงเป็นถ้อยคำทางการ",
    "ช่องที่มีหลายรหัส คั่นด้วยเครื่องหมาย , เช่น O1, O2 ช่องที่มีหลายข้อความ ขึ้นบรรทัดใหม่ในช่องเดียวกัน",
    "“เทียบกับตัวชี้วัดปีก่อน”: ใส่เลขของปีก่อน ถ้าแยกจากตัวชี้วัดเดิม ให้ใส่เลขเดิมในทุกตัวที่แยกออกมา ถ้ารวมกัน ให้ใส่เลขเดิมทุกเลข ถ้าไม่มีตัวใดเทียบได้ ให้ใส่ -",
    "วันที่เขียนได้ทั้ง พ.ศ. และ ค.ศ. เช่น 18/8/2568",
)


def read(data: bytes) -> PackFile:
    """Return the pack, or the problems that prevented reading it; what it says is not judged here."""
    try:
        found = _read_sheets(data)
    except (ProbeBusy, ProbeFailed) as failed:
        why = str(failed) or _BROKEN
        return PackFile(None, (PlacedProblem(FilePlace(0, marked("ทั้งไฟล์")), why),))
    problems: list[PlacedProblem] = []
    rows = {sheet.key: _table(sheet, found.get(same_word_key(sheet.title)), problems) for sheet in SHEETS}
    if problems:
        return PackFile(None, tuple(problems))
    assembly = Assembly(rows)
    pack = assembly.pack()
    return PackFile(None if assembly.problems else pack, tuple(assembly.problems), assembly.places)


def write(data: dict) -> bytes:
    """Return a valid pack as an XLSX file; text stays text, whatever it begins with."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    first.title = "อ่านก่อน"
    first.column_dimensions["A"].width = 110
    for line in INSTRUCTIONS:
        first.append([line])
    rows = flatten(data)
    for sheet in SHEETS:
        _write_sheet(book.create_sheet(sheet.title), sheet, rows[sheet.key])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def _read_sheets(data: bytes) -> dict[str, list]:
    """Return the rows of every sheet by the key of its title.

    Raises ProbeBusy, and ProbeFailed where it is no bounded workbook.
    """
    found = ask(_PROBE, data, Bounds(SECONDS, MEMORY, patience=SECONDS + 5))
    return {same_word_key(title): rows for title, rows in found}


def _table(sheet: Sheet, rows: list | None, problems: list[PlacedProblem]) -> list[tuple[int, Row]]:
    """Return the rows below the headings."""
    if rows is None:
        message = marked("ไม่พบแผ่นนี้ในไฟล์ กรุณาใช้ไฟล์ที่ดาวน์โหลดจากระบบเป็นต้นแบบ")
        problems.append(PlacedProblem(FilePlace(0, sheet.title), message))
        return []
    number, places = _find_headings(sheet, rows)
    for column in sheet.columns:
        if column.heading not in places:
            place = FilePlace(number, sheet.title, column.heading)
            problems.append(PlacedProblem(place, marked("ไม่พบหัวคอลัมน์นี้ กรุณาพิมพ์ชื่อให้ตรงกับไฟล์ที่ดาวน์โหลดจากระบบ")))
    columns = [(column, places[column.heading]) for column in sheet.columns if column.heading in places]
    below = ((at, _row(columns, values)) for at, values in rows if at > number)
    return [(at, row) for at, row in below if any(value not in (None, []) for value in row.values())]


def _find_headings(sheet: Sheet, rows: list) -> tuple[int, dict[str, int]]:
    """Return the number of the row among the first with the most known headings, and where each stands in it."""
    wanted = {same_word_key(column.heading): column.heading for column in sheet.columns}
    found: tuple[int, dict[str, int]] = (0, {})
    for number, values in rows:
        titles = {same_word_key(str(value)): index for index, value in enumerate(values) if value is not None}
        known = {wanted[key]: titles[key] for key in wanted.keys() & titles.keys()}
        if number <= _HEADING_ROWS and len(known) > len(found[1]):
            found = number, known
    return found


def _row(columns: list[tuple[Column, int]], values: list) -> Row:
    cells = ((column, values[index] if index < len(values) else None) for column, index in columns)
    read = ((column, from_cell(value, column)) for column, value in cells)
    row = {column.key: value for column, value in read if value is not None or not column.optional}
    # A value that stands alone is read as its name asks for.
    if alone := _SINGLE.get(row.get("name") or ""):
        row["value"] = from_cell(row["value"], alone)
    return row


def _write_sheet(target: Any, sheet: Sheet, rows: list[Row]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    target.freeze_panes = "A2"
    for index, column in enumerate(sheet.columns, start=1):
        cell = _put(target, 1, index, column.heading)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        target.column_dimensions[get_column_letter(index)].width = column.width
        if column.choices:
            _offer(target, get_column_letter(index), column, len(rows) + _SPARE_ROWS)
    for number, row in enumerate(rows, start=2):
        for index, column in enumerate(sheet.columns, start=1):
            shown_as = _SINGLE[row["name"]] if column.key == "value" else column
            cell = _put(target, number, index, to_cell(row.get(column.key), shown_as))
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _put(target: Any, row: int, column: int, value: str | int | None):
    cell = target.cell(row=row, column=column, value=value)
    if isinstance(value, str):
        cell.data_type, cell.number_format = "s", "@"
    return cell


def _offer(target: Any, letter: str, column: Column, last_row: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    choices = DataValidation(type="list", formula1=f'"{",".join(column.choices.values())}"', allow_blank=True)
    choices.add(f"{letter}2:{letter}{last_row}")
    target.add_data_validation(choices)
