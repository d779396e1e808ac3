"""How many agencies reached which level, of all that are shown and of each province or district."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from agencies.models import Agency
from assessments.grading import round_points
from criteria.rulebook import Criteria
from itaportal.language import gettext
from itaportal.thai.order import sort_key

UNKNOWN = "-"
_STEPS = 5


@dataclass(frozen=True, slots=True)
class Level:
    """A level as it is chosen (``key``) and read; ``position`` from 5 (highest) to 1, 0 where there is no result."""

    key: str
    name: str
    position: int


def levels_of(criteria: Criteria | None, found: Iterable[str]) -> list[Level]:
    """Return the year's levels, the highest first, then such as no criteria know, then that of no result."""
    named = [level.name for level in criteria.levels] if criteria else []
    known = [Level(name, name, max(1, _STEPS - place)) for place, name in enumerate(named)]
    odd = sorted({name for name in found if name not in {*named, UNKNOWN}})
    return [*known, *(Level(name, name, 1) for name in odd), Level(UNKNOWN, gettext("ยังไม่มีผล"), 0)]


@dataclass(slots=True)
class Place:
    """A province or district, or all that are shown: agencies by level, how many have a total, and their sum."""

    name: str = ""
    numbers: dict[str, int] = field(default_factory=dict)
    scored: int = 0
    points: Decimal = Decimal(0)

    def add(self, level: str, number: int, scored: int, points: Any) -> None:
        """Add agencies of a level; ``points`` is the sum of their totals."""
        self.numbers[level] = self.numbers.get(level, 0) + number
        self.scored += scored
        self.points += Decimal(str(points or 0))

    @property
    def number(self) -> int:
        """How many agencies there are."""
        return sum(self.numbers.values())

    @property
    def mean(self) -> Decimal | None:
        """The mean of the totals in points, None without any."""
        # Databases that add up binary fractions are off by far less than this.
        return round_points(round(self.points / self.scored, 6)) if self.scored else None


def places_of(agencies: QuerySet[Agency], by: str) -> tuple[Place, list[Place]]:
    """Return all agencies together and by province or district (``by``), in dictionary order; one query."""
    rows = (
        agencies.order_by()
        .values(by, "level")
        .annotate(number=Count("pk"), scored=Count("total"), points=Sum("total"))
    )
    together = Place()
    places: dict[str, Place] = {}
    for row in rows:
        for place in (together, places.setdefault(row[by], Place(row[by]))):
            place.add(row["level"] or UNKNOWN, row["number"], row["scored"], row["points"])
    return together, sorted(places.values(), key=lambda place: sort_key(place.name))


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the bar: the level, how many ``of`` all agencies, and where it lies in units of agencies."""

    level: Level
    number: int
    of: int
    start: int

    @property
    def percent(self) -> str:
        """The share in whole percent; few of many are more than none."""
        return f"{round(100 * self.number / self.of) or '<1'}"


def shares_of(place: Place, levels: Sequence[Level]) -> list[Share]:
    """Return the parts of the bar from the highest level on, only those with agencies."""
    shares, start = [], 0
    for level in levels:
        if number := place.numbers.get(level.key, 0):
            shares.append(Share(level, number, place.number, start))
            start += number
    return shares
