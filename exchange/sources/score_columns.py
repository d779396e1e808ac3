"""Tables of scores whose columns nobody knows: told by a person, they become a book that the import reads. Pure."""

import re
from collections.abc import Mapping, Sequence

from exchange.reading.book import Book, Sheet, Value
from exchange.reading.grid import PageTable
from exchange.sources.headings import Meanings, no_heading
from itaportal.language import marked
from itaportal.thai.keys import same_heading_key

# What a person may take a column of scores for, and the heading under which the import knows it.
OFFERED = {
    "": marked("ไม่นำเข้า"),
    "number": marked("เลขตัวชี้วัด"),
    "name": marked("ชื่อตัวชี้วัด"),
    "score": marked("คะแนนของปีนี้"),
}
_KNOWN = {
    "number": marked("ตัวชี้วัดที่"),
    "name": marked("ชื่อตัวชี้วัด / ข้อคำถาม"),
    "score": marked("คะแนน"),
}
_SHARE = re.compile(r"0?\.\d+")  # may be a hundredth of what the person sees, which the import asks about


def told_book(tables: Sequence[PageTable], meanings: Meanings) -> Book:
    """Return the tables as sheets, their columns called as was chosen."""
    return Book("html", tuple(_sheet(number, table, meanings) for number, table in enumerate(tables, 1)))


def _sheet(number: int, table: PageTable, meanings: Meanings) -> Sheet:
    width = max(map(len, table.rows))
    headless = [no_heading(width, place) for place in range(width)]
    rows: list[tuple[Value, ...]] = [tuple(_value(cell) for cell in row) for row in table.rows]
    if all(name in meanings for name in headless):
        rows.insert(0, _called(headless, meanings))
    else:
        for place, row in enumerate(table.rows):
            keys = [same_heading_key(cell) for cell in row if cell]
            if len(keys) > 1 and all(key in meanings for key in keys):
                rows[place] = _called(row, meanings)
    return Sheet(marked(f"ตาราง {number}"), False, tuple(enumerate(rows, 1)))


def _called(cells: Sequence[str], meanings: Mapping[str, str]) -> tuple[Value, ...]:
    return tuple(_KNOWN.get(meanings.get(same_heading_key(cell), "")) for cell in cells)


def _value(cell: str) -> Value:
    return float(cell) if _SHARE.fullmatch(cell) else cell or None
