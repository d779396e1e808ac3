"""A document's sealed file: that of its approved edition, else its draft as it is now with the portal's seal."""

from dataclasses import dataclass

from django.utils import timezone

from agencies.auditlog.writing import head_of
from approvals.files import content_of
from approvals.models import Edition
from approvals.models.editions import APPROVED_STATES
from approvals.signing import installation
from approvals.signing.fields import certify
from approvals.signing.stated_heads import join_heads
from reports.actions import frozen_pdf
from reports.enums import Format
from reports.models import Document
from reports.pages import typesetting_version
from reports.snapshot.building import build_snapshot
from reports.snapshot.model import Snapshot
from reports.snapshot.reading import fingerprint_of, sha256_of

_REASON = "สำเนาร่างตามข้อมูลในระบบ ยังไม่ผ่านการอนุมัติ"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the file is made from; ``key`` is another one as soon as the file would be."""

    key: str
    edition: Edition | None
    snapshot: Snapshot | None


def wanted_of(document: Document) -> Wanted:
    """Return what the document's file would be made from now."""
    approved = (
        Edition.objects.filter(document=document, state__in=APPROVED_STATES).order_by("-number").first()
    )
    if approved:
        return Wanted(sha256_of(f"{approved.code} {approved.file_number}"), approved, None)
    snapshot = build_snapshot(document)
    return Wanted(sha256_of(fingerprint_of(snapshot) + typesetting_version(Format.PDF)), None, snapshot)


def sealed_pdf(document: Document, wanted: Wanted) -> bytes:
    """Return the file's bytes. Raises SigningFailed."""
    if wanted.edition:
        return content_of(wanted.edition.files.get(number=wanted.edition.file_number))
    assert wanted.snapshot is not None
    pdf, _ = frozen_pdf(wanted.snapshot)
    return certify(
        pdf,
        installation.usable_seal(),
        reason=_REASON,
        audit_head=join_heads(head_of(document.agency), head_of(None)),
        at=timezone.now(),
    )
