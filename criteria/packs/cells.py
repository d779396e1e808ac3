"""What stands in a cell of a pack's workbook and what it means in the pack; pure.

Reading never refuses: what makes no sense stays as it is, and the rules of the pack say what is wrong with it.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from criteria.packs.sheets import Column
from itaportal.thai.dates import DateError, parse_date
from itaportal.thai.keys import same_word_key
from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.spelling import clean_text

_SEPARATOR = re.compile(r"[\s,;]+")
_INTEGER = re.compile(r"[0-9]{1,9}")
# An empty list where an empty cell would say nothing.
NONE = "-"


def from_cell(value: Any, column: Column) -> Any:
    """Return the pack's value for a cell as read (text, number, truth value or None)."""
    text = _text(value)
    if not text and (column.optional or not column.is_list):
        return None
    if column.choices:
        return _chosen(text, column)
    if column.is_prose:
        return [line.strip() for line in text.splitlines() if line.strip()] if column.is_list else text
    if column.kind is date:
        return _day(text)
    plain = to_arabic_digits(text)
    if column.is_list:
        return [code for code in _SEPARATOR.split(plain) if code and code != NONE]
    return int(plain) if column.kind is int and _INTEGER.fullmatch(plain) else plain


def to_cell(value: Any, column: Column) -> str | int | None:
    """Return what is written into the cell."""
    if isinstance(value, list):
        text = ("\n" if column.is_prose else ", ").join(value)
        return text or (NONE if column.optional else None)
    return column.choices.get(value, value) if column.choices else value


def _text(value: Any) -> str:
    """Return the cell as text: numbers without trailing zeros, 0.30000000000000004 as 0.3."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{Decimal(str(round(value, 4))).normalize():f}"
    return clean_text(str(value))


def _chosen(text: str, column: Column) -> Any:
    words = {same_word_key(str(said)): code for code, word in column.choices.items() for said in (code, word)}
    return words.get(same_word_key(text), text)


def _day(text: str) -> str:
    try:
        return parse_date(text).isoformat()
    except DateError:
        return text
