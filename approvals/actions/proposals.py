"""Proposing a change of who signs, taking it back, and what is attached to it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from agencies.models import Agency, User
from agencies.signers import NotProposed
from approvals.actions.proposed import change_of
from approvals.actions.settling import changes_of, claimed, headline, record_step, settle, tell
from approvals.enums import ProposalKind, ProposalState
from approvals.models import Proposal
from approvals.models.proposals import scan_path
from approvals.rules.codes import new_code
from approvals.rules.moves import NotAllowed
from itaportal.keeping.kept import keep
from itaportal.language import in_thai, marked
from measures.evidence.piece import Piece

_MOST_WAITING = 20


@in_thai()
@transaction.atomic
def propose(
    kind: str, *, agency: Agency, about: int | None = None, content: Mapping[str, Any], by: User | None
) -> Proposal:
    """Propose a change and tell everybody concerned. Raises NotProposed."""
    change = change_of(kind, agency, about, content)
    rows = change.rows()
    if all(before == after for _, before, after in rows):
        raise NotProposed(marked("ไม่มีสิ่งใดเปลี่ยนแปลง จึงไม่มีอะไรให้ยืนยัน"))
    if problem := change.problem():
        raise NotProposed(problem)
    waiting = agency.proposals.filter(state=ProposalState.WAITING).exclude(kind=ProposalKind.ACCOUNT)
    if any((each.kind, each.about, each.rows) == (kind, about, rows) for each in waiting):
        raise NotProposed(marked("มีข้อเสนอเดียวกันรอการยืนยันอยู่แล้ว"))
    if len(waiting) >= _MOST_WAITING:
        raise NotProposed(marked(f"มีข้อเสนอรอการยืนยัน {_MOST_WAITING} รายการแล้ว กรุณาถอนรายการที่ไม่ใช้ก่อนเสนอใหม่"))
    proposal = Proposal.objects.create(
        agency=agency,
        kind=kind,
        about=about,
        content=content,
        rows=rows,
        remarks=change.remarks(),
        code=new_code(),
        proposed_by=by,
        proposed_name=by.get_full_name() if by else marked("ผู้ดูแลระบบ"),
        proposed_at=timezone.now(),
    )
    gaining = [membership.user for membership in change.gaining()]
    proposal.gaining.set(gaining)
    record_step(proposal, "propose", by, changes=changes_of(proposal))
    told = [headline(proposal)]
    if gaining and kind != ProposalKind.ACCOUNT:
        names = ", ".join(user.get_full_name() for user in gaining)
        told.append(marked(f"ผู้ที่เกี่ยวข้อง: {names}"))
    tell(proposal, "\n".join([*told, *change.alike()]))
    return proposal


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, by: User) -> Proposal:
    """Take a proposal back that nobody has settled; that an account is looked at stays. Raises NotAllowed and Settled."""
    proposal = claimed(proposal)
    if proposal.kind == ProposalKind.ACCOUNT:
        raise NotAllowed(marked("เรื่องนี้เกิดจากการใช้รหัสที่ผู้อื่นออกให้ จึงถอนคืนไม่ได้ ผู้ลงนามเป็นผู้พิจารณา"))
    settle(proposal, ProposalState.WITHDRAWN, "", by)
    return proposal


@in_thai()
@transaction.atomic
def attach_scan(*, proposal: Proposal, piece: Piece, by: User) -> Proposal:
    """Keep the scan of the executive's confirmation, checked by measures.evidence. Raises Settled."""
    proposal = claimed(proposal)
    proposal.scan_sha256, proposal.scan_name = piece.sha256, piece.name
    proposal.scan = keep(f"{scan_path(proposal, '')}.{piece.extension}", piece.data)
    proposal.scanned_at = timezone.now()
    proposal.save(update_fields=["scan", "scan_sha256", "scan_name", "scanned_at"])
    record_step(proposal, "scan", by, sha256=piece.sha256, size=len(piece.data))
    attached = marked(f"{by.get_full_name()} แนบหนังสือยืนยันที่ลงนามด้วยมือแล้ว")
    tell(proposal, f"{headline(proposal)}\n{attached}")
    return proposal


@transaction.atomic
def look_at_account(*, user: User, agencies: Iterable[Agency], by: User | None) -> None:
    """Ask the signers of each agency whether it is the person who came to their account by what another gave them."""
    for agency in agencies:
        open_ones = agency.proposals.filter(
            kind=ProposalKind.ACCOUNT, about=user.pk, state__in=[ProposalState.WAITING, ProposalState.REFUSED]
        )
        if by is None and open_ones.exists():
            continue  # who chose the password was told of already
        for earlier in open_ones:
            settle(earlier, ProposalState.OUTDATED, marked("มีการออกรหัสให้บัญชีนี้อีกครั้ง"), None)
        content = {"by": by.get_full_name() if by else marked("ผู้ดูแลระบบ")}
        propose(ProposalKind.ACCOUNT, agency=agency, about=user.pk, content=content, by=by)
