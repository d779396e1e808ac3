"""What an import would change: each row of the file beside what is stored. Pure."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from exchange.cells import Unreadable, is_blank
from exchange.columns import Column, Kind, Problem
from exchange.enums import Blank, RowKind
from exchange.matching import Match, Stored
from exchange.parsing import parse
from exchange.rendering import in_words, still_shows


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value of a row before and after, in words."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowResult:
    """What the preview says about one row of the file."""

    kind: str
    sheet: str
    row: int
    label: str
    fields: tuple[FieldChange, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """All rows of a file, and what its tables have that is not read (``unknown`` and ``missing`` headings).

    ``notes`` tell what else a person should know of the file.
    """

    rows: tuple[RowResult, ...] = ()
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each kind."""
        counted = Counter(row.kind for row in self.rows)
        return {kind.value: counted[kind.value] for kind in RowKind}

    @property
    def refused(self) -> tuple[RowResult, ...]:
        """Rows that are not taken."""
        return tuple(row for row in self.rows if row.kind == RowKind.REFUSED)

    def to_json(self) -> str:
        """Return the preview as text to be stored."""
        return json.dumps(self, default=_by_name, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the preview that ``to_json`` wrote."""
        data = json.loads(text)
        rows = tuple(
            RowResult(
                **{
                    **row,
                    "fields": tuple(FieldChange(**entry) for entry in row["fields"]),
                    "problems": tuple(Problem(**entry) for entry in row["problems"]),
                }
            )
            for row in data["rows"]
        )
        return cls(rows, tuple(data["unknown"]), tuple(data["missing"]), tuple(data.get("notes", ())))


def _by_name(entry: RowResult | FieldChange | Problem) -> dict[str, Any]:
    """Return what one entry holds; ``asdict`` would copy the whole preview first."""
    return {name: getattr(entry, name) for name in entry.__slots__}


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the file read: its values as they would be stored, and what that changes.

    ``details`` are the rows of the second sheet as they would be stored, None where that sheet does not say.
    """

    match: Match
    values: Mapping[str, Any]
    fields: tuple[FieldChange, ...] = ()
    problems: tuple[Problem, ...] = ()
    details: tuple[Any, ...] | None = None
    changed: frozenset[str] = field(default=frozenset())

    @property
    def stored(self) -> Stored | None:
        """The row as it is stored."""
        return self.match.stored

    @property
    def kind(self) -> RowKind:
        """New, changed, unchanged or refused."""
        exists = self.stored is not None and self.stored.exists
        return RowKind.of(problems=bool(self.problems), differs=bool(self.fields), exists=exists)

    def refused(self, heading: str, reason: str) -> "Change":
        """Return the row with one more reason not to take it."""
        raw = self.match.raw
        return replace(self, problems=(*self.problems, Problem(raw.sheet, raw.row, heading, reason)))

    def result(self, label: str) -> RowResult:
        """Return what the preview says."""
        raw = self.match.raw
        return RowResult(self.kind.value, raw.sheet, raw.row, label, self.fields, self.problems)


def compare(match: Match, columns: Iterable[Column], blank: Blank) -> Change:
    """Read the row's cells and return what they change; every cell that cannot be read is told."""
    raw, stored = match.raw, match.stored
    change = Change(match, dict(stored.values) if stored else {})
    if match.problem:
        return change.refused(match.column, match.problem)
    number = stored.number if stored else raw.number
    inputs = [column.at(number) for column in columns if not column.locked]
    for column in inputs:
        if column.key in raw.cells:
            change = _with_cell(change, column, blank)
    if change.fields and not (stored and stored.exists):
        for column in inputs:
            if column.required and is_nothing(change.values.get(column.key)):
                change = _lacking(change, column)
    return change


def _with_cell(change: Change, column: Column, blank: Blank) -> Change:
    cell, before = change.match.raw.cells[column.key], change.values.get(column.key)
    is_known = change.stored is not None and change.stored.exists
    if still_shows(column, cell, before) if is_known else is_blank(cell):
        return change
    keeps = column.may_keep and blank is Blank.KEEP and is_known
    if keeps and is_blank(cell):
        return change
    try:
        value = parse(column, cell)
    except Unreadable as error:
        return change.refused(column.heading, str(error))
    # "N/A" is as good as blank; a "no" is an answer.
    if keeps and is_nothing(value) and value is not False:
        return change
    if column.nothing is not None and is_nothing(value):
        value = column.nothing
    return with_value(change, column, value)


def _lacking(change: Change, column: Column) -> Change:
    if any(problem.column == column.heading for problem in change.problems):
        return change
    if column.key in change.match.raw.cells:
        return change.refused(column.heading, "ต้องกรอกช่องนี้")
    return change.refused(column.heading, "ไฟล์ไม่มีช่องนี้ ซึ่งต้องมีเมื่อเพิ่มรายการใหม่")


def is_nothing(value: Any) -> bool:
    """Whether nothing is stored; a score of 0 is something."""
    return value is None or value is False or value == "" or value == ()


def with_value(change: Change, column: Column, value: Any) -> Change:
    """Return the row with the value, as a change where it differs from what is stored."""
    before = change.values.get(column.key)
    values = {**change.values, column.key: value}
    if _same(column, before, value):
        return replace(change, values={**values, column.key: value if before is None else before})
    told = FieldChange(column.heading, in_words(column, before), in_words(column, value))
    return replace(
        change, values=values, fields=(*change.fields, told), changed=change.changed | {column.key}
    )


def _same(column: Column, before: Any, after: Any) -> bool:
    if column.kind is Kind.CODES:
        return set(before or ()) == set(after or ())
    return before == after or (is_nothing(before) and is_nothing(after))
