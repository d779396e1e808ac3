"""Sealing once a day where all chains of the audit log end, so that quiet agencies are covered as well."""

import json

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from agencies.auditlog.models import AuditEvent, AuditHead
from agencies.auditlog.writing import NamedRow, NewEvent, heads_of_all, record_many
from approvals.sealed_heads import FOLDER, is_written, write_statement


def seal_heads() -> str:
    """Seal the heads of today and mail them where that is wanted; return the day, "" if it was done before.

    Raises SigningFailed, and OSError where the statement cannot be stored or mailed.
    """
    day, heads = timezone.localdate().isoformat(), heads_of_all()
    if not heads or is_written(day):
        return ""
    written = write_statement(day, heads, settings.PORTAL_URL)
    if written is None:
        return ""
    sha256, data, signature = written
    after = {"day": day, "sha256": sha256, "chains": len(heads)}
    record_many("audit.seal", [NewEvent(NamedRow(AuditHead, 0, day), None, after=after)], by=None)
    if settings.AUDIT_MAIL:
        _mail(day, sha256, data, signature)
    return day


def sealed_days() -> dict[str, str]:
    """Return the hash of each day's statement as the site's log tells of it."""
    events = AuditEvent.objects.filter(agency_id__isnull=True, action="audit.seal").order_by("sequence")
    told = (json.loads(after) for after in events.values_list("after", flat=True))
    return {values["day"]: values["sha256"] for values in told}


def _mail(day: str, sha256: str, data: bytes, signature: bytes) -> None:
    """Put the statement into hands that the portal's operator cannot reach into."""
    message = EmailMessage(
        subject=f"ค่าปิดท้ายบันทึกการใช้งาน {day} {settings.PORTAL_URL}",
        body=f"กรุณาเก็บไฟล์แนบทั้งสองไว้ ใช้ตรวจภายหลังว่าบันทึกการใช้งานไม่ถูกแก้ไข\nsha256 {sha256}\n",
        to=settings.AUDIT_MAIL,
        attachments=[
            (f"{FOLDER}-{day}.json", data, "application/json"),
            (f"{FOLDER}-{day}.json.p7s", signature, "application/pkcs7-signature"),
        ],
    )
    message.send()
