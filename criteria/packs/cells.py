"""What stands in a cell of a pack's workbook and what it means in the pack; pure.

Reading never refuses: what makes no sense stays as it is, and the rules of the pack say what is wrong with it.
"""

import re
from decimal import Decimal
from typing import Any

from criteria.packs.sheets import Column, Kind
from itaportal.thai import DateError, clean_line, clean_text, parse_date, to_arabic_digits

_SEPARATOR = re.compile(r"[\s,;]+")
_INTEGER = re.compile(r"[0-9]{1,9}")
# An empty list where an empty cell would say nothing.
NONE = "-"


def from_cell(value: Any, column: Column) -> Any:
    """Return the pack's value for a cell as read (text, number, truth value or None)."""
    text = _text(value)
    if not text and column.optional:
        return None
    if column.kind is Kind.CODES:
        return [code for code in _SEPARATOR.split(to_arabic_digits(text)) if code and code != NONE]
    if column.kind is Kind.LINES:
        return [line.strip() for line in text.splitlines() if line.strip()]
    if not text:
        return None
    return _READ.get(column.kind, lambda plain, _: plain)(text, column)


def to_cell(value: Any, column: Column) -> str | int | None:
    """Return what is written into the cell."""
    if value is None:
        return None
    if column.kind is Kind.CHOICE:
        return column.choices.get(value, value)
    if isinstance(value, list):
        text = ("\n" if column.kind is Kind.LINES else ", ").join(value)
        return text or (NONE if column.optional else None)
    return value


def _text(value: Any) -> str:
    """Return the cell as text: numbers without trailing zeros, 0.30000000000000004 as 0.3."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{Decimal(str(round(value, 4))).normalize():f}"
    return clean_text(str(value))


def _choice(text: str, column: Column) -> Any:
    wanted = clean_line(text)
    for code, word in column.choices.items():
        if wanted in (str(code), word):
            return code
    return text


def _integer(text: str, _: Column) -> int | str:
    plain = to_arabic_digits(text)
    return int(plain) if _INTEGER.fullmatch(plain) else text


def _date(text: str, _: Column) -> str:
    try:
        return parse_date(text).isoformat()
    except DateError:
        return text


_READ = {
    Kind.CHOICE: _choice,
    Kind.INTEGER: _integer,
    Kind.DATE: _date,
    Kind.NUMBER_TEXT: lambda text, _: to_arabic_digits(text),
}
