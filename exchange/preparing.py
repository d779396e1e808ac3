"""From a book to what it would change in a scope: find the tables, match their rows, compare."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exchange import ownership
from exchange.columns import NAME, REASON_COLUMN, Column
from exchange.comparing import Change, Preview, RowResult, compare
from exchange.detailing import merge, too_many
from exchange.enums import Blank, RowKind
from exchange.headings import ColumnsUnclear
from exchange.locating import Found, find_table
from exchange.matching import Match, TableRefused, match
from exchange.scope import Scope
from exchange.tables import Details, Table


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a book would change: the preview, and the rows read."""

    preview: Preview
    changes: tuple[Change, ...]

    def wanted(self, kinds: Sequence[str]) -> list[Change]:
        """Return the rows of the kinds."""
        return [change for change in self.changes if change.kind in kinds]


def prepare(table: Table, scope: Scope, book, blank: Blank) -> Prepared:
    """Compare the book with what is stored; nothing is written. Raises TableRefused.

    ``book`` is what ``exchange.reading.files.read`` gives.
    """
    columns = table.columns(scope)
    found = find_table(book, table.title, (*columns, REASON_COLUMN))
    ownership.check_file(
        found, slug=scope.agency.slug, fiscal_year=scope.fiscal_year, assessed_year=scope.assessed_year
    )
    if not found.rows:
        raise TableRefused(f"แผ่น “{found.sheet}” มีแต่หัวตาราง ยังไม่มีข้อมูล")
    changes = [compare(entry, columns, blank) for entry in _matches(table, scope, found, columns)]
    changes, orphans = _with_details(table, book, columns, changes)
    changes = [_checked(table, scope, change) for change in changes]
    rows = tuple(change.result(_label(change)) for change in changes)
    missing = tuple(heading for heading in found.missing if heading != REASON_COLUMN.heading)
    notes = (*book.notes, *found.notes)
    return Prepared(Preview((*rows, *orphans), found.unknown, missing, notes), tuple(changes))


def _matches(table: Table, scope: Scope, found: Found, columns: Sequence[Column]) -> list[Match]:
    headings = {column.key: column.heading for column in columns}
    stored = table.stored(scope)
    matches = match(found.rows, [*stored, *_named(table, scope, found, stored)], headings)
    return [_placed(table, scope, entry, headings) for entry in matches]


def _named(table: Table, scope: Scope, found: Found, stored: list) -> list:
    """Return rows that the file names by a number that may exist, so that they are matched like stored ones."""
    known = {row.number for row in stored}
    extra = {}
    for raw in found.rows:
        if raw.number and raw.number not in known:
            try:
                row = table.named(scope, raw.number)
            except ValueError:
                continue
            if row is not None and row.number not in known:
                extra[row.number] = row
    return list(extra.values())


def _placed(table: Table, scope: Scope, entry: Match, headings: dict[str, str]) -> Match:
    """Return the match with the reason why its row is none of this scope, if there is one."""
    foreign = ownership.check_row(entry.raw, headings, slug=scope.agency.slug, fiscal_year=scope.fiscal_year)
    if foreign:
        return replace(entry, problem=foreign[0].reason, column=foreign[0].column)
    if entry.stored or entry.problem or table.grows:
        return entry
    try:
        return replace(entry, stored=table.named(scope, entry.raw.number))
    except ValueError as error:
        return replace(entry, problem=str(error), column=headings["number"])


def _with_details(
    table: Table, book, columns: Sequence[Column], changes: list[Change]
) -> tuple[list[Change], list[RowResult]]:
    details = table.details
    if details is None:
        return changes, []
    column = next(column for column in columns if column.key == details.key)
    orphans: list[RowResult] = []
    if found := _details_sheet(details, book, {change.match.raw.sheet for change in changes}):
        changes, orphans = merge(changes, found.rows, details, column)
    return [too_many(change, details, column) for change in changes], orphans


def _details_sheet(details: Details, book, first: set[str]) -> Found | None:
    """Return the second table where it has a sheet of its own; else the cells of the first one have said all."""
    try:
        found = find_table(book, details.title, (*details.columns, REASON_COLUMN))
    except ColumnsUnclear as unclear:
        if unclear.sheet in first:
            return None
        raise
    except TableRefused:
        return None
    return None if found.sheet in first else found


def _checked(table: Table, scope: Scope, change: Change) -> Change:
    if change.kind in (RowKind.NEW, RowKind.CHANGED):
        for heading, reason in table.check(scope, change):
            change = change.refused(heading, reason)
    return change


def _label(change: Change) -> str:
    if change.stored:
        return change.stored.label
    name = str(change.match.raw.cells.get(NAME) or "")
    return (
        f"{change.match.raw.number}. {name}"
        if change.match.raw.number and name
        else name or change.match.raw.number
    )
