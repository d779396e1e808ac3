"""Audit events as people read them: what was done, to what, and its fields before and after."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone

from agencies.auditwords import ACTIONS, FIELDS, OBJECTS
from agencies.models import AuditEvent
from itaportal import thai

_THAI = re.compile("[\u0e01-\u0e5b]")
_TRUTH = {"True": "ใช่", "False": "ไม่ใช่"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, as people read it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as people read it; ``when`` is Bangkok time."""

    sequence: int
    when: datetime
    who: str
    address: str
    action: str
    what: str
    object_kind: str
    object_label: str
    changes: list[Change]
    hash: str


def told(event: AuditEvent) -> Entry:
    """Return the event in words."""
    return Entry(
        sequence=event.sequence,
        when=timezone.localtime(event.at),
        who=event.actor_name,
        address=event.address,
        action=event.action,
        what=ACTIONS.get(event.action, event.action),
        object_kind=OBJECTS.get(event.object_type, event.object_type),
        object_label=event.object_label,
        changes=_changes(event),
        hash=event.hash,
    )


def _changes(event: AuditEvent) -> list[Change]:
    before, after = _read(event.before), _read(event.after)
    changes = [
        Change(
            _label(event.object_type, name),
            _shown(event.object_type, name, before.get(name, "")),
            _shown(event.object_type, name, after.get(name, "")),
        )
        for name in {**before, **after}
    ]
    return [change for change in changes if change.before or change.after]


def _read(text: str) -> Mapping[str, str]:
    """Return values by field; a text that somebody tampered with is shown as it is."""
    try:
        values = json.loads(text or "{}")
    except ValueError:
        values = text
    return values if isinstance(values, dict) else {"": text}


@cache
def _field(object_type: str, name: str) -> models.Field | None:
    try:
        return apps.get_model(object_type)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None


def _label(object_type: str, name: str) -> str:
    field = _field(object_type, name)
    own = str(getattr(field, "verbose_name", ""))
    if _THAI.search(own):
        return own
    return FIELDS.get(name) or name.replace("measure ", "ผลของมาตรการเลขที่ ")


def _shown(object_type: str, name: str, value: object) -> str:
    text = str(value)
    field = _field(object_type, name)
    if getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(text, text))
    if isinstance(field, models.BooleanField):
        return _TRUTH.get(text, text)
    if isinstance(field, models.DateField) or name == "as_at":
        return _day(text)
    return _plain(text) if text[:1] in ("[", "{") else text


def _day(text: str) -> str:
    try:
        return thai.long_date(date.fromisoformat(text))
    except ValueError:
        return text


def _plain(text: str) -> str:
    """Return a list or a table without its brackets."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    if isinstance(value, dict):
        return ", ".join(f"{FIELDS.get(name, name)}: {part}" for name, part in value.items())
    return ", ".join(str(part) for part in value)
