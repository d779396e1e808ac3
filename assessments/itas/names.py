"""Names as the page prints them, matched with the indicators of the year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assessments.itas.results import KnownIndicator
from itaportal.thai.keys import letters_key

# Comparing letter by letter is the slow step; a real page needs it for a handful of names.
MAX_GUESSES = 200
# Measured on the ten names: "การปฏิบัติงานที่" reaches 0.85 and must pass, "การดำเนินงาน" 0.80 and must not. Comparing
# word by word (itaportal.thai.likeness) was tried and answers 2 of 59 pairs wrong where letters answer 1: a slip in a
# name of three words weighs more there. Letters also need no dictionary.
LIKENESS = 0.82
MARGIN = 0.12
NEAR = 0.5
SHORTEST_PREFIX = 6

_AROUND_NAME = re.compile(
    "^(?:อันดับ|ลำดับ|ที่|ข้อ|ตัวชี้วัด|ผลคะแนน|คะแนน)+|[ieo]it|(?:มี|ได้รับ|ได้)?(?:ผล)?(?:คะแนน|ร้อยละ)?(?:เท่ากับ|อยู่ที่)?$"
)


def key_of(letters: str) -> str:
    """Return the letters without what surrounds a name, such as "อันดับ" or "ได้ร้อยละ"."""
    return _AROUND_NAME.sub("", letters)


@dataclass(frozen=True, slots=True)
class Guess:
    """One code: found. Several: ambiguous. ``near``: the words resemble some indicator."""

    codes: tuple[str, ...] = ()
    sure: bool = False
    near: bool = False


class Names:
    """The names and aliases of the indicators; remembers what it compared, as that is slow."""

    def __init__(self, indicators: Sequence[KnownIndicator]) -> None:
        self.by_code = {indicator.code: indicator.name for indicator in indicators}
        self._codes: dict[str, set[str]] = {}
        for indicator in indicators:
            for name in (indicator.name, *indicator.aliases):
                self._codes.setdefault(key_of(letters_key(name)), set()).add(indicator.code)
        self._guesses: dict[str, Guess] = {}

    def named(self, key: str) -> bool:
        """Return whether the key is exactly a name or an alias."""
        return bool(key) and key in self._codes

    def find(self, key: str, *, guess: bool) -> Guess:
        """Look for the name, then for what it begins, then, if ``guess``, for what it resembles."""
        if self.named(key):
            codes = self._codes[key]
            return Guess(tuple(sorted(codes)), sure=len(codes) == 1, near=True)
        begun = {code for name, codes in self._codes.items() if name.startswith(key) for code in codes}
        if begun and len(key) >= SHORTEST_PREFIX:
            return Guess(tuple(sorted(begun)), near=True)
        if guess and key not in self._guesses and len(self._guesses) < MAX_GUESSES:
            self._guesses[key] = self._resembling(key)
        return self._guesses.get(key, Guess())

    def _resembling(self, key: str) -> Guess:
        from rapidfuzz import fuzz

        likeness: dict[str, float] = {}
        for name, codes in self._codes.items():
            ratio = fuzz.ratio(key, name) / 100
            for code in codes:
                likeness[code] = max(ratio, likeness.get(code, 0))
        best = max(likeness.values(), default=0)
        if best < LIKENESS:
            return Guess(near=best >= NEAR)
        return Guess(tuple(code for code, ratio in likeness.items() if ratio > best - MARGIN), near=True)
