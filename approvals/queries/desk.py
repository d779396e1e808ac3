"""What lies on a person's desk: what waits for them, what they decided, what they submitted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from agencies.models import Agency, User
from agencies.standing import Standing
from approvals.enums import State
from approvals.models import (
    APPROVED_STATES,
    ApprovalRules,
    Decision,
    Edition,
    Opening,
    Signatory,
    StoredFile,
    Substitute,
)
from approvals.models.editions import EditionQuerySet
from approvals.queries.editions import unread_notices, waiting_for
from approvals.queries.signers import Places, places_of, proposals_for
from approvals.rules.lateness import days_waited, is_late
from assessments.models import Assessment
from itaportal.language import gettext
from reports.models import Document

FIRST = 6  # documents that wait, where a page shows a few; the inbox has all
# What lists print of editions that are followed, not decided: the rows behind them are wide.
_TOLD = (
    *("number", "state", "closed_at", "closing_reason", "submitted_at", "waiting_since"),
    "register_entry__text",
    *("document__kind", "document__plan__fiscal_year", "document__round__as_at"),
    *("document__agency__slug", "document__agency__short_name"),
)
# By name what came back stands before what waits.
_UNDER_WAY = (State.RETURNED, State.SUBMITTED)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """An edition whose turn it is; ``seen`` is the SHA-256 of the file the person decides on.

    ``authority`` and ``principal`` (a name) say for whom a substitute acts; both are empty in one's own right.
    """

    edition: Edition
    seen: str
    days: int
    late: bool
    authority: str = ""
    principal: str = ""


def waiting_editions(user: User, places: Places | None = None) -> QuerySet[Edition]:
    """Return what the person may decide today with what a row needs, the longest waiting first."""
    file = StoredFile.objects.filter(edition=OuterRef("pk"), number=OuterRef("file_number"))
    return (
        waiting_for(user, places)
        .defer("snapshot")
        .annotate(
            seen=Subquery(file.values("sha256")[:1]),
            step_of=F("step__user"),
            step_by=F("step__membership"),
            step_name=F("step__name"),
        )
    )


def waiting_rows(editions: Iterable[Edition], user: User, places: Places | None = None) -> list[WaitingRow]:
    """Return a row for each of ``waiting_editions``."""
    places, today = places or places_of(user), timezone.localdate()
    return [_waiting_row(edition, places, user, today) for edition in editions]


def _waiting_row(edition: Edition, places: Places, user: User, today: date) -> WaitingRow:
    since, told = timezone.localdate(edition.waiting_since), vars(edition)  # as waiting_editions annotates
    row = (edition, told["seen"] or "", days_waited(since, today), is_late(since, today))
    if told["step_of"] == user.pk and told["step_by"] in places.memberships:
        return WaitingRow(*row)
    return WaitingRow(*row, places.authorities.get(told["step_by"] or 0, ""), told["step_name"])


def chosen_editions(user: User, pks: Collection[int]) -> QuerySet[Edition]:
    """Return the editions of these ids that the person may see, whether they still wait or not.

    ``opened`` tells of each whether they opened it, ``left_out`` whether it is not signed because they did not.
    """
    lenient = ApprovalRules.objects.filter(agency=OuterRef("document__agency"), may_sign_unopened=True)
    opened = Exists(Opening.objects.filter(edition=OuterRef("pk"), by=user))
    return (
        Edition.objects.visible_to(user)
        .filter(pk__in=pks)
        .with_names()
        .annotate(opened=opened, left_out=~(Q(opened) | Exists(lenient)))
        .defer("snapshot")
        .order_by("waiting_since", "pk")
    )


def decided_by(user: User) -> QuerySet[Decision]:
    """Return the person's decisions on what they may still see, the latest first."""
    return (
        Decision.objects.filter(by_id=user.pk, edition__document__agency__in=Agency.objects.visible_to(user))
        .select_related("edition__document__agency", "edition__document__plan", "edition__document__round")
        .select_related("edition__register_entry")
        .only("move", "opinion", "acting_for", "at", *(f"edition__{name}" for name in _TOLD))
        .order_by("-at", "-pk")
    )


def submitted_by(user: User) -> QuerySet[Edition]:
    """Return what the person submitted or took over and may still see, the latest first, with whose turn it is."""
    mine = Edition.objects.visible_to(user).filter(Q(submitted_by_id=user.pk) | Q(taken_over_by_id=user.pk))
    return _with_turn(mine).order_by("-submitted_at", "-pk")


def _with_turn(editions: EditionQuerySet) -> EditionQuerySet:
    turn = Signatory.objects.filter(edition=OuterRef("pk"), position=OuterRef("current"))
    return editions.with_names().only(*_TOLD).annotate(turn_name=Subquery(turn.values("name")[:1]))


@dataclass(frozen=True, slots=True)
class OfYear:
    """The documents of a year's plan as ``documents_of`` gives them, what is ``under_way``, and the newest published editions."""

    documents: list[Document]
    under_way: list[Edition]
    published: list[Edition]


