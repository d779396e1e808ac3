"""The probe of criteria/packs/workbook.py: the cells of a workbook.

Values only: formulas are not computed, links are not followed, programs in the file are not looked at.
"""

import io
import zipfile
from datetime import datetime

from python_calamine import CalamineSheet, CalamineWorkbook

from itaportal.archives import fault_of

MAX_MEMBERS = 200
MAX_UNPACKED_BYTES = 30 << 20
MAX_SHEETS = 30
MAX_ROWS = 2000
MAX_COLUMNS = 40


def answer(data: bytes) -> list:
    """Return [[title, [[row number, [values]], …]], …]; raises whatever the parser raises on what is no such file."""
    check(data)
    return sheets(data)


def check(data: bytes) -> None:
    """Raise ValueError for an archive of unusual size or with declarations of entities."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if fault := fault_of(members, most=MAX_MEMBERS, unpacked=MAX_UNPACKED_BYTES):
            raise ValueError(fault)
        for entry in members:
            with archive.open(entry) as part:
                content = part.read(MAX_UNPACKED_BYTES + 1)
            if len(content) > MAX_UNPACKED_BYTES or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                raise ValueError("not a plain workbook")


def sheets(data: bytes) -> list:
    """Return the sheets' rows that hold anything."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    if len(book.sheet_names) > MAX_SHEETS:
        raise ValueError("too many sheets")
    return [[title, _rows(book.get_sheet_by_name(title))] for title in book.sheet_names]


def _rows(sheet: CalamineSheet) -> list:
    if sheet.total_height > MAX_ROWS:
        raise ValueError("too many rows")
    rows = [[_plain(value) for value in row[:MAX_COLUMNS]] for row in sheet.to_python(skip_empty_area=False)]
    return [
        [number, row] for number, row in enumerate(rows, start=1) if any(cell is not None for cell in row)
    ]


def _plain(value):
    if isinstance(value, datetime):
        value = value.date()
    return value if isinstance(value, int | float) else str(value) or None
