"""The paper path: the printed document, signed by hand, scanned, attached."""

import hashlib

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.auditlog.writing import record
from agencies.models import User
from approvals.enums import Move
from approvals.models import Edition, SignedCopy
from approvals.queries.editions import require_allowed
from approvals.rules.moves import NotAllowed


def attach_copy(*, edition: Edition, pdf: bytes, note: str, by: User) -> SignedCopy:
    """Attach a scan, already checked by measures.evidence, with its own hash. Raises NotAllowed."""
    require_allowed(edition, Move.ATTACH, by)
    copy = SignedCopy(
        edition=edition,
        sha256=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
        note=note,
        by=by,
        at=timezone.now(),
    )
    if SignedCopy.objects.filter(edition=edition, sha256=copy.sha256).exists():
        raise NotAllowed("แนบไฟล์นี้ไว้แล้ว")
    copy.file.save("", ContentFile(pdf), save=False)
    try:
        with transaction.atomic():
            copy.save()
            after = {"sha256": copy.sha256, "size": copy.size, "note": note}
            record("edition.attach", edition, by=by, agency=edition.document.agency, after=after)
    except IntegrityError:
        raise NotAllowed("แนบไฟล์นี้ไว้แล้ว") from None
    return copy
