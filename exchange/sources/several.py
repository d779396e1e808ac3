"""Which of several measures tables on one source is meant. Pure.

A report prints one table in pieces, cut by pages or topics; tables with the same columns are therefore taken together
first. It may as well print another year's plan in the same form, so each table can be had alone. Where no table has a
heading that is known, the largest is offered with a choice for each of its columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exchange.reading.book import FileRefused
from exchange.reading.grid import PageTable
from exchange.sources.headings import NUMBER, columns_of
from exchange.sources.measures import NO_TABLE, Doubt, Plain, measures_in
from exchange.sources.rowparts import READ, Choosing, headings_of, table_rows
from exchange.sources.shapes import ColumnRead, columns_in, largest
from exchange.sources.subjects import UNKNOWN, Subjects
from itaportal.language import marked
from itaportal.thai.spelling import clean_line

_ALL = marked("ทุกตารางต่อกัน (หัวตารางไม่เหมือนกัน)")
_WHICH = marked("ยังไม่รู้ว่าแต่ละคอลัมน์คืออะไร กรุณาเลือกความหมายของคอลัมน์ด้านบน")
# A longer list helps nobody: then only tables of one form together are offered.
_MOST = 20
_LONGEST = 160
_ROWS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """Tables that may be meant: what they are called, their heading row, their rows, their columns.

    ``unknown``: the rows stand as they are in the source, because no heading is known.
    """

    name: str
    heading: str
    plain: Plain
    columns: tuple[ColumnRead, ...] = ()
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class _Reader:
    subjects: Subjects
    choosing: Choosing

    def plain(self, tables: Sequence[PageTable]) -> Plain:
        return measures_in(tables, self.subjects, self.choosing)


@dataclass(slots=True)
class _Part:
    """A table with a heading of its own and those without one that go on with it."""

    number: int
    columns: tuple[str, ...]
    heading: str
    width: int
    tables: list[PageTable]


def choices_in(
    tables: Sequence[PageTable], subjects: Subjects = UNKNOWN, choosing: Choosing = READ
) -> tuple[tuple[Choice, ...], int]:
    """Return what may be meant and the place of the best fitting choice. Raises FileRefused where there is none."""
    reader = _Reader(subjects, choosing)
    try:
        whole = reader.plain(tables)
    except FileRefused as refused:
        if str(refused) != NO_TABLE or (table := largest(tables)) is None:
            raise
        return (_unknown(table, choosing),), 0
    parts, others = _parts_of(tables, choosing)
    if len(parts) < 2:
        table = parts[0].tables[0] if parts else largest(tables)
        columns = columns_in(table, choosing) if table else ()
        return (Choice("", parts[0].heading if parts else "", whole, columns),), 0
    left_out = table_rows(others, choosing)[1]
    alike: dict[tuple[str, ...], list[_Part]] = {}
    for part in parts:
        alike.setdefault(part.columns, []).append(part)
    groups = list(alike.values())[:_MOST]
    choices: list[Choice] = []
    leading: dict[int, tuple[int, int]] = {}  # the place of each group's first choice → how well it fits
    for group in groups:
        together = _choice(group, left_out, len(parts), reader)
        leading[len(choices)] = (len(set(group[0].columns) - {NUMBER}), len(together.plain.rows))
        choices.append(together)
        if len(group) > 1 and len(parts) <= _MOST:
            choices += [_choice([part], left_out, len(parts), reader) for part in group]
    if len(groups) > 1:
        choices.append(Choice(_ALL, "", whole))
    return tuple(choices), max(leading, key=lambda place: leading[place])


def _unknown(table: PageTable, choosing: Choosing) -> Choice:
    """Return a table as it is, to be told what its columns are."""
    columns = columns_in(table, choosing)
    width = max(map(len, table.rows))
    rows = tuple((*row, *[""] * (width - len(row))) for row in table.rows[:_ROWS_SHOWN])
    doubts = tuple(Doubt(number, "", _WHICH) for number in range(1, len(rows) + 1))
    headings = tuple(marked(f"คอลัมน์ที่ {place}") for place in range(1, width + 1))
    return Choice(
        "", " · ".join(column.heading for column in columns), Plain(headings, rows, doubts, ()), columns, True
    )


def _parts_of(tables: Sequence[PageTable], choosing: Choosing) -> tuple[list[_Part], list[PageTable]]:
    """Return the parts that have rows, and the tables that give none."""
    parts: list[_Part] = []
    others: list[PageTable] = []
    for table in tables:
        if headings := headings_of(table, choosing.meanings):
            places = columns_of(headings[0], choosing.meanings) or {}
            keys = tuple(sorted(places, key=lambda key: places[key]))
            words = " · ".join(clean_line(cell) for cell in headings[0] if cell)[:_LONGEST]
            parts.append(_Part(0, keys, words, len(headings[-1]), [table]))
        elif parts and any(len(row) == parts[-1].width for row in table.rows):
            parts[-1].tables.append(table)
        else:
            others.append(table)
    filled = [part for part in parts if table_rows(part.tables, choosing)[0]]
    for number, part in enumerate(filled, 1):
        part.number = number
    return filled, others + [table for part in parts if not part.number for table in part.tables]


def _choice(
    parts: Sequence[_Part], left_out: tuple[tuple[str, str], ...], count: int, reader: _Reader
) -> Choice:
    plain = reader.plain([table for part in parts for table in part.tables])
    merged = tuple(dict.fromkeys((*left_out, *plain.left_out)))
    columns = columns_in(parts[0].tables[0], reader.choosing)
    return Choice(_name(parts, count), parts[0].heading, replace(plain, left_out=merged), columns)


def _name(parts: Sequence[_Part], count: int) -> str:
    numbers = [part.number for part in parts]
    if len(numbers) == 1:
        return marked(f"ตารางที่ {numbers[0]}")
    if len(numbers) == count:
        return marked(f"ทั้ง {count} ตารางต่อกัน")
    return marked(f"ตารางที่ {', '.join(map(str, numbers[:_MOST]))} ต่อกัน")
