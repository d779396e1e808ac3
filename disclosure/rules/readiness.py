"""How far a year's O-items are, counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a year's items (``total``) stand in which state; ``published`` is that of the last one."""

    total: int
    states: Mapping[str, int]
    published: int

    @property
    def is_complete(self) -> bool:
        """Whether every item is published."""
        return self.published == self.total > 0


def tally(states: Iterable[str], every: Iterable[str]) -> Tally:
    """Count the states of items; ``every`` is every state there is in order, the last one meaning published."""
    order, found = list(every), Counter(states)
    return Tally(found.total(), {state: found[state] for state in order}, found[order[-1]])
