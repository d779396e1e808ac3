"""Writing the audit log: called by actions, in the same transaction as the change it tells of."""

import json
from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from django.db import models

from agencies.models import Agency, AuditEvent, User

# Set by the middleware for the time of a request; empty in commands.
client_address: ContextVar[str] = ContextVar("client_address", default="")


def values_of(row: models.Model, *fields: str) -> dict[str, str]:
    """Return the named fields as text, as the audit log keeps them."""
    return {name: _text(getattr(row, name)) for name in fields}


def record(
    action: str,
    row: models.Model,
    *,
    by: User | None,
    agency: Agency | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Append one event; ``before`` and ``after`` keep only what differs when both are given.

    ``by`` is None for a command run by the site's operator.
    """
    if before is not None and after is not None:
        changed = [name for name in after if _text(before.get(name)) != _text(after[name])]
        before = {name: before.get(name) for name in changed}
        after = {name: after[name] for name in changed}
    return AuditEvent.objects.create(
        actor_id=by.pk if by else None,
        actor_name=by.get_full_name() if by else "ระบบ",
        address=client_address.get(),
        agency_id=agency.pk if agency else None,
        action=action,
        object_type=row._meta.label_lower,
        object_id=row.pk,
        object_label=str(row)[:300],
        before=_dump(before),
        after=_dump(after),
    )


def _dump(values: Mapping[str, Any] | None) -> str:
    if not values:
        return ""
    return json.dumps(
        {name: _text(value) for name, value in values.items()}, ensure_ascii=False, sort_keys=True
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)
