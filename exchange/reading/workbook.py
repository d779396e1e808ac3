"""The sheets of a workbook (xlsx, xls, xlsb, ods) as calamine reads them, in the plain values of a book."""

import io
import math
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineSheet, PasswordError, SheetTypeEnum, SheetVisibleEnum
from python_calamine import load_workbook as open_workbook

from exchange.reading import limits
from exchange.reading.book import FileRefused, Value
from exchange.reading.formats import show_time
from exchange.reading.kinds import BROKEN, LOCKED
from exchange.reading.xlsx import Untold, Xlsx

_EXACT = 1e15  # whole numbers below are exact


def read_lines(data: bytes, kind: str, xlsx: Xlsx | None) -> Iterator[Any]:
    """Yield the lines of the probe. ``xlsx`` tells what calamine leaves out; of other kinds nothing does.

    Raises FileRefused.
    """
    try:
        book = open_workbook(io.BytesIO(data))
        entries = [entry for entry in book.sheets_metadata if entry.typ == SheetTypeEnum.WorkSheet]
        budget = limits.Budget()
        # Sheets that people see are read first, where there are too many.
        hidden = [entry.visible != SheetVisibleEnum.Visible for entry in entries]
        order = sorted(range(len(entries)), key=hidden.__getitem__)
        chosen = set(order[: limits.MAX_SHEETS_READ])
        for place, entry in enumerate(entries[: limits.MAX_SHEETS_LISTED]):
            yield {"sheet": entry.name[:100], "hidden": hidden[place], "read": place in chosen}
            if place in chosen:
                untold = xlsx.untold(entry.name) if xlsx else Untold()
                rows = _SheetRows(book.get_sheet_by_name(entry.name), untold)
                for number, values in rows:
                    budget.take(values)
                    yield number, values
                yield {"about": rows.about | ({} if xlsx else {"fractions": rows.fractions})}
    except PasswordError:
        raise FileRefused(LOCKED) from None
    except CalamineError as error:
        raise FileRefused(BROKEN) from error
    yield {"book": kind, "listed": len(entries)}


class _SheetRows:
    """The rows that hold a value; afterwards ``fractions`` counts the numbers between 0 and 1."""

    def __init__(self, sheet: CalamineSheet, untold: Untold) -> None:
        self.fractions = 0
        self.about: dict[str, Any] = {
            "hidden_rows": untold.hidden_rows[: limits.MAX_ROWS],
            "not_computed": len(untold.not_computed),
            "first": untold.not_computed[:5],
            "merges": [
                [top + 1, bottom + 1, left, right]
                for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])[: limits.MAX_MERGES]
            ],
        }
        self._sheet, self._untold = sheet, untold.cells

    def __iter__(self) -> Iterator[tuple[int, list[Value]]]:
        number = 0
        margin = [""] * (self._sheet.start[1] if self._sheet.start else 0)
        for number, cells in enumerate(self._sheet.iter_rows(), start=1):
            if number in self._untold or cells.count("") < len(cells):
                yield from self._row(number, margin + cells)
        for below in sorted(row for row in self._untold if row > number):
            yield from self._row(below, [])

    def _row(self, number: int, cells: list[Any]) -> Iterator[tuple[int, list[Value]]]:
        values = [_PLAIN[type(cell)](cell) for cell in cells[: limits.MAX_COLUMNS]]
        self.fractions += sum(isinstance(value, float) and 0 < value < 1 for value in values)
        own = self._untold.get(number, {})
        if (
            any(cell != "" for cell in cells[limits.MAX_COLUMNS :])
            or max(own, default=0) >= limits.MAX_COLUMNS
        ):
            self.about["too_wide"] = True
        for column, value in own.items():
            if column < limits.MAX_COLUMNS:
                values.extend([None] * (column + 1 - len(values)))
                values[column] = value
        while values and values[-1] is None:
            values.pop()
        if values:
            yield number, values


def _plain_text(text: str) -> str | None:
    return text[: limits.MAX_CELL_CHARACTERS] or None


def _plain_number(number: float) -> float | int | str:
    if not math.isfinite(number):
        return str(number)
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


def _plain_moment(moment: datetime) -> datetime:
    """Return the moment to the nearest second: a number of days is never exact."""
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)


def _plain_time(clock: time) -> str:
    return show_time(clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6)


_PLAIN: dict[type, Callable[[Any], Value]] = {
    str: _plain_text,
    float: _plain_number,
    int: int,
    bool: bool,
    datetime: _plain_moment,
    date: lambda day: datetime(day.year, day.month, day.day),  # noqa: DTZ001 - a cell's date has no zone
    time: _plain_time,
    # What counts hours beyond a day is the number of days that the cell holds.
    timedelta: lambda span: _plain_number(span / timedelta(days=1)),
}
