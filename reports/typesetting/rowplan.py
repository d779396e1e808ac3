"""Which row of a table is torn where a page ends: pure arithmetic on heights, of one unit, any.

A row stays whole unless tearing it saves a good part of a page, or a page altogether where nothing follows the table;
how much it has to save is told by what it costs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

# What a torn row costs, in pages, usually and where every one may help; and how many pages are looked ahead.
TORN, GLADLY = 0.1, 0.0
_HORIZON = 5
# What a page is worth on which a table ends that nothing follows, against one that is full.
_REST = 0.02


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its height, what its beginning needs at least where it is torn, and what a page gives to it going on."""

    height: float
    least: float
    again: float = 0.0


def torn(
    rows: Sequence[Row],
    first: float,
    page: float,
    *,
    last: bool,
    fresh: bool = False,
    cost: float = TORN,
) -> int | None:
    """Return the place of the row that goes on over the end of this page, None where none should.

    ``first`` and ``page`` are the room for rows on this page and on every other; ``last`` says that nothing follows
    the table, ``fresh`` that nothing stands on this page before it.
    """
    return _Plan(rows, page, last, cost).best(0, 0.0, first, fresh, 0)[1]


class _Plan:
    """The rows, the room of a page, whether the end of the table is that of everything, and what a torn row costs."""

    def __init__(self, rows: Sequence[Row], page: float, last: bool, cost: float):
        self.rows, self.page, self.last, self.cost = rows, page, last, cost

    def best(self, row: int, rest: float, room: float, fresh: bool, depth: int) -> tuple[float, int | None]:
        """Return what the rows from this one on cost at least, in pages, and the row that is torn first.

        ``rest`` is the height of a row that goes on from the page before.
        """
        if depth == _HORIZON:
            left = (rest or self.rows[row].height) + sum(each.height for each in self.rows[row + 1 :])
            return left / self.page, None
        full = room
        while row < len(self.rows) and (height := rest or self.rows[row].height) <= room:
            room, rest, fresh = room - height, 0.0, False
            row += 1
        if row == len(self.rows):
            filled = (full - room) / self.page
            return (_REST * filled if self.last else filled), None
        return min(self._whole(row, rest, fresh, depth), self._cut(row, rest, room, fresh, depth), key=_cost)

    def _whole(self, row: int, rest: float, fresh: bool, depth: int) -> tuple[float, int | None]:
        """Return the cost of a page that ends before the row, unless the row begins it."""
        return (inf if fresh else 1 + self.best(row, rest, self.page, True, depth + 1)[0]), None

    def _cut(self, row: int, rest: float, room: float, fresh: bool, depth: int) -> tuple[float, int | None]:
        """Return the cost of a page that ends within the row, unless it has too little room for its beginning."""
        told = self.rows[row]
        if room < told.least and not fresh:
            return inf, None
        left = max((rest or told.height) - room, 0) + told.again
        return 1 + self.cost + self.best(row, left, self.page, True, depth + 1)[0], row


def _cost(option: tuple[float, int | None]) -> float:
    return option[0]
