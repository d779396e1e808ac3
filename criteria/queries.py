"""What is known about a stored pack: who last changed it, as the audit log tells it, and how much is scored by it."""

from collections.abc import Callable

from agencies.models import AuditEvent
from criteria.models import CriteriaPack

_MAPPING = "criteria.save_mapping"
_CONTENT = ("criteria.load", "criteria.upload", _MAPPING)
# Events are never rewritten: the older ones name the app that packs belonged to before.
_OBJECT_TYPES = ("criteria.criteriapack", "assessments.criteriapack")
_use_counters: list[Callable[[CriteriaPack], int]] = []


def register_use(count: Callable[[CriteriaPack], int]) -> None:
    """Let an app that scores by packs say how many of its results a pack has."""
    _use_counters.append(count)


def count_uses(pack: CriteriaPack) -> int:
    """Return how many stored results were judged by the pack."""
    return sum(count(pack) for count in _use_counters)


def last_change(pack: CriteriaPack) -> AuditEvent | None:
    """Return the event that gave the pack its present content."""
    events = AuditEvent.objects.filter(object_type__in=_OBJECT_TYPES, object_id=pack.pk)
    return events.filter(action__in=_CONTENT).order_by("-pk").first()


def mapping_edit(pack: CriteriaPack) -> AuditEvent | None:
    """Return the last edit of the mapping on its page, None where the pack is as its file says."""
    last = last_change(pack)
    return last if last and last.action == _MAPPING else None
