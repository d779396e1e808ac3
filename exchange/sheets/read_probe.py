"""Run by exchange/sheets/reading.py: reads a file from standard input and prints its rows, one JSON text a line.

A script of its own, because a crafted file can make any parser run for hours or eat all memory; here the kernel stops
it. Lines are [row number, [values]], {"sheet": …} before the rows of a sheet, {"about": …} after them, {"book": …} at
the end, or {"refused": reason}. A datetime is {"at": ISO text}.
"""

import json
import resource
import sys
import zipfile
import zlib
from datetime import datetime
from pathlib import Path
from typing import Any

# The project is not on the path of an isolated interpreter.
sys.path.insert(0, str(Path(__file__).parents[2]))

from exchange.sheets import delimited, kinds
from exchange.sheets import limits as bounds
from exchange.sheets.book import FileRefused, Value
from exchange.sheets.budget import TOO_LARGE, Budget
from exchange.sheets.grid import Grid
from exchange.sheets.package import Package
from exchange.sheets.page import html_tables
from exchange.sheets.parts import Entry, read_workbook
from exchange.sheets.xmlstream import BROKEN


def main(seconds: int, memory: int) -> None:
    """``memory`` is in bytes."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        _read(sys.stdin.buffer.read())
    except FileRefused as refused:
        _say({"refused": str(refused)})
    except MemoryError:
        _say({"refused": TOO_LARGE})
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        _say({"refused": BROKEN})
    sys.stdout.buffer.flush()


def _read(data: bytes) -> None:
    kind = kinds.kind_of(data)
    if kind == kinds.XLSX:
        _read_workbook(Package(data))
        return
    text, encoding = delimited.decode(data)
    if kinds.is_page(text):
        _read_page(text)
    else:
        _read_delimited(text, encoding)


def _read_workbook(package: Package) -> None:
    book = read_workbook(package)
    # Sheets that people see are read first, where there are too many.
    order = sorted(range(len(book.entries)), key=lambda place: book.entries[place].hidden)
    chosen = set(order[: bounds.MAX_SHEETS_READ])
    budget = Budget()
    for place, entry in enumerate(book.entries[: bounds.MAX_SHEETS_LISTED]):
        _say({"sheet": entry.name, "hidden": entry.hidden, "read": place in chosen})
        if place in chosen:
            _read_sheet(Grid(book, budget, _say_row), package, entry)
    _say({"book": "xlsx", "listed": len(book.entries)})


def _read_sheet(grid: Grid, package: Package, entry: Entry) -> None:
    grid.read(package, entry)
    about = {"hidden_rows": grid.hidden_rows[: bounds.MAX_ROWS], "merges": grid.merges}
    about |= {"not_computed": len(grid.not_computed), "first": grid.not_computed[:5]}
    _say({"about": about | {"stopped_at": grid.stopped_at, "too_wide": grid.too_wide}})


def _read_page(text: str) -> None:
    budget = Budget()
    for number, table in enumerate(html_tables(text).tables[: bounds.MAX_SHEETS_READ], 1):
        _say({"sheet": f"ตาราง {number}", "hidden": False, "read": True})
        for place, row in enumerate(table.rows, 1):
            cells: list[Value] = [cell or None for cell in row]
            budget.take(cells)
            _say_row(place, cells)
        spans = table.spans[: bounds.MAX_MERGES]
        _say(
            {"about": {"merges": [[top + 1, bottom + 1, left, right] for top, bottom, left, right in spans]}}
        )
    _say({"book": "html", "listed": 0})


def _read_delimited(text: str, encoding: str) -> None:
    budget = Budget()
    _say({"sheet": "CSV", "hidden": False, "read": True})
    for number, row in delimited.rows(text):
        cells: list[Value] = [cell or None for cell in row]
        budget.take(cells)
        _say_row(number, cells)
    _say({"book": "csv", "listed": 1, "encoding": encoding})


def _say_row(number: int, values: list[Value]) -> None:
    _say([number, values])


def _say(line: Any) -> None:
    text = json.dumps(line, ensure_ascii=False, default=_moment)
    # A lone surrogate is no character; nothing that follows could store it.
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")


def _moment(value: datetime) -> dict[str, str]:
    return {"at": value.isoformat()}


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
