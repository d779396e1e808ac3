"""Which columns a table has and what they were taken for, so that a person can say otherwise. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from exchange.reading.grid import PageTable
from exchange.sources.headings import HEADINGS, MARKS, NUMBER, SUCCESS, Meanings, key_of, no_heading
from exchange.sources.rowparts import Choosing, headings_of
from itaportal.language import marked
from itaportal.thai.keys import same_heading_key
from itaportal.thai.spelling import clean_line

# What a person may take a column for.
OFFERED = {
    "": marked("ไม่นำเข้า"),
    NUMBER: marked("ลำดับที่"),
    **HEADINGS,
    MARKS: marked("เครื่องหมายในไตรมาสหรือเดือน"),
}
_LOOKED_AT = 20  # rows of a table among which its heading is
_MOST_COLUMNS = 40
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column: its heading, by what it is known (as ``Meanings`` are), what it was taken for, a sample of its cells."""

    heading: str
    name: str
    key: str
    sample: str = ""


def columns_in(table: PageTable, choosing: Choosing) -> tuple[ColumnRead, ...]:
    """Return the columns of a table under its heading, or under its first row where no heading is known."""
    known = headings_of(table, choosing.meanings)
    heading = known[-1] if known else _heading_row(table)
    below = [row for row in table.rows if row != heading]
    found: list[ColumnRead] = []
    for place, cell in enumerate(heading[:_MOST_COLUMNS]):
        sample = next((clean_line(row[place]) for row in below if place < len(row) and row[place]), "")[
            :_LONGEST
        ]
        name = same_heading_key(cell)
        if not name or any(each.name == name for each in found):
            continue
        key = key_of(cell, choosing.meanings) or ""
        key = "follow_up" if key == SUCCESS else key if key in OFFERED else ""
        found.append(ColumnRead(clean_line(cell)[:_LONGEST], name, key, sample))
    return tuple(found)


def _heading_row(table: PageTable) -> tuple[str, ...]:
    """Return the first row where it may be a heading, else names for columns without one."""
    width = max(map(len, table.rows))
    first = table.rows[0]
    keys = [same_heading_key(cell) for cell in first]
    is_heading = len(first) == width and all(keys) and len(set(keys)) == width
    if is_heading and all(len(key) <= _LONGEST and not key.isdigit() for key in keys):
        return first
    return tuple(no_heading(width, place) for place in range(width))


def shape_of(columns: Sequence[ColumnRead]) -> str:
    """Return what tells tables of one form from others."""
    return "|".join(column.name for column in columns)[:500]


def largest(tables: Sequence[PageTable]) -> PageTable | None:
    """Return the table with most cells of those that may be measures: at least two columns and two rows."""
    fitting = [table for table in tables if len(table.rows) > 1 and max(map(len, table.rows)) > 1]
    return max(fitting, key=lambda table: sum(map(len, table.rows)), default=None)


def untold_columns(table: PageTable) -> tuple[ColumnRead, ...]:
    """Return the columns of a table as nobody has told anything about them."""
    return tuple(replace(column, key="") for column in columns_in(table, Choosing()))


def recalled_for(tables: Sequence[PageTable], habits: Mapping[str, Meanings]) -> Choosing:
    """Return what was chosen for earlier tables of the same shape: a proposal, and never more."""
    meanings: dict[str, str] = {}
    for table in tables if habits else ():
        rows = [
            tuple(each for each in table.rows[place]) for place in range(min(_LOOKED_AT, len(table.rows)))
        ]
        headless = tuple(no_heading(max(map(len, table.rows)), at) for at in range(max(map(len, table.rows))))
        for row in (*rows, headless):
            names = dict.fromkeys(key for cell in row if (key := same_heading_key(cell)))
            meanings |= habits.get("|".join([*names][:_MOST_COLUMNS])[:500], {})
    # What everybody's headings say anyway is no matter of habit.
    recalled = frozenset(name for name, key in meanings.items() if (key_of(name) or "") != key)
    return Choosing(meanings, recalled)
