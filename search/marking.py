"""What was found, marked in the text that is shown. Pure: parts of the text and whether each is marked."""

import re
from collections.abc import Iterable

from itaportal.thai.numbers import to_arabic_digits
from search.shortforms import pattern_of, short_forms

Part = tuple[str, bool]
_BEFORE, _SHOWN = 60, 220
# No text is cut between a letter and what stands over, under or after it.
_BOUND = re.compile("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")


def pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds the words in a text as it is stored, the longest first; None without words."""
    forms = {form: _pattern_of_word(form) for word in words for form in (word, *short_forms().get(word, ()))}
    ordered = sorted(forms, key=len, reverse=True)
    return re.compile("|".join(forms[form] for form in ordered)) if ordered else None


def _pattern_of_word(word: str) -> str:
    if word in short_forms():
        return pattern_of(word)
    if word.isascii():
        return rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])"
    return rf"{re.escape(word)}(?!{_BOUND.pattern})"


def marked(text: str, wanted: re.Pattern[str] | None) -> list[Part]:
    """Return the text in parts, those found marked."""
    found = wanted.finditer(_comparable(text)) if wanted else ()
    parts: list[Part] = []
    end = 0
    for match in found:
        parts += [(text[end : match.start()], False), (text[match.start() : match.end()], True)]
        end = match.end()
    return [part for part in (*parts, (text[end:], False)) if part[0]]


def excerpt(text: str, wanted: re.Pattern[str] | None) -> list[Part]:
    """Return the part of the text where the first word is found, or its beginning, on one line."""
    line = " ".join(text.split())
    first = wanted.search(_comparable(line)) if wanted else None
    start = _start(line, first.start()) if first else 0
    end = _end(line, start + _SHOWN)
    parts = marked(line[start:end].strip(), wanted)
    before, after = [("… ", False)] if start else [], [(" …", False)] if end < len(line) else []
    return [*before, *parts, *after]


def _comparable(text: str) -> str:
    """Return the text as words are compared, letter for letter at the same place."""
    return "".join(map(_lower, to_arabic_digits(text)))


def _lower(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter


def _start(line: str, place: int) -> int:
    """Return where to begin so that the place is seen: at a space some way before it, else there."""
    if place <= _BEFORE:
        return 0
    space = line.find(" ", place - _BEFORE, place)
    return place if space < 0 else space + 1


def _end(line: str, place: int) -> int:
    """Return where to end: at a space not far before the place, else between two letters."""
    if place >= len(line):
        return len(line)
    space = line.rfind(" ", place - _BEFORE, place)
    if space >= 0:
        return space
    while place < len(line) and (_BOUND.match(line[place]) or line[place - 1] in "เแโใไ"):
        place += 1
    return place
