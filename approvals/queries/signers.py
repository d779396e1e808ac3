"""Who signs for an agency, who may confirm a change of that, and who is told."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from agencies.enums import Role
from agencies.models import Agency, ApprovalStep, Membership, User
from approvals.enums import ProposalKind, ProposalState, State
from approvals.models import ApprovalRules, Proposal, Signatory, Substitute

# Of an edition: whether its agency lets one person sign several steps.
_TWICE = Q(document__agency__approval_rules__one_person_twice=True)
NEVER_CAME = "!"  # how Django begins what stands for no password


def barred(user: str | int, agency: str | int) -> Exists:
    """Return the condition that somebody came to the account by what another gave them, and no signer has confirmed it.

    ``user`` and ``agency`` are names of a row's columns, or ids.
    """
    person = OuterRef(user) if isinstance(user, str) else user
    where = OuterRef(agency) if isinstance(agency, str) else agency
    open_states = (ProposalState.WAITING, ProposalState.REFUSED)
    accounts = Proposal.objects.filter(kind=ProposalKind.ACCOUNT, state__in=open_states)
    return Exists(accounts.filter(about=person, agency=where))


def may_act(on: date | None = None) -> QuerySet[Membership]:
    """Return the memberships by which people may sign on the day, today by default; a closed agency has none."""
    able = Membership.objects.able_to_sign(on).filter(user__password_is_own=True, agency__closed_at=None)
    return able.exclude(barred("user", "agency"))


def in_force(day: date, of: str = "") -> Q:
    """Return the condition that a substitute acts on the day; ``of`` leads to the substitutes, as ``"substitutions__"``."""
    return Q(**{f"{of}starts_on__lte": day, f"{of}ends_on__gte": day})


@dataclass(frozen=True, slots=True)
class Places:
    """By which memberships a person may sign today, for which agencies in their own right, for whom by which authority."""

    memberships: set[int]
    chains: set[int]
    authorities: dict[int, str]


def places_of(user: User) -> Places:
    """Return where the person may sign today; one query."""
    day = timezone.localdate()
    found = (
        may_act(day)
        .filter(user_id=user.pk)
        .annotate(
            deputising=FilteredRelation("substitutions", condition=in_force(day, "substitutions__")),
            chained=Exists(ApprovalStep.objects.filter(membership=OuterRef("pk"))),
        )
    )
    # Of two who are acted for by one person the authority that ends first is the last one here.
    found = found.order_by("-deputising__ends_on", "-deputising__pk")
    rows = list(
        found.values_list("pk", "agency_id", "chained", "deputising__principal_id", "deputising__authority")
    )
    return Places(
        {pk for pk, *_ in rows},
        {agency for _, agency, chained, *_ in rows if chained},
        {principal: authority for *_, principal, authority in rows if principal is not None},
    )


def signers_of(agency: Agency) -> QuerySet[User]:
    """Return who stands in the agency's chain and may sign today."""
    return User.objects.filter(pk__in=may_act().filter(approval_steps__agency=agency).values("user"))


def confirmers_of(proposal: Proposal) -> QuerySet[User]:
    """Return the signers who may confirm: neither who made the proposal nor who would sign by it."""
    others = signers_of(proposal.agency).exclude(pk__in=proposal.gaining.values("pk"))
    others = others.exclude(pk=proposal.proposed_by_id or 0)
    # Accounts that nobody has ever opened confirm nothing.
    return others.exclude(password__startswith=NEVER_CAME, last_login__isnull=True)


def agencies_signed_for(user: User) -> set[int]:
    """Return the agencies whose documents the person signs: by chain, as substitute, or what is under way."""
    today = timezone.localdate()
    steps = ApprovalStep.objects.filter(membership__user=user).values_list("agency_id", flat=True)
    acting = Substitute.objects.filter(deputy__user=user, ends_on__gte=today).values_list(
        "agency_id", flat=True
    )
    under_way = Signatory.objects.filter(user=user, edition__state=State.SUBMITTED)
    return {*steps, *acting, *under_way.values_list("edition__document__agency_id", flat=True)}


def agencies_proposed_for(user: User) -> set[int]:
    """Return the agencies that the person would sign for by what waits for confirmation."""
    proposals = Proposal.objects.filter(state=ProposalState.WAITING, gaining=user)
    return set(proposals.values_list("agency_id", flat=True))


def concerned_people(agency: Agency) -> set[int]:
    """Return the ids of those who are told of every change: signers, substitutes, auditors."""
    today = timezone.localdate()
    acting = agency.substitutes.filter(ends_on__gte=today)
    auditors = Membership.objects.current().filter(agency=agency, role=Role.VIEWER)
    return {
        *agency.approval_steps.values_list("membership__user_id", flat=True),
        *acting.values_list("deputy__user_id", flat=True),
        *auditors.values_list("user_id", flat=True),
    }


def proposals_for(user: User, places: Places | None = None) -> QuerySet[Proposal]:
    """Return what the person may confirm in the agencies they sign for, the longest waiting first."""
    places = places or places_of(user)
    waiting = Proposal.objects.filter(state=ProposalState.WAITING).select_related("agency")
    others = waiting.filter(agency__in=places.chains).exclude(gaining=user.pk).exclude(proposed_by_id=user.pk)
    return others.order_by("proposed_at", "pk")


def waiting_in(agency: Agency) -> list[tuple[str, str]]:
    """Return the address and title of what waits for confirmation in the agency."""
    waiting = agency.proposals.filter(state=ProposalState.WAITING)
    return [(reverse("approvals:proposal", args=[agency.slug, each.pk]), each.title) for each in waiting]


def falling_to_site() -> QuerySet[Proposal]:
    """Return the proposals that no signer may confirm (see ``confirmers_of``), the longest waiting first."""
    gains = Proposal.gaining.through.objects.filter(proposal=OuterRef(OuterRef("pk")), user=OuterRef("user"))
    others = may_act().filter(~Exists(gains), approval_steps__agency=OuterRef("agency"))
    others = others.exclude(user=Coalesce(OuterRef("proposed_by"), 0))
    others = others.exclude(user__password__startswith=NEVER_CAME, user__last_login__isnull=True)
    waiting = Proposal.objects.filter(~Exists(others), state=ProposalState.WAITING, agency__closed_at=None)
    return waiting.select_related("agency").order_by("proposed_at", "pk")


def is_first_set_up(agency: Agency) -> bool:
    """Whether nobody has ever signed for the agency: neither is there a chain nor was one confirmed."""
    confirmed = agency.proposals.filter(kind=ProposalKind.CHAIN, state=ProposalState.CONFIRMED)
    return not agency.approval_steps.exists() and not confirmed.exists()


def one_person_twice(agency: Agency) -> bool:
    """Whether the agency lets one person sign several steps of a document; by default it does not."""
    return ApprovalRules.objects.filter(agency=agency, one_person_twice=True).exists()


def several_steps(user: User) -> Q:
    """Return the condition on a substitute's turn that it is not the person's second step, or the agency allows that."""
    other = Signatory.objects.filter(edition=OuterRef("pk"), user_id=user.pk).exclude(
        position=OuterRef("current")
    )
    return _TWICE | Q(~Exists(other))


def not_decided_yet(user: User) -> Q:
    """Return the condition that the person has decided no step of the edition, or the agency allows several."""
    decided = Signatory.objects.filter(edition=OuterRef("pk"), decision__by_id=user.pk)
    return _TWICE | Q(~Exists(decided))
