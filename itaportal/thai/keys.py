"""What spellings of the same words have in common, to be compared by; nothing of it is stored or shown."""

import re

from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.spelling import clean_text

_SPACES = re.compile(r"\s+")
_SIGNS = re.compile(r"[\s.,:;*()\[\]/\\“”\"'ฯ_–-]+")
# Python counts marks over and under letters among the signs.
_NO_LETTERS = re.compile("[^\\w\u0e31-\u0e3a\u0e47-\u0e4e]+|[\\d_ฯๆ]+")


def same_word_key(text: str) -> str:
    """Return the text without spaces, in Arabic digits and small letters; signs tell texts apart."""
    return to_arabic_digits(_SPACES.sub("", clean_text(text))).casefold()


def same_heading_key(text: str) -> str:
    """Return ``same_word_key`` without the signs that are written in many ways, such as dots and brackets."""
    return _SIGNS.sub("", same_word_key(text))


def letters_key(text: str) -> str:
    """Return letters, vowels and tones alone, in small letters: no digits, no ฯ and ๆ."""
    return _NO_LETTERS.sub("", clean_text(text)).casefold()
