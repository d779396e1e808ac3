"""Tables of a printed page, put together again from the lines that were drawn around their cells. Pure.

Coordinates are points from the lower left corner of the page, as PDF has them.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SLACK = 2.5  # points; lines nearer than this are one, ends nearer than this meet
MAX_LINES = 5000  # of a page; a page of drawings has more and no table
_MAX_PLACES = 120  # columns or rows of lines in one table

Box = tuple[float, float, float, float]  # left, bottom, right, top
Merge = tuple[int, int, int, int]  # first and last row, first and last column


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table: its box, and each cell's rows and columns with its box; ``goes_on``: its last row has no end here."""

    box: Box
    rows: int
    columns: int
    cells: tuple[tuple[Merge, Box], ...]
    goes_on: bool


@dataclass(slots=True)
class _Lines:
    across: list[Box]
    down: list[Box]


def line_of(box: Box) -> Box | None:
    """Return the box where it is so thin that it is a line, else None."""
    left, bottom, right, top = box
    wide, high = right - left, top - bottom
    return box if min(wide, high) < SLACK < max(wide, high) else None


def tables_in(lines: Iterable[Box]) -> list[Ruled]:
    """Return the tables from the top of the page down; lines that belong to none are left out."""
    lines = list(lines)
    if len(lines) > MAX_LINES:
        return []
    tables = [table for group in _touching(lines) for table in _tables(_split(group))]
    return sorted(tables, key=lambda table: -table.box[3])


def _touching(lines: Sequence[Box]) -> list[list[Box]]:
    """Return the lines in groups that hang together."""
    order = sorted(range(len(lines)), key=lambda place: lines[place][0])
    group = list(range(len(lines)))

    def root(place: int) -> int:
        while group[place] != place:
            group[place] = group[group[place]]
            place = group[place]
        return place

    open_lines: list[int] = []
    for place in order:
        left, bottom, _, top = lines[place]
        open_lines = [each for each in open_lines if lines[each][2] >= left - SLACK]
        for each in open_lines:
            if lines[each][1] <= top + SLACK and lines[each][3] >= bottom - SLACK:
                group[root(each)] = root(place)
        open_lines.append(place)
    found: dict[int, list[Box]] = {}
    for place, line in enumerate(lines):
        found.setdefault(root(place), []).append(line)
    return list(found.values())


def _split(lines: Sequence[Box]) -> _Lines:
    across = [line for line in lines if line[2] - line[0] > line[3] - line[1]]
    return _Lines(across, [line for line in lines if line[2] - line[0] <= line[3] - line[1]])


def _places(middles: Iterable[float]) -> list[float]:
    """Return the places in order, those that are one line once."""
    places: list[float] = []
    for middle in sorted(middles):
        if not places or middle - places[-1] > SLACK:
            places.append(middle)
    return places


def _with_ends(places: list[float], first: float, last: float) -> list[float]:
    """Return the places with the outermost ends where those lie well outside."""
    before = [first] if places and first < places[0] - 2 * SLACK else []
    return [*before, *places, *([last] if places and last > places[-1] + 2 * SLACK else [])]


def _nearest(places: Sequence[float], middle: float) -> int:
    place = bisect_left(places, middle - SLACK)
    return min(place, len(places) - 1)


@dataclass(slots=True)
class _Drawn:
    """The places of lines in order, and where lines stand: place and the stretch between the others' places."""

    xs: list[float]
    ys: list[float]
    down: set[tuple[int, int]]
    across: set[tuple[int, int]]
    goes_on: bool


def _tables(lines: _Lines) -> list[Ruled]:
    """Return the tables that the lines make: one, or several that stand on one another without a gap."""
    drawn = _drawn(lines)
    if drawn is None:
        return []
    if (cut := _seam(drawn)) is None:
        return [_ruled(drawn)]
    return [*_tables(_clipped(lines, cut, 1e6)), *_tables(_clipped(lines, -1e6, cut))]


def _drawn(lines: _Lines) -> _Drawn | None:
    if not lines.across or not lines.down:
        return None
    xs = _places((line[0] + line[2]) / 2 for line in lines.down)
    ys = _places((line[1] + line[3]) / 2 for line in lines.across)
    # A table without a frame has no line at its sides, one that goes on overleaf none at its end.
    xs = _with_ends(xs, min(line[0] for line in lines.across), max(line[2] for line in lines.across))
    inner = len(ys)
    ys = _with_ends(ys, min(line[1] for line in lines.down), max(line[3] for line in lines.down))
    goes_on = len(ys) > inner and ys[0] < min(line[1] for line in lines.across) - 2 * SLACK
    if not (2 <= len(xs) <= _MAX_PLACES and 2 <= len(ys) <= _MAX_PLACES) or len(xs) + len(ys) < 5:
        return None
    down = {
        (_nearest(xs, (line[0] + line[2]) / 2), y)
        for line in lines.down
        for y in _stretches(ys, line[1], line[3])
    }
    across = {
        (_nearest(ys, (line[1] + line[3]) / 2), x)
        for line in lines.across
        for x in _stretches(xs, line[0], line[2])
    }
    return _Drawn(xs, ys, down, across, goes_on)


def _seam(drawn: _Drawn) -> float | None:
    """Return the height where one table ends and another begins: above and below it no column goes on."""
    last = len(drawn.xs) - 1
    bands: dict[int, set[int]] = {}
    for x, band in drawn.down:
        if 0 < x < last:
            bands.setdefault(band, set()).add(x)
    order = sorted(bands)
    for low, high in zip(order, order[1:], strict=False):
        if not bands[low] & bands[high]:
            return drawn.ys[low + 1]
    return None


def _clipped(lines: _Lines, bottom: float, top: float) -> _Lines:
    """Return the lines between two heights; the one on the seam belongs to both sides."""
    across = [line for line in lines.across if bottom - SLACK <= line[1] and line[3] <= top + SLACK]
    down = [
        (left, max(low, bottom), right, min(high, top))
        for left, low, right, high in lines.down
        if min(high, top) - max(low, bottom) > SLACK
    ]
    return _Lines(across, down)


def _ruled(drawn: _Drawn) -> Ruled:
    xs, ys = drawn.xs, drawn.ys
    rows, columns = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    cells: list[tuple[Merge, Box]] = []
    for row, column in ((row, column) for row in range(rows) for column in range(columns)):
        if (row, column) in taken:
            continue
        # Stretches count from below, rows from above.
        right, last = column, row
        while (
            right + 1 < columns
            and (row, right + 1) not in taken
            and (right + 1, rows - 1 - row) not in drawn.down
        ):
            right += 1
        while last + 1 < rows and not any(
            (last + 1, x) in taken or (rows - 1 - last, x) in drawn.across for x in range(column, right + 1)
        ):
            last += 1
        taken |= {(r, c) for r in range(row, last + 1) for c in range(column, right + 1)}
        cells.append(
            ((row, last, column, right), (xs[column], ys[rows - 1 - last], xs[right + 1], ys[rows - row]))
        )
    return Ruled((xs[0], ys[0], xs[-1], ys[-1]), rows, columns, tuple(cells), drawn.goes_on)


def _stretches(places: Sequence[float], start: float, end: float) -> range:
    """Return the stretches between neighbouring places that the line covers, by the place each begins at."""
    first = bisect_left(places, start - SLACK)
    last = bisect_left(places, end + SLACK) - 1
    return range(first, last)
