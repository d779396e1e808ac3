"""What a cell's number means: the formats of a workbook that make it a date, a time or a percentage. Pure."""

import re
from datetime import datetime, timedelta

NUMBER, DATE, PERCENT = "number", "date", "percent"

_BUILT_IN = {
    **dict.fromkeys((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59), *range(71, 82)), DATE),
    **dict.fromkeys((9, 10, 67, 68), PERCENT),
}
# Words in quotes, escaped characters, colours and languages say nothing about the kind; [h] counts hours, no day.
_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE_LETTERS = re.compile("[dmyhsbวดปชนท]", re.IGNORECASE)
_FIRST_OF_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - a cell's date has no zone
# 1900 was no leap year but Excel counts a 29 February in it: from March on the count starts a day earlier.
_BEFORE_1900 = datetime(1899, 12, 30)  # noqa: DTZ001
_LAST_DAY = 2_958_465  # 31 December 9999


def kind_of(number: int, code: str | None) -> str:
    """Return what a format makes of a number; ``code`` is the workbook's own for that number, if it has one."""
    if code is None:
        return _BUILT_IN.get(number, NUMBER)
    if re.search(r"\[[hmsชนท]+\]", code, re.IGNORECASE):
        return NUMBER
    plain = _SILENT.sub("", code).split(";")[0]
    if "%" in plain:
        return PERCENT
    return DATE if "general" not in plain.lower() and _DATE_LETTERS.search(plain) else NUMBER


def shown(value: float, kind: str, *, from_1904: bool = False) -> float | int | str | datetime:
    """Return a number as the format means it: a datetime, "85.50%" for a percentage, "08:30" for a time of day."""
    if kind == PERCENT:
        return f"{round(value * 100, 8):.8f}".rstrip("0").rstrip(".") + "%"
    if kind != DATE or not 0 <= value <= _LAST_DAY - 1500:
        return value
    seconds = round(value * 86_400)
    if value < 1:
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
    start = _FIRST_OF_1904 if from_1904 else _BEFORE_1900
    return start + timedelta(seconds=seconds) + timedelta(days=1 if value < 60 and not from_1904 else 0)
