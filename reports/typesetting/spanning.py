"""Tables whose cells span several rows, cut where a page ends.

WeasyPrint loses or doubles text where a page ends inside such a cell. So the document is laid out twice: first with
those cells set apart, to learn the height of every row and line; then each of these tables stands in the document as
one table for each page, with the column headings again and cells that span rows of that page only. A cell whose text
has ended says its ``data-continued`` on the next page.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from math import inf
from typing import Any
from xml.etree.ElementTree import Element

from reports.typesetting.celltext import part_of
from reports.typesetting.laidout import Layout
from reports.typesetting.pageruns import CellLines, Run, plan

# Room in CSS pixels that a page keeps: for rounding, and if a page turns out too full all the same, for some lines.
_SLACKS = (2, 24, 72)


def lay_out_cut(root: Element, lay_out: Callable[[], Any]) -> Any:
    """Return WeasyPrint's document, in which every table with cells that span rows is one table for each page.

    ``root`` is the document's tree, changed in place; ``lay_out`` returns WeasyPrint's document for the tree as it
    is then. Each table begins where it does in the first layout; the second and later ones of a section (a
    landscape part, or all the rest) begin a page.
    """
    tables = [_SpanningTable(str(number), *found) for number, found in enumerate(_spanning_tables(root), 1)]
    if not tables:
        return lay_out()
    for table in tables:
        table.show_for_measuring()
    _measure(tables, lay_out)
    for slack in _SLACKS:
        for table in tables:
            table.show_cut(slack)
        # The layout before is let go first: two of a long document would need twice the memory.
        document = None
        document = lay_out()
        if _all_fit(tables, Layout(document.pages)):
            break
    return document


def _all_fit(tables: list["_SpanningTable"], layout: Layout) -> bool:
    return all(layout.is_on_one_page(cut) for table in tables for cut in table.cut)


def _measure(tables: list["_SpanningTable"], lay_out: Callable[[], Any]) -> None:
    """Lay the document out to learn all heights; its boxes do not outlive this, and nothing is drawn of them."""
    from weasyprint import layout as making

    whole = making.make_margin_boxes, making.layout_backgrounds
    making.make_margin_boxes, making.layout_backgrounds = _nothing, _nothing
    try:
        layout = Layout(lay_out().pages)
    finally:
        making.make_margin_boxes, making.layout_backgrounds = whole
    for table in tables:
        table.learn(layout)


def _nothing(*arguments: Any) -> tuple:
    return ()


def _spanning_tables(root: Element) -> Iterator[tuple[Element, Element, bool]]:
    """Yield the parent of each such table, the table, and whether it is the first of its section."""
    sections = (root, *(each for each in root.iter() if "landscape" in each.get("class", "").split()))
    section_of = {parent: section for section in sections for parent in section.iter()}
    begun = set()
    for parent in list(root.iter()):
        for table in parent.findall("table"):
            if table.find("thead") is not None and table.find("tbody/tr/*[@rowspan]") is not None:
                yield parent, table, section_of[parent] not in begun
                begun.add(section_of[parent])


@dataclass(frozen=True, slots=True)
class _Cell:
    """A body cell: where it stands, and the copy of it that the first layout measures."""

    number: int
    element: Element
    row: int
    rowspan: int
    measured: Element


class _SpanningTable:
    """One table: its rows, and the cells on each row from left to right, those from rows above among them."""

    def __init__(self, name: str, parent: Element, element: Element, first_of_section: bool):
        self.name = name
        self.parent, self.element, self.first_of_section = parent, element, first_of_section
        self.shown, self.cut = [element], list[Element]()
        self.rows = list(element.iterfind("tbody/tr"))
        self.cells: list[_Cell] = []
        self.grid: list[list[_Cell]] = []
        places: dict[int, _Cell] = {}
        for number, row in enumerate(self.rows):
            places = {column: cell for column, cell in places.items() if cell.row + cell.rowspan > number}
            self._place(number, row, places)
            self.grid.append(
                list({cell.number: cell for _, cell in sorted(places.items(), key=_column)}.values())
            )

    def _place(self, number: int, row: Element, places: dict[int, _Cell]) -> None:
        """Put the row's cells into the columns that are free."""
        column = 0
        for element in row:
            measured = deepcopy(element)
            rowspan = int(measured.attrib.pop("rowspan", "1"))
            cell = _Cell(len(self.cells), element, number, rowspan, measured)
            self.cells.append(cell)
            while column in places:
                column += 1
            for _ in range(int(element.get("colspan", "1"))):
                places[column] = cell
                column += 1

    def show_for_measuring(self) -> None:
        """Put a table without spanning cells in this one's place; their texts follow in rows of their own."""
        self.measured_rows = [
            _row_with(row, [cell.measured if cell.rowspan == 1 else _blank(cell) for cell in cells])
            for row, cells in zip(self.rows, self.grid, strict=True)
        ]
        alone = [
            _row_with(
                self.rows[each.row],
                [each.measured if cell is each else _blank(cell) for cell in self.grid[each.row]],
            )
            for each in self.cells
            if each.rowspan > 1
        ]
        self.measured = self._with_rows([*self.measured_rows, *alone])
        self._show([self.measured])

    def learn(self, layout: Layout) -> None:
        """Take heights, lines and room from the layout of what is shown for measuring."""
        lines = [layout.lines(cell.measured) for cell in self.cells]
        self.lines = [
            _lines_of(cell, *each, layout.frame(cell.measured))
            for cell, each in zip(self.cells, lines, strict=True)
        ]
        self.ends = [ends for _, ends in lines]
        self.heights = [layout.height(row) for row in self.measured_rows]
        head = self.measured.find("thead")
        assert head is not None  # _spanning_tables looks for it
        self.first_page, self.page = layout.room_under(head)
        if not self.first_of_section:
            self.first_page = self.page

    def show_cut(self, slack: float) -> None:
        """Put one table for each page in the place of what is shown; ``slack`` is the room that pages keep."""
        runs = plan(self.heights, self.lines, self.first_page - slack, self.page - slack)
        tables = [self._of_page(run) for run in runs]
        for table in tables[1:]:
            for caption in table.findall("caption"):
                table.remove(caption)
        for table in tables:
            # All of them are one table of the document (tagging.py).
            table.set("data-table", self.name)
        begin = 1 if self.first_of_section else 0
        self._show(tables[:begin] + [_on_new_page(table) for table in tables[begin:]])
        self.cut = tables

    def _show(self, elements: list[Element]) -> None:
        """Put the elements in the place of those that stand for the table now."""
        place = list(self.parent).index(self.shown[0])
        elements[-1].tail = self.shown[-1].tail
        self.parent[place : place + len(self.shown)] = self.shown = elements

    def _of_page(self, run: Run) -> Element:
        """Return the table of one page."""
        shown: set[int] = set()
        rows = []
        for number in run.rows:
            begun = [cell for cell in self.grid[number] if cell.number not in shown]
            shown.update(cell.number for cell in begun)
            rows.append(
                _row_with(self.rows[number], [_of_run(cell, run, self.ends[cell.number]) for cell in begun])
            )
        return self._with_rows(rows)

    def _with_rows(self, rows: list[Element]) -> Element:
        table = Element(self.element.tag, self.element.attrib)
        table.extend(deepcopy(part) for part in self.element if part.tag != "tbody")
        body = Element("tbody")
        body.extend(rows)
        table.append(body)
        return table


