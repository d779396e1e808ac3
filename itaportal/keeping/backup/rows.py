"""The rows of every table as lines of JSON, the same from every kind of database, and back."""

import base64
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, time
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from itaportal import bulk
from itaportal.ordering import ThaiOrder

_AT_ONCE = 1000  # rows
# Made anew from the other rows, or worth nothing on another day.
_LEFT_OUT = {
    "itaportal.RequestCount",
    "itaportal.WorkerBeat",
    "search.IndexState",
    "search.SearchEntry",
    "search.SearchWord",
    "sessions.Session",
    "usersessions.UserSession",
}
# Migrations fill these tables; the rows of the backup take their place, as others name them by number.
_OF_MIGRATIONS = {"auth.Permission", "contenttypes.ContentType"}


@contextmanager
def one_moment() -> Iterator[None]:
    """Have all that is read inside stand as at one moment, while others go on writing."""
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # reads without the lock of writers
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode  # type: ignore[attr-defined]


def kept_models() -> list[type[models.Model]]:
    """Return the models whose rows a backup holds, those between two models among them."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and model._meta.label not in _LEFT_OUT]


def migrations() -> list[str]:
    """Return the migrations that the database has gone through, "app.name"."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def lines_of(model: type[models.Model]) -> Iterator[tuple[int, bytes]]:
    """Yield the model's rows in pieces: how many, and each as a line of JSON, its values in the order of ``_names``."""
    rows = model._base_manager.order_by("pk").values_list(*_names(model)).iterator(chunk_size=_AT_ONCE)
    while some := list(islice(rows, _AT_ONCE)):
        lines = (json.dumps(row, ensure_ascii=False, default=_plain, separators=(",", ":")) for row in some)
        yield len(some), "\n".join(lines).encode()


def add_lines(label: str, lines: bytes) -> int:
    """Add the rows of a piece, and return how many there were."""
    model = apps.get_model(label)
    fields = [model._meta.get_field(name) for name in _names(model)]
    rows = [
        [field.to_python(value) for field, value in zip(fields, json.loads(line), strict=True)]
        for line in lines.splitlines()
    ]
    bulk.insert(model, _names(model), rows)
    return len(rows)


def filled_tables() -> list[str]:
    """Return the models that hold rows, besides those that migrations fill; none where there are no tables yet."""
    tables = set(connection.introspection.table_names())
    return [
        model._meta.label
        for model in kept_models()
        if model._meta.label not in _OF_MIGRATIONS
        and model._meta.db_table in tables
        and model._base_manager.exists()
    ]


def make_way() -> None:
    """Remove the rows that migrations made."""
    for model in kept_models():
        if model._meta.label in _OF_MIGRATIONS:
            model._base_manager.all()._raw_delete(connection.alias)


def set_counters() -> None:
    """Have the database number new rows after those that were added."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept_models()):
            cursor.execute(statement)


def _names(model: type[models.Model]) -> Sequence[str]:
    """Return the columns of a row by the names of their attributes; keys of order are made anew from their texts."""
    return [field.attname for field in model._meta.concrete_fields if not isinstance(field, ThaiOrder)]


def _plain(value: Any) -> str:
    """Return what ``to_python`` of the value's field makes the value of again."""
    match value:
        case date() | time():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(value).decode()
    raise TypeError(f"no way to write down {type(value).__name__}")
