"""A difference, and telling those of the fields of a part of a snapshot."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from itaportal.thai.dates import long_date
from itaportal.thai.money import format_amount
from reports.snapshot.parts import Part


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; ``before`` or ``after`` is "" for what was added or taken out."""

    where: str
    before: str
    after: str


def fields(
    part: type[Part], old: Part | None, new: Part | None, where: str = "", *, without: Iterable[str] = ()
) -> Iterator[Change]:
    """Yield what each named field says before and after, under ``where`` and its name; a part may be missing.

    Left out are fields without a name, and those ``without``.
    """
    for name in part.model_fields:
        if name not in without and (title := part.title_of(name)):
            choices = part.choices_of(name)
            before, after = (_describe_value(getattr(side, name, None), choices) for side in (old, new))
            if part.is_amount(name):
                before, after = (format_amount(Decimal(told) if told else None) for told in (before, after))
            yield Change(where + title, before, after)


def _describe_value(value: Any, choices: dict[str, str]) -> str:
    match value:
        case None:
            return ""
        case date():
            return long_date(value)
        case tuple():
            return ", ".join(map(str, value))
    return choices.get(value) or str(value)
