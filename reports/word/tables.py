"""A table of blocks as a Word table: repeated column headings, cells that span columns and rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from reports.blocks import Align, Block, Heading, Paragraph, Signatory, SignaturePlaces
from reports.blocks.tables import Cell, Column, Table
from reports.kinds.column_widths import longest_pieces, make_room
from reports.word import parts
from reports.word.package import Page
from reports.word.widths import ems

_LETTER = 145  # a letter of a table's text is hardly ever wider
_EM = 280
_WHOLE_LINES = 5  # a row of more may be torn: whole ones leave pages half empty
_TOGETHER = 5  # steps that are signed on one page: more would leave most of the page before empty
_SIGNING_LINE = "." * 46  # as wide as the column
_SIGNING_COLUMNS = (Column("ผู้พิจารณา", 38), Column("ความเห็นและการลงนาม", 62))
JUSTIFICATION = {Align.START: "left", Align.CENTER: "center", Align.END: "right"}


def joined(content: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks, titled tables that follow each other as one, with their titles as rows.

    Headings and paragraphs that stand for such a table are rows of it too, as in the PDF: all have the same columns.
    """
    run: list[Block] = []
    for block in content:
        begins = (isinstance(block, Table) and block.title) or (
            isinstance(block, Heading) and block.level == 3
        )
        if begins or (run and isinstance(block, Paragraph)):
            run.append(block)
            continue
        yield from _as_one(run)
        run = []
        yield block
    yield from _as_one(run)


def _as_one(run: Sequence[Block]) -> Iterable[Block]:
    tables = [block for block in run if isinstance(block, Table)]
    if not tables:
        return run
    columns = tables[0].columns
    rows: list[tuple[Cell, ...]] = []
    for block in run:
        match block:
            case Paragraph(text=text):
                rows.append((Cell((text,), colspan=len(columns)),))
            case Heading(lines=lines):
                rows.append((Cell(lines, colspan=len(columns), section=True),))
            case Table(title=title):
                rows += [(Cell((title,), colspan=len(columns), section=True),), *block.rows]
    return [replace(tables[0], rows=tuple(rows))]


def table_of(part, block: Table, page: Page, title_style: str, names: Sequence[str]):
    """Return the table, as wide as the page's text; titles among its rows have the paragraph style ``title_style``.

    ``names`` are kept in one piece where their cell has room for them. ``part`` is the document's, for its links.
    """
    needed = [count * _LETTER + page.padding for count in longest_pieces(block.columns, block.rows)]
    usual = shares(page.text_width, [column.width for column in block.columns])
    widths = make_room(usual, needed, step=10)
    rows = _Rows(part, widths, names, page, title_style if block.title else "")
    made = [*rows.made(_headings(block), heading=True), *rows.made(block.rows, whole=block.whole)]
    return parts.table(page.grid, widths, made)


def shares(width: int, weights: Sequence[float]) -> list[int]:
    """Return the width in whole parts by their weights, none of it lost by rounding."""
    total = sum(weights)
    edges = [int(width * sum(weights[:place]) / total) for place in range(len(weights) + 1)]
    return [end - start for start, end in zip(edges, edges[1:], strict=False)]


def _headings(block: Table) -> list[tuple[Cell, ...]]:
    """Return the column headings as rows of cells."""
    top = tuple(
        Cell(tuple(heading.text.split("\n")), colspan=heading.colspan, rowspan=heading.rowspan)
        for heading in block.top_headings
    )
    under = tuple(Cell(tuple(column.title.split("\n"))) for column in block.columns if column.group)
    return [top, under] if block.grouped else [top]


@dataclass(frozen=True, slots=True)
class _Rows:
    """How rows become Word's: the document's part, the columns' widths, names, the page, and the style of titles or ""."""

    part: Any
    widths: list[int]
    names: Sequence[str]
    page: Page
    title_style: str

    def made(
        self, rows: Sequence[tuple[Cell, ...]], *, heading: bool = False, whole: bool = False
    ) -> Iterator[Any]:
        """Yield the rows with the cells that begin there, and a continuation for each that spans one from above.

        Those of a ``whole`` table stay on the page of the next.
        """
        above: dict[int, tuple[Cell, int]] = {}  # by column, with the rows that are left
        for place, cells in enumerate(rows, start=1):
            made, column, lines, beginning = [], 0, 0, iter(cells)
            section = not heading and bool(cells and cells[0].section)
            keep_next = heading or section or (whole and place < len(rows))
            while column < len(self.widths):
                merge = "continue" if column in above else ""
                if merge:
                    cell, rows_left = above.pop(column)
                else:
                    cell = next(beginning, Cell())
                    rows_left = cell.rowspan
                    merge = "restart" if rows_left > 1 else ""
                if rows_left > 1:
                    above[column] = (cell, rows_left - 1)
                span = self.widths[column : column + cell.colspan]
                room = (sum(span) - self.page.padding) / _EM
                if not merge:
                    lines = max(lines, _lines(cell, room))
                held = [] if merge == "continue" else self._paragraphs(cell, room, heading, keep_next)
                made.append(_cell(held, span, merge=merge, heading=heading, section=section))
                column += cell.colspan
            yield parts.row(made, heading=heading, whole=heading or whole or lines <= _WHOLE_LINES)

    def _paragraphs(self, cell: Cell, room: float, heading: bool, keep_next: bool) -> list:
        """Return a paragraph for each line of the cell, which is ``room`` ems wide, and the note under them."""
        usual = "TableHeading" if heading else "TableText"
        style = self.title_style if cell.section and self.title_style else usual
        lines = [(style, line) for line in cell.lines]
        if cell.note:
            lines.append(("TableNote", cell.note))
        return [
            parts.paragraph(
                style,
                *parts.texts(self.part, line, self.names, room=room, bold=cell.bold),
                keep_next=keep_next,
                before=0 if style == self.title_style else None,
                align="" if heading else JUSTIFICATION[cell.align],
            )
            for style, line in lines
        ]


def _lines(cell: Cell, room: float) -> int:
    """Return about how many lines the cell has where one is ``room`` ems wide."""
    return sum(ceil(ems(text) / room) or 1 for text in (*cell.lines, *filter(None, (cell.note,))))


def _cell(paragraphs: list, span: list[int], *, heading: bool, section: bool, merge: str):
    return parts.cell(
        paragraphs,
        sum(span),
        colspan=len(span),
        merge=merge,
        align="center" if heading else "",
        shade="EEEEEE" if section else "",
    )


def steps_table(block: SignaturePlaces) -> Table:
    """Return the steps of an approval with lines for opinion, signature and day, to sign by hand."""
    whole = len(block.steps) <= _TOGETHER
    return Table(_SIGNING_COLUMNS, tuple(map(_signing_cells, block.steps)), whole=whole)


def _signing_cells(step: Signatory) -> tuple[Cell, ...]:
    line = _SIGNING_LINE
    who = (step.heading or step.position, f"สำหรับ {step.name}", *((step.position,) if step.heading else ()))
    by_hand = (f"(ลงชื่อ) {line[:36]}", f"({step.name})", f"วันที่ {line[:38]}")
    return Cell(who, heading=True), Cell((line, line, *by_hand))
