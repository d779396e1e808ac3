"""Which known words a misspelt one is nearly: by what stays when vowels, tones and look-alikes are taken away.

Two words that differ by a mark, a vowel, a doubled letter or a consonant that looks or sounds alike have the same
skeleton, so one look into a table finds all that may have been meant. Other differences are searched by edit distance
among the words of about the same length.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from re import compile

from itaportal.thai.proofing.phrases import phrases, wrong_phrases
from itaportal.thai.words import dictionary, domain_words, frequency

_MARKS = compile("[ะาำิีึืฺุูเแโใไ็่้๊๋์ํ๎ๆฯั]")
_DOUBLED = compile(r"(.)\1+")
# Read or typed one for another: by sound (ส ศ ษ, ท ธ) or by look (ม น, ด ค ต, ถ ภ, ช ซ ข).
_LOOK_ALIKE = {
    "น": "มณ", "ส": "ศษ", "ต": "ดฏฎค", "ท": "ธฑฐฒ", "ภ": "ถ", "พ": "ผฟฝ", "บ": "ป", "ช": "ขซ", "ล": "ฬร", "ย": "ญ",
}  # fmt: skip
_ALIKE = str.maketrans({other: first for first, others in _LOOK_ALIKE.items() for other in others})
SHORTEST, LONGEST = 5, 40
_SUGGESTIONS = 3


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """Return the word's consonants, look-alikes as one, doubled ones once."""
    return _DOUBLED.sub(r"\1", _MARKS.sub("", word).translate(_ALIKE))


@cache
def _by_skeleton() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = defaultdict(list)
    for word in sorted(dictionary() | phrases()):
        if SHORTEST <= len(word) <= LONGEST:
            table[skeleton(word)].append(word)
    for wrong, right in wrong_phrases().items():
        table[skeleton(wrong)].append(right)
    return {key: tuple(words) for key, words in table.items()}


def joined_skeleton(before: str, after: str) -> str:
    """Return the skeleton of two stretches together from that of each."""
    return before + after[1:] if before and before[-1] == after[:1] else before + after


def is_skeleton(key: str) -> bool:
    """Whether any known word or phrase has the skeleton."""
    return key in _by_skeleton()


@lru_cache(maxsize=16384)
def one_slip_away(word: str) -> tuple[str, ...]:
    """Return the known words and phrases of the same skeleton that differ by one letter or mark, the commonest first."""
    from rapidfuzz.distance import OSA

    if word in wrong_phrases():
        return (wrong_phrases()[word],)
    if not SHORTEST - 1 <= len(word) <= LONGEST:
        return ()
    return commonest_first(
        known
        for known in _by_skeleton().get(skeleton(word), ())
        if OSA.distance(word, known, score_cutoff=1) == 1
    )


@cache
def _phrases_by_length() -> dict[int, tuple[str, ...]]:
    table: dict[int, list[str]] = defaultdict(list)
    for phrase in sorted(phrases() | domain_words()):
        table[len(phrase)].append(phrase)
    return {length: tuple(found) for length, found in table.items()}


@lru_cache(maxsize=8192)
def phrases_one_letter_away(word: str) -> tuple[str, ...]:
    """Return the phrases of the field that have a letter more or less, or another one, whatever it looks like."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = []
    for length in range(len(word) - 1, len(word) + 2):
        nearby = _phrases_by_length().get(length, ())
        found += process.extract(word, nearby, scorer=OSA.distance, score_cutoff=1, limit=3)
    return commonest_first(hit[0] for hit in found if hit[1])


@cache
def _by_length() -> dict[int, tuple[str, ...]]:
    table: dict[int, list[str]] = defaultdict(list)
    for word in sorted(dictionary()):
        table[len(word)].append(word)
    return {length: tuple(words) for length, words in table.items()}


@lru_cache(maxsize=4096)
def likeliest(word: str) -> tuple[str, ...]:
    """Return up to three known words within one edit of the word, or two of a longer one, the nearest first."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if not 3 <= len(word) <= LONGEST:
        return ()
    if near := one_slip_away(word):
        return near[:_SUGGESTIONS]
    most = 2 if len(word) >= 7 else 1
    found = []
    for length in range(max(len(word) - most, 3), len(word) + most + 1):
        nearby = _by_length().get(length, ())
        found += process.extract(word, nearby, scorer=OSA.distance, score_cutoff=most, limit=20)
    ranked = sorted(found, key=lambda hit: (hit[1], -_weight(hit[0]), hit[0]))
    return tuple(hit[0] for hit in ranked)[:_SUGGESTIONS]


def commonest_first(words: Iterator[str]) -> tuple[str, ...]:
    """Return the words, those of the field and the commonest ones first."""
    return tuple(sorted(set(words), key=lambda word: (-_weight(word), word)))


def _weight(word: str) -> int:
    return frequency(word) + (1_000_000 if word in domain_words() or word in phrases() else 0)
