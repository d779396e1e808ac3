"""A difference, and telling those of plain fields."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from itaportal.thai import long_date

Part = dict[str, Any]
# (key, its word, how it is told)
Fields = tuple[tuple[str, str, Callable[[Any], str]], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; ``before`` or ``after`` is "" for what was added or taken out."""

    where: str
    before: str
    after: str


def fields(named: Fields, old: Part | None, new: Part | None, where: str = "") -> Iterator[Change]:
    """Yield what the named fields say before and after, each under ``where`` and its word; a part may be missing."""
    old, new = old or {}, new or {}
    for key, word, told in named:
        yield Change(where + word, told(old.get(key)), told(new.get(key)))


def day(iso: str | None) -> str:
    """Return an ISO day in Thai words, "" for none."""
    return long_date(date.fromisoformat(iso)) if iso else ""


def label(choices: type) -> Callable[[str], str]:
    """Return what tells a stored choice by its label."""
    words = dict(choices.choices)
    return lambda value: str(words.get(value, value or ""))


def listed(values: list | None) -> str:
    """Return values in one line."""
    return ", ".join(str(value) for value in values or ())


def text(value: Any) -> str:
    """Return the value as it is, "" for none."""
    return "" if value is None else str(value)
