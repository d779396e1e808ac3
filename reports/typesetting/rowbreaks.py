"""Where WeasyPrint ends a page within a table, and what the next page says of it.

A row is torn only where rowplan.py says so, at what it costs on the pages that are being made (fewestpages.py); its cells then
end with their lines. The page on which a row or a part of the table goes on names it under the column headings, with "(ต่อ)".
Tables whose cells span rows are spanning.py's. textlayer.py holds WeasyPrint's version.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from math import ceil
from typing import Any

from reports.blocks.tables import CONTINUED
from reports.typesetting import lineends, plainlines
from reports.typesetting.fewestpages import SHORT, fewest
from reports.typesetting.rowplan import GLADLY, TORN, Row, torn

# A cell of so few lines stays whole, another begins with no fewer than these.
_WHOLE, _FEW = 3, {TORN: 3, GLADLY: 2}
_SLACK = 6  # CSS pixels: what is told of heights may be wrong by so much
_USUAL_TOP = 95.0  # CSS pixels: where text begins on a page that is not the first
_BESIDE = 34.0  # CSS pixels: half of a page's number and what is free beside it


def install() -> None:
    """Decide on the rows of tables; call before the first render, again is harmless."""
    from weasyprint import layout
    from weasyprint.layout import block

    if not hasattr(block.table_layout, "__wrapped__"):
        layout.make_all_pages = fewest(layout.make_all_pages)
        block.table_layout = _decided(block.table_layout)
        block._linebox_layout = _to_the_foot(block._linebox_layout)


def _decided(lay_out: Callable) -> Callable:
    @wraps(lay_out)
    def table_layout(context, table, bottom_space, skip_stack, *others):
        if _may_be_torn(table):
            table = _Table(context, table, bottom_space, skip_stack).decided()
        return lay_out(context, table, bottom_space, skip_stack, *others)

    return table_layout


def _to_the_foot(lay_out: Callable) -> Callable:
    """Return the layout of a box's lines without the room that WeasyPrint keeps twice for padding and border below.

    It asks for both under each line, and once more where they are told to stand at every end of a torn box.
    """

    @wraps(lay_out)
    def linebox_layout(context, box, index, child, new_children, page_is_empty, absolute_boxes, fixed_boxes,
                       adjoining_margins, bottom_space, *others):  # fmt: skip
        if box.style["box_decoration_break"] == "clone":
            bottom_space -= box.padding_bottom + box.border_bottom_width
        return lay_out(context, box, index, child, new_children, page_is_empty, absolute_boxes, fixed_boxes,
                       adjoining_margins, bottom_space, *others)  # fmt: skip

    return linebox_layout


def _may_be_torn(table) -> bool:
    rows = list(table.children[0].children) if table.children and table.children[0].is_header else []
    return bool(rows) and rows[-1].element is not None and rows[-1].element.get("class") == "continued"


class _Table:
    """A table where WeasyPrint has come to it: what is left of it, and the room there is."""

    def __init__(self, context, table, bottom_space: float, skip_stack: dict[int, Any] | None):
        self.context, self.table = context, table
        self.bottom = context.page_bottom - bottom_space
        self.skip = skip_stack
        (self.group, self.row), self.cells = self._begin(skip_stack)

    @staticmethod
    def _begin(skip_stack: dict[int, Any] | None) -> tuple[tuple[int, int], dict[int, Any]]:
        """Return the group and row that come first, and where the cells of that row go on."""
        if skip_stack is None:
            return (1, 0), {}
        group, rows = next(iter(skip_stack.items()))
        row, cells = next(iter(rows.items())) if rows else (0, None)
        return (group, row), cells or {}

    def decided(self):
        """Return the table with its headings for this page, and its rows told whether they may be torn."""
        table = self.table.copy()
        head = self._head()
        table.children = [head, *self.table.children[1:]]
        rows = self.table.children[self.group].children[self.row :]
        top = self.table.content_box_y()
        tops = vars(self.context).setdefault("table_tops", {})
        if self.skip is not None:
            tops[self.context.page_bottom] = top
        head_height = self._height_of(head)
        room = self.bottom - top - head_height - _SLACK
        page = self.bottom - tops.get(self.context.page_bottom, _USUAL_TOP) - head_height - _SLACK
        cost = self.context.torn_row_cost
        at, places = self._torn(rows, room, page, cost)
        may_move = (
            cost != GLADLY
            and self.table.style["break_inside"] != "avoid"
            and self.context.current_page <= SHORT
        )
        if may_move and at != self._torn(rows, room, page, GLADLY)[0]:
            self.context.gladly_otherwise.add(self.context.current_page)
        for place in places:
            _let_be_torn(rows[place], place == at)
        return table

    def _torn(self, rows: list, room: float, page: float, cost: float) -> tuple[int | None, list[int]]:
        """Return the place of the row that goes on over the end of this page, None where none should, and of all planned."""
        planned = dict(self._planned(rows, room + page * 5, _FEW[cost]))
        places = list(planned)
        at = torn(
            list(planned.values()),
            room,
            page,
            last=self.table.element.get("data-last") is not None,
            fresh=self.skip is not None,
            cost=cost,
        )
        return None if at is None else places[at], places

    def _head(self):
        """Return the column headings, with the row that names what goes on where something does."""
        head = self.table.children[0]
        *headings, continued = head.children
        if self.skip is not None:
            headings = [_goes_on(row) if row.element.get("class") == "title" else row for row in headings]
            if names := self._names():
                style = next(_texts(continued)).style
                if continued.element.get("data-above") is None:
                    width = frame_of(self.table, continued.children[0])[1]
                    headings.append(_retold(continued, self._on_a_line(" – ".join(names), style, width)))
                else:
                    headings[0] = self._telling_the_page(headings[0], names, style)
        return head.copy_with_children(headings)

    def _names(self) -> list[str]:
        """Return the names of the part and the row that go on, of those that there are."""
        row = self.table.children[self.group].children[self.row].element
        names = (row.get("data-part", ""), row.get("data-name", "") if self.cells else "")
        return list(filter(None, names))

    def _telling_the_page(self, row, names: list[str], style):
        """Return a copy of the row that has the page say what goes on, left and right of its number."""
        room = self.table.width / 2 - _BESIDE
        *before, last = names
        told = [self._on_a_line(name, style, room, ending="") for name in before]
        told.append(self._on_a_line(last, style, room))
        copy = row.copy()
        copy.string_set = list(zip(("goes-on", "goes-on-too"), told, strict=False))
        return copy

    def _on_a_line(self, name: str, style, width: float, ending: str = f" {CONTINUED}") -> str:
        """Return that the name goes on, in no more than a line of the width."""
        whole, rest = f"{name}{ending}", f"…{ending}"
        if lineends.line_ends(whole, style, self.context).ink[-1] <= width:
            return whole
        room = width - lineends.line_ends(rest, style, self.context).ink[-1]
        ends = lineends.line_ends(name, style, self.context)
        return (
            name[: max((place for place in ends.places if ends.ink[place] <= room), default=0)].rstrip()
            + rest
        )

    def _planned(self, rows: list, enough: float, few: int) -> Iterator[tuple[int, Row]]:
        """Yield what the plan is to know of the rows, by their places and as far as it looks.

        A cell begins with no fewer lines than ``few``. Of a row that is torn already it is what is left; a row that names others is part of the next.
        """
        height, above = 0.0, 0.0
        for place, row in enumerate(rows):
            if height > enough:
                return
            cells = [self._cell(cell, few) for cell in row.children]
            whole = max(cell[0] for cell in cells)
            if place == 0 and self.cells:
                whole = max(self._left(cell, self.cells.get(n)) for n, cell in enumerate(row.children))
            if "section" in row.element.get("class", "").split():
                above = whole
                continue
            least = above + max(cell[1] for cell in cells)
            yield place, Row(above + whole, least, again=max(cell[2] for cell in cells) * 1.5)
            height, above = height + above + whole, 0.0

    def _cell(self, cell, few: int) -> tuple[float, float, float]:
        """Return the height of a cell, what its beginning needs, and the height of one line with the cell's frame."""
        frame, _, height, line = self._measured(cell)
        return frame + height, frame + (height if height <= _WHOLE * line else few * line), frame + line

    def _left(self, cell, skip: Any) -> float:
        """Return the height of what is left of a cell; ``skip`` is where it goes on, None where it has ended."""
        frame, width, height, _ = self._measured(cell)
        return frame + (max(height - self._done(cell, width, skip), 0) if skip else 0)

    def _measured(self, cell) -> tuple[float, float, float, float]:
        """Return a cell's frame, its width, and the heights of its lines and of one of them: the same on every page."""
        known = vars(cell).setdefault("measured", {})
        if (width := self.table.width) not in known:
            known[width] = (*(frame := frame_of(self.table, cell)), *self._content(cell, frame[1]))
        return known[width]

    def _done(self, cell, width: float, skip: dict) -> float:
        """Return the height of the lines that stand on pages before."""
        inner = skip.get(0)
        if not cell.children or inner is None:
            return 0.0
        found = (
            plainlines.plain(self.context, cell.children[0], width) if _is_line(cell.children[0]) else None
        )
        if found is None:
            return self._content(cell, width)[0] / 2
        child, rest = next(iter(inner.items()))
        byte = next(iter(rest)) if rest else 0
        return found.height * sum((line.child, line.byte) < (child, byte) for line in found.lines)

    def _height_of(self, group) -> float:
        """Return the height of a group of rows; those whose cells span two share it."""
        heights: list[float] = [0.0] * (len(group.children) + 1)
        for place, row in enumerate(group.children):
            for cell in row.children:
                end = min(place + cell.rowspan, len(group.children))
                heights[end] = max(heights[end], heights[place] + self._cell(cell, _WHOLE)[0])
            heights[place + 1] = max(heights[place + 1], heights[place])
        return heights[len(group.children)]

    def _content(self, box, width: float) -> tuple[float, float]:
        """Return the height of what is in a box, and that of one of its lines."""
        height = line = 0.0
        for child in box.children:
            if _is_line(child):
                more, line = self._lines(child, width)
                height += more
            elif hasattr(child, "children"):
                more, line = self._content(child, width)
                height += more
        return height, line

    def _lines(self, box, width: float) -> tuple[float, float]:
        from weasyprint.text.line_break import strut

        if found := plainlines.plain(self.context, box, width):
            return found.height * len(found.lines), found.height
        height, count = strut(box.style)[0], 0
        for text in _texts(box):
            for line in filter(None, text.text.split("\n")):
                ink = lineends.line_ends(line, text.style, self.context).ink[-1]
                count += max(1, ceil(ink / width))
        return height * count, height


