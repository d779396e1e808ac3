"""Reading spreadsheets and text tables: the file is parsed in a process of its own with bounded time and memory."""

from datetime import datetime
from pathlib import Path
from typing import Any

from exchange.reading import limits
from exchange.reading.book import LISTS, Book, FileRefused, Sheet, Value
from exchange.reading.merging import fill_headings
from itaportal.language import marked
from itaportal.probes import Bounds, ProbeBusy, ProbeFailed, ProbeRefused, ask_for_lines

__all__ = ["Book", "FileRefused", "Sheet", "Value", "read"]

_PROBE = Path(__file__).with_name("table_probe.py")
_TOO_BIG = marked(
    f"ไฟล์นี้ใหญ่เกิน {limits.MAX_BYTES // limits.MEGABYTE} เมกะไบต์ กรุณาลบรูปและแผ่นงานที่ไม่ใช้ออก หรือแบ่งเป็นหลายไฟล์"
)
_TOO_HARD = marked("ไฟล์นี้เสียหรือซับซ้อนเกินกว่าจะอ่านได้ กรุณาคัดลอกเฉพาะตารางไปไว้ในไฟล์ Excel ใหม่ แล้วบันทึกและนำเข้าอีกครั้ง")
_NO_ROWS = marked("ไม่พบข้อมูลในไฟล์นี้ กรุณาตรวจว่าเลือกไฟล์ถูก และบันทึกไฟล์หลังกรอกข้อมูลแล้ว")
_SAYS = {
    "xlsx": ("xlsx", "xlsm"),
    "xls": ("xls",),
    "xlsb": ("xlsb",),
    "ods": ("ods",),
    "csv": ("csv", "tsv", "txt"),
    "html": ("html", "htm"),
    "docx": ("docx", "docm"),
    "odt": ("odt",),
}
_KINDS = {
    "xlsx": "Excel",
    "xls": marked("Excel รุ่นเก่า (.xls)"),
    "xlsb": marked("Excel แบบไบนารี (.xlsb)"),
    "ods": marked("ตารางของ LibreOffice (.ods)"),
    "csv": marked("ข้อความ (CSV)"),
    "html": marked("หน้าเว็บ (HTML)"),
    "docx": marked("เอกสาร Word (.docx)"),
    "odt": marked("เอกสาร LibreOffice (.odt)"),
}


def read(data: bytes, name: str) -> Book:
    """Return what the file holds, by its content; ``name`` only serves to tell where it says otherwise.

    Raises FileRefused.
    """
    if len(data) > limits.MAX_BYTES:
        raise FileRefused(_TOO_BIG)
    try:
        found = ask_for_lines(_PROBE, data, Bounds(limits.SECONDS, limits.MEMORY, limits.PATIENCE))
    except (ProbeBusy, ProbeRefused) as refused:
        raise FileRefused(str(refused)) from None
    except ProbeFailed:
        raise FileRefused(_TOO_HARD) from None
    return _book(found, name)


def _book(lines: list[Any], name: str) -> Book:
    sheets: list[Sheet] = []
    notes: list[str] = []
    about: dict[str, Any] = {}
    head: dict[str, Any] = {}
    rows: list[tuple[int, list[Value]]] = []

    def finish() -> None:
        if head:
            sheets.append(_sheet(head, rows.copy(), about, notes))

    for said in lines:
        if isinstance(said, list):
            rows.append((said[0], [_value(value) for value in said[1]]))
        elif "about" in said:
            about = said["about"]
        else:
            finish()
            head, about = said, {}
            rows.clear()
    if "book" not in head:
        raise FileRefused(_TOO_HARD)
    if not any(sheet.rows for sheet in sheets):
        raise FileRefused(" ".join([_NO_ROWS, *notes]))
    return Book(head["book"], tuple(sheets), (*_notes_of_book(head, sheets, name), *notes))


