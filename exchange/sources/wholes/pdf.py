"""A report in PDF as paragraphs and tables, where its letters are sound; read in a process of its own."""

import re
from pathlib import Path
from typing import Any

from exchange.reading.grid import PageTable
from exchange.sources.pdf_text import NOT_SURE, read_pages
from exchange.sources.wholes.document import WholeReport
from itaportal.thai.spelling import clean_line

_PROBE = Path(__file__).with_name("pdf_probe.py")
_THAI = re.compile("[\u0e01-\u0e4e]")
# What begins a line of its own: the mark of a list.
_BEGINS = re.compile(r"^(?:\(?[0-9๐-๙]{1,2}[.)]|[-–•*]\s*\S)")
_PARAGRAPH = re.compile(r"^(?:\(?[0-9๐-๙]{1,2}[.)]|[-–•*]\s|ตัวชี้วัด|ประเด็น|ส่วนที่|ตอนที่|ทั้งนี้)")
_PAGE_NUMBER = re.compile(r"[-–\s]*[0-9๐-๙]{1,3}[-–\s]*")
_SHORT_CELL = 60  # characters of a period or a department
_SHORT_LINE = 0.75  # of the longest line; a paragraph ends with such a one


def pdf_report(data: bytes) -> WholeReport:
    """Return the parts of a PDF. Raises FileRefused, also where the letters are not those on the paper."""
    pages = read_pages(_PROBE, data, _text_of)
    parts: list[str | PageTable] = []
    ended, is_open = False, False  # a table ended the page before; without a line below it
    for page in pages:
        overleaf = ended
        for part in page:
            if isinstance(part, str):
                # What stands between two halves of a table is the number of a page.
                lines = [line for line in _paragraphs(part) if not _PAGE_NUMBER.fullmatch(line)]
                parts += lines
                ended, overleaf = ended and not lines, overleaf and not lines
                continue
            spans = tuple((top, bottom, left, right) for top, bottom, left, right in part["spans"])
            table, before = PageTable(_rows(part), spans), parts[-1] if parts else None
            if overleaf and isinstance(before, PageTable) and _goes_on(before, table, is_open=is_open):
                parts[-1] = _put_together(before, table)
            elif any(map(any, table.rows)):
                parts.append(table)
            ended, overleaf, is_open = True, False, part["goes_on"]
    return WholeReport(tuple(parts), NOT_SURE)


def _goes_on(before: PageTable, after: PageTable, *, is_open: bool) -> bool:
    """Whether the last row went on overleaf: no line closes it, or its short cells are not said again below."""
    last, first = before.rows[-1], after.rows[1 if _says_again(before, after) else 0]
    if len(last) != len(first) or is_open:
        return len(last) == len(first)
    short = [place for place, text in enumerate(last) if place and 0 < len(text) <= _SHORT_CELL]
    return bool(short) and any(first) and not any(first[place] for place in short)


def _says_again(before: PageTable, after: PageTable) -> bool:
    return len(after.rows) > 1 and after.rows[0] == before.rows[0]


def _rows(part: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_joined(cell) for cell in row) for row in part["rows"])


def _put_together(before: PageTable, after: PageTable) -> PageTable:
    """Return a table whose last row went on overleaf as one, a heading that was printed again left out."""
    rows = list(after.rows)
    gone = 1 if _says_again(before, after) else 0
    first = tuple(
        _joined("\n".join(filter(None, pair))) for pair in zip(before.rows[-1], rows[gone], strict=True)
    )
    moved = len(before.rows) - 1 - gone
    spans = tuple(
        (top + moved, bottom + moved, left, right) for top, bottom, left, right in after.spans if top >= gone
    )
    return PageTable((*before.rows[:-1], first, *rows[gone + 1 :]), (*before.spans, *spans))


def _text_of(page: list[Any]) -> str:
    """Return the text to be judged: where a line ends inside a word, its marks have not lost their letters."""
    cells = (
        [_joined(part)] if isinstance(part, str) else [cell for row in _rows(part) for cell in row]
        for part in page
    )
    return "\n".join(text for texts in cells for text in texts)


def _lines(text: str) -> list[str]:
    return [line for line in map(clean_line, text.splitlines()) if line]


def _joined(text: str) -> str:
    """Return a cell's lines put together where the cell's edge broke them."""
    said: list[str] = []
    for line in _lines(text):
        if said and not _BEGINS.match(line):
            said[-1] = _glue(said[-1], line)
        else:
            said.append(line)
    return "\n".join(said)


def _glue(before: str, after: str) -> str:
    """Thai has no space where a line ends inside a sentence."""
    is_thai = _THAI.match(before[-1:]) and _THAI.match(after[:1])
    return f"{before}{after}" if is_thai else f"{before} {after}"


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs: a line goes on unless the one before is short or it begins as paragraphs do."""
    lines = _lines(text)
    full = max(map(len, lines), default=0) * _SHORT_LINE
    said: list[str] = []
    was_full = False
    for line in lines:
        if said and was_full and not _PARAGRAPH.match(line):
            said[-1] = _glue(said[-1], line)
        else:
            said.append(line)
        was_full = len(line) >= full
    return said
