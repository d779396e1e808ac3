"""What lies on a person's desk: what waits for them, what they decided, what they submitted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from agencies.models import Agency, ApprovalStep, User
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
from approvals.queries.editions import substitutes_on, unread_notices, waiting_for
from approvals.queries.signers import may_act
from approvals.rules.lateness import days_waited, is_late
from itaportal.language import gettext


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


def waiting_editions(user: User) -> QuerySet[Edition]:
    """Return what the person may decide today with what a row needs, the longest waiting first."""
    file = StoredFile.objects.filter(edition=OuterRef("pk"), number=OuterRef("file_number"))
    return (
        waiting_for(user)
        .defer("snapshot")
        .annotate(seen=Subquery(file.values("sha256")[:1]))
        .prefetch_related("signatories")
    )


def waiting_rows(editions: Iterable[Edition], user: User) -> list[WaitingRow]:
    """Return a row for each of ``waiting_editions``; two queries more."""
    today = timezone.localdate()
    mine = may_act(today).filter(user_id=user.pk)
    own = set(mine.values_list("pk", flat=True))
    substitutes = substitutes_on(today).filter(deputy__in=own).order_by("-ends_on", "-pk")
    by_principal: dict[int | None, Substitute] = {
        substitute.principal_id: substitute for substitute in substitutes
    }
    return [_waiting_row(edition, own, by_principal, user, today) for edition in editions]


def _waiting_row(
    edition: Edition, own: Collection[int], substitutes: dict[int | None, Substitute], user, today
) -> WaitingRow:
    step = next(step for step in edition.signatories.all() if step.position == edition.current)
    since = timezone.localdate(edition.waiting_since)
    seen = vars(edition)["seen"] or ""  # annotated by waiting_editions
    row = (edition, seen, days_waited(since, today), is_late(since, today))
    if step.user_id == user.pk and step.membership_id in own:
        return WaitingRow(*row)
    substitute = substitutes.get(step.membership_id)
    return WaitingRow(*row, substitute.authority if substitute else "", step.name)


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
        Decision.objects.filter(by_id=user.pk, edition__in=Edition.objects.visible_to(user))
        .select_related("edition__document__agency", "edition__document__plan", "edition__document__round")
        .select_related("edition__register_entry")
        .defer("edition__snapshot")
        .order_by("-at", "-pk")
    )


def submitted_by(user: User) -> QuerySet[Edition]:
    """Return what the person submitted or took over and may still see, the latest first, with whose turn it is."""
    mine = Edition.objects.visible_to(user).filter(Q(submitted_by_id=user.pk) | Q(taken_over_by_id=user.pk))
    return _with_turn(mine).order_by("-submitted_at", "-pk")


def _with_turn(editions: EditionQuerySet) -> EditionQuerySet:
    turn = Signatory.objects.filter(edition=OuterRef("pk"), position=OuterRef("current"))
    return editions.with_names().defer("snapshot").annotate(turn_name=Subquery(turn.values("name")[:1]))


def under_way(agency: Agency) -> QuerySet[Edition]:
    """Return the agency's editions that came back and were not sent again, then those that wait, the longest first."""
    later = Edition.objects.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
    open_ones = Edition.objects.filter(
        ~Exists(later), document__agency=agency, state__in=(State.RETURNED, State.SUBMITTED)
    )
    # By name "returned" stands before "submitted".
    return _with_turn(open_ones).order_by("state", "waiting_since", "pk")


def settled_in(agency: Agency) -> QuerySet[Edition]:
    """Return the agency's editions that were approved or published, the latest first."""
    settled = Edition.objects.filter(document__agency=agency, state__in=APPROVED_STATES).with_names()
    latest = Coalesce("published_at", "closed_at")
    return settled.defer("snapshot").annotate(settled_at=latest).order_by("-settled_at", "-pk")


def is_told(standing: Standing) -> tuple[bool, int]:
    """Return whether documents come to the person, and how many notices they have not read, in one query.

    Documents come to whoever stands in a chain, acts for somebody who does, or decided before.
    """
    user = standing.user
    mine = [membership.pk for membership in standing.memberships]
    in_chain = Exists(ApprovalStep.objects.filter(membership__in=mine))
    acts = Exists(Substitute.objects.filter(deputy__in=mine))
    decides = in_chain | acts | Exists(Decision.objects.filter(by=user.pk))
    unread = unread_notices(user, {membership.agency_id for membership in standing.memberships})
    number = Subquery(unread.order_by().values("user").annotate(number=Count("pk")).values("number"))
    told = User.objects.annotate(decides=decides, unread=Coalesce(number, 0))
    return told.values_list("decides", "unread").get(pk=user.pk)


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
