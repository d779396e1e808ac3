"""Tables: columns and rows of cells, and which rows are too long to stay in one piece."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from reports.blocks import UNKNOWN, Align, Block

# For each percent of the width. Upright pages are narrow and high, landscape ones wide and low: both hold the same.
LETTERS_OF_HALF_A_PAGE = 14
CONTINUED = "(ต่อ)"
_NUMBER = re.compile(r"[+−-]?[0-9]+(?:[.,][0-9]+)*")


def width_class(percent: float) -> str:
    """Return the class of a width, which pages may not carry as a style of their own; halves of a percent have one."""
    return f"w{percent:g}".replace(".", "-")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the table's width in percent, and the heading over it and its neighbours.

    A heading is broken where its lines end, and where they are too long. ``align`` is how its cells stand.
    """

    title: str
    width: float
    align: Align = Align.START
    group: str = ""

    @property
    def lines(self) -> list[str]:
        """The lines of the heading."""
        return self.title.split("\n")

    @property
    def width_class(self) -> str:
        """The class of its width in static/css/document.css."""
        return width_class(self.width)


@dataclass(frozen=True, slots=True)
class TopHeading:
    """A heading cell of a table's first heading row."""

    text: str
    colspan: int
    rowspan: int
    width: float

    @property
    def lines(self) -> list[str]:
        """The lines of the heading."""
        return self.text.split("\n")

    @property
    def width_class(self) -> str:
        """The class of its width in static/css/document.css."""
        return width_class(self.width)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's lines; ``note`` is printed smaller under them, ``label`` names the cell where columns are stacked.

    A first cell with ``section`` names the rows below; its row stays on the page of the next. ``continued`` is
    what the page says on which the cell's row goes on, and a cell that spans rows where its text has ended.
    """

    lines: tuple[str, ...] = ()
    note: str = ""
    align: Align = Align.START
    bold: bool = False
    colspan: int = 1
    rowspan: int = 1
    heading: bool = False
    label: str = ""
    chosen: bool = True
    section: bool = False
    continued: str = ""

    @property
    def is_number(self) -> bool:
        """Whether the cell holds a number and nothing else; it is never broken."""
        return len(self.lines) == 1 and bool(_NUMBER.fullmatch(self.lines[0]))


def row_of(
    columns: Sequence[Column],
    *told: str | Sequence[str],
    heading: int = 0,
    named: int | None = None,
    empty: str = UNKNOWN,
) -> tuple[Cell, ...]:
    """Return a cell for each column with its text or lines, ``empty`` where nothing is told.

    The cell in the place ``heading`` heads the row, the others are labelled by their column. The first line in the
    place ``named``, the heading's unless another is given, tells what goes on where the row is torn.
    """
    cells = []
    for place, (column, text) in enumerate(zip(columns, told, strict=True)):
        lines = ((text,) if isinstance(text, str) else tuple(text)) if text else (empty,) if empty else ()
        is_named = place == (heading if named is None else named) and lines
        cells.append(
            Cell(
                lines,
                align=column.align,
                heading=place == heading,
                label="" if place == heading else column.title.replace("\n", ""),
                continued=f"{lines[0].removeprefix('- ')} {CONTINUED}" if is_named else "",
            )
        )
    return tuple(cells)


@dataclass(frozen=True, slots=True)
class Table(Block):
    """Rows under repeated column headings; where a row goes on over a page's end, the next page names it.

    ``title`` is a heading of level 3 that is repeated over the column headings on every page of the table.
    A short table that is read at a glance stays on one page: ``whole``.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    title: str = ""
    whole: bool = False

    @property
    def long_rows(self) -> frozenset[int]:
        """The places of the rows that fill more than about half a page; the PDF decides by their heights instead."""
        return frozenset(place for place, row in enumerate(self.rows) if self._is_long(row))

    def _is_long(self, row: tuple[Cell, ...]) -> bool:
        """Whether some cell holds more text than its column has room for; a cell that spans rows has its room."""
        if len(row) != len(self.columns):
            return False
        return any(
            sum(len(line) + column.width / 2 for line in (*cell.lines, cell.note))
            > LETTERS_OF_HALF_A_PAGE * column.width
            for column, cell in zip(self.columns, row, strict=True)
        )

    @property
    def lined(self) -> bool:
        """Whether every cell has lines of its own, so that a broken row ends with one: WeasyPrint draws none else.

        Cells that span rows are cut before that (reports/typesetting/spanning.py) and share theirs.
        """
        return not any(cell.rowspan > 1 for row in self.rows for cell in row)

    @property
    def grouped(self) -> bool:
        """Whether some columns share a heading over their own."""
        return any(column.group for column in self.columns)

    @property
    def top_headings(self) -> tuple[TopHeading, ...]:
        """The first heading row: a column of its own spans both rows, neighbours of a group share one heading."""
        headings: list[TopHeading] = []
        for group, neighbours in groupby(self.columns, lambda column: column.group):
            columns = tuple(neighbours)
            if group:
                headings.append(TopHeading(group, len(columns), 1, sum(column.width for column in columns)))
            else:
                rows = 2 if self.grouped else 1
                headings += [TopHeading(column.title, 1, rows, column.width) for column in columns]
        return tuple(headings)


def text_table(
    columns: tuple[Column, ...],
    rows: Iterable[Sequence[str | Sequence[str]]],
    *,
    heading: int = 0,
    empty: str = UNKNOWN,
    whole: bool = False,
) -> Table:
    """Return the table of rows that are no more than texts or lines for each column, as ``row_of`` makes them."""
    cells = tuple(row_of(columns, *told, heading=heading, empty=empty) for told in rows)
    return Table(columns, cells, whole=whole)
