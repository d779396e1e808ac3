"""From a book to what it would change: find the tables, match their rows, compare. Nothing is written. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from exchange.engine.columns import REASON_COLUMN
from exchange.engine.compare import Preview, RowChange, RowResult, compare
from exchange.engine.details import merge_details, refuse_too_many
from exchange.engine.locate import ColumnsUnclear, FoundTable
from exchange.engine.match import TableRefused
from exchange.engine.table import Details, Table
from exchange.enums import Blank


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a book would change: the preview, and the rows read."""

    preview: Preview
    changes: tuple[RowChange, ...]

    def wanted(self, kinds: Sequence[str]) -> list[RowChange]:
        """Return the rows of the kinds."""
        return [change for change in self.changes if change.kind in kinds]


def prepare(table: Table, book, blank: Blank) -> Prepared:
    """Compare the book, as ``exchange.reading.files.read`` gives it, with what is stored. Raises TableRefused."""
    found = table.find_in(book)
    changes = [compare(entry, table.columns, blank) for entry in table.match_rows(found.rows)]
    changes, orphans = _with_details(table, book, found, changes)
    changes = [_check_change(table, change) for change in changes]
    rows = tuple(map(table.preview_row, changes))
    missing = tuple(heading for heading in found.missing if heading != REASON_COLUMN.heading)
    notes = (*book.notes, *found.notes, *table.note_changes(changes))
    return Prepared(Preview((*rows, *orphans), found.unknown, missing, notes), tuple(changes))


def _with_details(
    table: Table, book, first: FoundTable, changes: list[RowChange]
) -> tuple[list[RowChange], list[RowResult]]:
    details = table.details
    if details is None:
        return changes, []
    column = next(column for column in table.columns if column.key == details.key)
    orphans: list[RowResult] = []
    if found := _second_sheet(details, book, first.sheet):
        changes, orphans = merge_details(changes, found.rows, details, column)
    return [refuse_too_many(change, details, column) for change in changes], orphans


def _second_sheet(details: Details, book, first: str) -> FoundTable | None:
    """Return the second table where it has a sheet of its own; else the cells of the first one have said all."""
    try:
        found = details.find_in(book)
    except ColumnsUnclear as unclear:
        if unclear.sheet == first:
            return None
        raise
    except TableRefused:
        return None
    return None if found.sheet == first else found


def _check_change(table: Table, change: RowChange) -> RowChange:
    for heading, reason in () if change.problems else table.check_change(change):
        change = change.refuse(heading, reason)
    return change
