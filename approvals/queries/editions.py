"""Who a person is to an edition, and what waits for whom."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, FilteredRelation, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from agencies.models import Agency, ApprovalStep, Membership, User
from agencies.roles import Capability, capabilities_of
from approvals.enums import Actor, Move, State
from approvals.models import (
    APPROVED_STATES,
    LIVE_STATES,
    ApprovalRules,
    Edition,
    Notice,
    Signatory,
    Substitute,
)
from approvals.queries.signers import (
    Places,
    in_force,
    may_act,
    not_decided_yet,
    one_person_twice,
    places_of,
    several_steps,
)
from approvals.rules.moves import Facts, Rule, require
from approvals.rules.titles import TWICE
from reports.models import Document


@dataclass(frozen=True, slots=True)
class Acting:
    """How a person acts for a step: in their own right, or (``acting_for``) by an authority text.

    A signatory's name and position are those of the submission, printed in the document since: whoever renames an
    account meanwhile does not sign as somebody else. A substitute's are those of the day. Who signs several steps, as
    the agency may allow, has that printed below the name.
    """

    signatory: Signatory
    name: str
    position_title: str
    acting_for: str = ""


def facts_of(edition: Edition) -> Facts:
    """Return what the table of moves needs to know."""
    return Facts(State(edition.state), decided=edition.current > 1 or edition.decisions.exists())


def acting(edition: Edition, user: User, on: date | None = None) -> Acting | None:
    """Return how the person may act for the current step on the day (today by default), None if not at all."""
    if edition.state != State.SUBMITTED or _is_barred(edition, user):
        return None
    day = on or timezone.localdate()
    # Read anew also where the page has read them: between two looks somebody may have decided.
    steps = {step.position: step for step in edition.signatories.select_related("decision")}
    signatory = steps.pop(edition.current)
    has_decided = any(step.decision.by_id == user.pk for step in steps.values() if hasattr(step, "decision"))
    has_other_step = any(step.user_id == user.pk for step in steps.values())
    twice = TWICE if has_decided or has_other_step else ""
    may_repeat = not twice or one_person_twice(edition.document.agency)
    if has_decided and not may_repeat:
        return None
    in_force = may_act(day).filter(user_id=user.pk)
    if signatory.user_id == user.pk and in_force.filter(pk=signatory.membership_id or 0).exists():
        return Acting(signatory, signatory.name, signatory.position_title, twice)
    if has_other_step and not may_repeat:
        return None
    substitute = (
        substitutes_on(day)
        .filter(principal_id=signatory.membership_id, deputy__in=in_force)
        .select_related("deputy")
        .first()
    )
    if substitute is None:
        return None
    authority = f"{substitute.authority} {twice}".strip()
    return Acting(signatory, user.get_full_name(), substitute.deputy.position_title, authority)


@dataclass(frozen=True, slots=True)
class ChainStep:
    """A step of the agency's chain with who acts for its signatory today; ``vacant`` if nobody could decide it."""

    step: ApprovalStep
    substitutes: list[Substitute]
    vacant: bool


def chain_of(agency: Agency, submitter: User) -> list[ChainStep]:
    """Return the agency's chain as a document the person submits today would find it; four queries at most."""
    steps = list(agency.approval_steps.select_related("membership__user").order_by("position"))
    day = timezone.localdate()
    in_office = may_act(day).filter(agency=agency)
    present = set(in_office.values_list("pk", flat=True))
    acting_now = substitutes_on(day).filter(agency=agency, deputy__in=in_office)
    deputies: dict[int, list[Substitute]] = {}
    for substitute in acting_now.select_related("deputy__user"):
        deputies.setdefault(substitute.principal_id, []).append(substitute)
    unable = set() if submitter_may_decide(agency) else {submitter.pk}
    if not one_person_twice(agency):
        unable |= {step.membership.user_id for step in steps}
    return [_chain_step(step, deputies.get(step.membership_id, []), present, unable) for step in steps]


def _chain_step(
    step: ApprovalStep, substitutes: list[Substitute], present: set[int], unable: set[int]
) -> ChainStep:
    able = any(substitute.deputy.user_id not in unable for substitute in substitutes)
    return ChainStep(step, substitutes, vacant=step.membership_id not in present and not able)


def substitutes_on(day: date):
    """Return the substitutes in force on the day."""
    return Substitute.objects.filter(in_force(day))


def _is_barred(edition: Edition, user: User) -> bool:
    return edition.submitted_by_id == user.pk and not submitter_may_decide(edition.document.agency)


def submitter_may_decide(agency: Agency) -> bool:
    """Whether the agency lets people sign what they submitted themselves; by default it does not."""
    return ApprovalRules.objects.filter(agency=agency, submitter_may_decide=True).exists()


