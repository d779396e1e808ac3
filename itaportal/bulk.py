"""Writing many rows by one statement that runs for each of them.

``bulk_create`` and ``bulk_update`` need a model object and a piece of statement for every row, which takes longer than
storing it. A foreign key is named as its column is ("agency_id"). No signals are sent. Keys of order are written with
their texts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from django.db import connection, models

from itaportal.ordering import ThaiOrder, touched_orders

# Every database takes the values of these as they are.
_PLAIN = (models.IntegerField, models.CharField, models.TextField, models.ForeignKey)


def insert(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    or_keep: bool = False,
    or_replace: Sequence[str] = (),
    **same: Any,
) -> None:
    """Add rows whose values stand in the order of ``names``; ``same`` is what all of them have in common.

    Other fields get their defaults. ``or_keep`` leaves alone what is already there; ``or_replace`` names the unique
    fields by which a row counts as already there, and writes the others anew. Raises IntegrityError.
    """
    others = {
        field.attname: field.get_default()
        for field in model._meta.concrete_fields
        if field.attname not in names and not isinstance(field, models.AutoField | ThaiOrder)
    } | same
    names, rows = _with_orders(model, names, rows, others)
    ends = _row_adapter(model, tuple(others))(tuple(others.values()))
    columns = [*_columns(model, names), *_columns(model, others)]
    places = ", ".join(["%s"] * len(columns))
    known = " ON CONFLICT DO NOTHING" if or_keep else _replacing(model, columns, or_replace)
    statement = f"INSERT INTO {_table(model)} ({', '.join(columns)}) VALUES ({places}){known}"
    stored = _row_adapter(model, names)
    if values := [[*stored(row), *ends] for row in rows]:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)


def update(
    model: type[models.Model],
    names: Sequence[str],
    where: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> int:
    """Change ``names`` in rows whose ``where`` fields are as given, and return how many rows that were.

    ``rows`` hold the new values in the order of ``names``, then those of ``where``.
    """
    names, rows = _with_orders(model, names, rows)
    changes = ", ".join(f"{column} = %s" for column in _columns(model, names))
    conditions = " AND ".join(f"{column} = %s" for column in _columns(model, where))
    statement = f"UPDATE {_table(model)} SET {changes} WHERE {conditions}"
    values = list(map(_row_adapter(model, (*names, *where)), rows))
    if not values:
        return 0
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)
        return cursor.rowcount


def _with_orders(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    same: Mapping[str, Any] | None = None,
) -> tuple[Sequence[str], Iterable[Sequence[Any]]]:
    """Put the keys of order that go with the values before the names and before each row's values."""
    others = same or {}
    touched = touched_orders(model, {*names, *others})
    if not touched:
        return names, rows

    def keyed(row: Sequence[Any]) -> list[Any]:
        values = {**others, **dict(zip(names, row, strict=False))}
        return [*(field.key_of(values) for field in touched), *row]

    return [*(field.attname for field in touched), *names], map(keyed, rows)


def _replacing(model: type[models.Model], columns: Sequence[str], unique: Sequence[str]) -> str:
    if not unique:
        return ""
    same = _columns(model, unique)
    changes = ", ".join(f"{column} = excluded.{column}" for column in columns if column not in same)
    return f" ON CONFLICT ({', '.join(same)}) DO UPDATE SET {changes}"


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _fields(model: type[models.Model], names: Iterable[str]) -> list[models.Field]:
    fields = [model._meta.get_field(name) for name in names]
    return [field for field in fields if isinstance(field, models.Field)]


def _columns(model: type[models.Model], names: Iterable[str]) -> list[str]:
    return [connection.ops.quote_name(str(field.column)) for field in _fields(model, names)]


def _row_adapter(model: type[models.Model], names: Sequence[str]) -> Callable[[Sequence[Any]], list[Any]]:
    """Return what makes values of the fields those of the database."""
    fields = enumerate(_fields(model, names))
    odd = [(place, _value_adapter(field)) for place, field in fields if not isinstance(field, _PLAIN)]

    def stored(row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for place, prepared in odd:
            values[place] = prepared(values[place])
        return values

    return stored


def _value_adapter(field: models.Field) -> Callable[[Any], Any]:
    prepared = partial(field.get_db_prep_save, connection=connection)
    # The same points come again and again, and making them what the database takes is slow.
    return lru_cache(maxsize=10_001)(prepared) if isinstance(field, models.DecimalField) else prepared
