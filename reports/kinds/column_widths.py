"""Widths of a table's columns by its texts, in halves of a percent: the usual ones, unless a word is wider than its column,
or others make the rows lower.

How many lines a text takes is told by the font's table of widths and the words alone, so that every format has the
same columns. Lengths are points.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TypeVar

from itaportal.thai.spelling import letters
from reports.blocks.tables import Cell, Column
from reports.typesetting.letterwidths import width_of
from reports.typesetting.typography import unbroken_pieces

SIZE = 14  # of the letters in tables
# A cell's frame above and below its lines, in lines.
FRAME = 0.4
FULLNESS = 0.2
# Other widths than the usual ones save at least so many lines: line ends are chosen otherwise here and there.
WORTH = 1.5
# What is moved from column to column until nothing is gained, in percent. Either way misses what the other finds.
STEP = 0.5
WAYS = ((1.0, STEP), (STEP,))

_Width = TypeVar("_Width", int, float)


@dataclass(frozen=True, slots=True)
class Paper:
    """A page: how wide a table is on it, what padding and borders take of each column, and its lines."""

    width: float
    padding: float
    lines: int


UPRIGHT, LANDSCAPE, NARROW = Paper(453.5, 6.75, 42), Paper(757, 6.75, 29), Paper(774, 4.75, 31)

# Letters; what is longer (addresses, names of agencies) breaks anywhere rather than that it makes others narrow.
LONGEST_WORD = 16
LONGEST = LONGEST_WORD * SIZE * 0.53


def fit_columns(
    columns: Sequence[Column],
    rows: Sequence[tuple[Cell, ...]],
    *,
    least: Sequence[float],
    paper: Paper = LANDSCAPE,
) -> tuple[Column, ...]:
    """Return the columns with the widths that make the rows lowest, or as they are if that saves next to nothing.

    ``least`` are the smallest widths in percent. Cells that span columns do not count.
    """
    heights = _Heights(columns, rows, paper)
    usual = tuple(make_room([column.width for column in columns], heights.needed, STEP))
    least = [max(pair) for pair in zip(least, heights.needed, strict=True)]
    height, widths = min(_lowest(heights, usual, least, steps) for steps in WAYS)
    if height > heights.of(usual) - WORTH:
        widths = usual
    return tuple(replace(column, width=width) for column, width in zip(columns, widths, strict=True))


def _lowest(
    heights: "_Heights", widths: tuple[float, ...], least: Sequence[float], steps: Sequence[float]
) -> tuple[float, tuple[float, ...]]:
    """Return the least height that moving room in these steps finds, and its widths."""
    height = heights.of(widths)
    for step in steps:
        while True:
            lowest, other = min((heights.of(other), other) for other in _neighbours(widths, least, step))
            if lowest >= height:
                break
            height, widths = lowest, other
    return height, widths


class _Text:
    """A paragraph: how far it reaches up to the end of each piece, without the spaces there and with them."""

    def __init__(self, text: str, *, bold: bool = False):
        self.ends, self.starts, self.widest = list[float](), list[float](), 0.0
        reach = 0.0
        for piece in unbroken_pieces(text):
            width = width_of(piece.rstrip(), bold=bold) * SIZE
            self.widest = max(self.widest, min(width, LONGEST))
            self.ends.append(reach + width)
            reach += width_of(piece, bold=bold) * SIZE
            self.starts.append(reach)

    def lines(self, room: float) -> float:
        """Return how many lines it takes in that room, and a little more the fuller they are: every percent counts."""
        count, begin, last = 0, 0, len(self.ends)
        while begin < last:
            reach = self.starts[begin - 1] if begin else 0.0
            begin = max(begin + 1, bisect_right(self.ends, reach + room, begin))
            count += 1
        return count + FULLNESS * (self.ends[-1] / room if self.ends else 0)


class _Heights:
    """How high a table is, in lines, by the widths of its columns: its rows, and its headings on every page."""

    def __init__(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], paper: Paper):
        self.paper = paper
        self.headings = [[_Text(line, bold=True) for line in column.lines] for column in columns]
        widest = [max(text.widest for text in heading) for heading in self.headings]
        # Of each column the cells of one row, none where another spans it; and all others by their last row.
        self.columns: list[list[list[_Text]]] = [[[]] * len(rows) for _ in columns]
        self.spanning = list[tuple[int, int, int, list[_Text]]]()
        for place, number, cell in placed(rows):
            texts = list(map(_Text, cell.lines))
            widest[place] = max([widest[place], *(text.widest for text in texts)])
            if cell.rowspan == 1:
                self.columns[place][number] = texts
            else:
                self.spanning.append((number + cell.rowspan - 1, number, place, texts))
        self.spanning.sort(key=_place)
        self.needed = [ceil((width + paper.padding) * 100 / paper.width / STEP) * STEP for width in widest]
        self.known: dict[tuple[int, float], list[float]] = {}

    def of(self, widths: Sequence[float]) -> float:
        """Return the height of all rows, with a share for the headings that pages repeat."""
        columns = (self._column(place, width) for place, width in enumerate(widths))
        rows = list(map(max, zip(*columns, strict=True)))
        for last, first, place, texts in self.spanning:
            rows[last] = max(rows[last], self._height(texts, widths[place]) - sum(rows[first:last]))
        head = max(self._height(*each) for each in zip(self.headings, widths, strict=True))
        return sum(rows) * self.paper.lines / (self.paper.lines - head)

    def _column(self, place: int, width: float) -> list[float]:
        """Return the height of each cell of the column in that width."""
        if (place, width) not in self.known:
            self.known[place, width] = [self._height(cell, width) for cell in self.columns[place]]
        return self.known[place, width]

    def _height(self, cell: list[_Text], width: float) -> float:
        room = width * self.paper.width / 100 - self.paper.padding
        return sum(text.lines(room) for text in cell) + FRAME


def _place(spanning: tuple[int, int, int, list[_Text]]) -> tuple[int, int, int]:
    return spanning[:3]


def placed(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, int, Cell]]:
    """Yield the column and row of every cell that spans no columns; those of rows above push others to the right."""
    spans: dict[int, int] = {}
    for number, row in enumerate(rows):
        place = 0
        for cell in row:
            while spans.get(place, 0) > number:
                place += 1
            if cell.colspan == 1:
                spans[place] = number + cell.rowspan
                yield place, number, cell
            place += cell.colspan


def longest_pieces(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Return for each column how many letters the longest piece has that a line should not break.

    Headings count, cells that span columns do not.
    """
    longest = [_longest(column.title.split("\n")) for column in columns]
    for place, _, cell in placed(rows):
        longest[place] = max(longest[place], _longest(cell.lines))
    return longest


def make_room(widths: Sequence[_Width], needed: Sequence[_Width], step: _Width) -> list[_Width]:
    """Return the widths with room moved, ``step`` by step, to columns that need more from those with most to spare."""
    moved = list(widths)
    for column, need in enumerate(needed):
        while moved[column] < need:
            giver = max(range(len(moved)), key=lambda other: moved[other] - needed[other])
            if moved[giver] - needed[giver] < step:
                return moved
            moved[giver] -= step
            moved[column] += step
    return moved


def _longest(texts: Iterable[str]) -> int:
    found = max((letters(piece.strip()) for text in texts for piece in unbroken_pieces(text)), default=0)
    return min(found, LONGEST_WORD)


def _neighbours(widths: tuple[float, ...], least: Sequence[float], step: float) -> list[tuple[float, ...]]:
    """Return the widths with a step moved from one column to another, and at least as they are."""
    found = [widths]
    for giver, width in enumerate(widths):
        if width - step >= least[giver]:
            for taker in range(len(widths)):
                other = list(widths)
                other[giver] -= step
                other[taker] += step
                found.append(tuple(other))
    return found
