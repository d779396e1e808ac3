"""What an import would change: each row of the file beside what is stored. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import TypeAdapter

from exchange.engine.cells import Unreadable, is_blank
from exchange.engine.columns import CellKind, Column, RowProblem
from exchange.engine.match import RowMatch, StoredRow
from exchange.engine.parse import parse
from exchange.engine.render import in_words, still_shows
from exchange.enums import Blank, RowKind
from itaportal.language import marked


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value of a row before and after, in words; ``is_made`` tells that they are the portal's own words, which pages translate."""

    heading: str
    before: str
    after: str
    is_made: bool = False


@dataclass(frozen=True, slots=True)
class RowResult:
    """What the preview says about one row of the file."""

    kind: str
    sheet: str
    row: int
    label: str
    fields: tuple[FieldChange, ...] = ()
    problems: tuple[RowProblem, ...] = ()


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
        return _ADAPTER.dump_json(self).decode()

    @classmethod
    def from_json(cls, text: str) -> "Preview":
        """Return the preview that ``to_json`` wrote."""
        return _ADAPTER.validate_json(text)


_ADAPTER = TypeAdapter(Preview)


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of the file read: its values as they would be stored, and what that changes.

    ``details`` are the rows of the second sheet as they would be stored, None where that sheet does not say.
    """

    match: RowMatch
    values: Mapping[str, Any]
    fields: tuple[FieldChange, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    details: tuple[Any, ...] | None = None
    changed: frozenset[str] = field(default=frozenset())

    @property
    def stored(self) -> StoredRow | None:
        """The row as it is stored."""
        return self.match.stored

    @property
    def known(self) -> StoredRow:
        """The same, in a table to which no file adds rows."""
        assert self.match.stored is not None
        return self.match.stored

    @property
    def kind(self) -> RowKind:
        """New, changed, unchanged or refused."""
        if self.problems:
            return RowKind.REFUSED
        if not self.fields:
            return RowKind.UNCHANGED
        return RowKind.CHANGED if self.stored and self.stored.exists else RowKind.NEW

    def refuse(self, heading: str, reason: str) -> "RowChange":
        """Return the row with one more reason not to take it."""
        raw = self.match.raw
        return replace(self, problems=(*self.problems, RowProblem(raw.sheet, raw.row, heading, reason)))


def compare(match: RowMatch, columns: Iterable[Column], blank: Blank) -> RowChange:
    """Read the row's cells and return what they change; every cell that cannot be read is named."""
    raw, stored = match.raw, match.stored
    values = dict(stored.values) if stored else {}
    if match.problem:
        return RowChange(match, values).refuse(match.column, match.problem)
    exists = stored is not None and stored.exists
    number = stored.number if stored else raw.number
    inputs = [column.at(number) for column in columns if not column.locked]
    fields, problems = {}, {}
    for column in inputs:
        if column.key not in raw.cells:
            continue
        before = values.get(column.key)
        try:
            value = _read(column, raw.cells[column.key], before, exists=exists, blank=blank)
        except Unreadable as error:
            problems[column.heading] = str(error)
            continue
        if not _is_same(column, before, value):
            fields[column.key] = FieldChange(
                column.heading,
                in_words(column, before),
                in_words(column, value),
                is_made=column.kind in (CellKind.CHOICE, CellKind.YES_NO),
            )
            values[column.key] = value
        elif before is None and value is not None:
            values[column.key] = value
    if fields and not exists:
        problems |= _lacking(inputs, raw.cells, values, problems)
    reasons = tuple(RowProblem(raw.sheet, raw.row, heading, reason) for heading, reason in problems.items())
    return RowChange(match, values, tuple(fields.values()), reasons, changed=frozenset(fields))


def _read(column: Column, cell: Any, before: Any, *, exists: bool, blank: Blank) -> Any:
    """Return the value that the cell would store, ``before`` where it says nothing else. Raises Unreadable."""
    if still_shows(column, cell, before) if exists else is_blank(cell):
        return before
    keeps = column.may_keep and blank is Blank.KEEP and exists
    if keeps and is_blank(cell):
        return before
    value = parse(column, cell)
    # "N/A" is as good as blank; a "no" is an answer.
    if keeps and is_nothing(value) and value is not False:
        return before
    return column.nothing if column.nothing is not None and is_nothing(value) else value


def _lacking(
    inputs: Iterable[Column], cells: Mapping[str, Any], values: Mapping[str, Any], known: Mapping[str, str]
) -> dict[str, str]:
    """Return by heading why a new row cannot be without what it lacks."""
    return {
        column.heading: marked("ต้องกรอกช่องนี้")
        if column.key in cells
        else marked("ไฟล์ไม่มีช่องนี้ ซึ่งต้องมีเมื่อเพิ่มรายการใหม่")
        for column in inputs
        if column.required and column.heading not in known and is_nothing(values.get(column.key))
    }


def is_nothing(value: Any) -> bool:
    """Whether nothing is stored; a score of 0 is something."""
    return not value and (value is None or value is False or isinstance(value, str | tuple))


def _is_same(column: Column, before: Any, after: Any) -> bool:
    if column.kind is CellKind.CODES:
        return set(before or ()) == set(after or ())
    return before == after or (is_nothing(after) and is_nothing(before))
