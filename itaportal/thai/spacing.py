"""Spaces that stand inside Thai words, taken out where that is certain; proofing/spaces.py points at the others.

Thai writes words without spaces between them, so a space within one comes from the end of a line or of a page. It is
certainly wrong where a word of the dictionary lies across it, neither half is one, and the text with the space does
not fall into words ("ทุจ ริต"). Line breaks are never touched. docs/adr/0018-what-pythainlp-does-and-what-not.md has the
measurements.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from itaportal.thai.spelling import clean_text
from itaportal.thai.words import dictionary, is_word, words_of

# Letters, vowels and marks; no digits, no ฯ and ๆ, after which a space is right.
_THAI = "\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e"
_SPACE = re.compile(f"(?<=[{_THAI}]) +(?=[{_THAI}])")
_LETTERS = re.compile(f"[{_THAI}]+")
_NO_BEGINNING = re.compile("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")
_SHORTEST = 4  # letters of a word
_LONGEST_HALF = 14
_TELLING = 3  # letters of a word that is hardly part of another by chance
_PIECES = 4  # so many a half falls into where it is no word
_REACH = 60  # letters on each side that are looked at
_MOST_LETTERS = 10_000  # longer texts are stored nowhere and stay as they are
Pieces = Sequence[str]


def joined(text: str) -> str:
    """Return the cleaned text without the spaces that are certainly wrong."""
    if len(text) > _MOST_LETTERS:
        return text
    # A word torn twice is whole after the second time.
    while (shorter := _SPACE.sub(lambda space: "" if _is_torn(space) else space[0], text)) != text:
        text = shorter
    return text


def clean_prose(text: str) -> str:
    """Return a long text as it is stored: cleaned and joined."""
    return joined(clean_text(text))


def _around(pieces: Pieces, place: int) -> tuple[Pieces, Pieces]:
    """Return the Thai words that end at the place and those that begin after it, no short forms with dots."""
    before = list(takewhile(_LETTERS.fullmatch, reversed(pieces[max(place - _PIECES, 0) : place])))
    behind = list(takewhile(_LETTERS.fullmatch, pieces[place + 1 : place + 1 + _PIECES]))
    end = place + 1 + len(behind)
    is_short_form = end < len(pieces) and pieces[end].startswith(".")
    return before[::-1], [] if is_short_form else behind


def _pairs(before: Pieces, behind: Pieces) -> Iterator[tuple[str, str, Pieces]]:
    """Yield the halves of every word across a space, with the pieces that they fall into, the longest first."""
    for first in range(len(before)):
        for end in range(len(behind), 0, -1):
            left, right = "".join(before[first:]), "".join(behind[:end])
            if is_word(left + right):
                yield left, right, [*before[first:], *behind[:end]]


def _is_torn(space: re.Match[str]) -> bool:
    """Whether the space is certainly within a word."""
    before = space.string[max(space.start() - _REACH, 0) : space.start()]
    behind = space.string[space.end() : space.end() + _REACH]
    if not _may_be_torn(before, behind):
        return False
    pieces = words_of(before)
    around = _around([*pieces, space[0], *words_of(behind)], len(pieces))
    return any(
        len(left + right) >= _SHORTEST
        and not is_word(left)
        and not is_word(right)
        and not all(map(is_word, parts))
        for left, right, parts in _pairs(*around)
    )


def _may_be_torn(before: str, behind: str) -> bool:
    """Whether some word lies across a space, neither half being one; asked of every space, so without cutting words."""
    tails = [before[-size:] for size in range(1, _lead(before[::-1]) + 1)]
    heads = [behind[:size] for size in range(1, _lead(behind) + 1) if not _NO_BEGINNING.match(behind, size)]
    words = dictionary()
    # Most spaces stand between words and need no more than this.
    if all(any(len(half) >= _TELLING and half in words for half in halves) for halves in (tails, heads)):
        return False
    heads = [head for head in heads if head not in words]
    return any(
        tail + head in words
        for tail in tails
        if tail not in words and not _NO_BEGINNING.match(tail)
        for head in heads
        if len(tail + head) >= _SHORTEST
    )


def _lead(text: str) -> int:
    """Return how many Thai letters stand before anything else, at most so many as half a word has."""
    found = _LETTERS.match(text, 0, _LONGEST_HALF)
    return found.end() if found else 0
