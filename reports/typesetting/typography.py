"""Keeping together on one line what a Thai reader must not see torn apart."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from itaportal.thai.breaks import Grade, places
from itaportal.thai.dates import MONTHS, SHORT_MONTHS

_DIGIT = "[0-9๐-๙]"
_NUMBER = rf"{_DIGIT}+(?:[.,]{_DIGIT}+)*"
_MONTH = "|".join(re.escape(name) for name in (*MONTHS, *SHORT_MONTHS))
_UNIT = (
    "คะแนน|ครั้ง|คน|ท่าน|ราย|วินาที|นาที|ชั่วโมง|วัน|สัปดาห์|เดือน|ไตรมาส|ปี|(?:ร้อย|พัน|หมื่น|แสน|ล้าน)?บาท|รอบ|ตัวชี้วัด|ขั้นตอน|"
    "ข้อ|ประเด็น|เรื่อง|มาตรการ|โครงการ|กิจกรรม|ช่องทาง|ระดับ|แห่ง|หมู่บ้าน|ครัวเรือน|เล่ม|ฉบับ|ชุด|แผ่น|หน้า|หลักสูตร|"
    "กิโลเมตร|เมตร|เปอร์เซ็นต์|%"
)
# Item codes and numbers, and those from one to another.
_FROM_TO = rf"(?:\s?[-–]\s?[IEO]?{_NUMBER})?"
_KEEP = re.compile(
    rf"{_DIGIT}{{1,2}}\s(?:{_MONTH})\s(?:พ\.ศ\.\s?)?{_DIGIT}{{2,4}}"  # a date
    rf"|(?:{_MONTH})\s?{_DIGIT}{{2,4}}(?!{_DIGIT})"  # a month and its year
    rf"|พ\.ศ\.\s?{_DIGIT}{{4}}"  # a Buddhist-era year
    rf"|\(?(?:ร้อยละ|ระดับ|ตัวชี้วัดที่|ข้อ|ข้อที่|หมวด|มาตรา)\s(?:[IEOA-F]{{1,2}}\s?)?{_NUMBER}{_FROM_TO}"
    rf"|ระดับ\s[A-F]{{1,2}}(?![A-Za-z])"
    rf"|(?<!{_DIGIT}){_NUMBER}\s(?:{_UNIT})"  # a number and its unit
    rf"|(?<![A-Za-z])[IEO]{_NUMBER}{_FROM_TO}"  # an item code
    r"|[A-Za-z]{2,}\s[0-9]\.[0-9](?![0-9.])"  # a name with its version
)
# A run without a place to break could be wider than its column; such a run is left to the line breaker.
_LONGEST_KEPT = 40


def keep_together(text: str, *names: str) -> SafeString:
    """Return escaped HTML in which dates, years, numbers with units, item codes and ``names`` do not break."""
    pieces = (
        f'<span class="keep">{escape(piece)}</span>' if kept else escape(piece)
        for piece, kept in kept_pieces(text, *names)
    )
    return mark_safe("".join(pieces))


def kept_pieces(text: str, *names: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces, each with whether it must not break; joined they are the text."""
    end = 0
    for match in _kept_with(names).finditer(text):
        if len(match[0]) > _LONGEST_KEPT:
            continue
        if match.start() > end:
            yield text[end : match.start()], False
        yield match[0], True
        end = match.end()
    if end < len(text):
        yield text[end:], False


@lru_cache(maxsize=64)
def _kept_with(names: tuple[str, ...]) -> re.Pattern[str]:
    wanted = [re.escape(name) for name in sorted(filter(None, names), key=len, reverse=True)]
    return re.compile("|".join([*wanted, _KEEP.pattern]))


def is_kept_anywhere(text: str) -> bool:
    """Whether the whole text is one piece that is kept together, whatever the names are."""
    return bool(_KEEP.fullmatch(text))


@lru_cache(maxsize=4096)
def grades_of(text: str, names: tuple[str, ...] = ()) -> bytes:
    """Return how good every place of the text is for the end of a line; what is kept together counts as one word."""
    grades = bytearray(places(text, names))
    start = 0
    for piece, kept in kept_pieces(text, *names):
        end = start + len(piece)
        if kept and piece not in names:
            grades[start + 1 : end] = bytes(min(grade, Grade.SYLLABLE) for grade in grades[start + 1 : end])
        start = end
    return bytes(grades)


def unbroken_pieces(text: str) -> list[str]:
    """Return the text in pieces that no line should break: words, parts of compounds, dates."""
    grades = grades_of(text)
    ends = [0, *(place for place in range(1, len(text)) if grades[place] >= Grade.COMPOUND), len(text)]
    return [text[start:end] for start, end in pairwise(ends)]
