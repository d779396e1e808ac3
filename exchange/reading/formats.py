"""Formats whose meaning calamine does not tell: percentages, and dates as a Thai Excel spells them. Pure."""

import re
from datetime import datetime, timedelta

NUMBER, DATE, PERCENT = "number", "date", "percent"

_BUILT_IN = {**dict.fromkeys((9, 10, 67, 68), PERCENT), **dict.fromkeys(range(71, 82), DATE)}
# Words in quotes, escaped characters, colours and languages say nothing about the kind; [h] counts hours, no day.
_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_COUNTED = re.compile(r"\[[hmsชนท]+\]", re.IGNORECASE)
_DATE_LETTERS = re.compile("[bวดปชนท]", re.IGNORECASE)
_FIRST_OF_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - a cell's date has no zone
# 1900 was no leap year but Excel counts a 29 February in it: from March on the count starts a day earlier.
_BEFORE_1900 = datetime(1899, 12, 30)  # noqa: DTZ001
_LAST_DAY = 2_958_465  # 31 December 9999


def kind_of(number: int, code: str | None) -> str:
    """Return what a format makes of a number; ``code`` is the workbook's own for that number, if it has one."""
    if code is None:
        return _BUILT_IN.get(number, NUMBER)
    if _COUNTED.search(code):
        return NUMBER
    plain = _SILENT.sub("", code).split(";")[0]
    if "%" in plain:
        return PERCENT
    return DATE if "general" not in plain.lower() and _DATE_LETTERS.search(plain) else NUMBER


def show(value: float, kind: str, *, from_1904: bool = False) -> float | str | datetime:
    """Return a number as the format means it: a datetime, "85.5%" for a percentage, "08:30" for a time of day."""
    if kind == PERCENT:
        return f"{round(value * 100, 8):.8f}".rstrip("0").rstrip(".") + "%"
    if kind != DATE or not 0 <= value <= _LAST_DAY - 1500:
        return value
    if value < 1:
        return show_time(value * 86_400)
    start = _FIRST_OF_1904 if from_1904 else _BEFORE_1900
    days = timedelta(days=1 if value < 60 and not from_1904 else 0)
    return start + timedelta(seconds=round(value * 86_400)) + days


def show_time(seconds: float) -> str:
    """Return a time of day as "08:30"; ``seconds`` since midnight."""
    minutes = round(seconds) // 60
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
