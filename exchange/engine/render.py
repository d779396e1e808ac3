"""From a stored value to the cell that shows it, and whether a cell still shows it. Pure."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from exchange.engine.cells import as_text
from exchange.engine.columns import CellKind, Column
from itaportal.thai import dates, money, numbers, spelling


def render(column: Column, value: Any) -> str | int | Decimal:
    """Return what a file shows for the value: numbers as numbers, everything else in words; "" for nothing."""
    if value is None or value == "" or value == ():
        return ""
    if column.kind is CellKind.YES_NO:
        return "ใช่" if value else "ไม่ใช่"
    if column.kind is CellKind.DATE:
        return dates.numeric_date(value)
    if column.kind is CellKind.CHOICE:
        return column.label_of(value)
    if column.kind is CellKind.CODES:
        return column.separator.join(str(code) for code in value)
    if column.kind is CellKind.LINES:
        return "\n".join(f"{number}. {text}" for number, text in enumerate(value, start=1))
    return value


def in_words(column: Column, value: Any) -> str:
    """Return the value as the preview shows it."""
    if column.kind is CellKind.AMOUNT:
        return money.format_amount(value)
    if value is None or column.kind is CellKind.SCORE:
        return numbers.format_score(value)
    shown = render(column, value)
    return numbers.format_score(shown) if isinstance(shown, Decimal) else str(shown)


def still_shows(column: Column, cell: Any, value: Any) -> bool:
    """Whether the cell shows the stored value, so that it needs no reading and changes nothing.

    What is stored stays valid here even where the year's lists or limits have changed since.
    """
    shown = render(column, value)
    if isinstance(shown, Decimal):
        return _number(cell) == shown
    if isinstance(cell, datetime | date) and column.kind is not CellKind.DATE:
        return False
    return spelling.clean_text(as_text(cell)) == spelling.clean_text(str(shown))


def _number(cell: Any) -> Decimal | None:
    text = as_text(cell)
    return Decimal(text) if text.replace(".", "", 1).isdigit() and text.isascii() else None
