"""The probe of exchange/reading/files.py: the rows of a workbook or text table.

Lines are [row number, [values]], {"sheet": …} before the rows of a sheet, {"about": …} after them, {"book": …} at
the end. A datetime is {"at": ISO text}.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from exchange.reading import delimited, kinds, limits
from exchange.reading.archive import Archive
from exchange.reading.book import Value
from exchange.reading.grid import PageTable
from exchange.reading.opendocument import open_document_parts
from exchange.reading.page import html_tables
from exchange.reading.refusing import refusals
from exchange.reading.word import word_parts
from exchange.reading.workbook import read_lines
from exchange.reading.xlsx import Xlsx


def answer(data: bytes) -> Iterator[Any]:
    """Yield the lines. Raises ProbeRefused."""
    with refusals():
        for line in _read(data):
            yield _row(*line) if isinstance(line, tuple) else line


def _read(data: bytes) -> Iterator[Any]:
    kind = kinds.kind_of(data)
    if kind == kinds.XLS:
        yield from read_lines(data, kind, None)
        return
    if kind == kinds.ZIP:
        archive = Archive(data)
        kind = archive.kind()
        archive.refuse_entities()
        if kind in (kinds.DOCX, kinds.ODT):
            parts = (word_parts if kind == kinds.DOCX else open_document_parts)(archive)
            yield from _tables([part for part in parts if isinstance(part, PageTable)], kind)
            return
        yield from read_lines(data, kind, Xlsx(archive) if kind == kinds.XLSX else None)
        return
    text, encoding = delimited.decode(data)
    if kinds.is_page(text):
        yield from _tables(html_tables(text).tables, "html")
    else:
        yield from _read_delimited(text, encoding)


def _tables(tables: Sequence[PageTable], kind: str) -> Iterator[Any]:
    budget = limits.Budget()
    for number, table in enumerate(tables[: limits.MAX_SHEETS_READ], 1):
        yield {"sheet": f"ตาราง {number}", "hidden": False, "read": True}
        for place, row in enumerate(table.rows, 1):
            cells: list[Value] = [cell or None for cell in row]
            budget.take(cells)
            yield place, cells
        spans = table.spans[: limits.MAX_MERGES]
        yield {
            "about": {"merges": [[top + 1, bottom + 1, left, right] for top, bottom, left, right in spans]}
        }
    yield {"book": kind, "listed": 0}


def _read_delimited(text: str, encoding: str) -> Iterator[Any]:
    budget = limits.Budget()
    yield {"sheet": "CSV", "hidden": False, "read": True}
    for number, row in delimited.rows(text):
        cells: list[Value] = [cell or None for cell in row]
        budget.take(cells)
        yield number, cells
    yield {"book": "csv", "listed": 1, "encoding": encoding}


def _row(number: int, values: list[Value]) -> list[Any]:
    return [number, [{"at": value.isoformat()} if isinstance(value, datetime) else value for value in values]]
