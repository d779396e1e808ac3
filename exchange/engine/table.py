"""What a table is: one description that template, export, import and undo are made from. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from exchange.engine.columns import ID, NAME, NUMBER, REASON_COLUMN, CellKind, Column
from exchange.engine.compare import FieldChange, RowChange, RowResult
from exchange.engine.locate import FoundTable, find_table
from exchange.engine.match import FileRow, RowMatch, StoredRow, TableRefused, mark_doubles, match
from itaportal.language import marked

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A stored object that an import made (``before`` is None) or changed, as undoing it needs it.

    ``model`` is the label of its model, ``version`` the one it has now, ``before`` plain values.
    """

    model: str
    pk: int
    version: int
    before: dict[str, Any] | None

    @classmethod
    def of(cls, row: Any, before: dict[str, Any] | None) -> "WrittenRow":
        """Return a versioned object that was just saved."""
        return cls(row._meta.label_lower, row.pk, row.version, before)


class RowsChanged(Exception):
    """A row is not any more what the preview compared with."""


class UndoRefused(Exception):
    """An import cannot be undone because of what was done since; the message says what, in Thai."""


@dataclass(frozen=True, slots=True)
class Details:
    """A table's second sheet: the rows of a row (steps of a measure).

    ``key`` is the column of the first sheet that shows the same in one cell; ``order`` the column that numbers the
    rows. ``read`` makes a stored value of a row's values by key, ``values`` the other way; ``describe`` gives the words
    for several, ``texts`` what the cell holds of them; ``most`` is how many a row may have.
    """

    title: str
    key: str
    order: str
    columns: tuple[Column, ...]
    read: Callable[[dict[str, Any]], Any]
    values: Callable[[Any], dict[str, Any]]
    describe: Callable[[Iterable[Any]], str]
    texts: Callable[[Sequence[Any]], tuple[str, ...]]
    most: int

    def find_in(self, book) -> FoundTable:
        """Return the second sheet's rows. Raises TableRefused."""
        return find_table(book, self.title, (*self.columns, REASON_COLUMN))


