"""What was read from a source: its tables, their rows, and what is not sure about each. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter

from exchange.reading.grid import PageTable
from exchange.sources.shapes import ColumnRead


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its cells and, where something is not sure, why; ``source`` is the original text.

    ``opened``: its cells are to be put right although nothing about it is doubtful.
    """

    cells: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    source: str = ""
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the headings that imports know; ``left_out`` are pieces that were not taken, with the reason.

    ``name``, ``heading`` (as the source has it) and ``first`` (how its first row begins) tell it from other tables.
    ``columns`` are what a person may say otherwise; ``unknown``: they have to, before any row is taken.
    """

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    name: str = ""
    heading: str = ""
    first: str = ""
    columns: tuple[ColumnRead, ...] = ()
    unknown: bool = False

    @property
    def unsure(self) -> int:
        """How many rows have something that is not sure."""
        return sum(1 for line in self.lines if line.doubts)


@dataclass(frozen=True, slots=True)
class Found:
    """The tables to choose from, at least one; ``best`` is the place of the one that is probably meant.

    ``foreign`` tells that the source is of another year or agency, which is asked before its rows are shown. ``raw``
    are the tables as they came, where their columns can be given another meaning: ``meanings`` are those chosen, and
    ``recalled`` the headings whose meaning was chosen for an earlier source.
    """

    tables: tuple[Table, ...]
    best: int = 0
    foreign: str = ""
    raw: tuple[PageTable, ...] = ()
    meanings: Mapping[str, str] = field(default_factory=dict)
    recalled: tuple[str, ...] = ()

    def of_another(self, foreign: str) -> "Found":
        """Return it with every row doubtful, because the source is of another year or agency."""
        tables = (
            replace(table, lines=tuple(replace(line, doubts=(*line.doubts, foreign)) for line in table.lines))
            for table in self.tables
        )
        return replace(self, tables=tuple(tables), foreign=foreign)

    def to_json(self) -> str:
        """Return it as text to be stored."""
        return _ADAPTER.dump_json(self).decode()

    @classmethod
    def from_json(cls, text: str) -> "Found":
        """Return what ``to_json`` stored."""
        return _ADAPTER.validate_json(text)


_ADAPTER = TypeAdapter(Found)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Which rows are ticked, by "table-row"; of a table that was not shown yet those that are sure.

    ``agreed``: the person said that the foreign source is meant, so that this is no doubt any more.
    """

    found: Found
    ticked: frozenset[str] = frozenset()
    shown: frozenset[int] = frozenset()
    agreed: bool = False

    def lines(self, place: int) -> list[tuple[str, Line, bool]]:
        """Return the rows of a table with their names and whether they are ticked."""
        named = ((f"{place}-{row}", line) for row, line in enumerate(self.found.tables[place].lines))
        known, agreed = place in self.shown, {self.found.foreign} if self.agreed else set()
        return [
            (name, line, name in self.ticked if known else set(line.doubts) <= agreed) for name, line in named
        ]

    def rows(self, place: int) -> list[tuple[str, ...]]:
        """Return the cells of the ticked rows of a table."""
        return [line.cells for _, line, is_ticked in self.lines(place) if is_ticked]

    def elsewhere(self, place: int) -> list[str]:
        """Return the ticks in other tables, which are to come back when they are shown again."""
        return sorted(name for name in self.ticked if not name.startswith(f"{place}-"))
