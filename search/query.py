"""What is looked for, as terms that must occur together or in place of each other; no text that a database parses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the index."""

    text: str


@dataclass(frozen=True, slots=True)
class All:
    """Every part has to occur."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One part has to occur."""

    parts: tuple["Node", ...]


Node = Term | All | Either
# The words that may stand in one place: the first as it was typed, others instead of it.
Place = tuple[str, ...]
MOST_PLACES = 12


def any_word(words: Iterable[str]) -> Node:
    """Return what finds one of the words."""
    return Either(tuple(map(Term, words)))


def all_places(places: Sequence[Place]) -> Node:
    """Return what finds a word for every place."""
    return All(tuple(map(any_word, places)))


def all_but_one(places: Sequence[Place]) -> Node:
    """Return what finds a word for every place but one."""
    return Either(tuple(all_places(some) for some in combinations(places, len(places) - 1)))


def any_place(places: Sequence[Place]) -> Node:
    """Return what finds a word for one of the places."""
    return any_word(dict.fromkeys(word for place in places for word in place))
