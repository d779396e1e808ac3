"""Who last changed a criteria pack, as the audit log tells it."""

from agencies.models import AuditEvent
from assessments.models import CriteriaPack

_MAPPING = "criteria.save_mapping"
_CONTENT = ("criteria.load", "criteria.upload", _MAPPING)


def last_change(pack: CriteriaPack) -> AuditEvent | None:
    """Return the event that gave the pack its present content."""
    events = AuditEvent.objects.filter(object_type=pack._meta.label_lower, object_id=pack.pk)
    return events.filter(action__in=_CONTENT).order_by("-pk").first()


def mapping_edit(pack: CriteriaPack) -> AuditEvent | None:
    """Return the last edit of the mapping on its page, None where the pack is as its file says."""
    last = last_change(pack)
    return last if last and last.action == _MAPPING else None
