"""Spaces that stand inside Thai words: taken out where that is certain, else pointed at.

Thai writes words without spaces between them, so a space within one comes from the end of a line or of a page. It is
certainly wrong where a word of the dictionary lies across it, neither half is one, and the text with the space does
not fall into words ("ทุจ ริต"). Line breaks are never touched. docs/adr/0018-what-pythainlp-does-and-what-not.md has the
measurements.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, takewhile

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
_OFTEN = 0.2  # times the rarer half; "ดีแต่" and "วัดผล" stay below 0.02, "ช่องทาง" reaches 0.31
# Words that lean on the next one: no phrase ends with them.
_LEANING = frozenset(
    ["การ", "ความ", "ผู้", "ไม่", "ให้", "มี", "เป็น", "จะ", "ต้อง", "ของ", "ใน", "ตาม", "แก่", "เพื่อ", "จาก", "กับ"]
)

Pieces = Sequence[str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A space that is probably wrong: ``text[start:end]`` is ``before`` and should be ``after``.

    ``torn``: it stands inside a word, not only after one that leans on the next.
    """

    start: int
    end: int
    before: str
    after: str
    torn: bool


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


def loose_spaces(text: str) -> tuple[Suggestion, ...]:
    """Return in order the spaces inside words, certain or not, and those after a word that leans on the next one."""
    pieces = words_of(text)
    starts = [0, *accumulate(map(len, pieces))]
    found = []
    for place in range(1, len(pieces) - 1):
        if not pieces[place].strip(" ") and (halves := _loose(*_around(pieces, place))):
            left, right, after, torn = halves
            start, end = starts[place] - len(left), starts[place + 1] + len(right)
            found.append(Suggestion(start, end, text[start:end], after, torn))
    return tuple(found)


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


def _loose(before: Pieces, behind: Pieces) -> tuple[str, str, str, bool] | None:
    """Return the halves around a space, what they should be and whether that is a word; None where it may stand."""
    for left, right, _ in _pairs(before, behind):
        if not (is_word(left) and is_word(right) and _stand_alone(left, right)):
            return left, right, left + right, True
    left, right = "".join(before[-1:]), "".join(behind[:1])
    if left == "เ" and right.startswith("เ") and is_word(whole := f"แ{right[1:]}"):
        return left, right, whole, True
    return (left, right, left + right, False) if left in _LEANING and is_word(right) else None


def _stand_alone(left: str, right: str) -> bool:
    """Whether two words are more than the halves of the third: "ดี แต่" are, "ป้อง กัน" are not."""
    counted = _frequencies()
    return counted.get(left + right, 0) < _OFTEN * min(counted.get(left, 0), counted.get(right, 0))


@cache
def _frequencies() -> dict[str, int]:
    """Return how often PyThaiNLP's list of the Thai National Corpus counts each word; 0.1 s once."""
    from pythainlp.corpus.tnc import unigram_word_freqs

    return dict(unigram_word_freqs())


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
