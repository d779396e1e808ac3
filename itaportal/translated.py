"""What was made, kept or said by another process in Thai, in the language of who reads it now.

Such texts are stored, compared and exported in Thai, and one import or verdict has many readers. So pages translate what they
show: by the catalogue, where a text stands as it was written in the source (``marked``), or with its blanks filled in.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from django.utils.translation.trans_real import translation

from itaportal.language import is_english
from itaportal.thai.dates import ENGLISH_MONTHS, MONTHS, SHORT_MONTHS

_THAI = re.compile("[\u0e01-\u0e5b]")
_BLANK = re.compile(r"\{(\w*)[^{}]*\}")
_DAY = re.compile(rf"(\d{{1,2}} )?({'|'.join(MONTHS)})( \d{{4}})")
_SHORT_DAY = re.compile(rf"(\d{{1,2}}) ({'|'.join(map(re.escape, SHORT_MONTHS))}) (\d\d)")
_QUOTED = ("“", "”")
# The context under which ``make messages`` keeps texts with blanks that are filled in before anybody reads them.
FILLED_IN = "filled in\x04"
_LONGEST = 5000
# A text in a text in a text; what somebody made up to nest deeper stays Thai.
_DEEPEST = 6
_JOINTS = ((", ", ", "), (" และ", " and "))


class _Pattern(NamedTuple):
    """A text with blanks: what stands around them, which of them are quoted, their names, and the English."""

    parts: tuple[str, ...]
    quoted: tuple[bool, ...]
    names: tuple[str, ...]
    english: str

    def values_in(self, text: str) -> list[str] | None:
        """Return what fills the blanks, each as short as it can be; None where the text is another one."""
        first, *between, last = self.parts
        at, end, values = len(first), len(text) - len(last), []
        if not (text.startswith(first) and text.endswith(last)):
            return None
        for part in between:
            found = text.find(part, at, end)
            if found < 0:
                return None
            values.append(text[at:found])
            at = found + len(part)
        return [*values, text[at:end]] if at <= end else None


@cache
def _catalogue() -> tuple[dict[str, str], tuple[_Pattern, ...]]:
    """Return the texts by themselves, and those with blanks, first those that say most."""
    texts = {thai: said for thai, said in translation("en")._catalog.items() if isinstance(thai, str)}  # type: ignore[attr-defined]
    patterns = [
        _pattern(thai.removeprefix(FILLED_IN), said)
        for thai, said in texts.items()
        if thai.startswith(FILLED_IN)
    ]
    return texts, tuple(sorted(patterns, key=lambda one: -len(_THAI.findall("".join(one.parts)))))


def _pattern(thai: str, english: str) -> _Pattern:
    parts = tuple(_BLANK.split(thai)[::2])
    quoted = tuple(
        before.endswith(_QUOTED[0]) and after.startswith(_QUOTED[1])
        for before, after in zip(parts, parts[1:], strict=False)
    )
    return _Pattern(parts, quoted, tuple(_BLANK.findall(thai)), english)


def translated(text: object) -> str:
    """Return a text that was made in Thai in the reader's language; what is not the portal's stays as it is."""
    said = str(text)
    return _english(said) if is_english() and len(said) <= _LONGEST else said


@lru_cache(maxsize=4096)
def _english(text: str, deep: int = _DEEPEST) -> str:
    """Return the English, whoever reads: what is kept here is no answer to somebody who reads Thai."""
    if not _THAI.search(text):
        return text
    texts, patterns = _catalogue()
    if said := texts.get(text):
        return said
    if not deep:
        return text
    if "\n" in text:
        return "\n".join(_english(line, deep - 1) for line in text.split("\n"))
    for pattern in patterns:
        values = pattern.values_in(text)
        if values is not None:
            return _fill(pattern, values, deep - 1)
    if day := _DAY.fullmatch(text):
        return f"{day[1] or ''}{ENGLISH_MONTHS[MONTHS.index(day[2])]}{day[3]}"
    if day := _SHORT_DAY.fullmatch(text):
        return f"{day[1]} {ENGLISH_MONTHS[SHORT_MONTHS.index(day[2])][:3]} 25{day[3]}"
    return next(chain(_beside(text, texts), _joined(text, deep - 1)), text)


def _fill(pattern: _Pattern, values: list[str], deep: int) -> str:
    """Return the English with the values of the Thai; what stands in quotation marks was written by people."""
    said = [
        value if quoted else _english(value, deep)
        for value, quoted in zip(values, pattern.quoted, strict=True)
    ]
    by_name = dict(zip(pattern.names, said, strict=True))
    in_order = iter(said)
    return _BLANK.sub(lambda blank: by_name[blank[1]] if blank[1] else next(in_order), pattern.english)


def _beside(text: str, texts: Mapping[str, str]) -> Iterator[str]:
    """Yield what people wrote with the portal's own word beside it: "ปลัดเทศบาล (ปลัด)"."""
    for start in re.finditer(r" \(", text):
        if text.endswith(")") and (word := texts.get(text[start.end() : -1])):
            yield f"{text[: start.end()]}{word})"


def _joined(text: str, deep: int) -> Iterator[str]:
    """Yield a list of texts, if each of them has its English."""
    for joint, english in _JOINTS:
        parts = [_english(part.strip(), deep) for part in text.split(joint)] if joint in text else []
        if parts and not any(_THAI.search(part) for part in parts if not part.startswith(_QUOTED[0])):
            yield english.join(parts)
