"""The topic that a table of measures stands under, put into a column of the table. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from exchange.reading.grid import PageTable
from exchange.sources.headings import columns_of
from exchange.sources.wholes.document import WholeReport
from itaportal.thai.keys import same_heading_key
from itaportal.thai.numbers import to_arabic_digits

HEADING = "ประเด็นที่"
_NUMBERED = re.compile(r"^\s*\(?(?:ประเด็น(?:ที่)?\s*)?(?P<number>\d{1,2})[.)]?\s*(?P<name>\S.*)$")


def with_topics(report: WholeReport, topics: Sequence[tuple[int, str]]) -> tuple[PageTable, ...]:
    """Return the tables, those below a topic's line with its number in a last column.

    The line names the topic by number and by words; where they disagree it names none.
    """
    known = {number: same_heading_key(name) for number, name in topics}
    tables: list[PageTable] = []
    for above, table in report.titled():
        number = _topic_of(above, known)
        tables.append(_with_column(table, number) if number else table)
    return tuple(tables)


def _topic_of(line: str, known: dict[int, str]) -> int:
    named = _NUMBERED.match(to_arabic_digits(line))
    if not named:
        return 0
    number, key = int(named["number"]), same_heading_key(named["name"])
    return number if known.get(number) and key.startswith(known[number][:25]) else 0


def _with_column(table: PageTable, number: int) -> PageTable:
    if not any(columns_of(row) for row in table.rows):
        return table
    width = max(map(len, table.rows))
    rows = tuple(
        (*row, *[""] * (width - len(row)), HEADING if columns_of(row) else str(number)) for row in table.rows
    )
    return replace(table, rows=rows)
