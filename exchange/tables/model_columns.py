"""Columns of a model's fields: heading, help, limit and choices are the model's, a table only adds what a file needs."""

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any

from django.db import models

from exchange.engine.columns import AGENCY, ID, YEAR, CellKind, Column
from itaportal.editing.modelfields import Baht, Ordinal, described_fields, help_of, label_of, limit_of

YEAR_COLUMN = Column(
    YEAR, "ปีงบประมาณ", CellKind.INTEGER, locked=True, aliases=("ปี", "ปีงบ", "พ.ศ.", "ปีงบประมาณ พ.ศ.")
)
# Every table of one agency starts with these: they tell whose row it is, and are hidden in a template.
WHOSE = (
    Column(AGENCY, "รหัสหน่วยงาน", CellKind.LINE, locked=True, hidden=True),
    replace(YEAR_COLUMN, hidden=True),
)
ROW_ID = Column(ID, "รหัสข้อมูล", CellKind.INTEGER, locked=True, hidden=True)
_KINDS = (
    (models.BooleanField, CellKind.YES_NO),
    (models.DateField, CellKind.DATE),
    (Baht, CellKind.AMOUNT),
    (models.DecimalField, CellKind.SCORE),
    (models.IntegerField, CellKind.INTEGER),
    (models.TextField, CellKind.TEXT),
    (models.CharField, CellKind.LINE),
)
_WIDTHS = {CellKind.TEXT: 40, CellKind.LINE: 28, CellKind.DATE: 14}


def model_column(model: type[models.Model], name: str, *, key: str = "", **more: Any) -> Column:
    """Return the column of a field; ``more`` is what the table adds or has differently, ``key`` its key if another."""
    field: Any = model._meta.get_field(name)
    kind = _kind_of(field)
    known: dict[str, Any] = {
        "heading": label_of(model, name),
        "kind": kind,
        "help": help_of(model, name),
        "width": _WIDTHS.get(kind, 16),
        "may_keep": True,
    }
    if limit := limit_of(model, name):
        known["limit"] = limit
    if getattr(field, "one_line", False):
        known["prose"] = True
    if kind is CellKind.CHOICE:
        known["choices"] = tuple((value, str(label)) for value, label in field.choices)
    elif kind is CellKind.YES_NO:
        known["choices"] = ((True, "ใช่"), (False, "ไม่ใช่"))
    elif isinstance(field, Ordinal):
        known |= {"smallest": field.least, "largest": field.most}
    return Column(key or name, **{**known, **more})


def _kind_of(field: Any) -> CellKind:
    if getattr(field, "choices", None):
        return CellKind.CHOICE
    if getattr(field, "one_line", False):
        return CellKind.LINE
    return next((kind for of, kind in _KINDS if isinstance(field, of)), CellKind.CODES)


def input_columns(
    model: type[models.Model], more: Mapping[str, Mapping[str, Any] | Column], besides: Container[str] = ()
) -> dict[str, Column]:
    """Return by name the columns of what people enter; ``more`` as for ``model_column``, in its order, or whole columns.

    A field that ``more`` says nothing of follows as a plain column, unless it is one of those ``besides``.
    """
    others = (field.name for field in described_fields(model) if field.name not in besides)
    columns = {}
    for name in dict.fromkeys((*more, *others)):
        added = more.get(name, {})
        columns[name] = added if isinstance(added, Column) else model_column(model, name, **added)
    return columns
