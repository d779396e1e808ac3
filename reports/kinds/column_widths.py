"""Widths of a table's columns by its texts: the usual ones, unless a word is wider than its column, or others keep
rows from running over a page's end.

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
# Lines of a page that widths leave free where they can, since estimates miss by one or two.
SPARE = 2

# Letters; what is longer (addresses, names of agencies) breaks anywhere rather than that it makes others narrow.
LONGEST_WORD = 16

Key = tuple[int, float]


def fit_columns(
    columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]], *, least: Sequence[int], room: int
) -> tuple[Column, ...]:
    """Return the columns with the widths that save most pages, or as they are if none are saved.

    ``least`` are the smallest widths in percent, ``room`` the lines that a page holds under the column headings.
    A row that cannot fit runs over by as few lines as may be. Rows of fewer cells than columns do not count.
    """
    needed = [ceil((count + 1) / LETTERS_PER_PERCENT) for count in longest_pieces(columns, rows)]
    roomy = make_room([column.width for column in columns], needed)
    columns = [replace(column, width=width) for column, width in zip(columns, roomy, strict=True)]
    least = [max(pair) for pair in zip(least, needed, strict=True)]
    lengths = [[list(map(letters, cell.lines)) for cell in row] for row in rows if len(row) == len(columns)]
    usual = tuple(column.width for column in columns)
    widths, key = usual, _key(lengths, usual, room)
    while key[1]:
        moved = min((_key(lengths, other, room), other) for other in _neighbours(widths, least))
        if moved[0] >= key:
            break
        key, widths = moved
    if key[0] >= _key(lengths, usual, room)[0]:
        return tuple(columns)
    return tuple(replace(column, width=width) for column, width in zip(columns, widths, strict=True))


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


def _key(rows: Sequence[Sequence[list[int]]], widths: Sequence[int], room: int) -> Key:
    """Return the pages that rows of these widths need, each row on its own, and how much of its cells runs over."""
    pages, over = 0, 0.0
    letters_of = [width * LETTERS_PER_PERCENT - LETTERS_LOST for width in widths]
    for row in rows:
        lines = [
            # A paragraph's last line is on average half full: in fractions every percent of width counts.
            sum(max(1, length / fitting + 0.5) for length in cell)
            for cell, fitting in zip(row, letters_of, strict=True)
        ]
        pages += ceil(max(lines) / room)
        over += sum(max(0, each - room + SPARE) for each in lines)
    return pages, over
