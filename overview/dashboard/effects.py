"""What scores did after measures, for a single plan: changes side by side, with no claim that one caused the other."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessments.grading import PointsChange, round_points
from criteria.rulebook import Criteria
from itaportal.thai.keys import same_word_key


@dataclass(frozen=True, slots=True)
class Target:
    """An indicator or item that a measure aimed at, with its points before and after, None where not known."""

    code: str
    name: str
    before: Decimal | None
    after: Decimal | None

    @property
    def known(self) -> bool:
        """Whether there is a score of any of the two years."""
        return self.before is not None or self.after is not None

    @property
    def change(self) -> PointsChange:
        """How many points it moved, in words."""
        if self.before is None or self.after is None:
            return PointsChange.of(None)
        return PointsChange.of(self.after - self.before)


@dataclass(frozen=True, slots=True)
class Group:
    """How far indicators moved on average, in points; ``mean`` is None for none of them."""

    indicators: int
    mean: Decimal | None

    @property
    def words(self) -> str:
        """The mean with its sign."""
        return "" if self.mean is None else f"{self.mean:+.2f}"


def targets(
    codes: Collection[str],
    names: Mapping[str, str],
    before: Mapping[str, Decimal],
    after: Mapping[str, Decimal],
) -> list[Target]:
    """Return one target for each code; all codes are those of the year that the plan answers."""
    return [Target(code, names.get(code, ""), before.get(code), after.get(code)) for code in codes]


def average_move(
    codes: Collection[str], before: Mapping[str, Decimal], after: Mapping[str, Decimal]
) -> Group:
    """Return the plain mean of the changes of those indicators that are known in both years."""
    moves = [after[code] - before[code] for code in codes if code in before and code in after]
    return Group(len(moves), round_points(sum(moves, Decimal()) / len(moves)) if moves else None)


def same_items(then: Criteria, now: Criteria) -> dict[str, str]:
    """Return code then → code now of items of the same wording: a number says nothing, it changes from year to year."""
    known = {words: code for code, words in _wordings(now)}
    return {code: known[words] for code, words in _wordings(then) if words in known}


def _wordings(criteria: Criteria) -> Iterator[tuple[str, str]]:
    items = (item for listed in criteria.items for item in listed.items)
    return ((item.code, same_word_key(item.wording)) for item in items if item.wording)
