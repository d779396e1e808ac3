"""Tables whose cells span several rows, cut where a page ends.

WeasyPrint loses or doubles text where a page ends inside such a cell. So when it comes to such a table, the lines of its
cells are known before anything is laid out, pageruns.py plans what stands on which page, and the table gets a group of
rows for each page: with cells that span rows of that page only, and hold the lines that stand there. A cell whose text
has ended says its ``data-continued`` on the next page. textlayer.py holds WeasyPrint's version.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from itertools import chain, islice
from math import inf
from typing import Any
from xml.etree.ElementTree import Element

from reports.typesetting import plainlines
from reports.typesetting.pageruns import CellLines, Run, begins_here, plan
from reports.typesetting.rowbreaks import frame_of

# Room in CSS pixels that a page keeps: for rounding, and if a page turns out too full all the same, for some lines.
_SLACKS = (2, 24, 72)


class _TooFullError(Exception):
    """A page has no room for what was planned for it."""


class _Kept:
    """The room that pages keep in the layout that is being made."""

    slack = _SLACKS[0]


def install() -> None:
    """Cut tables where pages end; call before the first render, after plainlines' and rowbreaks', again is harmless."""
    from weasyprint.layout import block

    if not hasattr(block.table_layout, "cuts"):
        block.iter_line_boxes = _parts_too(block.iter_line_boxes)
        block.table_layout = _cut(block.table_layout)
        block.table_layout.cuts = True


def lay_out_cut(lay_out: Callable[[], Any]) -> Any:
    """Return what ``lay_out`` makes, made once more with more room kept where a page has turned out too full."""
    for _Kept.slack in _SLACKS[:-1]:
        with suppress(_TooFullError):
            return lay_out()
    _Kept.slack = _SLACKS[-1]
    return lay_out()


def _cut(lay_out: Callable) -> Callable:
    @wraps(lay_out)
    def table_layout(context, table, bottom_space, skip_stack, around, page_is_empty, *others):
        others = (around, page_is_empty, *others)
        if skip_stack is None and _is_to_be_cut(table):
            headings = table.copy_with_children(table.children[:1])
            head = lay_out(context, headings, bottom_space, None, *others)[0].children[0]
            whole = _SpanningTable(context, table, head, context.page_bottom - bottom_space)
            if not (page_is_empty or whole.begins_here()):
                return None, None, {"break": "any", "page": None}, [], False
            whole.cut()
        result = lay_out(context, table, bottom_space, skip_stack, *others)
        if vars(table).get("is_cut") and _Kept.slack < _SLACKS[-1] and not _ends_with_its_page(*result[:2]):
            raise _TooFullError
        return result

    return table_layout


def _parts_too(iterate: Callable) -> Callable:
    """Return the making of lines that knows of boxes which hold a part of their lines: where it begins, and how many."""

    @wraps(iterate)
    def iter_line_boxes(context, box, position_y, bottom_space, skip_stack, *others):
        part = vars(box).get("part")
        if part is None:
            return iterate(context, box, position_y, bottom_space, skip_stack, *others)
        return _some(iterate(context, box, position_y, bottom_space, part[0], *others), part[1])

    return iter_line_boxes


def _some(lines: Iterator[tuple[Any, Any]], count: int) -> Iterator[tuple[Any, Any]]:
    for number, (line, resume_at) in enumerate(islice(lines, count), 1):
        yield line, resume_at if number < count else None


def _is_to_be_cut(table) -> bool:
    """Whether the table has column headings and cells that span rows, all of nothing but text, and is still whole."""
    if (
        "is_cut" in vars(table)
        or not table.children
        or not table.children[0].is_header
        or table.children[-1].is_footer
    ):
        return False
    cells = [cell for row in _rows(table) for cell in row.children]
    return any(cell.rowspan > 1 for cell in cells) and all(map(_holds_text, cells))


def _holds_text(cell) -> bool:
    from weasyprint.formatting_structure import boxes

    return all(isinstance(child, boxes.LineBox) for child in cell.children)


def _rows(table) -> Iterator:
    return chain.from_iterable(group.children for group in table.children[1:])


def _with(box, children: list, **others: Any):
    copy = box.copy_with_children(children)
    vars(copy).update(others)
    return copy


def _ends_with_its_page(table, resume_at: dict | None) -> bool:
    """Whether the page has the headings and all rows planned for it."""
    if table is None or not table.children[0].is_header:
        return False
    return resume_at is None or resume_at == {table.children[-1].index + 1: None}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A body cell: the row it begins on, its lines' heights and where each begins, and what surrounds them."""

    number: int
    box: Any
    row: int
    heights: tuple[float, ...]
    begins: Sequence[Any]
    frame: float


