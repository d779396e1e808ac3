"""Telling everybody of a proposed change of who signs, and settling it once."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.actions.recording import mail_to
from accounts.notice_list import reason_line
from agencies.actions import lock_agencies
from agencies.auditlog.writing import record
from agencies.models import Agency, User
from agencies.navigation import permanent_url
from approvals.actions.notices import tell_of_proposal
from approvals.enums import ProposalKind, ProposalState
from approvals.models import Proposal
from approvals.queries.signers import concerned_people, confirmers_of
from itaportal.language import in_thai, marked
from itaportal.thai.dates import short_date

_EVENTS = {
    ProposalState.CONFIRMED: "confirm",
    ProposalState.REFUSED: "refuse",
    ProposalState.WITHDRAWN: "withdraw",
    ProposalState.OUTDATED: "outdate",
}


class Settled(Exception):
    """Somebody was faster, or it cannot be done any more; the message says what became of the proposal, in Thai."""

    def __init__(self, proposal: Proposal):
        self.proposal = proposal
        super().__init__(what_became(proposal))


@in_thai()
def what_became(proposal: Proposal) -> str:
    """Return in Thai how a proposal was settled, by whom and when, and why in a line of its own; "" while it waits."""
    if proposal.settled_at is None:
        return ""
    state, who = proposal.get_state_display(), proposal.settled_name
    day = short_date(timezone.localdate(proposal.settled_at))
    became = marked(f"ข้อเสนอนี้{state} โดย {who} เมื่อ {day}") if who else marked(f"ข้อเสนอนี้{state} เมื่อ {day}")
    if proposal.state == ProposalState.OUTDATED:  # which the portal found
        why = marked(f"เหตุผล: {proposal.reason}")
    else:
        why = reason_line(proposal.reason)
    return "\n".join(filter(None, (became, why)))


@in_thai()
def headline(proposal: Proposal) -> str:
    """Return in Thai what a proposal is about, in one line."""
    if proposal.kind == ProposalKind.ACCOUNT:
        name = proposal.rows[0][1].partition("\n")[0]
        return marked(
            f"{name} ตั้งรหัสผ่านใหม่ด้วยรหัสที่ {proposal.proposed_name} ออกให้ ผู้ลงนามท่านอื่นต้องยืนยันก่อนจึงลงนามได้"
        )
    kind = proposal.get_kind_display()
    return marked(f"{proposal.proposed_name} เสนอเปลี่ยน{kind}")


def claimed(proposal: Proposal) -> Proposal:
    """Return the proposal as it is now, with its agency's signers left alone by others until the transaction ends.

    Raises Settled.
    """
    lock_agencies(Agency.objects.filter(pk=proposal.agency_id))
    proposal = Proposal.objects.select_related("agency").get(pk=proposal.pk)
    if proposal.state != ProposalState.WAITING:
        raise Settled(proposal)
    return proposal


@in_thai()
def settle(
    proposal: Proposal, state: ProposalState, reason: str, by: User | None, people: Iterable[int] = ()
) -> None:
    """Store what became of a proposal and tell everybody concerned, and ``people`` who were before it."""
    proposal.state, proposal.reason = state, reason
    proposal.settled_by, proposal.settled_name = by, by.get_full_name() if by else ""
    proposal.settled_at = timezone.now()
    proposal.save()
    record_step(proposal, _EVENTS[state], by, reason=reason, changes=changes_of(proposal))
    tell(proposal, f"{headline(proposal)}\n{what_became(proposal)}", people)


def record_step(proposal: Proposal, done: str, by: User | None, **after: Any) -> None:
    """Write into the audit log what was done with a proposal."""
    record(f"proposal.{done}", proposal, by=by, agency=proposal.agency, after=after)


def changes_of(proposal: Proposal) -> str:
    """Return what a proposal changes as text."""
    changed = [row for row in proposal.rows if row[1] != row[2]]
    return "\n".join(f"{label}: {before or '–'} → {after or '–'}" for label, before, after in changed)


def people_of(proposal: Proposal) -> set[int]:
    """Return the ids of everybody whom a proposal concerns today."""
    proposer = {proposal.proposed_by_id} if proposal.proposed_by_id else set()
    return concerned_people(proposal.agency) | set(proposal.gaining.values_list("pk", flat=True)) | proposer


def tell(proposal: Proposal, text: str, people: Iterable[int] = ()) -> None:
    """Tell everybody concerned, in the portal and by mail, and the site's administrators what falls to them."""
    tell_of_proposal(proposal, people_of(proposal) | set(people), text)
    if proposal.state != ProposalState.WAITING or confirmers_of(proposal).exists():
        return
    for person in User.objects.filter(is_superuser=True, is_active=True):
        mail_to(
            person,
            subject=f"ข้อเสนอเปลี่ยนผู้ลงนามของ{proposal.agency.short_name}",
            body=(
                f"{proposal.agency.name}: {text}\n\nไม่มีผู้ลงนามที่ยืนยันได้ จึงรอท่านพิจารณาที่ {permanent_url(reverse('site_proposals'))}"
            ),
        )
