"""Which of several measures tables on one source is meant. Pure.

A report prints one table in pieces, cut by pages or topics; tables with the same columns are therefore taken together
first. It may as well print another year's plan in the same form, so each table can be had alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exchange.reading.page import PageTable
from exchange.sources.headings import NUMBER, columns_of
from exchange.sources.measures import Plain, measures_in
from exchange.sources.rowparts import headings_of, table_rows
from itaportal.thai.spelling import clean_line

_ALL = "ทุกตารางต่อกัน (หัวตารางไม่เหมือนกัน)"
# A longer list helps nobody: then only tables of one form together are offered.
_MOST = 20
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Choice:
    """Tables that may be meant: what they are called, their heading row, their rows."""

    name: str
    heading: str
    plain: Plain


@dataclass(slots=True)
class _Part:
    """A table with a heading of its own and those without one that go on with it."""

    number: int
    columns: tuple[str, ...]
    heading: str
    width: int
    tables: list[PageTable]


def choices_in(tables: Sequence[PageTable]) -> tuple[tuple[Choice, ...], int]:
    """Return what may be meant and the place of the best fitting choice. Raises FileRefused where there is none."""
    whole = measures_in(tables)
    parts, others = _parts_of(tables)
    if len(parts) < 2:
        return (Choice("", parts[0].heading if parts else "", whole),), 0
    left_out = table_rows(others)[1]
    alike: dict[tuple[str, ...], list[_Part]] = {}
    for part in parts:
        alike.setdefault(part.columns, []).append(part)
    groups = list(alike.values())[:_MOST]
    choices: list[Choice] = []
    leading: dict[int, tuple[int, int]] = {}  # the place of each group's first choice → how well it fits
    for group in groups:
        together = _choice(group, left_out, len(parts))
        leading[len(choices)] = (len(set(group[0].columns) - {NUMBER}), len(together.plain.rows))
        choices.append(together)
        if len(group) > 1 and len(parts) <= _MOST:
            choices += [_choice([part], left_out, len(parts)) for part in group]
    if len(groups) > 1:
        choices.append(Choice(_ALL, "", whole))
    return tuple(choices), max(leading, key=lambda place: leading[place])


def _parts_of(tables: Sequence[PageTable]) -> tuple[list[_Part], list[PageTable]]:
    """Return the parts that have rows, and the tables that give none."""
    parts: list[_Part] = []
    others: list[PageTable] = []
    for table in tables:
        if headings := headings_of(table):
            places = columns_of(headings[0]) or {}
            keys = tuple(sorted(places, key=lambda key: places[key]))
            words = " · ".join(clean_line(cell) for cell in headings[0] if cell)[:_LONGEST]
            parts.append(_Part(0, keys, words, len(headings[-1]), [table]))
        elif parts and any(len(row) == parts[-1].width for row in table.rows):
            parts[-1].tables.append(table)
        else:
            others.append(table)
    filled = [part for part in parts if table_rows(part.tables)[0]]
    for number, part in enumerate(filled, 1):
        part.number = number
    return filled, others + [table for part in parts if not part.number for table in part.tables]


def _choice(parts: Sequence[_Part], left_out: tuple[tuple[str, str], ...], count: int) -> Choice:
    plain = measures_in([table for part in parts for table in part.tables])
    merged = tuple(dict.fromkeys((*left_out, *plain.left_out)))
    return Choice(_name(parts, count), parts[0].heading, replace(plain, left_out=merged))


def _name(parts: Sequence[_Part], count: int) -> str:
    numbers = [part.number for part in parts]
    if len(numbers) == 1:
        return f"ตารางที่ {numbers[0]}"
    if len(numbers) == count:
        return f"ทั้ง {count} ตารางต่อกัน"
    return f"ตารางที่ {', '.join(map(str, numbers[:_MOST]))} ต่อกัน"
