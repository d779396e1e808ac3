"""Deciding a step: one opinion, one signature revision, bound to the bytes the person was shown."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from agencies.auditlog.writing import head_of, record
from agencies.models import User
from approvals.actions.notices import tell_decided
from approvals.actions.sealing import portal_seal
from approvals.actions.standing import Overtaken, move_on
from approvals.actions.unfreezing import unfreeze
from approvals.enums import Means, Move, State
from approvals.files import content_of, store
from approvals.models import Decision, Edition, StoredFile
from approvals.queries.editions import Acting, acting, require_allowed
from approvals.rules.moves import NotAllowed
from approvals.signing import configured
from approvals.signing.appearance import drawn
from approvals.signing.failures import SigningFailed
from approvals.signing.places import size_of
from approvals.signing.sign import Signed, sign


class OpinionTooLong(SigningFailed):
    """The opinion does not fit the signature's field at any size."""


_MARKS = {Move.APPROVE: "เห็นชอบ", Move.RETURN: "ส่งกลับให้แก้ไข"}


@dataclass(frozen=True, slots=True)
class Signing:
    """What the decision is signed with; ``signer`` is a Seal, Credential or Token of approvals.signing."""

    means: Means
    signer: Any
    certificate: str

    @classmethod
    def by_seal(cls) -> "Signing":
        """Sign with the portal's seal, which attests who signed in and decided. Raises SigningFailed."""
        seal = portal_seal()
        return cls(Means.SEAL, seal, seal.name)


def decide(
    *, edition: Edition, move: Move, opinion: str, seen_sha256: str, signing: Signing, by: User
) -> Decision:
    """Approve or return the current step with an opinion, in a signature revision of its own.

    ``seen_sha256`` names the file on the person's page. Raises NotAllowed, SigningFailed, and Overtaken if somebody
    was faster. The signature is made before the transaction: it only counts once the edition still stands where it
    stood.
    """
    require_allowed(edition, move, by)
    if move == Move.RETURN and not opinion.strip():
        raise NotAllowed("กรุณาบอกเหตุผลที่ส่งกลับ เพื่อให้ผู้เสนอแก้ไขได้ตรงจุด")
    person = acting(edition, by)
    seen = edition.files.get(number=edition.file_number)
    if person is None or seen.sha256 != seen_sha256:
        raise Overtaken(edition)
    at, head = timezone.now(), head_of(edition.document.agency)
    signed = _signed(edition, person, move, opinion, content_of(seen), signing, at, head)
    with transaction.atomic():
        _advance(edition, move, opinion, at)
        stored = store(edition, edition.file_number, signed.pdf, seen.pages)
        decision = _kept(edition, person, move, opinion, at, head, seen, stored, signing, signed, by)
        record(f"edition.{move}", edition, by=by, agency=edition.document.agency, after=_told(decision))
        tell_decided(edition, decision, by)
    return decision


def _signed(
    edition, person: Acting, move: Move, opinion: str, pdf: bytes, signing: Signing, at, head
) -> Signed:
    field = f"step-{person.signatory.position}"
    return sign(
        pdf,
        field=field,
        signer=signing.signer,
        appearance=_drawn(person, move, opinion, size_of(pdf, field), timezone.localdate(at)),
        reason=_MARKS[move],
        name=person.name,
        location=edition.document.agency.name,
        audit_head=head,
        timestamp=configured.timestamp(),
        trust=configured.trust(),
        at=at,
    )


def _drawn(person: Acting, move: Move, opinion: str, size: tuple[float, float], decided_on: date) -> bytes:
    width, height = size
    position, acting_for = person.title
    try:
        return drawn(
            width_pt=width,
            height_pt=height,
            opinion=opinion,
            name=person.name,
            position=position,
            acting_for=acting_for,
            decided_on=decided_on,
            mark=_MARKS[move],
        )
    except SigningFailed as error:
        raise OpinionTooLong(str(error)) from error


def _advance(edition: Edition, move: Move, opinion: str, at) -> None:
    """Move the edition on from where it stood; raise Overtaken if it does not stand there any more."""
    last = edition.signatories.count() == edition.current
    if move == Move.RETURN:
        change = {"state": State.RETURNED, "closed_at": at, "closing_reason": opinion}
    elif last:
        change = {"state": State.APPROVED, "current": edition.current + 1, "closed_at": at}
    else:
        change = {"current": edition.current + 1, "waiting_since": at}
    move_on(edition, **change, file_number=edition.file_number + 1)
    if move == Move.RETURN:
        unfreeze(edition.document)


def _kept(
    edition, person, move, opinion, at, head, seen, stored: StoredFile, signing, signed, by
) -> Decision:
    return Decision.objects.create(
        edition=edition,
        signatory=person.signatory,
        move=move,
        opinion=opinion,
        by=by,
        name=person.name,
        position_title=person.position_title,
        acting_for=person.acting_for,
        at=at,
        seen_sha256=seen.sha256,
        signed=stored,
        means=signing.means,
        certificate=signing.certificate[:300],
        level=signed.level,
        timestamp_error=signed.timestamp_error[:300],
        audit_head=head,
    )


def _told(decision: Decision) -> dict[str, Any]:
    names = (
        "opinion",
        "name",
        "position_title",
        "acting_for",
        "means",
        "certificate",
        "level",
        "seen_sha256",
    )
    return {
        "step": decision.signatory.position,
        "signed_sha256": decision.signed.sha256,
        **{name: getattr(decision, name) for name in names},
    }
