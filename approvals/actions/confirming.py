"""Confirming a proposed change of who signs, or refusing it: never by who proposed it or would sign by it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from agencies.models import User
from approvals.actions.proposed import change_of
from approvals.actions.settling import Settled, claimed, people_of, settle
from approvals.enums import ConfirmedBy, ProposalKind, ProposalState
from approvals.models import Proposal
from approvals.queries.signers import confirmers_of, is_first_set_up, signers_of
from approvals.rules.moves import NotAllowed
from itaportal.language import gettext, gettext_lazy, in_thai, marked
from itaportal.templatetags.thai import digits
from itaportal.thai.dates import short_date

# So long everybody who is told may object before a first set-up stands on paper alone.
ON_PAPER_AFTER = timedelta(days=3)
_SIGNS_BY_IT = gettext_lazy("ท่านเป็นผู้ที่จะลงนามได้หรือเป็นเจ้าของบัญชีตามข้อเสนอนี้ จึงยืนยันเองไม่ได้ ผู้ลงนามท่านอื่นเป็นผู้ยืนยัน")
_OVERTAKEN = marked("มีการเปลี่ยนแปลงอื่นเกิดขึ้นหลังเสนอ ข้อมูลจึงไม่ตรงกับที่แสดงไว้ กรุณาให้ผู้ดูแลข้อมูลหน่วยงานเสนอใหม่")


def why_not_confirm(proposal: Proposal, by: User) -> str:
    """Return why the person may not confirm, in Thai; "" where they may."""
    if by.pk == proposal.proposed_by_id:
        return gettext("ท่านเป็นผู้เสนอ ผู้เสนอยืนยันข้อเสนอของตนเองไม่ได้")
    if proposal.gaining.filter(pk=by.pk).exists():
        return _SIGNS_BY_IT
    if signers_of(proposal.agency).filter(pk=by.pk).exists():
        return ""
    if confirmers_of(proposal).exists():
        return gettext("ผู้ที่ยืนยันได้คือผู้ลงนามที่อยู่ในหน้าที่ของหน่วยงานเท่านั้น")
    return "" if by.is_superuser else gettext("ไม่มีผู้ลงนามที่ยืนยันข้อเสนอนี้ได้ ผู้ดูแลระบบเป็นผู้ยืนยัน")


def why_not_refuse(proposal: Proposal, by: User) -> str:
    """Return why the person may not refuse: as for confirming, but whose account it is about may object as well."""
    objects = proposal.gaining.filter(pk=by.pk).exists() and by.pk != proposal.proposed_by_id
    return "" if objects else why_not_confirm(proposal, by)


def why_not_on_paper(proposal: Proposal) -> str:
    """Return why a scan alone is not enough, in Thai; "" where it is."""
    if proposal.kind != ProposalKind.CHAIN or not is_first_set_up(proposal.agency):
        return gettext("หนังสือยืนยันใช้ได้กับการกำหนดผู้ลงนามครั้งแรกของหน่วยงานเท่านั้น")
    if not proposal.scan or proposal.scanned_at is None:
        return gettext("ยังไม่ได้แนบหนังสือยืนยันที่ลงนามแล้ว")
    day = proposal.scanned_at + ON_PAPER_AFTER
    if day > timezone.now():
        return gettext("ใช้หนังสือยืนยันได้ตั้งแต่ {day} หากผู้ดูแลระบบยังไม่ได้พิจารณา").format(
            day=digits(short_date(timezone.localdate(day)))
        )
    return ""


def confirm(*, proposal: Proposal, reason: str = "", by: User) -> Proposal:
    """Make the proposed change. Raises NotAllowed, and Settled where somebody was faster or it is not true any more."""
    with transaction.atomic():
        proposal = claimed(proposal)
        if why := why_not_confirm(proposal, by):
            raise NotAllowed(why)
        is_signer = signers_of(proposal.agency).filter(pk=by.pk).exists()
        _confirm(proposal, ConfirmedBy.SIGNER if is_signer else ConfirmedBy.SITE, reason, by)
    return _unless_outdated(proposal)


def confirm_on_paper(*, proposal: Proposal, by: User) -> Proposal:
    """Let a first chain stand on the executive's written confirmation. Raises NotAllowed and Settled."""
    with transaction.atomic():
        proposal = claimed(proposal)
        if why := why_not_on_paper(proposal):
            raise NotAllowed(why)
        _confirm(proposal, ConfirmedBy.PAPER, "", by)
    return _unless_outdated(proposal)


@transaction.atomic
def refuse(*, proposal: Proposal, reason: str, by: User) -> Proposal:
    """Settle that the change is not made. Raises NotAllowed and Settled."""
    proposal = claimed(proposal)
    if why := why_not_refuse(proposal, by):
        raise NotAllowed(why)
    if not reason.strip():
        raise NotAllowed(gettext("กรุณาบอกเหตุผลที่ไม่ยืนยัน"))
    settle(proposal, ProposalState.REFUSED, reason, by)
    return proposal


def _confirm(proposal: Proposal, right: ConfirmedBy, reason: str, by: User) -> None:
    """Make the change, or settle the proposal where what people were shown is not true any more."""
    change = change_of(proposal.kind, proposal.agency, proposal.about, proposal.content)
    if why := change.not_yet():
        raise NotAllowed(why)
    if _outdated(proposal):
        return
    people = people_of(proposal)  # also those who do not sign any more afterwards
    change.apply(by)
    proposal.confirmed_by = right
    settle(proposal, ProposalState.CONFIRMED, reason, by, people)
    for other in proposal.agency.proposals.filter(state=ProposalState.WAITING).select_related("agency"):
        _outdated(other)


@in_thai()
def _outdated(proposal: Proposal) -> bool:
    """Settle a proposal that does not fit what is in force any more; tell whether it was one."""
    change = change_of(proposal.kind, proposal.agency, proposal.about, proposal.content)
    if change.is_still(proposal.rows):
        return False
    settle(proposal, ProposalState.OUTDATED, change.problem() or _OVERTAKEN, None)
    return True


def _unless_outdated(proposal: Proposal) -> Proposal:
    if proposal.state == ProposalState.OUTDATED:
        raise Settled(proposal)
    return proposal
