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

from agencies.auditlog import words
from agencies.auditlog.models import AuditEvent
from itaportal.language import gettext_lazy, in_thai
from itaportal.thai import dates

_THAI = re.compile("[\u0e01-\u0e5b]")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TRUTH = {"True": gettext_lazy("ใช่"), "False": gettext_lazy("ไม่ใช่")}


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One field before and after, as people read it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One event as people read it; ``when`` is Bangkok time."""

    event: AuditEvent
    when: datetime
    what: str
    object_kind: str
    changes: list[LoggedChange]


def describe_event(event: AuditEvent) -> LogEntry:
    """Return the event in words."""
    return LogEntry(
        event=event,
        when=timezone.localtime(event.at),
        what=words.action_word(event.action),
        object_kind=object_name(event.object_type),
        changes=_changes(event),
    )


def object_name(object_type: str) -> str:
    """Return what rows of a recorded model are called; the label itself where the model has no Thai name."""
    model = _named_model(object_type)
    return str(model._meta.verbose_name) if model else object_type


@cache
def _named_model(object_type: str) -> type[models.Model] | None:
    try:
        model = apps.get_model(words.current_label(object_type))
    except (LookupError, ValueError):
        return None
    return model if _is_ours(model._meta.verbose_name) else None


@in_thai()
def _is_ours(name: object) -> bool:
    """Tell a name that we gave: one that nobody gave is not Thai in Thai either."""
    return bool(_THAI.search(str(name)))


def _changes(event: AuditEvent) -> list[LoggedChange]:
    before, after = _read(event.before), _read(event.after)
    changes = [
        LoggedChange(
            _label(event.object_type, name),
            _show_value(event.object_type, name, before.get(name, "")),
            _show_value(event.object_type, name, after.get(name, "")),
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
    for label in words.models_told_by(object_type):
        try:
            field = apps.get_model(label)._meta.get_field(name)
        except (LookupError, ValueError, FieldDoesNotExist):
            continue
        # Rows of another model that point here, as the steps of a measure, are told by a word of their own.
        return field if isinstance(field, models.Field) else None
    return None


@cache
def _named_field(object_type: str, name: str) -> models.Field | None:
    field = _field(object_type, name)
    return field if field is not None and _is_ours(field.verbose_name) else None


def _label(object_type: str, name: str) -> str:
    field = _named_field(object_type, name)
    return str(field.verbose_name) if field else words.field_word(name)


def _show_value(object_type: str, name: str, value: object) -> str:
    text = str(value)
    field = _field(object_type, name)
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(text, text))
    if isinstance(field, models.BooleanField):
        return _TRUTH.get(text, text)
    if _ISO_DAY.fullmatch(text) and (field is None or isinstance(field, models.DateField)):
        return _day(text)
    return _plain(object_type, text) if text[:1] in ("[", "{") else text


def _day(text: str) -> str:
    try:
        return dates.long_date(date.fromisoformat(text))
    except ValueError:
        return text


def _plain(object_type: str, text: str) -> str:
    """Return a list or a table without its brackets."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    if isinstance(value, dict):
        return ", ".join(f"{_label(object_type, name)}: {part}" for name, part in value.items())
    return ", ".join(str(part) for part in value)
