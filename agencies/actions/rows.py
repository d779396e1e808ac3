"""Writing a row with what was entered, and telling what it said before."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model

from agencies.auditlog.writing import values_of


class DuplicateName(Exception):
    """The agency already has something of that name."""


def save_values(row: Model, values: Mapping[str, Any]) -> dict[str, dict[str, str] | None]:
    """Write the values into the row, new or stored, and return before and after; raises DuplicateName."""
    is_new = row.pk is None
    before = None if is_new else values_of(row, *values)
    for name, value in values.items():
        setattr(row, name, value)
    save_named(row, None if is_new else values)
    return {"before": before, "after": values_of(row, *values)}


def save_named(row: Model, only: Iterable[str] | None = None) -> None:
    try:
        with transaction.atomic():
            row.save(update_fields=only)
    except IntegrityError:
        raise DuplicateName from None
