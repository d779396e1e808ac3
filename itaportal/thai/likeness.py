"""How alike two names are, word by word: each word counts the same, and their order is kept.

Letters alone mislead where names share a long word: "องค์การบริหารส่วนตำบลโพนทอง" has 27 of 30 letters of
"องค์การบริหารส่วนตำบลโพธิ์ทอง", and "สำนักคลัง" two thirds of "สำนักช่าง". A slip cuts a word into pieces no dictionary
has, so pieces that follow each other are also compared joined.

Measured on the pairs of ``tests/itaportal/likeness_pairs.py``, wrong answers at the best threshold of each:

    pairs                   letters   letters, short forms written out   words
    47 names of agencies         12                                  6       1
    33 names of departments       5                                  5       0
    59 names of indicators        1                                  1       2

So agencies and departments are compared by words. Indicators stay with letters (``assessments.itas.names``), and so do
titles of measures (``exchange.engine.match``), which are sentences.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.shortforms import expanded
from itaportal.thai.spelling import clean_line
from itaportal.thai.words import words_of

# Words below this have nothing to do with one another: "ช่าง" and "คลัง" reach 0.5.
_SAME_WORD = 0.6
_JOINED = 4
# Names are shorter; what is longer is a sentence and compared by letters, as words take the square of their number.
_MOST_WORDS = 40
# The letters of no two spellings of one name are less alike than 0.52 ("งานป้องกัน", "งานป้องกันและบรรเทาสาธารณภัย").
_LOOKED_AT, _LIKELY = 3, 45
_DIGIT = re.compile("[0-9]")
_NO_LETTERS = re.compile("[^a-z0-9\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]")


def likeness(a: str, b: str) -> float:
    """Return from 0 to 1 how alike two names are; short forms, spaces and signs make no difference."""
    first, second = words_in(a), words_in(b)
    if first == second:
        return 1.0
    if not first or not second:
        return 0.0
    if max(len(first), len(second)) > _MOST_WORDS:
        return _by_letters("".join(first), "".join(second))
    return _in_common(first, second) / (len(first) + len(second))


def nearest(name: str, names: Iterable[str], least: float) -> str | None:
    """Return the most alike of the names if it is at least that alike; the first one where several are."""
    return _nearest(name, tuple(names), least)


@lru_cache(maxsize=1024)
def _nearest(name: str, names: tuple[str, ...], least: float) -> str | None:
    from rapidfuzz import fuzz, process

    # Comparing words is the slow step; letters tell well enough which few are worth it.
    known = list(map(letters_in, names))
    likely = process.extract(
        letters_in(name), known, scorer=fuzz.ratio, limit=_LOOKED_AT, score_cutoff=_LIKELY
    )
    found = [(likeness(name, names[place]), -place) for _, _, place in likely]
    best, place = max(found, default=(0.0, 0))
    return names[-place] if best >= least else None


@lru_cache(maxsize=32_768)
def letters_in(name: str) -> str:
    """Return the name's letters and digits: cleaned, short forms written out, without spaces and signs."""
    return _NO_LETTERS.sub("", expanded(to_arabic_digits(clean_line(name))).casefold())


@lru_cache(maxsize=4096)
def words_in(name: str) -> tuple[str, ...]:
    """Return the words that ``letters_in`` are."""
    return tuple(words_of(letters_in(name)))


def _in_common(first: Sequence[str], second: Sequence[str]) -> float:
    """Return how many words of both are the same, in parts where they are only alike: the best way to pair them off."""
    ending, others = _endings(first), _endings(second)
    best = [[0.0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i, runs in enumerate(ending, start=1):
        for j, other_runs in enumerate(others, start=1):
            top = max(best[i - 1][j], best[i][j - 1])
            # One word of each, or one of either side and several that make it together.
            for n, run in enumerate(other_runs, start=1):
                if alike := _alike(runs[0], run):
                    top = max(top, best[i - 1][j - n] + alike * (1 + n))
            for m, run in enumerate(runs[1:], start=2):
                if alike := _alike(run, other_runs[0]):
                    top = max(top, best[i - m][j - 1] + alike * (m + 1))
            best[i][j] = top
    return best[-1][-1]


def _endings(words: Sequence[str]) -> list[list[str]]:
    """Return for every word what ends with it: the word, it with the one before, and so on."""
    return [
        ["".join(words[end - count : end]) for count in range(1, min(_JOINED, end) + 1)]
        for end in range(1, len(words) + 1)
    ]


@lru_cache(maxsize=65_536)
def _alike(a: str, b: str) -> float:
    """Return how alike two words are, 0 for words that are not the same."""
    if a == b:
        return 1.0
    # Words of such lengths have too little in common, whatever their letters; most pairs end here.
    if 2 * min(len(a), len(b)) < _SAME_WORD * (len(a) + len(b)):
        return 0.0
    alike = _by_letters(a, b)
    # Another number is never a slip: หมู่ที่ 10 is not หมู่ที่ 11.
    return 0.0 if alike < _SAME_WORD or _DIGIT.search(a + b) else alike


def _by_letters(a: str, b: str) -> float:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(a, b)
