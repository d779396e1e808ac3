"""Deciding a step: one opinion, one signature revision, bound to the bytes the person was shown."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from agencies.auditlog.writing import head_of
from agencies.models import User
from approvals.actions.issuing import Signing
from approvals.actions.notices import tell_decided, tell_signed
from approvals.actions.transitions import Overtaken, move_on, record_move, unfreeze
from approvals.enums import Move, State, Trust
from approvals.files import content_of, store
from approvals.models import Decision, Edition, StoredFile
from approvals.queries.editions import acting, require_allowed
from approvals.queries.signing_rules import has_opened, rules_of
from approvals.rules.moves import NotAllowed
from approvals.rules.presence import Presence, is_proven
from approvals.signing import installation
from approvals.signing.appearance import Words, draw_decision
from approvals.signing.failures import SigningFailed
from approvals.signing.looks import Looks, field_spaces
from approvals.signing.sign import Signed, sign
from approvals.signing.stated_heads import join_heads
from itaportal.language import gettext, gettext_lazy, in_thai


class OpinionTooLong(SigningFailed):
    """The opinion does not fit the signature's field at any size."""


_NOT_PROVEN = gettext_lazy("ยังไม่ได้ยืนยันตัวตนตามที่หน่วยงานกำหนด หรือยืนยันไว้นานเกิน 5 นาที กรุณายืนยันแล้วลงนามอีกครั้ง")
_NOT_OPENED = gettext_lazy("ท่านยังไม่ได้เปิดอ่านฉบับนี้ กรุณาเปิดอ่านก่อน แล้วลงนามจากหน้าเอกสารหรือเลือกอีกครั้ง")
_UNPROVEN = gettext_lazy(
    "หน่วยงานกำหนดให้ใช้เฉพาะใบรับรองจากผู้ออกที่ระบบเชื่อถือ ใบรับรองนี้ยืนยันไม่ได้ว่าผู้ใดเป็นผู้ถือ "
    "กรุณาเลือกใบรับรองที่ระบบออกให้ หรือใช้ใบรับรองจากผู้ออกที่เชื่อถือ"
)
# What the audit log tells of a decision.
_RECORDED = (
    "opinion", "name", "position_title", "acting_for", "means", "certificate", "trust", "level", "seen_sha256",
    "proof_method", "proved_at", "session_mark", "address_class", "opened",
)  # fmt: skip


def decide(
    *,
    edition: Edition,
    move: Move,
    opinion: str,
    seen_sha256: str,
    signing: Signing,
    by: User,
    presence: Presence,
    pressed_at: datetime | None = None,
    unread: bool = True,
) -> Decision:
    """Approve or return the current step with an opinion, in a signature revision of its own.

    ``seen_sha256`` names the file on the person's page; ``presence`` tells how they proved who they are before the
    button was pressed, ``pressed_at`` (now by default: one of many signatures comes later). ``unread``: whether what they
    never opened may be signed, as from its own page. Raises NotAllowed, SigningFailed, and Overtaken if somebody was
    faster. The signature is made before the transaction: it only counts once the edition still stands where it stood.
    """
    require_allowed(edition, move, by)
    rules, opened = rules_of(edition.document.agency), has_opened(edition, by)
    if not is_proven(presence, rules.proof, pressed_at or timezone.now()):
        raise NotAllowed(_NOT_PROVEN)
    if not (opened or unread or rules.may_sign_unopened):
        raise NotAllowed(_NOT_OPENED)
    if move == Move.RETURN and not opinion.strip():
        raise NotAllowed(gettext("กรุณาบอกเหตุผลที่ส่งกลับ เพื่อให้ผู้เสนอแก้ไขได้ตรงจุด"))
    person = acting(edition, by)
    seen = edition.files.get(number=edition.file_number)
    if person is None or seen.sha256 != seen_sha256:
        raise Overtaken(edition)
    signing = signing.made_out(edition.document.agency, by, person)
    trust = signing.trust
    if rules.trusted_only and trust == Trust.UNPROVEN:
        raise SigningFailed(_UNPROVEN)
    decision = Decision(
        edition=edition,
        signatory=person.signatory,
        name=person.name,
        position_title=person.position_title,
        acting_for=person.acting_for,
        by=by,
        move=move,
        opinion=opinion,
        at=timezone.now(),
        seen_sha256=seen.sha256,
        means=signing.means,
        certificate=signing.certificate[:300],
        audit_head=head_of(edition.document.agency),
        proof_method=presence.method,
        proved_at=presence.at,
        session_mark=presence.session_mark,
        address_class=presence.address_class,
        opened=opened,
        trust=trust,
    )
    signed = _sign(decision, content_of(seen), signing.signer)
    with transaction.atomic():
        _advance(decision)
        stored = store(edition, edition.file_number, signed.pdf, seen.pages)
        _keep(decision, signed, stored)
        after = {name: getattr(decision, name) for name in _RECORDED}
        step = person.signatory.position
        record_move(edition, move, by, step=step, signed_sha256=stored.sha256, **after)
        tell_decided(edition, decision, by)
        tell_signed(edition, decision)
    return decision


@in_thai()
def _sign(decision: Decision, pdf: bytes, signer: Any) -> Signed:
    field = f"step-{decision.signatory.position}"
    return sign(
        pdf,
        field=field,
        signer=signer,
        looks=_draw(decision, field, pdf),
        reason=decision.get_move_display(),
        name=decision.name,
        location=decision.edition.document.agency.name,
        audit_head=join_heads(decision.audit_head, head_of(None), decision.circumstances),
        timestamp=installation.timestamp(),
        trust=installation.trust(),
        at=decision.at,
    )


@in_thai()
def _draw(decision: Decision, field: str, pdf: bytes) -> Looks:
    position, acting_for = decision.title
    words = Words(
        name=decision.name,
        position=position,
        acting_for=acting_for,
        decided_on=timezone.localdate(decision.at),
        opinion=decision.opinion,
        mark=_mark_of(decision),
        heading=decision.signatory.heading,
        trust=decision.trust_line,
    )
    try:
        return draw_decision(field, field_spaces(pdf), words)
    except SigningFailed as error:
        raise OpinionTooLong(str(error)) from error


def _mark_of(decision: Decision) -> str:
    """Return the decision in a word, "" for one that only signs: a step without an opinion does not agree with itself."""
    if decision.move == Move.APPROVE and not decision.signatory.heading:
        return ""
    return decision.get_move_display()


def _advance(decision: Decision) -> None:
    """Move the edition on from where it stood; raise Overtaken if it does not stand there any more."""
    edition = decision.edition
    last = edition.signatories.count() == edition.current
    if decision.move == Move.RETURN:
        change = {"state": State.RETURNED, "closed_at": decision.at, "closing_reason": decision.opinion}
    elif last:
        change = {"state": State.APPROVED, "current": edition.current + 1, "closed_at": decision.at}
    else:
        change = {"current": edition.current + 1, "waiting_since": decision.at}
    move_on(edition, **change, file_number=edition.file_number + 1)
    step = decision.signatory
    if not edition.signatories.filter(pk=step.pk, user=step.user_id, membership=step.membership_id).exists():
        raise Overtaken(edition)  # somebody else took the step over meanwhile
    if decision.move == Move.RETURN:
        unfreeze(edition.document)


def _keep(decision: Decision, signed: Signed, stored: StoredFile) -> None:
    decision.signed, decision.level = stored, signed.level
    decision.timestamp_error = signed.timestamp_error[:300]
    decision.save(force_insert=True)
