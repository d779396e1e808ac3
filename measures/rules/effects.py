"""What scores did after measures were taken: a plain mean of changes, with no claim that one caused the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assessments.grading import round_points

# Fewer tell about single agencies, not about a measure.
FEWEST_CASES = 3


@dataclass(frozen=True, slots=True)
class Case:
    """One indicator of one plan: points of the year it answers, and of the plan's own year."""

    indicator: str
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class Effect:
    """How an indicator's score changed on average, in points; ``mean`` is None below FEWEST_CASES."""

    indicator: str
    cases: int
    mean: Decimal | None


def average_changes(cases: Iterable[Case]) -> list[Effect]:
    """Return one line per indicator in the order in which they come."""
    changes: dict[str, list[Decimal]] = {}
    for case in cases:
        changes.setdefault(case.indicator, []).append(case.after - case.before)
    return [Effect(code, len(found), _mean(found)) for code, found in changes.items()]


def _mean(changes: list[Decimal]) -> Decimal | None:
    if len(changes) < FEWEST_CASES:
        return None
    return round_points(sum(changes, Decimal()) / len(changes))
