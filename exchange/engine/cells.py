"""Cells as they were read: what they say, and why one cannot be taken. Pure.

A cell is what the reader gives: str, int, float, Decimal, bool, date, datetime or None.
"""

from datetime import date, datetime
from typing import Any

from itaportal.language import marked
from itaportal.thai import dates, spelling

YEARS = range(1950, 2151)


class Unreadable(ValueError):
    """The cell cannot be read; the message says in Thai what to write instead."""


def as_text(cell: Any) -> str:
    """Return a cell as a person would have typed it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ใช่" if cell else "ไม่ใช่"
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        # A Buddhist year typed into a date cell is shown as it was typed.
        years = dates.BUDDHIST_OFFSET if cell.year in YEARS else 0
        return f"{cell.day}/{cell.month}/{cell.year + years}"
    if isinstance(cell, float):
        # 85.1 comes out of a sum as 85.10000000000001; nobody typed that.
        return str(int(cell)) if cell.is_integer() else repr(round(cell, 10))
    return str(cell)


def is_blank(cell: Any) -> bool:
    """Whether nothing is written in the cell."""
    if not isinstance(cell, str):
        return cell is None
    # No cleaning takes a letter or digit away; most cells begin with one.
    return not cell[:1].isalnum() and not spelling.clean_text(cell)


def christian(day: date) -> date:
    """Return the day that a date cell means: a Buddhist year typed as it is becomes a Christian one."""
    if day.year - dates.BUDDHIST_OFFSET not in YEARS:
        return day
    try:
        return day.replace(year=day.year - dates.BUDDHIST_OFFSET)
    except ValueError:  # 29 February of a year that is a leap year in one era only
        raise Unreadable(marked(f"ไม่มีวันที่ {day.day}/{day.month}/{day.year} ในปฏิทิน กรุณาตรวจวันที่")) from None
