"""Reading the audit log for its auditor."""

from datetime import date, datetime, time

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from agencies.auditlog import words
from agencies.auditlog.models import AuditEvent, AuditHead
from agencies.auditlog.writing import SITE_CHAIN, HasKey
from itaportal.thai.order import sort_key

SYSTEM = "0"  # the actor of commands, who has no id


def audit_events(
    agency: HasKey | None,
    *,
    actor: str = "",
    group: str = "",
    kind: str = "",
    since: date | None = None,
    until: date | None = None,
    text: str = "",
) -> QuerySet:
    """Return the agency's events (the site's own without one), newest first; each condition that is given narrows them.

    ``actor`` is an id or SYSTEM, ``group`` the first part of an action, ``kind`` an object type, ``since`` and
    ``until`` are days in Bangkok, both included.
    """
    wanted = Q(agency_id=agency.pk if agency else None)
    if actor:
        wanted &= Q(actor_id__isnull=True) if actor == SYSTEM else Q(actor_id=actor)
    if group:
        wanted &= Q(action__startswith=f"{group}.")
    if kind:
        wanted &= Q(object_type__in=words.labels_of(kind))
    if since:
        wanted &= Q(at__gte=_moment(since, time.min))
    if until:
        wanted &= Q(at__lte=_moment(until, time.max))
    if text:
        wanted &= _says(text)
    return AuditEvent.objects.filter(wanted).order_by("-sequence")


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def _says(text: str) -> Q:
    found = Q(action__in=words.actions_saying(text))
    for field in ("object_label", "before", "after", "actor_name", "address"):
        found |= Q(**{f"{field}__icontains": text})
    return found


def audit_actors(agency: HasKey | None) -> list[tuple[str, str]]:
    """Return (id, name) of everybody who did something, by name; also of people who left."""
    actors = AuditEvent.objects.filter(agency_id=agency.pk if agency else None).order_by().values("actor_id")
    named = actors.annotate(name=Max("actor_name")).values_list("actor_id", "name")
    return sorted(((str(pk or SYSTEM), name) for pk, name in named), key=lambda actor: sort_key(actor[1]))


def audit_head(agency: HasKey | None) -> AuditHead | None:
    """Return where the agency's chain (the site's own without one) ends, None without events."""
    return AuditHead.objects.filter(pk=agency.pk if agency else SITE_CHAIN).first()
