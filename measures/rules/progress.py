"""Counting progress: pure rules over statuses."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from measures.enums import Status


@dataclass(frozen=True, slots=True)
class Tally:
    """How many measures of a round are where; ``unreported`` have no entry yet."""

    done: int
    in_progress: int
    not_started: int
    unreported: int

    @property
    def measures(self) -> int:
        """All measures of the plan."""
        return self.done + self.in_progress + self.not_started + self.unreported

    @property
    def reported(self) -> int:
        """Measures with an entry in the round."""
        return self.measures - self.unreported

    @property
    def percent_done(self) -> int:
        """Finished measures in whole percent of all, rounded down; 0 for an empty plan."""
        return 100 * self.done // self.measures if self.measures else 0


def count_statuses(statuses: Iterable[str | None]) -> Tally:
    """Count one status per measure; None stands for a measure without an entry."""
    counts = Counter(statuses)
    return Tally(counts[Status.DONE], counts[Status.IN_PROGRESS], counts[Status.NOT_STARTED], counts[None])