class _SpanningTable:
    """A table that is about to be laid out: its rows, and the cells on each from left to right, those from rows above
    among them.

    ``head`` are its headings as they are laid out, ``bottom`` is where the page ends.
    """

    def __init__(self, context, table, head, bottom: float):
        self.context, self.table = context, table
        self.rows = list(_rows(table))
        self.cells: list[_Cell] = []
        self.grid: list[list[_Cell]] = [[] for _ in self.rows]
        for number, row in enumerate(self.rows):
            for box in row.children:
                cell = _Cell(len(self.cells), box, number, *self._lines(box))
                self.cells.append(cell)
                for spanned in self.grid[number : number + box.rowspan]:
                    spanned.append(cell)
        for cells in self.grid:
            cells.sort(key=lambda cell: cell.box.grid_x)
        self.told = (
            [self._height(number) for number in range(len(self.rows))],
            [self._told(cell) for cell in self.cells],
            bottom - head.position_y - head.height - _Kept.slack,
            context.current_footnote_area.page.height - head.height - _Kept.slack,
        )

    def begins_here(self) -> bool:
        """Whether the table begins on the page that has something on it already."""
        return begins_here(*self.told)

    def cut(self) -> None:
        """Give the table a group of rows for each page."""
        from weasyprint.layout.table import collapse_table_borders

        runs = plan(*self.told)
        head, body = self.table.children[:2]
        groups = [body.copy_with_children(list(self._rows_of(run))) for run in runs]
        for group in groups[1:]:
            group.style = group.style.copy()
            group.style["break_before"] = "page"
        self.table.children = [head, *groups]
        self.table.is_cut = True
        if self.table.style["border_collapse"] == "collapse":
            height = sum(len(group.children) for group in self.table.children)
            self.table.collapsed_border_grid = collapse_table_borders(
                self.table, len(self.table.column_widths), height
            )

    def _lines(self, cell) -> tuple[tuple[float, ...], Sequence[Any], float]:
        """Return the heights of the cell's lines, where each begins, and what surrounds them."""
        from weasyprint.layout import block

        frame, width = frame_of(self.table, cell)
        if not cell.children:
            return (), (), frame
        (box,) = cell.children
        cell.position_x, cell.width = 0, width
        if found := plainlines.plain_in(self.context, box, cell):
            return (
                (found.height,) * len(found.lines),
                [plainlines.resume(line) for line in found.lines],
                frame,
            )
        lines = list(block.iter_line_boxes(self.context, box, 0, -inf, None, cell, [], [], None, None))
        return tuple(line.height for line, _ in lines), [None, *(resume_at for _, resume_at in lines)], frame

    def _height(self, number: int) -> float:
        """Return the height that a row needs for the cells that are its own."""
        own = (cell for cell in self.grid[number] if cell.box.rowspan == 1)
        return max((sum(cell.heights) + cell.frame for cell in own), default=0.0)

    def _told(self, cell: _Cell) -> CellLines:
        """Return what the plan is to know of a cell."""
        said = _said_again(cell.box)
        again = sum(self._lines(_with(cell.box, said))[0]) + cell.frame if said else 0.0
        return CellLines(cell.row, cell.row + cell.box.rowspan - 1, cell.heights, cell.frame, again)

    def _rows_of(self, run: Run) -> Iterator:
        """Yield the rows of one page."""
        shown: set[int] = set()
        for number in run.rows:
            begun = [cell for cell in self.grid[number] if cell.number not in shown]
            shown.update(cell.number for cell in begun)
            row = self.rows[number]
            yield _with(row, [_of_run(cell, run) for cell in begun], element=_like(row.element))


def _of_run(cell: _Cell, run: Run):
    """Return the cell with the lines that stand on the page, spanning the rows of that page."""
    start, end = run.lines[cell.number]
    children = cell.box.children
    if start and start == len(cell.heights):
        children = _said_again(cell.box)
    elif end - start < len(cell.heights):
        children = (
            [_part(children[0], cell.begins[start] if start else None, end - start)] if end > start else []
        )
    rows = sum(cell.row <= row < cell.row + cell.box.rowspan for row in run.rows)
    return _with(cell.box, children, rowspan=rows, element=_like(cell.box.element))


def _like(element: Element) -> Element:
    """Return an element of its own for what stands on a page: it is told as a row or cell for itself."""
    return Element(element.tag, element.attrib)


def _part(box, begin: Any, count: int):
    copy = box.copy()
    copy.part = (begin, count)
    return copy


def _said_again(cell) -> list:
    """Return what is in a cell whose text has ended on a page before: a line, or nothing."""
    from weasyprint.formatting_structure import boxes

    if not (text := cell.element.get("data-continued")):
        return []
    return [boxes.LineBox.anonymous_from(cell, [boxes.TextBox.anonymous_from(cell, text)])]
