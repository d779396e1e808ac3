"""Reading what the portal holds about a person, by what is registered in agencies/holdings.py."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Field, Model, QuerySet
from django.utils import timezone

from agencies.auditlog.entries import object_name
from agencies.holdings import ACCOUNT, PURPOSES, Holding, Purpose, holdings
from agencies.models import User

_SECRET_OF_ACCOUNT = ("password",)
_OWN_ORDER = ("name_order",)  # computed of the name


@dataclass(frozen=True, slots=True)
class Part:
    """What one table says of the person: its name in Thai, columns by code and label, and the rows as texts."""

    name: str
    title: str
    purpose: Purpose
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]


def rows_about(holding: Holding, user: User) -> QuerySet:
    """Return the rows that the holding means."""
    value = user.get_username() if holding.by_name else user.pk
    wanted: dict[str, Any] = {f"{holding.field}__iexact" if holding.by_name else holding.field: value}
    if holding.of:
        wanted["object_type"] = holding.of
    return apps.get_model(holding.model)._default_manager.filter(**wanted).order_by("pk")


@dataclass(frozen=True, slots=True)
class Held:
    """How many rows of each kind there are for a purpose."""

    purpose: Purpose
    kinds: tuple[tuple[str, int], ...]


def held_for(user: User) -> list[Held]:
    """Return what there is by purpose, counted; one query for each kind of row."""
    counted: dict[Purpose, dict[str, int]] = {purpose: {} for purpose in PURPOSES}
    counted[ACCOUNT][object_name("agencies.user")] = 1
    for holding in holdings():
        kinds, title = counted[holding.purpose], _title(holding)
        kinds[title] = kinds.get(title, 0) + rows_about(holding, user).count()
    return [
        Held(purpose, tuple((title, count) for title, count in kinds.items() if count))
        for purpose, kinds in counted.items()
    ]


def personal_data(user: User) -> list[Part]:
    """Return everything, the account first; what opens something is left out. Some queries for each kind of row."""
    account = _part(
        "agencies.User",
        object_name("agencies.user"),
        ACCOUNT,
        [user],
        _columns(User, secret=(*_SECRET_OF_ACCOUNT, *_OWN_ORDER)),
    )
    parts = [_of_holding(holding, user) for holding in holdings()]
    return [account, *(part for part in parts if part.rows)]


def _of_holding(holding: Holding, user: User) -> Part:
    model = apps.get_model(holding.model)
    columns = _columns(model, shown=holding.shown, secret=holding.secret)
    rows = rows_about(holding, user).only(*(field.name for field in columns))
    return _part(f"{holding.model}.{holding.field}", _title(holding), holding.purpose, rows, columns)


def _title(holding: Holding) -> str:
    return holding.title or object_name(holding.model.lower())


def _columns(model: type[Model], shown: tuple[str, ...] = (), secret: tuple[str, ...] = ()) -> list[Field]:
    fields = [field for field in model._meta.concrete_fields if field.name not in secret]
    return [field for field in fields if not shown or field.name in shown]


def _part(name: str, title: str, purpose: Purpose, rows: Any, columns: list[Field]) -> Part:
    return Part(
        name=name.lower(),
        title=title,
        purpose=purpose,
        columns=tuple((field.attname, str(field.verbose_name)) for field in columns),
        rows=tuple(tuple(_text(row, field) for field in columns) for row in rows),
    )


def _text(row: Model, field: Field) -> str:
    value = getattr(row, field.attname)
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    # What is no single choice, a list for example, need not be hashable.
    return str(dict(field.flatchoices).get(value, value) if field.flatchoices else value)
