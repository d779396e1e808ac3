"""What the record says of the signatures in an edition's files."""

import hashlib
import json

from approvals.enums import Means
from approvals.models import Decision, Edition
from approvals.signing.agreement import Recorded
from approvals.signing.fields import SEAL_FIELD

_NAMED = {Means.CERTIFICATE, Means.ISSUED}


def recorded_signatures(edition: Edition, file_number: int) -> list[Recorded]:
    """Return the signatures that the edition's file of this number must have, in order.

    Two queries, or none where decisions are fetched with ``signatory`` and ``signed``.
    """
    decisions = edition.decisions.all()
    if "decisions" not in getattr(edition, "_prefetched_objects_cache", {}):
        decisions = decisions.select_related("signatory", "signed")
    in_order = sorted(decisions, key=lambda decision: decision.signed.number)
    made = [_recorded(decision) for decision in in_order if decision.signed.number <= file_number]
    return [Recorded(SEAL_FIELD), *made]


def _recorded(decision: Decision) -> Recorded:
    return Recorded(
        field=f"step-{decision.signatory.position}",
        name=decision.name,
        audit_head=decision.audit_head,
        by_seal=decision.means == Means.SEAL,
        # Of a token its label is on record.
        certificate=decision.certificate if decision.means in _NAMED else "",
        circumstances=decision.circumstances,
        issued=decision.means == Means.ISSUED,
    )


def attached_snapshot_sha256(edition: Edition) -> str:
    """Return the hash of the snapshot as the edition's files carry it with them (reports.attachments)."""
    data = json.loads(edition.snapshot)
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode()).hexdigest()
