"""What people enter into a row, by field name: completed, written and told to the audit log in one way."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from agencies.auditlog.writing import record, values_of
from agencies.models import Agency, User
from itaportal.editing.concurrency import StaleEdit, Versioned, claim
from itaportal.editing.modelfields import described_fields

Row = TypeVar("Row", bound=Versioned)


def entered_names(model: type[models.Model], *others: str) -> tuple[str, ...]:
    """Return the names of the texts, days and choices that people enter, and of the others, in the model's order."""
    entered = {*(field.name for field in described_fields(model)), *others}
    return tuple(field.name for field in model._meta.fields if field.name in entered)


def complete_values(
    model: type[models.Model], names: Iterable[str], given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a value for each of the names: what is given, else what the model's field starts with.

    Raises TypeError for a name that is not among them and for a value that the field cannot be without.
    """
    fields: dict[str, Any] = {name: model._meta.get_field(name) for name in names}
    missing = [name for name, field in fields.items() if not field.blank and not field.has_default()]
    if wrong := {*(given.keys() - fields.keys()), *(name for name in missing if name not in given)}:
        raise TypeError(f"{model.__name__} is entered without or with {', '.join(sorted(wrong))}")
    return {name: given[name] if name in given else field.get_default() for name, field in fields.items()}


def write_values(row: Versioned, values: Mapping[str, Any], version: int, by: User | None) -> dict[str, str]:
    """Write the values into the row where they differ, and return what it said before as text.

    Raises StaleEdit when somebody saved something else first; what is stored already is no conflict.
    """
    before = values_of(row, *values)
    if any(getattr(row, name) != value for name, value in values.items()):
        claim(row, version, by)
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))
    return before


def store_values(
    rows: models.QuerySet[Row],
    key: Mapping[str, Any],
    values: Mapping[str, Any],
    version: int,
    by: User | None,
) -> tuple[Row, dict[str, str] | None]:
    """Write the values into the one row that ``key`` names, or add it.

    Returns the row and what it said before, None for a new one. Raises StaleEdit when somebody saved or added it first.
    """
    found = rows.filter(**key)
    if row := found.first():
        return row, write_values(row, values, version, by)
    try:
        with transaction.atomic():
            return rows.create(**key, **values, updated_by=by), None
    except IntegrityError:
        raise StaleEdit(found.get()) from None


def record_change(
    action: str,
    row: Versioned,
    before: Mapping[str, str] | None,
    *names: str,
    by: User | None,
    agency: Agency,
) -> None:
    """Tell the audit log what changed since ``before``, nothing where nothing did; of a new row (None) all ``names``."""
    after = values_of(row, *(names if before is None else before))
    if after != before:
        record(action, row, by=by, agency=agency, before=before, after=after)
