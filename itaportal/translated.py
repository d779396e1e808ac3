"""What was made, kept or said by another process in Thai, in the language of who reads it now.

Such texts are stored, compared and exported in Thai, and one import or verdict has many readers. So pages translate what they
show: by the catalogue, where a text stands as it was written in the source (``marked``), or with its blanks filled in.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from django.utils.translation.trans_real import translation

from itaportal.language import is_english
from itaportal.thai.dates import ENGLISH_MONTHS, MONTHS

_THAI = re.compile("[\u0e01-\u0e5b]")
_BLANK = re.compile(r"\{(\w*)[^{}]*\}")
_DAY = re.compile(rf"(\d{{1,2}} )?({'|'.join(MONTHS)})( \d{{4}})")
_QUOTED = ("“", "”")
# The context under which ``make messages`` keeps texts with blanks that are filled in before anybody reads them.
_FILLED_IN = "filled in\x04"
_LONGEST = 5000
_JOINTS = ((", ", ", "), (" และ", " and "))


class _Pattern(NamedTuple):
    """A text with blanks: the longest part between them, what it looks like filled in, and its English."""

    literal: str
    filled: re.Pattern[str]
    quoted: tuple[bool, ...]
    names: tuple[str, ...]
    english: str


@cache
def _catalogue() -> tuple[dict[str, str], tuple[_Pattern, ...]]:
    """Return the texts by themselves, and those with blanks, first those that say most."""
    texts = {thai: said for thai, said in translation("en")._catalog.items() if isinstance(thai, str)}  # type: ignore[attr-defined]
    patterns = [
        _pattern(thai.removeprefix(_FILLED_IN), said)
        for thai, said in texts.items()
        if thai.startswith(_FILLED_IN)
    ]
    return texts, tuple(sorted(patterns, key=lambda one: -len(_THAI.findall(one.filled.pattern))))


def _pattern(thai: str, english: str) -> _Pattern:
    parts, names = _BLANK.split(thai)[::2], tuple(_BLANK.findall(thai))
    quoted = tuple(
        before.endswith(_QUOTED[0]) and after.startswith(_QUOTED[1])
        for before, after in zip(parts, parts[1:], strict=False)
    )
    filled = re.compile("(.*?)".join(map(re.escape, parts)), re.DOTALL)
    return _Pattern(max(parts, key=len), filled, quoted, names, english)


def translated(text: object) -> str:
    """Return a text that was made in Thai in the reader's language; what is not the portal's stays as it is."""
    said = str(text)
    return _english(said) if is_english() and len(said) <= _LONGEST else said


@lru_cache(maxsize=4096)
def _english(text: str) -> str:
    """Return the English, whoever reads: what is kept here is no answer to somebody who reads Thai."""
    if not _THAI.search(text):
        return text
    texts, patterns = _catalogue()
    if said := texts.get(text):
        return said
    if "\n" in text:
        return "\n".join(map(_english, text.split("\n")))
    for pattern in patterns:
        if pattern.literal in text and (found := pattern.filled.fullmatch(text)):
            return _fill(pattern, found.groups())
    if day := _DAY.fullmatch(text):
        return f"{day[1] or ''}{ENGLISH_MONTHS[MONTHS.index(day[2])]}{day[3]}"
    return next(_joined(text), text)


def _fill(pattern: _Pattern, values: tuple[str, ...]) -> str:
    """Return the English with the values of the Thai; what stands in quotation marks was written by people."""
    said = [
        value if quoted else _english(value) for value, quoted in zip(values, pattern.quoted, strict=True)
    ]
    by_name = dict(zip(pattern.names, said, strict=True))
    in_order = iter(said)
    return _BLANK.sub(lambda blank: by_name[blank[1]] if blank[1] else next(in_order), pattern.english)


def _joined(text: str) -> Iterator[str]:
    """Yield a list of texts, if each of them has its English."""
    for joint, english in _JOINTS:
        parts = [_english(part.strip()) for part in text.split(joint)] if joint in text else []
        if parts and not any(_THAI.search(part) for part in parts if not part.startswith(_QUOTED[0])):
            yield english.join(parts)
