"""Thai text, numbers and dates: the one place that reads and writes them.

Stored values are plain: Arabic digits, ``Decimal`` points (0–100), ISO dates, fiscal years as Buddhist-era
integers. Everything here is a pure function; nothing imports Django.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
BUDDHIST_OFFSET = 543
MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
SHORT_MONTHS = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip

_TO_THAI = str.maketrans("0123456789", THAI_DIGITS)
_TO_ARABIC = str.maketrans(THAI_DIGITS, "0123456789")
# Zero-width and direction marks arrive with text copied from web pages; they make equal words unequal.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# ํ + tone + า, and ำ typed before its tone, are the same word in another order; the tone belongs before ำ.
_TONE_OUT_OF_ORDER = re.compile("\u0e4d([\u0e48-\u0e4b])\u0e32|\u0e33([\u0e48-\u0e4b])")


# What word processors put where a plain character was meant, and the document font does not have.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("●▪▫■□◦‣∙\uf0b7\uf0a7", "•"),
        **dict.fromkeys("‐‑‒−", "-"),
        **dict.fromkeys("✓✔\uf0fc", "/"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u202f\u3000\t", " "),
        **dict.fromkeys("\u2028\u2029\x0b\x0c", "\n"),
    }
)
# Everything the document font can print (checked against the font by a test).
_UNPRINTABLE = re.compile(
    "[^\n -~\u00a0-\u00ff\u0e01-\u0e3a\u0e3f-\u0e5b\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026"
    "\u2030\u2032\u2033\u2039\u203a\u20ac\u2122\u2153-\u215e\u2248\u2260\u2264\u2265]"
)


class ScoreError(ValueError):
    """The text is no score; the message says in Thai what to type instead."""


class DateError(ValueError):
    """The text is no date; the message says in Thai what to type instead."""


def to_thai_digits(text: object) -> str:
    """Return the text with 0–9 written ๐–๙."""
    return str(text).translate(_TO_THAI)


def to_arabic_digits(text: str) -> str:
    """Return the text with ๐–๙ written 0–9."""
    return text.translate(_TO_ARABIC)


def clean_text(text: str) -> str:
    """Return text as it is stored: one spelling for equal-looking words, no invisible characters.

    ํ + า becomes ำ and two เ become แ (NFC joins neither), lines are trimmed, CR LF becomes LF.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_PLAIN)
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    text = text.replace("เเ", "แ").replace("\u0e4d\u0e32", "ำ")
    text = _TONE_OUT_OF_ORDER.sub(lambda match: (match[1] or match[2]) + "ำ", text)
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def clean_line(text: str) -> str:
    """Return ``clean_text`` on one line with single spaces."""
    return " ".join(clean_text(text).split())


def letters(text: str) -> int:
    """Return how many letters stand side by side; vowels and tones over and under others take no room of their own."""
    return sum(unicodedata.category(letter) != "Mn" for letter in text)


def unprintable(text: str) -> list[str]:
    """Return the characters of a cleaned text that documents cannot print (emoji, foreign scripts), each once."""
    return list(dict.fromkeys(_UNPRINTABLE.findall(text)))


def refusal_of(text: str, limit: int) -> str:
    """Return in Thai why a cleaned text is not stored: too long, or not to be printed; "" where it may be."""
    if len(text) > limit:
        return f"ข้อความยาว {len(text):,} ตัวอักษร เกินที่รับได้ {limit:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    odd = " ".join(unprintable(text)[:5])
    return f"อักขระ {odd} พิมพ์ลงเอกสารราชการไม่ได้ กรุณาลบออกหรือเขียนเป็นคำ" if odd else ""