def actors_of(
    document: Document,
    edition: Edition | None,
    user: User,
    roles: Iterable[str] | None = None,
    may_decide: bool | None = None,
) -> set[Actor]:
    """Return everything the person is to the document and its edition.

    ``roles`` are theirs today, and ``may_decide`` whether they are ``acting``, where the caller knows.
    """
    if roles is None:
        mine = Membership.objects.current().filter(user_id=user.pk, agency_id=document.agency_id)
        roles = mine.order_by().values_list("role", flat=True)
    held = capabilities_of(roles)
    actors = set()
    if Capability.ENTER in held:
        actors.add(Actor.ENTRY)
        # Someone who left the agency is not the author any more, even of what they submitted.
        if edition and edition.author_id == user.pk:
            actors.add(Actor.AUTHOR)
    if Capability.MANAGE in held:
        actors.add(Actor.MANAGER)
    if edition and (acting(edition, user) if may_decide is None else may_decide):
        actors.add(Actor.APPROVER)
    return actors


def is_newest(edition: Edition) -> bool:
    """Whether no later edition of the document is under way, approved or published."""
    later = Edition.objects.filter(
        document=edition.document_id, number__gt=edition.number, state__in=LIVE_STATES
    )
    return not later.exists()


def may_revise(edition: Edition) -> bool:
    """Whether the document has neither a draft nor a later edition to go on with instead."""
    return edition.document.frozen and is_newest(edition)


def require_allowed(edition: Edition, move: Move, user: User) -> Rule:
    """Return the rule by which the person may make the move now. Raises NotAllowed."""
    return require(facts_of(edition), move, actors_of(edition.document, edition, user))


def approvers_of(edition: Edition, on: date | None = None) -> list[int]:
    """Return the ids of the people who may decide the current step: its signatory and substitutes in force."""
    signatory = edition.signatories.get(position=edition.current)
    deputies = substitutes_on(on or timezone.localdate()).filter(principal_id=signatory.membership_id)
    people = set(deputies.values_list("deputy__user_id", flat=True))
    if not one_person_twice(edition.document.agency):
        others = edition.signatories.exclude(pk=signatory.pk)
        people -= {*others.values_list("user_id", flat=True), *others.values_list("decision__by", flat=True)}
    people.add(signatory.user_id)
    if not submitter_may_decide(edition.document.agency):
        people.discard(edition.submitted_by_id)
    return sorted(people)


def waiting_for(user: User, places: Places | None = None):
    """Return the editions whose current ``step`` the person may decide today, the longest waiting first.

    ``places`` are the person's, where they are known.
    """
    places = places or places_of(user)
    turn = Q(step__user=user.pk, step__membership__in=places.memberships)
    if places.authorities:
        turn |= Q(step__membership__in=places.authorities) & several_steps(user)
    allowed = Q(document__agency__approval_rules__submitter_may_decide=True)
    return (
        Edition.objects.annotate(
            step=FilteredRelation("signatories", condition=Q(signatories__position=F("current")))
        )
        .filter(turn, not_decided_yet(user), ~Q(submitted_by_id=user.pk) | allowed, state=State.SUBMITTED)
        .with_names()
        .order_by("waiting_since", "pk")
    )


def works_in(user: str, agency: str | int) -> Exists:
    """Return the condition that the person is in office today: names of a row's columns, or an agency's id.

    Who has left is told nothing more; that they might oversee the agency now does not concern its documents.
    """
    where = OuterRef(agency) if isinstance(agency, str) else agency
    return Exists(Membership.objects.current().filter(user=OuterRef(user), agency=where))


def unread_notices(user: User, agencies: Collection[int] | QuerySet | None = None):
    """Return the notices the person has not read; see ``notices_of``."""
    return notices_of(user, agencies).filter(read_at__isnull=True)


def notices_of(user: User, agencies: Collection[int] | QuerySet | None = None):
    """Return the person's notices of accounts, and of agencies they are in office in: who has left reads no more of them.

    ``agencies`` are the ids of those agencies, where the caller knows them.
    """
    if agencies is None:
        agencies = Membership.objects.current().filter(user_id=user.pk).values("agency_id")
    of_account = Q(edition__isnull=True, proposal__isnull=True, calendar__isnull=True)
    of_agency = Q(edition__document__agency__in=agencies) | Q(proposal__agency__in=agencies)
    of_agency |= Q(calendar__in=agencies)
    return Notice.objects.filter(of_account | of_agency, user_id=user.pk)


def having_approved_document(plans: QuerySet) -> QuerySet:
    """Narrow plans to those of which an edition was approved, published or not."""
    return plans.filter(documents__editions__state__in=APPROVED_STATES)


def newest_editions() -> Prefetch:
    """Return what puts ``newest_editions`` on documents, without the snapshots."""
    editions = Edition.objects.defer("snapshot").order_by("-number")
    return Prefetch("editions", queryset=editions, to_attr="newest_editions")
