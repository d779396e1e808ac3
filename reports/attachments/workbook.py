"""A document's data as a spreadsheet: scores, measures, progress. Knows the snapshot and openpyxl, nothing else.

Text stays text: what begins with = + - @ is never a formula.
"""

import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from itaportal.archives import undated

_HEADINGS = {
    "คะแนน": ("ปีงบประมาณ", "เครื่องมือ", "ตัวชี้วัดที่", "ตัวชี้วัด", "คะแนน", "จัดเป็น", "ผลการวิเคราะห์"),
    "ห้าปี": ("ปีงบประมาณ", "คะแนนรวม", "ระดับ"),
    "มาตรการ": (
        "ลำดับ", "มาตรการ", "ตัวชี้วัด", "ข้อ", "จุดอ่อน", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา", "การกำกับติดตาม", "ข้อจำกัด",
    ),
    "ผลการดำเนินการ": ("ลำดับ", "มาตรการ", "สถานะ", "หมายเหตุ", "สิ่งที่ได้ดำเนินการ", "ผล", "ผลลัพธ์", "ข้อเสนอแนะ"),
}  # fmt: skip


def workbook(snapshot: dict[str, Any]) -> bytes:
    """Return the snapshot's tables as an XLSX file; the same snapshot gives the same bytes."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = snapshot["agency"]["name"]
    rows = {"คะแนน": _scores, "ห้าปี": _years, "มาตรการ": _measures, "ผลการดำเนินการ": _progress}
    for title, headings in _HEADINGS.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for row in (headings, *rows[title](snapshot)):
            sheet.append([_cell(sheet, value) for value in row])
    output = io.BytesIO()
    book.save(output)
    return undated(output)


def _cell(sheet, value: Any):
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _scores(snapshot: dict[str, Any]) -> Iterable[tuple]:
    assessment = snapshot["assessment"]
    for instrument in assessment["instruments"]:
        for indicator in instrument["indicators"]:
            finding = indicator["finding"] or {}
            yield (
                assessment["fiscal_year"],
                instrument["code"],
                indicator["code"],
                indicator["name"],
                _number(indicator["score"]),
                finding.get("weakness_class", ""),
                finding.get("text", ""),
            )


def _years(snapshot: dict[str, Any]) -> Iterable[tuple]:
    return ((year["fiscal_year"], _number(year["total"]), year["level"]) for year in snapshot["history"])


def _measures(snapshot: dict[str, Any]) -> Iterable[tuple]:
    for number, measure in enumerate(snapshot["plan"]["measures"], start=1):
        yield (
            number,
            measure["title"],
            ", ".join(measure["indicator_codes"]),
            ", ".join(measure["item_codes"]),
            measure["weak_point"],
            "\n".join(step["text"] for step in measure["steps"]),
            measure["responsible"],
            measure["period"],
            measure["follow_up"],
            measure["limitation"],
        )


def _progress(snapshot: dict[str, Any]) -> Iterable[tuple]:
    fields = ("status", "note", "action_taken", "result", "outcome", "suggestion")
    for number, measure in enumerate(snapshot["plan"]["measures"], start=1):
        if measure["progress"]:
            yield (number, measure["title"], *(measure["progress"][name] for name in fields))