def editions_of_year(agency: Agency, assessment: Assessment, published_of: Collection[int]) -> OfYear:
    """Return what the page of a year tells of documents, ``published_of`` plans of these years; one query."""
    later = Edition.objects.filter(document=OuterRef("pk"), number__gt=OuterRef("edition__number"))
    turn = Signatory.objects.filter(edition=OuterRef("edition__pk"), position=OuterRef("edition__current"))
    newest = Q(is_newest=True) & (Q(plan__assessment=assessment) | Q(edition__state__in=_UNDER_WAY))
    rows: Any = agency.documents.annotate(
        edition=FilteredRelation("editions"),
        is_newest=~Exists(later),
        turn_name=Subquery(turn.values("name")[:1]),
    ).filter(newest | Q(edition__state=State.PUBLISHED, plan__fiscal_year__in=published_of))
    rows = rows.select_related("plan", "round", "updated_by", "edition").defer("edition__snapshot")
    documents: list[Document] = []
    waiting: list[Edition] = []
    published: dict[int, Edition] = {}
    # An edition that was published after another one of its document stands after it.
    for row in rows.order_by("-plan__fiscal_year", "-round__as_at", "-pk", "edition__number"):
        edition = vars(row).get("edition")
        if edition:
            edition.document, edition.turn_name = row, row.turn_name
        if row.is_newest and row.plan.assessment_id == assessment.pk:
            row.newest_editions = [edition] if edition else []
            documents.append(row)
        if row.is_newest and edition and edition.state in _UNDER_WAY:
            waiting.append(edition)
        if edition and edition.state == State.PUBLISHED and row.plan.fiscal_year in published_of:
            published[row.pk] = edition
    waiting.sort(key=lambda each: (each.state, each.waiting_since, each.pk))
    return OfYear(documents, waiting, list(published.values()))


def under_way(agency: Agency) -> QuerySet[Edition]:
    """Return the agency's editions that came back and were not sent again, then those that wait, the longest first."""
    later = Edition.objects.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
    open_ones = Edition.objects.filter(~Exists(later), document__agency=agency, state__in=_UNDER_WAY)
    return _with_turn(open_ones).order_by("state", "waiting_since", "pk")


def settled_in(agency: Agency) -> QuerySet[Edition]:
    """Return the agency's editions that were approved or published, the latest first."""
    settled = Edition.objects.filter(document__agency=agency, state__in=APPROVED_STATES).with_names()
    latest = Coalesce("published_at", "closed_at")
    return settled.only(*_TOLD).annotate(settled_at=latest).order_by("-settled_at", "-pk")


class Desk:
    """What lies on the desk of a request's person today: for the frame of every page, and for the pages that list it."""

    def __init__(self, standing: Standing):
        self.standing = standing

    @classmethod
    def of(cls, request) -> "Desk":
        """Return that of the request's person, remembered with the request and no longer."""
        standing = Standing.of(request)
        desk = getattr(request, "desk", None)
        if desk is None or desk.standing is not standing:
            desk = request.desk = cls(standing)
        return desk

    @property
    def decides(self) -> bool:
        """Whether documents come to the person: who stands in a chain, acts for somebody who does, or decided before."""
        return self.standing.is_chained or self._told["decides"]

    @property
    def unread(self) -> int:
        """How many notices the person has not read."""
        return self._told["unread"]

    @cached_property
    def _told(self) -> dict[str, Any]:
        """What the frame says, in one query; of who stands in a chain with what waits for them."""
        user, memberships = self.standing.user, self.standing.memberships
        unread = unread_notices(user, {membership.agency_id for membership in memberships})
        told = {"unread": _number(unread, "user")}
        if self.standing.is_chained:
            return self._ask(**told, **(self._what_waits() if self.places.memberships else {}))
        acts = Exists(Substitute.objects.filter(deputy__in=[membership.pk for membership in memberships]))
        return self._ask(**told, decides=acts | Exists(Decision.objects.filter(by=user.pk)))

    def _ask(self, **columns: Any) -> dict[str, Any]:
        return User.objects.annotate(**columns).values(*columns).get(pk=self.standing.user.pk)

    @cached_property
    def places(self) -> Places:
        """Where the person may sign today; one query."""
        return places_of(self.standing.user)

    @cached_property
    def waiting(self) -> tuple[int, int]:
        """How many documents and how many changes of who signs wait for the person."""
        if not self.places.memberships:
            return 0, 0
        told = self._told if self.standing.is_chained else self._ask(**self._what_waits())
        return told["documents"], told["proposals"]

    @cached_property
    def first(self) -> list[WaitingRow]:
        """The documents that have waited longest, no more than ``FIRST`` and one; asked for before, they tell how many wait."""
        mine = (self.standing.user, self.places)
        return waiting_rows(waiting_editions(*mine)[: FIRST + 1], *mine) if self.places.memberships else []

    def _what_waits(self) -> dict[str, Any]:
        mine, known = (self.standing.user, self.places), vars(self).get("first")
        are_all = known is not None and len(known) <= FIRST
        documents = Value(len(known or ())) if are_all else _number(waiting_for(*mine), "state")
        return {"documents": documents, "proposals": _number(proposals_for(*mine), "state")}


def _number(rows: QuerySet[Any], same: str) -> Coalesce:
    """Return the column of how many there are; all have the ``same`` value of a field."""
    return Coalesce(Subquery(rows.order_by().values(same).annotate(number=Count("pk")).values("number")), 0)


def why_still_needed(user: User) -> str:
    """Return which edition under way still waits for the person, "" where none does."""
    steps = Signatory.objects.filter(
        user=user, edition__state=State.SUBMITTED, position__gte=F("edition__current")
    )
    step = steps.select_related("edition__document__agency").order_by("edition_id").first()
    if step is None:
        return ""
    agency = step.edition.document.agency.name
    return gettext(
        "เอกสารของ{agency} ที่อยู่ระหว่างพิจารณายังรอบุคคลนี้ลงนาม กรุณารอให้พิจารณาเสร็จ หรือให้ผู้เสนอถอนคืนก่อน"
    ).format(agency=agency)