def _value(value: Any) -> Value:
    return datetime.fromisoformat(value["at"]) if isinstance(value, dict) else value


def _sheet(
    head: dict[str, Any], rows: list[tuple[int, list[Value]]], about: dict[str, Any], notes: list[str]
) -> Sheet:
    merges = [tuple(merge) for merge in about.get("merges", ())]
    filled, left_alone = fill_headings(rows, merges)
    hidden_rows = frozenset(about.get("hidden_rows", ()))
    if rows:
        with_values = sorted(hidden_rows & {number for number, _ in rows})
        notes.extend(_notes_of_sheet(head, about, left_alone, with_values))
    plain = tuple((number, tuple(values)) for number, values in filled)
    return Sheet(head["sheet"], head["hidden"], plain, hidden_rows, head["read"], tuple(merges))


def _notes_of_sheet(
    head: dict[str, Any], about: dict[str, Any], left_alone: int, hidden_rows: list[int]
) -> list[str]:
    place = marked(f"แผ่น “{head['sheet']}”")
    notes = []
    # The lists of a template's choices are hidden by the portal itself.
    if head["hidden"] and head["sheet"] != LISTS:
        notes.append(marked(f"{place} ถูกซ่อนไว้"))
    if hidden_rows:
        notes.append(
            marked(f"{place} มีแถวที่ซ่อนไว้ {len(hidden_rows):,} แถว (เช่น แถว {hidden_rows[0]}) ระบบอ่านด้วย")
        )
    if many := about.get("not_computed"):
        cells = ", ".join(about["first"])
        notes.append(
            marked(
                f"{place} มีสูตรที่ยังไม่มีผลคำนวณ {many:,} ช่อง (เช่น {cells}) ระบบไม่คำนวณสูตร กรุณาเปิดใน Excel แล้วบันทึก หรือพิมพ์ค่าแทนสูตร"
            )
        )
    if left_alone:
        notes.append(marked(f"{place} มีเซลล์ที่ผสานกัน {left_alone:,} แห่ง ระบบถือว่าค่าอยู่ในช่องซ้ายบนช่องเดียว"))
    if about.get("too_wide"):
        notes.append(marked(f"{place} กว้างเกิน {limits.MAX_COLUMNS} คอลัมน์ ระบบไม่ได้อ่านคอลัมน์ที่เกิน"))
    if fractions := about.get("fractions"):
        notes.append(
            marked(
                f"{place} มีตัวเลขระหว่าง 0 ถึง 1 อยู่ {fractions:,} ช่อง ไฟล์ชนิดนี้ไม่บอกว่าช่องใดแสดงเป็นร้อยละ ถ้าเห็นเป็น % กรุณาบันทึกเป็น Excel Workbook (.xlsx) แล้วนำเข้าใหม่"
            )
        )
    return notes


def _notes_of_book(head: dict[str, Any], sheets: list[Sheet], name: str) -> list[str]:
    notes = []
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending and ending not in _SAYS[head["book"]]:
        notes.append(
            marked(f"ไฟล์ชื่อลงท้ายด้วย .{ending[:8]} แต่ข้างในเป็น{_KINDS[head['book']]} ระบบอ่านตามที่เป็นจริง")
        )
    if head.get("encoding") == "cp874":
        notes.append(marked("ไฟล์นี้เข้ารหัสภาษาไทยแบบเก่า (Windows-874) ระบบแปลงให้แล้ว กรุณาดูว่าภาษาไทยถูกต้อง"))
    unread = [sheet.name for sheet in sheets if not sheet.was_read]
    if unread:
        names = ", ".join(f"“{sheet}”" for sheet in unread[:3])
        notes.append(
            marked(
                f"ไฟล์มี {head['listed']:,} แผ่น ระบบอ่าน {limits.MAX_SHEETS_READ} แผ่นแรก ไม่ได้อ่าน {names} และแผ่นหลังจากนั้น"
            )
        )
    return notes
