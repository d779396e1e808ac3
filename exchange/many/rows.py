"""A row of the workbook of many agencies beside what is stored. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from exchange.cells import as_text
from exchange.columns import NAME, NUMBER, Problem
from exchange.comparing import FieldChange, RowResult
from exchange.enums import RowKind
from exchange.many.columns import LEVEL, TOTAL, code_of
from exchange.many.places import Fresh, Known
from exchange.matching import Raw
from itaportal.thai import format_score


@dataclass(frozen=True, slots=True)
class Scores:
    """What is stored of an agency's year: scores by column key, and whose row it is."""

    values: dict[str, Any] = field(default_factory=dict)
    pk: int | None = None
    version: int = 0


NOTHING = Scores()  # before the first version of a year


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """A row of the file: the agency (or the one to be added), the year, and its scores as they would be stored."""

    raw: Raw
    agency: Known | None
    fresh: Fresh | None
    year: int
    stored: Scores
    values: Mapping[str, Any] = field(default_factory=dict)
    fields: tuple[FieldChange, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def kind(self) -> RowKind:
        """New, changed, unchanged or refused."""
        return RowKind.of(
            problems=bool(self.problems), differs=bool(self.fields), exists=self.stored.pk is not None
        )

    @property
    def identity(self) -> tuple[str, int]:
        """What two rows about the same agency and year have in common."""
        whose = self.agency or self.fresh
        return (whose.slug if whose else "", self.year)

    def result(self) -> RowResult:
        """Return what the preview says."""
        whose = self.agency or self.fresh
        name = f"{whose.name} ({whose.province})" if whose else as_text(self.raw.cells.get(NAME))
        label = f"{name or as_text(self.raw.cells.get(NUMBER))} ปี {self.year}"
        return RowResult(self.kind.value, self.raw.sheet, self.raw.row, label, self._told(), self.problems)

    def _told(self) -> tuple[FieldChange, ...]:
        """A new year is told in one line, a changed one value by value."""
        if self.stored.pk:
            return self.fields
        scores = [_one(entry) for entry in self.fields if entry.after]
        told = (FieldChange("คะแนน", "", " · ".join(scores)),) if scores else ()
        if self.fresh is None:
            return told
        place = f"{self.fresh.name} อำเภอ{self.fresh.district} จังหวัด{self.fresh.province}"
        return (FieldChange("หน่วยงานใหม่", "", place), *told)


def _one(entry: FieldChange) -> str:
    heading = _short(entry.heading)
    return entry.after if entry.after.startswith(heading) else f"{heading} {entry.after}"


@lru_cache(maxsize=100)
def _short(heading: str) -> str:
    return f"({heading.split(' ')[1]})" if heading.startswith("ตัวชี้วัดที่") else heading


def plain(values: Mapping[str, Any]) -> dict[str, str]:
    """Return stored scores as plain text, as undo and the audit log keep them."""
    return {
        "indicators": {code: format_score(score) for key, score in sorted(values.items()) if (code := code_of(key))
                       and score is not None},
        "printed_total": format_score(values.get(TOTAL)),
        "printed_level": values.get(LEVEL) or "",
    }  # fmt: skip
