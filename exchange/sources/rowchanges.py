"""Rows of a found table split, joined, moved to other cells or opened, where they stand. Pure."""

from collections.abc import Callable
from dataclasses import replace

from exchange.sources.found import Line, Table
from exchange.sources.headings import HEADINGS
from exchange.sources.steps import split_steps
from itaportal.language import marked

_SPLIT = marked("แถวนี้แยกออกมาจากแถวเดียวกันในต้นฉบับ กรุณาตรวจ")
_JOINED = marked("แถวนี้รวมมาจากสองแถวในต้นฉบับ กรุณาตรวจ")
_OWN = ("title", "steps")  # what every measure has of its own

# The new rows, and from which old row each of them came.
Changed = tuple[Table, list[int]]


def _with(table: Table, row: int, new: list[Line], old: int = 1) -> Changed:
    first = row - old + 1
    lines = (*table.lines[:first], *new, *table.lines[row + 1 :])
    order = [*range(first), *[row] * len(new), *range(row + 1, len(table.lines))]
    return replace(table, lines=lines), order


def split(table: Table, row: int) -> Changed:
    """Make several rows of one: one for each numbered measure in its name, else a copy with name and steps left to fill in."""
    line = table.lines[row]
    places = {key: table.headings.index(HEADINGS[key]) for key in _OWN if HEADINGS[key] in table.headings}
    parts = {key: list(split_steps(line.cells[place]).texts) for key, place in places.items()}
    titles = parts.get("title", [])
    count = len(titles) if len(titles) > 1 else 2
    steps = parts.get("steps", [])
    new = []
    for number in range(count):
        cells = list(line.cells)
        if len(titles) > 1:
            cells[places["title"]] = titles[number]
            if len(steps) == count:
                cells[places["steps"]] = f"1. {steps[number]}"
        elif number:
            for place in places.values():
                cells[place] = ""
        doubts = tuple(dict.fromkeys((*line.doubts, _SPLIT)))
        new.append(replace(line, cells=tuple(cells), doubts=doubts))
    return _with(table, row, new)


def join(table: Table, row: int) -> Changed:
    """Let a row go on with the one above it; the same text stands there once."""
    if not row:
        return table, list(range(len(table.lines)))
    above, line = table.lines[row - 1], table.lines[row]
    cells = []
    for place, (first, second) in enumerate(zip(above.cells, line.cells, strict=True)):
        if table.headings[place] == HEADINGS["steps"]:
            steps = (*split_steps(first).texts, *split_steps(second).texts)
            cells.append("\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1)))
        else:
            cells.append("\n".join(dict.fromkeys(text for text in (first, second) if text)))
    doubts = tuple(dict.fromkeys((*above.doubts, *line.doubts, _JOINED)))
    source = "\n".join(text for text in (above.source, line.source) if text)
    return _with(table, row, [Line(tuple(cells), doubts, source)], old=2)


def _shift(table: Table, row: int, *, right: bool) -> Changed:
    line = table.lines[row]
    cells = list(line.cells) if right else list(reversed(line.cells))
    last = "\n".join(text for text in cells[-2:] if text)
    cells = ["", *cells[:-2], last] if len(cells) > 1 else cells
    cells = cells if right else list(reversed(cells))
    return _with(table, row, [replace(line, cells=tuple(cells), opened=True)])


def to_right(table: Table, row: int) -> Changed:
    """Move every cell one column to the right; what has no place stays in the last one."""
    return _shift(table, row, right=True)


def to_left(table: Table, row: int) -> Changed:
    """Move every cell one column to the left; what has no place stays in the first one."""
    return _shift(table, row, right=False)


def opened(table: Table, row: int) -> Changed:
    """Let the cells of a row be put right."""
    return _with(table, row, [replace(table.lines[row], opened=True)])


CHANGES: dict[str, Callable[[Table, int], Changed]] = {
    "split": split,
    "join": join,
    "right": to_right,
    "left": to_left,
    "open": opened,
}
