"""The result level that the page prints."""

import re

from assessments.itas.results import TWO_LEVELS
from itaportal.thai.numbers import to_arabic_digits

_LEVEL = r"(ต้องปรับปรุง\s*โดยด่วน|ต้องปรับปรุง|ผ่านดีเยี่ยม|ผ่านดี|ผ่าน|AA|[A-F])(?![A-Za-z\u0e01-\u0e4e+])"
_LEVEL_NAMED = re.compile(r"ระดับ(?:ผลการประเมิน|คะแนน)?\s*[:=]?\s*(?:ระดับ)?\s*[\"“]?" + _LEVEL)
_LEVEL_ALONE = re.compile(r"(?:[0-9.,]+\s*คะแนน\s*)?" + _LEVEL)
_SCALE = re.compile(r"[0-9]\s*[-–]\s*[0-9]")


def find_level(lines: list[str]) -> tuple[str | None, str | None]:
    """Return the level and a problem. The word after ระดับ counts most, a lone letter (a page's "A A A") least."""
    named: list[str] = []
    words: list[str] = []
    letters: list[str] = []
    for line in lines:
        # A line such as "ระดับ A 85.00 - 94.99" explains the scale.
        if _SCALE.search(plain := to_arabic_digits(line)):
            continue
        named += _LEVEL_NAMED.findall(plain)
        if len(plain) <= 60 and (alone := _LEVEL_ALONE.fullmatch(plain)):
            (letters if alone[1].isascii() else words).append(alone[1])
    for found in (named, words, letters):
        levels = {"".join(level.split()) for level in found}
        if levels:
            return (levels.pop(), None) if len(levels) == 1 else (None, TWO_LEVELS)
    return None, None
