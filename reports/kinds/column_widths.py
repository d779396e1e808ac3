"""Widths of a table's columns by its texts: the usual ones, unless a word is wider than its column, or others make
the rows lower.

How many lines a text takes is told by its letters alone, so that every format has the same widths. The numbers
are those of the document's font at the size of tables.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import ceil

from itaportal.thai.spelling import letters
from reports.blocks.tables import Cell, Column
from reports.typesetting.typography import unbroken_pieces

# In a column of one percent of a landscape page; what a line loses to padding and to words that do not break.
LETTERS_PER_PERCENT = 1.04
LETTERS_LOST = 2.6
UPRIGHT = 0.61  # letters per percent of an upright page
# Other widths than the usual ones save at least so many lines: what is saved is told by letters, not by lines.
WORTH = 3

# Letters; what is longer (addresses, names of agencies) breaks anywhere rather than that it makes others narrow.
LONGEST_WORD = 16


def fit_columns(
    columns: Sequence[Column],
    rows: Sequence[tuple[Cell, ...]],
    *,
    least: Sequence[int],
    letters_per_percent: float = LETTERS_PER_PERCENT,
) -> tuple[Column, ...]:
    """Return the columns with the widths that make the rows lowest, or as they are if that saves next to nothing.

    ``least`` are the smallest widths in percent. Rows of fewer cells than columns do not count.
    """
    needed = [ceil((count + 1) / letters_per_percent) for count in longest_pieces(columns, rows)]
    usual = tuple(make_room([column.width for column in columns], needed))
    told = [[list(map(letters, cell.lines)) for cell in row] for row in rows if len(row) == len(columns)]
    heights = _Heights(told, letters_per_percent)
    least = [max(pair) for pair in zip(least, needed, strict=True)]
    widths, height = usual, heights.of(usual)
    while True:
        lowest, other = min((heights.of(other), other) for other in _neighbours(widths, least))
        if lowest >= height:
            break
        height, widths = lowest, other
    if height > heights.of(usual) - WORTH:
        widths = usual
    return tuple(replace(column, width=width) for column, width in zip(columns, widths, strict=True))


class _Heights:
    """How high rows are, in lines, by the widths of their columns; each row is known by the letters of its lines."""

    def __init__(self, rows: Sequence[Sequence[list[int]]], letters_per_percent: float):
        self.letters_per_percent = letters_per_percent
        self.columns = list(zip(*rows, strict=True))
        self.known: dict[tuple[int, int], list[float]] = {}

    def of(self, widths: Sequence[int]) -> float:
        """Return the height of all rows."""
        columns = [self._lines(place, width) for place, width in enumerate(widths[: len(self.columns)])]
        return sum(map(max, zip(*columns, strict=True)))

    def _lines(self, place: int, width: int) -> list[float]:
        """Return the lines of each cell of the column in that width."""
        if (place, width) not in self.known:
            fitting = max(1, width * self.letters_per_percent - LETTERS_LOST)
            # A paragraph's last line is on average half full: in fractions every percent of width counts.
            self.known[place, width] = [
                sum(max(1, length / fitting + 0.5) for length in cell) for cell in self.columns[place]
            ]
        return self.known[place, width]


def longest_pieces(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> list[int]:
    """Return for each column how many letters the longest piece has that a line should not break.

    Headings count, cells that span columns or that rows of fewer cells hold do not.
    """
    longest = [_longest(column.title.split("\n")) for column in columns]
    for row in rows:
        if len(row) == len(columns):
            longest = [max(most, _longest(cell.lines)) for most, cell in zip(longest, row, strict=True)]
    return longest


def make_room(widths: Sequence[int], needed: Sequence[int], step: int = 1) -> list[int]:
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


def _neighbours(widths: tuple[int, ...], least: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the widths with one percent moved from one column to another, and at least as they are."""
    found = [widths]
    for giver, width in enumerate(widths):
        if width > least[giver]:
            for taker in range(len(widths)):
                other = list(widths)
                other[giver] -= 1
                other[taker] += 1
                found.append(tuple(other))
    return found