def _lines_of(cell: _Cell, heights: tuple[float, ...], ends: list[int], frame: float) -> CellLines:
    """Return what the plan is to know of a cell; what it says again begins as its text does."""
    said = len("".join(cell.element.get("data-continued", "").split()))
    again = sum(heights[: bisect_left(ends, said) + 1]) + frame if said else 0.0
    return CellLines(cell.row, cell.row + cell.rowspan - 1, heights, frame, again)


def _of_run(cell: _Cell, run: Run, ends: list[int]) -> Element:
    """Return the cell with the lines that stand on the page, spanning the rows of that page.

    ``ends`` has how many characters of the cell end with each line.
    """
    start, end = run.lines[cell.number]
    if start and start == len(ends):
        shown = Element(cell.element.tag, cell.element.attrib)
        shown.text = cell.element.get("data-continued", "")
    elif start == 0 and end == len(ends):
        shown = deepcopy(cell.element)
    else:
        before = ends[start - 1] if start else 0
        shown = part_of(cell.element, before, ends[end - 1] if end < len(ends) else inf)
    rows = sum(cell.row <= row < cell.row + cell.rowspan for row in run.rows)
    shown.attrib.pop("rowspan", None)
    if rows > 1:
        shown.set("rowspan", str(rows))
    return shown


def _column(place: tuple[int, _Cell]) -> int:
    return place[0]


def _row_with(row: Element, cells: list[Element]) -> Element:
    copy = Element(row.tag, row.attrib)
    copy.extend(cells)
    return copy


def _blank(cell: _Cell) -> Element:
    return Element("td", {"colspan": cell.element.get("colspan", "1")})


def _on_new_page(table: Element) -> Element:
    """Return the table in a box of its own, so that no rule for what follows on something applies to it."""
    box = Element("div", {"class": "new-page"})
    box.append(table)
    return box
