"""How the register words its numbers; pure."""

import re
from datetime import date

from itaportal.thai.numbers import to_arabic_digits

_AROUND_SLASH = re.compile(r" */ *")
_LETTER_BEFORE_DIGIT = re.compile(r"(?<=[ก-ฮ])(?=[0-9])")
_LEADING_ZEROS = re.compile(r"(?<![0-9.])0+(?=[0-9]+$)")


def calendar_year(day: date) -> int:
    """Return the Buddhist-era calendar year, in which the numbers of a register run."""
    return day.year + 543


def typed_number(text: str, prefix: str) -> str:
    """Return the number somebody typed in whole; "" where only the prefix stands and the register is to count.

    Ways of writing that print or read as the same number (Thai digits, spaces, leading zeros) become one, so that
    the register never gives it twice.
    """
    text, prefix = _plain(text), _plain(prefix).removesuffix("/")
    if not text or text.endswith("/") or _squeeze(text) == _squeeze(prefix):
        return ""
    head, slash, running = text.rpartition("/")
    if not slash:
        return _running(text)
    if not prefix:
        head = _LEADING_ZEROS.sub("", head)
    elif _squeeze(head) == _squeeze(prefix):
        head = prefix
    return f"{head}/{_running(running)}"


def number_text(prefix: str, number: int, year: int) -> str:
    """Return a running number as printed: after the agency's prefix, else with the year."""
    prefix = _plain(prefix).removesuffix("/")
    return f"{prefix}/{number}" if prefix else f"{number}/{year}"


def _plain(text: str) -> str:
    return _AROUND_SLASH.sub("/", " ".join(to_arabic_digits(text).split()))


def _squeeze(text: str) -> str:
    return text.replace(" ", "")


def _running(text: str) -> str:
    """Return the part that counts: "ว05" and "ว 5" are one number."""
    return _LEADING_ZEROS.sub("", _LETTER_BEFORE_DIGIT.sub(" ", text))