def parse_score(text: str) -> Decimal:
    """Read a score of 0–100 points with at most two decimals, in Thai or Arabic digits.

    A comma stands for the decimal point where exactly one or two digits follow it; the word คะแนน may follow.
    Raises ScoreError.
    """
    raw = clean_line(str(text))
    plain = to_arabic_digits(raw).removesuffix("คะแนน").strip()
    plain = re.sub(r"^(\d{1,3}),(\d{1,2})$", r"\1.\2", plain)
    if not plain:
        raise ScoreError("กรุณากรอกคะแนน เช่น 85.50")
    if not re.fullmatch(r"[+-]?\d{1,20}(\.\d*)?|\.\d+", plain):
        raise ScoreError(f"“{_shorten(raw)}” ไม่ใช่คะแนน กรุณากรอกเฉพาะตัวเลข เช่น 85.50")
    try:
        value = Decimal(plain)
    except InvalidOperation:  # pragma: no cover - the pattern admits plain decimals only
        raise ScoreError("กรุณากรอกคะแนนเป็นตัวเลข เช่น 85.50") from None
    if not 0 <= value <= 100:
        raise ScoreError(f"คะแนน {_shorten(raw)} อยู่นอกช่วง 0–100 กรุณาตรวจตัวเลขและจุดทศนิยม")
    if value != value.quantize(Decimal("0.01")):
        raise ScoreError(f"คะแนน {_shorten(raw)} มีทศนิยมเกินสองตำแหน่ง กรุณากรอกไม่เกินสองตำแหน่ง เช่น 85.50")
    return value.quantize(Decimal("0.01"))


def format_score(value: Decimal | None) -> str:
    """Return points with two decimals ("83.50"), or "" for none."""
    return "" if value is None else f"{value:.2f}"


def _shorten(text: str, limit: int = 24) -> str:
    return text if len(text) <= limit else text[:limit] + "…"


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
    """Return "31 มีนาคม 2565"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + BUDDHIST_OFFSET}"


def short_date(day: date) -> str:
    """Return "31 มี.ค. 65"."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {(day.year + BUDDHIST_OFFSET) % 100:02d}"


def numeric_date(day: date) -> str:
    """Return "31/3/2565", the form that date fields show and read."""
    return f"{day.day}/{day.month}/{day.year + BUDDHIST_OFFSET}"


_MONTH_NUMBERS = {
    re.sub(r"[.\s]", "", name): number
    for names in (MONTHS, SHORT_MONTHS)
    for number, name in enumerate(names, start=1)
}
_DATE_HINT = "กรุณากรอกวันที่ เช่น 31/3/2565 หรือ 31 มีนาคม 2565"


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
            raise DateError(f"อ่านวันที่ “{_shorten(plain)}” ไม่ได้ {_DATE_HINT}")
        day, year = int(match[1]), int(match[3])
        month = int(match[2]) if match[2].isdigit() else _MONTH_NUMBERS.get(match[2].replace(".", ""), 0)
    if year < 100:
        year += 2500
    if year >= 2400:
        year -= BUDDHIST_OFFSET
    try:
        result = date(year, month, day)
    except ValueError:
        raise DateError(f"ไม่มีวันที่ “{_shorten(plain)}” ในปฏิทิน {_DATE_HINT}") from None
    if not 1950 <= result.year <= 2150:
        raise DateError(f"ปีของวันที่ “{_shorten(plain)}” ไม่น่าใช่ {_DATE_HINT}")
    return result


_FIRST_LIKELY_YEAR, _LIKELY_YEARS_AHEAD = 2540, 20


def likely_date(day: date, today: date) -> date:
    """Return a day that somebody may have meant; raises DateError for a year like 2069 typed instead of 2569."""
    last = today.year + BUDDHIST_OFFSET + _LIKELY_YEARS_AHEAD
    if _FIRST_LIKELY_YEAR <= day.year + BUDDHIST_OFFSET <= last:
        return day
    raise DateError(
        f"วันที่นี้อ่านได้เป็น {long_date(day)} หมายถึงปีอื่นหรือไม่ กรุณากรอกปี พ.ศ. {_FIRST_LIKELY_YEAR} ถึง {last}"
    )


def period(start: date, end: date) -> str:
    """Return "1 ต.ค. 67 – 30 ก.ย. 68", or "ต.ค. 67 – ก.ย. 68" where whole months are meant."""
    last_of_month = end.month != date.fromordinal(end.toordinal() + 1).month
    if start.day == 1 and last_of_month:
        first, last = _short_month(start), _short_month(end)
        return first if first == last else f"{first} – {last}"
    return short_date(start) if start == end else f"{short_date(start)} – {short_date(end)}"


def _short_month(day: date) -> str:
    return f"{SHORT_MONTHS[day.month - 1]} {(day.year + BUDDHIST_OFFSET) % 100:02d}"
