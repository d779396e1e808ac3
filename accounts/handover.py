"""The open work that a person leaves behind in an agency: every app that knows of such work registers its kinds here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from agencies.models import Agency, Membership, User


class NotHandedOver(Exception):
    """The work cannot go to whoever was chosen; ``kind`` is which, the message says why, in Thai."""

    def __init__(self, kind: str, why: str):
        super().__init__(why)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Leaving:
    """A person whose memberships in an agency end from a day on; ``leaves``: no other one remains.

    ``decided_name``: who put it on
    record, and who confirmed it. ``is_asked``: the day is still to be chosen, so that who begins later counts among the candidates, too.
    """

    agency: Agency
    person: User
    memberships: tuple[Membership, ...]
    from_day: date
    reason: str = ""
    leaves: bool = True
    decided_name: str = ""
    is_asked: bool = False


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One piece of open work: what it is called, made in Thai, and its page."""

    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class WorkKind:
    """One kind of open work.

    ``find`` names the pieces in a number of queries that does not grow; ``candidates`` are who can take them over on
    the day; ``problem`` says in Thai why one of them cannot, "" where they can; ``hand_over`` gives the work to them,
    within the caller's transaction. ``may_stay`` tells whether it may be left without a successor.
    """

    key: str
    label: str
    explained: str
    order: int
    find: Callable[[Leaving], list[WorkItem]]
    candidates: Callable[[Leaving], QuerySet[Membership]]
    hand_over: Callable[[Leaving, Membership, User], None]
    problem: Callable[[Leaving, Membership], str] = lambda leaving, to: ""
    may_stay: Callable[[Leaving], bool] = lambda leaving: not leaving.leaves


_kinds: list[WorkKind] = []


def register_work(*kinds: WorkKind) -> None:
    """Add an app's kinds; called once by its AppConfig.ready()."""
    _kinds.extend(kinds)
    _kinds.sort(key=lambda kind: kind.order)


def work_kinds() -> dict[str, WorkKind]:
    """Return what is registered by key, in order."""
    return {kind.key: kind for kind in _kinds}


def others_in_office(leaving: Leaving) -> QuerySet[Membership]:
    """Return the agency's memberships in force on the day, without those of the person who leaves."""
    if leaving.is_asked:
        not_over = Q(ends_on__isnull=True) | Q(ends_on__gte=leaving.from_day)
        found = Membership.objects.filter(not_over, user__is_active=True)
    else:
        found = Membership.objects.current(leaving.from_day)
    return found.filter(agency=leaving.agency).exclude(user=leaving.person)


def in_order(memberships: QuerySet[Membership]) -> QuerySet[Membership]:
    """Return the memberships as people are chosen from a list: with their names, by role and name."""
    return memberships.select_related("user").order_by("role", "user__name_order", "pk")


def is_named(person: User, *columns: str) -> Q:
    """Return the condition that a text names the person; false for somebody without first and last name."""
    name = _plain_name(person)
    found = Q(pk__in=[])
    for column in columns if name else ():
        found |= Q(**{f"{column}__contains": name})
    return found


def renamed(text: str, person: User, to: User) -> str:
    """Return the text with the other's full name where it had the person's, with or without title."""
    name = _plain_name(person)
    return text.replace(f"{person.title}{name}", name).replace(name, to.get_full_name()) if name else text


def _plain_name(person: User) -> str:
    return f"{person.first_name} {person.last_name}" if person.first_name and person.last_name else ""
