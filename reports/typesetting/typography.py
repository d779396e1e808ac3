"""Keeping together on one line what a Thai reader must not see torn apart."""

import re
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from itaportal.thai.dates import MONTHS, SHORT_MONTHS

_DIGIT = "[0-9๐-๙]"
_NUMBER = rf"{_DIGIT}+(?:[.,]{_DIGIT}+)*"
_MONTH = "|".join(re.escape(name) for name in (*MONTHS, *SHORT_MONTHS))
_UNIT = "คะแนน|ครั้ง|คน|วัน|เดือน|ปี|บาท|รอบ|ตัวชี้วัด|ขั้นตอน|ข้อ|ประเด็น|หน่วยงาน|แห่ง|เล่ม|ฉบับ"
_KEEP = re.compile(
    rf"{_DIGIT}{{1,2}}\s(?:{_MONTH})\s(?:พ\.ศ\.\s?)?{_DIGIT}{{2,4}}"  # a date
    rf"|(?:{_MONTH})\s?{_DIGIT}{{2,4}}(?!{_DIGIT})"  # a month and its year
    rf"|พ\.ศ\.\s?{_DIGIT}{{4}}"  # a Buddhist-era year
    rf"|(?:ร้อยละ|ระดับ|ตัวชี้วัดที่|ข้อ|ข้อที่|หมวด|มาตรา)\s(?:[IEOA-F]{{1,2}}\s?)?{_NUMBER}"
    rf"|ระดับ\s[A-F]{{1,2}}(?![A-Za-z])"
    rf"|(?<!{_DIGIT}){_NUMBER}\s(?:{_UNIT})"  # a number and its unit
    rf"|(?<![A-Za-z])[IEO]{_NUMBER}"  # an item code
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
    wanted = [re.escape(name) for name in sorted(filter(None, names), key=len, reverse=True)]
    pattern = re.compile("|".join([*wanted, _KEEP.pattern])) if wanted else _KEEP
    end = 0
    for match in pattern.finditer(text):
        if len(match[0]) > _LONGEST_KEPT:
            continue
        if match.start() > end:
            yield text[end : match.start()], False
        yield match[0], True
        end = match.end()
    if end < len(text):
        yield text[end:], False
