"""Sending a document off: checked, frozen, numbered, rendered, sealed, stored."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from agencies.auditlog.writing import head_of
from agencies.models import Agency, ApprovalStep, User
from agencies.navigation import page_address, permanent_url
from approvals.actions.notices import tell_waiting
from approvals.actions.numbers import reserve_number
from approvals.actions.transitions import record_move
from approvals.enums import Move, State
from approvals.files import store
from approvals.models import Edition, RegisterEntry, Signatory
from approvals.queries.editions import actors_of, chain_of, submitter_may_decide
from approvals.rules.codes import group_code, new_code
from approvals.rules.moves import Facts, require
from approvals.signing import installation
from approvals.signing.appearance import Waiting, draw_waiting
from approvals.signing.fields import add_signature_fields, certify
from approvals.signing.looks import space_of
from approvals.signing.revision import page_count
from approvals.signing.stated_heads import join_heads
from itaportal.editing.concurrency import StaleEdit, claim
from itaportal.language import gettext
from reports import pictures
from reports.actions import frozen_pdf
from reports.completeness import Issue, check
from reports.enums import Severity
from reports.models import Document
from reports.snapshot.building import build_snapshot, signing_steps
from reports.snapshot.model import Approval, Snapshot
from reports.snapshot.reading import canonical, fingerprint_of, sha256_of


class Incomplete(Exception):
    """The completeness check found something that must be mended first."""

    def __init__(self, issues: Sequence[Issue]):
        super().__init__(f"{len(issues)} findings")
        self.issues = issues


class ContentChanged(Exception):
    """What the document says is not any more what its submitter saw."""


class PictureBroken(Exception):
    """A picture that the document shows is not there any more; the message says so in Thai."""

    def __init__(self) -> None:
        super().__init__(
            gettext("รูปหลักฐานในเอกสารนี้บางรูปเสียหรือหายไปจากระบบ จึงยังเสนอไม่ได้ กรุณาลบรูปที่ไม่แสดงในเอกสาร แล้วแนบใหม่")
        )


class NoChain(Exception):
    """Nobody could decide the document; the message says why, in Thai."""


def submit(*, document: Document, version: int, seen: str, message: str, by: User) -> Edition:
    """Send the document's next edition to the first step of the agency's chain.

    ``version`` is the document's as its submitter saw it, ``seen`` the fingerprint of all that it said then: scores,
    measures and results are rows of their own. Raises NotAllowed, NoChain, Incomplete, NumberTaken, SigningFailed,
    StaleEdit if somebody changed or submitted the document meanwhile, ContentChanged and PictureBroken. Rendering and
    sealing take a second or two and happen before the one transaction that freezes the document, so that a process that
    dies leaves a draft behind.
    """
    state = State.SUBMITTED if document.frozen else State.DRAFT
    require(Facts(state), Move.SUBMIT, actors_of(document, None, by))
    if document.version != version:
        raise StaleEdit(Document.objects.select_related("updated_by").get(pk=document.pk))
    steps = _chain(document.agency, by)
    snapshot = build_snapshot(document)
    if fingerprint_of(snapshot) != seen:
        raise ContentChanged
    if must := [issue for issue in check(snapshot) if issue.severity == Severity.MUST]:
        raise Incomplete(must)
    if not pictures.has_all(snapshot):
        raise PictureBroken
    entry = reserve_number(document=document, by=by)
    number = (document.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    edition = Edition(
        document=document, number=number, code=new_code(), register_entry=entry, message=message
    )
    snapshot = _freeze(edition, snapshot, entry, steps)
    pdf = _seal(snapshot, edition)
    with transaction.atomic():
        _claim(document, version, by)
        _send_off(edition, steps, by)
        store(edition, 0, pdf, page_count(pdf))
        pictures.keep_all(snapshot)
        record_move(
            edition,
            Move.SUBMIT,
            by,
            register_number=entry.text,
            edition=number,
            snapshot=edition.snapshot_sha256,
            code=edition.code,
        )
        tell_waiting(edition, but=by)
    return edition


def _chain(agency: Agency, by: User) -> list[ApprovalStep]:
    links = chain_of(agency, by)
    if not links:
        raise NoChain(gettext("หน่วยงานยังไม่ได้กำหนดลำดับผู้ลงนาม กรุณาให้ผู้ดูแลข้อมูลหน่วยงานกำหนดก่อนเสนอ"))
    if any(link.step.membership.user_id == by.pk for link in links) and not submitter_may_decide(agency):
        raise NoChain(
            gettext(
                "ท่านอยู่ในลำดับผู้ลงนามของเอกสารนี้ และหน่วยงานไม่ให้ผู้เสนอลงนามในเอกสารที่ตนเสนอ กรุณาให้เจ้าหน้าที่ท่านอื่นเป็นผู้เสนอ"
            )
        )
    if vacant := [_step_name(place, link.step) for place, link in enumerate(links, 1) if link.vacant]:
        raise NoChain(
            gettext(
                "ยังเสนอไม่ได้ เพราะไม่มีผู้ลงนามได้ใน{items} กรุณาให้ผู้ดูแลข้อมูลหน่วยงานแก้ลำดับผู้ลงนาม หรือกำหนดผู้ปฏิบัติหน้าที่แทน แล้วเสนออีกครั้ง"
            ).format(items=gettext("และ").join(vacant))
        )
    return [link.step for link in links]


def _step_name(place: int, step: ApprovalStep) -> str:
    membership = step.membership
    return gettext("ลำดับที่ {place} {position_title} ({user})").format(
        place=place, position_title=membership.position_title, user=membership.user.get_full_name()
    )


def _freeze(
    edition: Edition, snapshot: Snapshot, entry: RegisterEntry, steps: list[ApprovalStep]
) -> Snapshot:
    """Return the snapshot with what the edition adds to it, and keep it in the edition as text."""
    edition.submitted_at = timezone.now()
    approval = Approval(
        code=group_code(edition.code),
        url=permanent_url(page_address("public check", edition.code)),
        edition=edition.number,
        number=entry.text,
        submitted_on=timezone.localdate(edition.submitted_at),
        steps=signing_steps(steps),
    )
    letter = snapshot.letter.model_copy(update={"number": entry.text})
    complete = snapshot.model_copy(update={"letter": letter, "approval": approval})
    edition.snapshot = canonical(complete)
    edition.snapshot_sha256 = sha256_of(edition.snapshot)
    edition.stated_total, edition.stated_before, edition.stated_level = complete.stated_result
    return complete


def _seal(snapshot: Snapshot, edition: Edition) -> bytes:
    pdf, places = frozen_pdf(snapshot)
    steps = snapshot.approval.steps if snapshot.approval else ()
    waiting = [Waiting(f"step-{number}", **dict(step)) for number, step in enumerate(steps, 1)]
    looks = draw_waiting(waiting, {place.name: space_of(place) for place in places})
    return certify(
        add_signature_fields(pdf, places, looks),
        installation.usable_seal(),
        reason=gettext("เสนอเพื่อพิจารณา ฉบับที่ {number}").format(number=edition.number),
        audit_head=join_heads(head_of(edition.document.agency), head_of(None)),
        at=edition.submitted_at,
    )


def _claim(document: Document, version: int, by: User) -> None:
    """Freeze the document if it still is the draft that was submitted."""
    claim(document, version, by)
    document.frozen = True
    document.save(update_fields=["frozen"])


def _send_off(edition: Edition, steps: list[ApprovalStep], by: User) -> None:
    edition.submitted_by, edition.submitted_name = by, by.get_full_name()
    edition.waiting_since = edition.submitted_at
    edition.save(force_insert=True)
    Signatory.objects.bulk_create(
        Signatory(
            edition=edition,
            position=position,
            membership=step.membership,
            user=step.membership.user,
            heading=step.heading,
            name=step.membership.user.get_full_name(),
            position_title=step.membership.position_title,
        )
        for position, step in enumerate(steps, start=1)
    )