def _is_line(box) -> bool:
    from weasyprint.formatting_structure import boxes

    return isinstance(box, boxes.LineBox)


def _texts(box) -> Iterator:
    for child in box.children:
        if hasattr(child, "text"):
            yield child
        else:
            yield from _texts(child)


def frame_of(table, cell) -> tuple[float, float]:
    """Return the height of a cell's padding and borders, and the width between them."""
    from weasyprint.layout.percent import resolve_percentages

    resolve_percentages(cell, containing_block=table)
    width = sum(table.column_widths[cell.grid_x :][: cell.colspan])
    sides = cell.padding_left + cell.padding_right + cell.border_left_width + cell.border_right_width
    return (
        cell.padding_top + cell.padding_bottom + cell.border_top_width + cell.border_bottom_width,
        width - sides,
    )


def _let_be_torn(row, wanted: bool) -> None:
    """Let the row be torn, or not; its style is its own from the first time on."""
    told = "auto" if wanted else "avoid"
    if row.style["break_inside"] != told:
        row.style = row.style.copy()
        row.style["break_inside"] = told


def _goes_on(row):
    """Return a title that says it goes on."""
    *_, last = _texts(row)
    return _retold(row, f"{last.text.rstrip()} {CONTINUED}")


def _retold(box, text: str):
    """Return a copy of the box with another text in the place of its last."""
    copy = box.copy()
    if hasattr(copy, "text"):
        copy.text = text
    else:
        copy.children = [*box.children[:-1], _retold(box.children[-1], text)]
    return copy
