"""Which fiscal years a period written in words speaks of."""

import re

from itaportal.thai import MONTHS, SHORT_MONTHS, to_arabic_digits

_MONTH = {name: number for names in (MONTHS, SHORT_MONTHS) for number, name in enumerate(names, start=1)}
_MONTH_AND_YEAR = re.compile(
    f"({'|'.join(map(re.escape, _MONTH))})" + r"\s?(?:พ\.ศ\.\s?)?(25[0-9]{2}|[4-9][0-9])(?![0-9])"
)
_FISCAL_YEAR = re.compile(r"ปีงบประมาณ\s?(?:พ\.ศ\.\s?)?(25[0-9]{2})(?![0-9])")


def fiscal_years(text: str) -> set[int]:
    """Return the fiscal years of "ต.ค. 67 – ก.ย. 68" or "ปีงบประมาณ พ.ศ. 2566"; empty where none is told."""
    plain = to_arabic_digits(text)
    years = {int(year) for year in _FISCAL_YEAR.findall(plain)}
    for month, year in _MONTH_AND_YEAR.findall(plain):
        calendar_year = int(year) if len(year) == 4 else 2500 + int(year)
        years.add(calendar_year + (_MONTH[month] >= 10))
    return years
