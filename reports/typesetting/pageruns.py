"""Which rows of a table stand on which page, and which lines of its cells: pure arithmetic on heights.

All heights are of one unit, any. A row is cut only where no page can hold it, or where that saves a page; rows that
belong together by a cell that spans them stay on one page where that leaves no more than a fifth of a page empty.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# Shares of a page: what a row that must be cut asks for to begin; and how high a gap may be to keep rows together, with
# how high one is for which a row is cut. The first of those that take the fewest pages is chosen.
_ROOM_TO_BEGIN = 0.25
_GAPS = ((1 / 5, 1), (1 / 5, 1 / 3), (1 / 5, 1 / 4), (1 / 5, 1 / 5), (1 / 8, 1 / 8))
# A cell does not go on for a single line, and for this many only where the page has no room for them.
_FEW_LINES = 3


@dataclass(frozen=True, slots=True)
class CellLines:
    """A cell: the rows it spans, the heights of its lines, what its padding and borders add to them, and how high it is
    on a page where its text has ended already."""

    first: int
    last: int
    lines: tuple[float, ...]
    padding: float
    again: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """What stands on one page: rows in order, and for each cell on it where its lines begin and end."""

    rows: tuple[int, ...]
    lines: dict[int, tuple[int, int]]


def plan(heights: Sequence[float], cells: Sequence[CellLines], first_page: float, page: float) -> list[Run]:
    """Return the runs of a table, one for each page.

    ``heights`` are what the cells of one row give their rows, ``first_page`` and ``page`` the room for rows under
    the column headings. Every row is in one run, or in several where it is cut, and every line of a cell in one.
    """
    return min((list(_Planner(heights, cells, page, gaps).runs(first_page)) for gaps in _GAPS), key=len)


def begins_here(heights: Sequence[float], cells: Sequence[CellLines], room: float, page: float) -> bool:
    """Whether the table begins where there is so much room for rows, or rather on the next page."""
    return _Planner(heights, cells, page, _GAPS[0])._begins_here(0, room)


class _Planner:
    """The heights that are still to be placed, and how many lines of each cell are."""

    def __init__(
        self,
        heights: Sequence[float],
        cells: Sequence[CellLines],
        page: float,
        gaps: tuple[float, float],
    ):
        self.heights = list(heights)
        self.cells = cells
        self.page = page
        self.together, self.cut_for = (gap * page for gap in gaps)
        self.placed = [0] * len(cells)
        self.open: list[int] = []
        self.starting: list[list[int]] = [[] for _ in heights]
        for number, cell in enumerate(cells):
            self.starting[cell.first].append(number)
        self._stretch(range(len(cells)), from_row=0)

    def runs(self, room: float) -> Iterator[Run]:
        row = 0
        while row < len(self.heights):
            run: dict[int, float] = {}
            while row < len(self.heights) and (not run or self._begins_here(row, room)):
                run[row] = min(self.heights[row], room)
                if run[row] < self.heights[row]:
                    break
                room -= run[row]
                row += 1
            yield Run(tuple(run), self._lines_of(run, following=row, left=0 if row in run else room))
            row = self._after_cut(row) if row in run else row
            self._stretch(self.open, from_row=row)
            room = self.page

    def _begins_here(self, row: int, room: float) -> bool:
        """Whether the row stands under what is on the page already, or rather begins the next one."""
        if self.heights[row] > self.page:
            return room >= self.page * _ROOM_TO_BEGIN
        for last in sorted((self.cells[number].last for number in self.starting[row]), reverse=True):
            together = sum(self.heights[row : last + 1])
            if together <= room:
                return True
            if together <= self.page and room <= self.together:
                return False
        return self.heights[row] <= room or room > self.cut_for

    def _lines_of(self, run: dict[int, float], following: int, left: float) -> dict[int, tuple[int, int]]:
        """Place lines on the page: as many as the cell's rows have room for, all of them where it ends here.

        ``left`` is the room at the foot of the page, into which the last row may grow.
        """
        begun = [number for row in run for number in self.starting[row] if number not in self.open]
        lines = {}
        for number in (*self.open, *begun):
            cell, start = self.cells[number], self.placed[number]
            if cell.last < following:
                end = len(cell.lines)
            else:
                room = sum(height for row, height in run.items() if cell.first <= row <= cell.last)
                end = _fitting(cell.lines, start, room - cell.padding)
                after = cell.lines[end:]
                if len(after) <= _FEW_LINES and sum(after) <= left:
                    end += len(after)
                elif len(after) == 1 and end > start:
                    end -= 1
            lines[number] = (start, end)
            self.placed[number] = end
        self.open = [number for number in lines if self.cells[number].last >= following]
        return lines

    def _after_cut(self, row: int) -> int:
        """Return where the next page begins after a row was cut: in it, or behind it if nothing is left."""
        ending = [number for number in self.open if self.cells[number].last == row]
        if any(self.placed[number] < len(self.cells[number].lines) for number in ending):
            self.heights[row] = max(map(self._needed, ending))
            return row
        self.open = [number for number in self.open if number not in ending]
        return row + 1

    def _stretch(self, numbers: Iterable[int], from_row: int) -> None:
        """Make each cell's last row as high as its lines need beyond the rows before it, as a browser does."""
        for number in sorted(numbers, key=lambda number: self.cells[number].last):
            cell = self.cells[number]
            above = sum(self.heights[max(cell.first, from_row) : cell.last])
            self.heights[cell.last] = max(self.heights[cell.last], self._needed(number) - above)

    def _needed(self, number: int) -> float:
        """Return the height of the cell on the page of its lines that are not placed yet, or where none is left."""
        cell = self.cells[number]
        left = cell.lines[self.placed[number] :]
        return sum(left) + cell.padding if left else cell.again


def _fitting(lines: Sequence[float], start: int, room: float) -> int:
    """Return where the lines from ``start`` on no longer fit."""
    end = start
    while end < len(lines) and lines[end] <= room:
        room -= lines[end]
        end += 1
    return end
