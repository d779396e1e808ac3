"""What falls due and how far away it is; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from deadlines.enums import Source, Step
from itaportal.thai.dates import month_name

# Reminders look this many days back: who starts to use the portal is not told of what was due years ago.
REMEMBERED = 30


@dataclass(frozen=True, slots=True)
class Due:
    """One thing with a last day; ``key`` names it for ever, ``agency`` is the id of its agency, None for everybody's.

    ``who`` is responsible, ``page`` the address of what it is about, ``about`` what is read there; ``row`` is the id of a
    date of the agency's own. What ``is_carried`` goes on in the next plan and is due there. ``starts`` is the first day of a span, ``origin`` where a national date was read.
    """

    key: str
    source: Source
    title: str
    day: date
    agency: int | None = None
    agency_name: str = ""
    slug: str = ""
    page: str = ""
    about: str = ""
    who: str = ""
    starts: date | None = None
    origin: str = ""
    is_done: bool = False
    is_carried: bool = False
    row: int | None = None

    def days_left(self, today: date) -> int:
        """Return the days until the last day, below 0 once it has passed."""
        return (self.day - today).days

    def is_overdue(self, today: date) -> bool:
        """Whether somebody here still has to do it although its last day has passed."""
        is_ours = self.source != Source.NATIONAL and not self.is_carried
        return is_ours and not self.is_done and self.day < today

    def is_ahead(self, today: date) -> bool:
        """Whether it is still to come."""
        return not self.is_done and self.day >= today

    def is_over(self, today: date) -> bool:
        """Whether it is done or has passed, and nobody needs to see to it."""
        return not self.is_ahead(today) and not self.is_overdue(today)


def step_of(due: Due, today: date) -> Step | None:
    """Return the one reminder that is right today: the nearest that was reached, None where none is."""
    left = due.days_left(today)
    if left < 0:
        return Step.OVERDUE if due.is_overdue(today) and left >= -REMEMBERED else None
    if due.is_done:
        return None
    return min((step for step in Step if step > 0 and left <= step), default=None)


# A thing with the days until its last one, below 0 after it.
InDays = tuple[Due, int]


def in_days(found: Iterable[Due], today: date) -> list[InDays]:
    """Return each with the days until it falls due."""
    return [(due, due.days_left(today)) for due in found]


def by_month(found: Iterable[InDays]) -> list[tuple[str, list[InDays]]]:
    """Return what falls due by its month ("มีนาคม 2569"), in the order given."""
    return [(month, list(rows)) for month, rows in groupby(found, key=lambda row: month_name(row[0].day))]
