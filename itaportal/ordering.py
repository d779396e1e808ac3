"""Rows in dictionary order: a stored key (``itaportal.thai.order``) beside the texts that it is made of.

A model gets ``name_order = ThaiOrder(of=("name",))``, stands on ``InOrder`` and has a manager of ``InOrderQuerySet``. Then
whatever writes the texts writes the key: ``save``, also of some fields only, ``bulk_create``, ``bulk_update``,
``update``, ``itaportal.bulk``. What cannot is refused. Lists say ``order_by("name_order", "pk")``.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models

from itaportal.thai.order import sort_key

# Two of them fit an entry of an index in PostgreSQL (2,704 bytes) whatever is typed; names take some 30 bytes.
LONGEST_KEY = 600


class ThaiOrder(models.BinaryField):
    """Where the row stands by the texts of the fields ``of``, the first one deciding; bytes compare alike everywhere.

    Migrations see a plain BinaryField. Where ``sort_key`` changes, a migration calls ``order_of`` for every row.
    """

    def __init__(self, *, of: Sequence[str] = (), **kwargs):
        super().__init__(**{"default": b"", **kwargs})
        self.of = tuple(of)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs

    def from_db_value(self, value, expression, connection) -> bytes | None:
        # PostgreSQL's adapter answers a memoryview, which does not compare.
        return None if value is None else bytes(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes:
        key = self.key_of({name: getattr(model_instance, name) for name in self.of})
        setattr(model_instance, self.attname, key)
        return key

    def key_of(self, values: Mapping[str, Any]) -> bytes:
        """Return the key that goes with the values. Raises TypeError unless all of its texts are there as texts."""
        texts = [text for name in self.of if isinstance(text := values.get(name), str)]
        if len(texts) < len(self.of):
            raise TypeError(f"{self.name} is made of {', '.join(self.of)}: write them as texts, all at once")
        return order_of(*texts)


def order_of(*texts: str) -> bytes:
    """Return the stored key of the texts."""
    return b"\x00".join(map(sort_key, texts))[:LONGEST_KEY]


def orders_of(model: type[models.Model]) -> list[ThaiOrder]:
    """Return the model's keys of order."""
    return [field for field in model._meta.concrete_fields if isinstance(field, ThaiOrder)]


def touched_orders(model: type[models.Model], names: Iterable[str]) -> list[ThaiOrder]:
    """Return the keys that change with the named fields and are not among them."""
    changed = set(names)
    return [each for each in orders_of(model) if changed & set(each.of) and each.name not in changed]


class InOrder(models.Model):
    """A row with a key of order, which is saved wherever one of its texts is."""

    class Meta:
        abstract = True

    def save(self, *args, update_fields: Iterable[str] | None = None, **kwargs):
        if update_fields is None:
            # A column that was not loaded takes part in a save once it has a value.
            for field in orders_of(type(self)):
                field.pre_save(self, False)
        else:
            update_fields = _with_orders(type(self), update_fields)
        super().save(*args, update_fields=update_fields, **kwargs)


class InOrderQuerySet(models.QuerySet):
    """Writes the keys of order wherever it writes their texts."""

    def update(self, **values: Any) -> int:
        keys = {field.name: field.key_of(values) for field in touched_orders(self.model, values)}
        return super().update(**values, **keys)

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_update(self, objs, fields, batch_size=None) -> int:
        rows, names = list(objs), list(fields)
        for field in touched_orders(self.model, names):
            for row in rows:
                field.pre_save(row, False)
        return super().bulk_update(rows, _with_orders(self.model, names), batch_size)

    bulk_update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, objs, *args, update_fields=None, **kwargs):
        if update_fields is not None:
            update_fields = _with_orders(self.model, update_fields)
        return super().bulk_create(objs, *args, update_fields=update_fields, **kwargs)

    bulk_create.alters_data = True  # type: ignore[attr-defined]


def _with_orders(model: type[models.Model], names: Iterable[str]) -> list[str]:
    given = list(names)
    return [*given, *(field.name for field in touched_orders(model, given))]
