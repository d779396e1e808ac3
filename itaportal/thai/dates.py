"""Days, periods and fiscal years. Stored values are plain: ISO dates, fiscal years as Buddhist-era integers."""

import re
from datetime import date

from itaportal.language import is_english, marked
from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.spelling import clean_line, shorten

BUDDHIST_OFFSET = 543
MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
SHORT_MONTHS = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip


ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class DateError(ValueError):
    """The text is no date; the message says in Thai what to type instead."""


def fiscal_year(day: date) -> int:
    """Return the Buddhist-era fiscal year; 2568 runs from 1 October 2024 to 30 September 2025."""
    return day.year + BUDDHIST_OFFSET + (1 if day.month >= 10 else 0)


def fiscal_year_start(year: int) -> date:
    """Return 1 October before the Buddhist-era fiscal year."""
    return date(year - BUDDHIST_OFFSET - 1, 10, 1)


def fiscal_year_end(year: int) -> date:
    """Return 30 September of the Buddhist-era fiscal year."""
    return date(year - BUDDHIST_OFFSET, 9, 30)


def long_date(day: date) -> str:
    """Return "31 มีนาคม 2565"; to who reads English "31 March 2565", of the same era as every year of the portal."""
    return f"{day.day} {month_name(day)}"


def month_name(day: date) -> str:
    """Return "มีนาคม 2565"."""
    months = ENGLISH_MONTHS if is_english() else MONTHS
    return f"{months[day.month - 1]} {day.year + BUDDHIST_OFFSET}"


def short_date(day: date) -> str:
    """Return "31 มี.ค. 65"."""
    return f"{day.day} {_short_month(day)}"


def numeric_date(day: date) -> str:
    """Return "31/3/2565", the form that date fields show and read."""
    return f"{day.day}/{day.month}/{day.year + BUDDHIST_OFFSET}"


_MONTH_NUMBERS = {
    re.sub(r"[.\s]", "", name): number
    for names in (MONTHS, SHORT_MONTHS)
    for number, name in enumerate(names, start=1)
}
_DATE_HINT = marked("กรุณากรอกวันที่ เช่น 31/3/2565 หรือ 31 มีนาคม 2565")


def parse_date(text: str) -> date:
    """Read a date in Thai or Arabic digits, Buddhist or Christian era, numeric or with a Thai month name.

    "31 มี.ค. 65", "๓๑ มีนาคม พ.ศ. ๒๕๖๕", "31/3/2565" and "2022-03-31" are the same day. Raises DateError.
    """
    plain = to_arabic_digits(clean_line(str(text)))
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", plain)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    else:
        words = re.sub(r"พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|วันที่|เดือน|ปี", " ", plain)
        match = re.fullmatch(
            r"\s*(\d{1,2})[\s/.-]*([\u0e00-\u0e7f.]+|\d{1,2})[\s/.-]*(\d{4}|\d{2})\s*", words
        )
        if not match:
            raise DateError(marked(f"อ่านวันที่ “{shorten(plain)}” ไม่ได้ {_DATE_HINT}"))
        day, year = int(match[1]), int(match[3])
        month = int(match[2]) if match[2].isdigit() else _MONTH_NUMBERS.get(match[2].replace(".", ""), 0)
    if year < 100:
        year += 2500
    if year >= 2400:
        year -= BUDDHIST_OFFSET
    try:
        result = date(year, month, day)
    except ValueError:
        raise DateError(marked(f"ไม่มีวันที่ “{shorten(plain)}” ในปฏิทิน {_DATE_HINT}")) from None
    if not 1950 <= result.year <= 2150:
        raise DateError(marked(f"ปีของวันที่ “{shorten(plain)}” ไม่น่าใช่ {_DATE_HINT}"))
    return result


_FIRST_LIKELY_YEAR, _LIKELY_YEARS_AHEAD = 2540, 20


def likely_date(day: date, today: date) -> date:
    """Return a day that somebody may have meant; raises DateError for a year like 2069 typed instead of 2569."""
    last = today.year + BUDDHIST_OFFSET + _LIKELY_YEARS_AHEAD
    if _FIRST_LIKELY_YEAR <= day.year + BUDDHIST_OFFSET <= last:
        return day
    raise DateError(
        marked(f"วันที่นี้อ่านได้เป็น {long_date(day)} หมายถึงปีอื่นหรือไม่ กรุณากรอกปี พ.ศ. {_FIRST_LIKELY_YEAR} ถึง {last}")
    )


def period(start: date, end: date) -> str:
    """Return "1 ต.ค. 67 – 30 ก.ย. 68", or "ต.ค. 67 – ก.ย. 68" where whole months are meant."""
    last_of_month = end.month != date.fromordinal(end.toordinal() + 1).month
    if start.day == 1 and last_of_month:
        first, last = _short_month(start), _short_month(end)
        return first if first == last else f"{first} – {last}"
    return short_date(start) if start == end else f"{short_date(start)} – {short_date(end)}"


def _short_month(day: date) -> str:
    if is_english():
        return f"{ENGLISH_MONTHS[day.month - 1][:3]} {day.year + BUDDHIST_OFFSET}"
    return f"{SHORT_MONTHS[day.month - 1]} {(day.year + BUDDHIST_OFFSET) % 100:02d}"
