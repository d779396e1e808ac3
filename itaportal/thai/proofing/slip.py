"""What proof-reading finds."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What may be wrong with a place in a text."""

    UNKNOWN = "unknown"  # no dictionary has the word
    CONFUSED = "confused"  # right words that together are nearly another, likelier one
    SPACE = "space"  # a space inside a word
    REPEATED = "repeated"  # the same word twice
    NAME = "name"  # nearly a name that is known
    DIGITS = "digits"  # Thai and Arabic digits in one text
    FIGURE = "figure"  # nearly a score or year that is known
    NUMBERING = "numbering"  # a list that leaves a number out


@dataclass(frozen=True, slots=True)
class Slip:
    """A place in a text, what stands there, and what may be put there instead, the likeliest first.

    An empty suggestion leaves the word out.
    """

    start: int
    end: int
    word: str
    kind: Kind
    suggestions: tuple[str, ...] = ()


LONGEST_WORD = 100


def slip_at(text: str, start: int, end: int, kind: Kind, *suggestions: str) -> Slip:
    """Return the slip at the place; a word without end is cut, so that it can be shown and remembered, not mended."""
    if end - start > LONGEST_WORD:
        end, suggestions = start + LONGEST_WORD, ()
    return Slip(start, end, text[start:end], kind, suggestions)
