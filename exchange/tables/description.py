"""What a table is: one description that template, export, import and undo are made from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from agencies.models import User
from exchange.columns import Column
from exchange.comparing import Change
from exchange.matching import Stored
from exchange.scope import Scope


@dataclass(frozen=True, slots=True)
class Applied:
    """A stored object that an import made (``before`` is None) or changed; ``before`` holds plain values."""

    row: models.Model
    before: dict[str, Any] | None


class UndoRefused(Exception):
    """An import cannot be undone because something was built on it; the message says what, in Thai."""


@dataclass(frozen=True, slots=True)
class Details:
    """A table's second sheet: the rows of a row (steps of a measure).

    ``key`` is the column of the first sheet that shows the same in one cell; ``order`` the column that numbers the
    rows. ``read`` makes a stored value of a row's values by key, ``told`` the words for it, ``values`` the other way.
    """

    title: str
    key: str
    order: str
    columns: tuple[Column, ...]
    read: Callable[[dict[str, Any]], Any]
    values: Callable[[Any], dict[str, Any]]
    told: Callable[[Sequence[Any]], str]
    texts: Callable[[Sequence[Any]], tuple[str, ...]]
    most: int


@dataclass(frozen=True, slots=True)
class Table:
    """``stored`` gives the rows that are there or may be filled in; ``grows`` tells whether a file may add others.

    ``named`` gives the row that a file's number means although it is not among the stored ones, or raises ValueError
    with the reason. ``check`` gives reasons not to take a changed row: heading and words. ``apply`` writes changes
    through the apps' own actions. ``undo`` takes one stored object back to ``before`` (None: it was not there) and
    raises UndoRefused; ``model`` is its model.
    """

    name: str
    title: str
    model: type[models.Model]
    columns: Callable[[Scope], tuple[Column, ...]]
    stored: Callable[[Scope], list[Stored]]
    named: Callable[[Scope, str], Stored | None]
    check: Callable[[Scope, Change], list[tuple[str, str]]]
    apply: Callable[[Scope, list[Change], User | None], list[Applied]]
    undo: Callable[[models.Model, dict[str, Any] | None, int, User | None], None]
    spare_rows: int = 0
    details: Details | None = None

    @property
    def grows(self) -> bool:
        """Whether the template has empty rows for new entries."""
        return self.spare_rows > 0
