"""What people wrote speaks of: item numbers (I3, E7, O14–O19), whether a year has them, and fiscal years of periods."""

import re
from collections.abc import Iterable

from itaportal.thai.dates import MONTHS, SHORT_MONTHS
from itaportal.thai.numbers import to_arabic_digits
from reports.snapshot.result import ItemCounts

_NUMBER = r"0?([1-9][0-9]?)(?![0-9])"
# "O14-O19" and "O14-19"; a letter that ends a word, as in "CO2", is no item.
_ITEMS = re.compile(rf"(?<![A-Za-z0-9])([A-Za-z]){_NUMBER}(?:\s?[-–]\s?(?:\1\s?)?{_NUMBER})?", re.IGNORECASE)


def item_codes(text: str, letters: Iterable[str]) -> list[str]:
    """Return the item codes of these letters in a text, each once: both ends of a range."""
    found = [
        f"{letter.upper()}{number}"
        for letter, first, last in _ITEMS.findall(to_arabic_digits(text))
        for number in (first, last)
        if number and letter.upper() in letters
    ]
    return list(dict.fromkeys(found))


def unknown_items(codes: Iterable[str], years: Iterable[ItemCounts]) -> list[str]:
    """Return the codes that none of the years has; a year whose list is not known (count None) may have any."""
    return [code for code in codes if not any(_may_have(year.counts, code) for year in years)]


def _may_have(counts: dict[str, int | None], code: str) -> bool:
    if code[0] not in counts:
        return False
    count = counts[code[0]]
    return count is None or int(code[1:]) <= count


def known_range(letter: str, years: Iterable[ItemCounts]) -> str:
    """Return "ปี 2568 มี O1–O28, ปี 2569 มี O1–O26" for those years whose count is known."""
    return ", ".join(
        f"ปี {year.fiscal_year} มี {letter}1–{letter}{year.counts[letter]}"
        for year in years
        if year.counts.get(letter)
    )


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
