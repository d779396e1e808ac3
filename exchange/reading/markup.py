"""HTML source made harmless for the parser: bounded, without programs, styles and comments, nothing left open. Pure."""

import re

from exchange.reading.book import FileRefused

MAX_CHARACTERS = 2_000_000  # without scripts, styles and comments
MAX_SOURCE_CHARACTERS = 10_000_000

TOO_LONG = "หน้าเว็บหรือข้อความที่วางยาวเกินไป กรุณาคัดลอกเฉพาะตารางที่ต้องการแล้ววางใหม่"
# The parser of the standard library looks through the whole rest again for each thing that is never closed, and
# html.unescape raises ValueError for references of thousands of digits.
_UNCLOSED = re.compile(r"<(?!/?[a-z][^<>]*>)", re.IGNORECASE)
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_ABSURD_REFERENCE = re.compile("&#[0-9]{8,}")


def cleaned(source: str) -> str:
    """Return the source as the parser may have it. Raises FileRefused for what is too long."""
    if len(source) > MAX_SOURCE_CHARACTERS:
        raise FileRefused(TOO_LONG)
    for opening, closing in (("<!--", "-->"), ("<script", "</script"), ("<style", "</style")):
        source = _without(source, opening, closing)
    if len(source) > MAX_CHARACTERS:
        raise FileRefused(TOO_LONG)
    source = _UNCLOSED.sub("&lt;", _DECLARATION.sub("", source))
    return _ABSURD_REFERENCE.sub(" ", source)


def _without(source: str, opening: str, closing: str) -> str:
    """Return the source without these elements; one that is never closed reaches to the end."""
    lower = source.lower()
    if len(lower) != len(source):  # a few letters have a longer small form; places would not agree
        lower = source
    kept: list[str] = []
    place = 0
    while (start := lower.find(opening, place)) >= 0:
        kept.append(source[place:start])
        end = lower.find(closing, start)
        if end < 0:
            return "".join(kept)
        after = lower.find(">", end)
        place = after + 1 if after >= 0 else len(source)
    return "".join([*kept, source[place:]])
