"""Where a Thai word may be cut: between the parts of a compound, between syllables.

PyThaiNLP's dictionary and its list of syllables, and what a reader mends in them (``word_places.txt``). A compound is
a word that falls into the fewest others that stand alone elsewhere too (หน่วย|งาน); words of Pali, Sanskrit and English
are not cut into theirs, whatever the dictionary has (ทุ, จริต, ไซต์). docs/adr/0017-line-ends-by-dictionary.md has the
measurements.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from itaportal.thai.words import is_word, syllables_of, textbook_frequencies

_WORD_PLACES = Path(__file__).with_name("word_places.txt")
_CONSONANT = re.compile("[ก-ฮ]")
# A part of a compound is at least this frequent in running text (PyThaiNLP's Thai textbook corpus).
_LEAST_FREQUENT = 10
_SHORTEST_COMPOUND = 5
_LONGEST_WORD = 60  # what is longer is none, and would take seconds
# What makes nouns of any word.
MAKING_NOUNS = frozenset(("การ", "ความ", "ผู้"))
_PREFIX = re.compile(f"(?:{'|'.join(sorted(MAKING_NOUNS))})(?=..[^ๆฯ])")


class Grade(IntEnum):
    """How good a place is for the end of a line."""

    NEVER = 0
    SYLLABLE = 1
    """Only where the word alone is wider than its line."""
    COMPOUND = 2
    """Only where the line would be visibly short without it."""
    CLOSE = 3
    """Between words, but behind one that reads on (การ|ทุจริต): only where no other place does as well."""
    FREE = 4


@lru_cache(maxsize=8192)
def word_places(word: str) -> bytes:
    """Return the grade of every place in a Thai word, the one before it among them."""
    if (mended := _read().words.get(word)) is not None:
        return mended
    found = bytearray(len(word))
    if parts := _parts(word):
        for start, end in pairwise([0, *parts, len(word)]):
            found[start:end] = word_places(word[start:end])
        for place in parts:
            found[place] = Grade.COMPOUND
    elif len(word) <= _LONGEST_WORD:
        for place in _syllables(word):
            found[place] = Grade.SYLLABLE
    return bytes(found)


def _parts(word: str) -> list[int]:
    """Return the places between the parts of a compound: all that make the fewest parts."""
    if (prefix := _PREFIX.match(word)) and is_word(word[prefix.end() :]):
        return [prefix.end()]
    if len(word) < _SHORTEST_COMPOUND or not is_word(word) or (fewest := _fewest_parts(word)) is None:
        return []
    return [
        place
        for place in range(2, len(word) - 1)
        if (left := _count(word[:place])) and (right := _count(word[place:])) and left + right == fewest
    ]


def _count(word: str) -> int | None:
    """Return 1 for what may be a part, else the fewest parts it is made of, None if it is made of none."""
    return 1 if _is_part(word) else _fewest_parts(word)


@lru_cache(maxsize=8192)
def _fewest_parts(word: str) -> int | None:
    """Return how few parts the word can be cut into, at least two; None if it cannot be cut."""
    fewest: list[int | None] = [0]
    for end in range(1, len(word) + 1):
        counts = [
            before + 1
            for start, before in enumerate(fewest)
            if before is not None and end - start < len(word) and _is_part(word[start:end])
        ]
        fewest.append(min(counts, default=None))
    return fewest[-1]


def _is_part(word: str) -> bool:
    """Whether the word stands alone often enough to be a part of a compound."""
    if word in _read().parts:
        return True
    long_enough = len(word) > 2 and len(_CONSONANT.findall(word)) > 1
    return (
        long_enough
        and word not in _read().no_parts
        and is_word(word)
        and textbook_frequencies().get(word, 0) >= _LEAST_FREQUENT
    )


def _syllables(word: str) -> Iterator[int]:
    """Yield the places between syllables; a letter without a vowel is none of its own."""
    syllables = [*syllables_of(word)]
    for place, (before, after) in enumerate(pairwise(syllables), start=1):
        if len(before) > 1 and len(after) > 1 and not after.endswith("์", 1, 2):
            yield len("".join(syllables[:place]))


@dataclass(frozen=True, slots=True)
class _Mended:
    """What ``word_places.txt`` says: words with their places, short words that are parts, words that are none."""

    words: dict[str, bytes]
    parts: frozenset[str]
    no_parts: frozenset[str]


@cache
def _read() -> _Mended:
    lines = _WORD_PLACES.read_text(encoding="utf-8").splitlines()
    words = dict(map(_written, (line for line in lines if line and line[0] not in "#+!")))
    parts, no_parts = (frozenset(line[1:] for line in lines if line.startswith(sign)) for sign in ("+", "!"))
    return _Mended(words, parts, no_parts)


def _written(line: str) -> tuple[str, bytes]:
    """Return the word and the grades of its places."""
    word, grades, grade = "", bytearray(), Grade.NEVER
    for sign in line:
        if sign in "-|":
            grade = Grade.SYLLABLE if sign == "-" else Grade.COMPOUND
        else:
            word += sign
            grades.append(grade)
            grade = Grade.NEVER
    return word, bytes(grades)
