"""Run by criteria/packs/workbook.py: reads a workbook from standard input and prints its cells as JSON.

A script of its own, because a crafted file can make any parser run for hours or eat all memory; here the kernel stops it.
Values only: formulas are not computed, links are not followed, programs in the file are not looked at.
"""

import io
import json
import resource
import sys
import zipfile
from datetime import datetime

from python_calamine import CalamineSheet, CalamineWorkbook

MAX_MEMBERS = 200
MAX_UNPACKED_BYTES = 30 << 20
MAX_SHEETS = 30
MAX_ROWS = 2000
MAX_COLUMNS = 40


def main(seconds: int, memory: int) -> None:
    """Print [[title, [[row number, [values]], …]], …]; a non-zero exit says that it is no such file.

    ``memory`` is in bytes.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    data = sys.stdin.buffer.read()
    check(data)
    sys.stdout.write(json.dumps(sheets(data), ensure_ascii=True))


def check(data: bytes) -> None:
    """Raise ValueError for an archive of unusual size or with declarations of entities."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS or sum(entry.file_size for entry in members) > MAX_UNPACKED_BYTES:
            raise ValueError("too large")
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


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
