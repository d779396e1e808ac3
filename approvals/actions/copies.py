"""The paper path: the printed document, signed by hand, scanned, attached."""

import hashlib

from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.models import User
from approvals.actions.transitions import record_move
from approvals.enums import Move
from approvals.models import Edition, SignedCopy
from approvals.models.decisions import signed_copy_path
from approvals.queries.editions import require_allowed
from approvals.rules.moves import NotAllowed
from itaportal.keeping.kept import keep
from itaportal.language import gettext


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
    known = NotAllowed(gettext("แนบไฟล์นี้ไว้แล้ว"))
    if SignedCopy.objects.filter(edition=edition, sha256=copy.sha256).exists():
        raise known
    copy.file = keep(signed_copy_path(copy, ""), pdf)
    try:
        with transaction.atomic():
            copy.save()
            record_move(edition, Move.ATTACH, by, sha256=copy.sha256, size=copy.size, note=note)
    except IntegrityError:
        raise known from None
    return copy
