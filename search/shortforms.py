"""Short forms and what they stand for: those of offices (``itaportal.thai.shortforms``) and ``short_forms.txt``."""

import re
from functools import cache
from pathlib import Path

from itaportal.thai.shortforms import SHORT_FORMS

_FILE = Path(__file__).with_name("short_forms.txt")
_LETTER = "[\u0e01-\u0e4e]"


@cache
def short_forms() -> dict[str, tuple[str, ...]]:
    """Return what each short form stands for; it is named in small letters and without dots ("อบต", "ita")."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("=", 1) for line in lines if "=" in line and not line.startswith("#")]
    found: dict[str, tuple[str, ...]] = {bare(short): (long,) for short, long in SHORT_FORMS.items()}
    for short, long in pairs:
        found[bare(short)] = (*found.get(bare(short), ()), *(part.strip() for part in long.split("|")))
    return found


def bare(short: str) -> str:
    """Return a short form without dots and spaces, in small letters."""
    return re.sub(r"[.\s]", "", short).lower()


def pattern_of(short: str) -> str:
    """Return a regular expression for a short form however its dots are typed, where it stands for itself."""
    if short.isascii():
        return rf"(?<![a-z0-9]){re.escape(short)}(?![a-z])"
    spelt = r"\.?".join(short)
    # With its last dot it may touch the word before ("นายกอบต."); without, letters on either side are a longer word.
    return rf"(?:{spelt}\.|(?<!{_LETTER}){spelt}(?!{_LETTER}))"


def stood_for(text: str) -> list[str]:
    """Return the short forms whose long form occurs in the text."""
    return [short for short, longs in short_forms().items() if any(long in text for long in longs)]