class Table:
    """The rows of one scope that a file may speak about; every table is a class of this.

    ``title`` is the name of its sheet, ``creator`` who its files are of. With ``spare_rows`` a file may add rows, and a
    template has that many empty ones. What a class does not say anew fits rows told by number and name, each of which
    is one stored object of ``model``.
    """

    title: ClassVar[str]
    model: ClassVar[Any]
    spare_rows: ClassVar[int] = 0
    details: ClassVar[Details | None] = None
    creator: str

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns. Raises TableRefused where the year has no such table."""
        raise NotImplementedError

    def list_rows(self) -> list[StoredRow]:
        """Return the rows that are there or may be filled in."""
        raise NotImplementedError

    def name_row(self, number: str) -> StoredRow | None:
        """Return the row that a file's number means although it is not listed.

        None is a new row; raises ValueError with the reason where there can be none.
        """
        return None

    def check_file(self, found: FoundTable) -> None:
        """Raise TableRefused where the whole file is about something else."""

    def check_owner(self, row: FileRow) -> tuple[str, str] | None:
        """Return heading and words where a single row is about something else."""
        return None

    def check_change(self, change: RowChange) -> list[tuple[str, str]]:
        """Return reasons not to take a row that could be read: heading and words."""
        return []

    def note_changes(self, changes: Sequence[RowChange]) -> tuple[str, ...]:
        """Return what a person should know of all rows together before they are written."""
        return ()

    def apply(self, changes: Sequence[RowChange], by: Any) -> Iterable[WrittenRow]:
        """Write the rows through the apps' own actions. May raise RowsChanged or StaleEdit."""
        raise NotImplementedError

    def undo_row(self, row: Any, before: dict[str, Any] | None, version: int, by: Any) -> None:
        """Take one stored object back to ``before`` (None: it was not there). Raises UndoRefused."""
        raise NotImplementedError

    @cached_property
    def headings(self) -> dict[str, str]:
        """The columns' headings by key."""
        return {column.key: column.heading for column in self.columns}

    def find_in(self, book) -> FoundTable:
        """Return the table's rows in a book. Raises TableRefused."""
        found = find_table(book, self.title, (*self.columns, REASON_COLUMN))
        self.check_file(found)
        if not found.rows:
            raise TableRefused(marked(f"แผ่น “{found.sheet}” มีแต่หัวตาราง ยังไม่มีข้อมูล"))
        return found

    def match_rows(self, rows: Sequence[FileRow]) -> list[RowMatch]:
        """Return for each row of the file the stored row it means, or why it means none."""
        listed = self.list_rows()
        known = {row.number for row in listed}
        extra: dict[str, StoredRow] = {}
        for number in dict.fromkeys(row.number for row in rows):
            # A number that may exist is matched like those that are stored.
            if (
                number
                and number not in known
                and (named := self._named(number))
                and named.number not in known
            ):
                extra[named.number] = named
        matches = match(rows, [*listed, *extra.values()], self.headings)
        return [self._settle(entry) for entry in mark_doubles(matches, self.headings.get(NUMBER, ""))]

    def _named(self, number: str) -> StoredRow | None:
        try:
            return self.name_row(number)
        except ValueError:
            return None

    def _settle(self, entry: RowMatch) -> RowMatch:
        if foreign := self.check_owner(entry.raw):
            return entry.refuse(*foreign)
        if entry.stored or entry.problem or self.spare_rows:
            return entry
        try:
            return RowMatch(entry.raw, self.name_row(entry.raw.number))
        except ValueError as error:
            return entry.refuse(self.headings[NUMBER], str(error))

    def label_row(self, change: RowChange) -> str:
        """Return what the preview calls a row."""
        if change.stored:
            return change.stored.label
        raw, name = change.match.raw, str(change.match.raw.cells.get(NAME) or "")
        return f"{raw.number}. {name}" if raw.number and name else name or raw.number

    def describe_fields(self, change: RowChange) -> tuple[FieldChange, ...]:
        """Return the changes as the preview shows them."""
        return change.fields

    def preview_row(self, change: RowChange) -> RowResult:
        """Return what the preview says about a row."""
        raw, fields = change.match.raw, self.describe_fields(change)
        return RowResult(
            change.kind.value, raw.sheet, raw.row, self.label_row(change), fields, change.problems
        )

    def values_of(self, row: StoredRow) -> dict[str, Any]:
        """Return a stored row's values by column, those that tell which row it is as well."""
        number = next(column for column in self.columns if column.key == NUMBER)
        return {
            **row.values,
            ID: row.pk,
            NUMBER: int(row.number) if number.kind is CellKind.INTEGER else row.number,
            NAME: row.names[0] if row.names else "",
        }

    def take_back(self, written: Sequence[Any], by: Any) -> None:
        """Take what an import wrote (rows with object_id, version, before) back. Raises UndoRefused."""
        objects = self.model._base_manager.in_bulk([row.object_id for row in written])
        refuse_changed(
            [words for row in written if (words := _say_changed(objects.get(row.object_id), row.version))]
        )
        for row in reversed(written):
            self.undo_row(objects[row.object_id], row.before, row.version, by)


def _say_changed(stored: Any, version: int) -> str:
    if stored is None or getattr(stored, "removed_at", None):
        return marked("รายการที่ถูกลบไปแล้ว")
    return "" if stored.version == version else str(stored)


def refuse_changed(changed: Sequence[Any]) -> None:
    """Raise UndoRefused where objects were changed since the import."""
    if changed:
        raise UndoRefused(marked(f"มีการแก้ไขหลังนำเข้าแล้ว: {name_some(changed)}"))


def name_some(entries: Sequence[Any]) -> str:
    """Return the first few by name, and how many more there are."""
    more = len(entries) - _SHOWN
    named = ", ".join(str(each)[:80] for each in entries[:_SHOWN])
    return marked(f"{named} และอีก {more:,} รายการ") if more > 0 else named
