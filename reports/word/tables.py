"""A table of blocks as a Word table: repeated column headings, cells that span columns and rows."""

from collections.abc import Iterable, Iterator, Sequence

from reports.blocks import Align, Signatory, SignaturePlaces
from reports.blocks.tables import Cell, Column, Table
from reports.kinds.column_widths import longest_pieces, make_room
from reports.word import parts

_LETTER = 145  # a letter of a table's text is hardly ever wider
_EM = 280
_PADDING = 120  # of a cell, both sides together
_SIGNING_LINE = "." * 46  # as wide as the column
_SIGNING_COLUMNS = (Column("ผู้พิจารณา", 38), Column("ความเห็นและการลงนาม", 62))
JUSTIFICATION = {Align.START: "left", Align.CENTER: "center", Align.END: "right"}


def table_of(part, block: Table, width: int, title_style: str, names: Sequence[str]):
    """Return the table, ``width`` twentieths of a point wide; its title has the paragraph style ``title_style``.

    ``names`` are kept in one piece where their cell has room for them. ``part`` is the document's, for its links.
    """
    needed = [count * _LETTER + _PADDING for count in longest_pieces(block.columns, block.rows)]
    widths = make_room(shares(width, [column.width for column in block.columns]), needed, step=10)
    rows = []
    if block.title:
        title = parts.paragraph(
            title_style, parts.run(parts.printable(block.title, names)), align="left", before=0
        )
        rows.append(parts.row([_cell([title], widths, frameless=True)], heading=True))
    rows += [
        parts.row(cells, heading=True) for cells in _grid(part, _headings(block), widths, names, heading=True)
    ]
    rows += [
        parts.row(cells, whole=place not in block.long_rows)
        for place, cells in enumerate(_grid(part, block.rows, widths, names))
    ]
    return parts.table("TableGrid", widths, rows)


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


def _grid(
    part, rows: Iterable[tuple[Cell, ...]], widths: list[int], names: Sequence[str], *, heading: bool = False
) -> Iterator[list]:
    """Yield Word's cells of each row: those that begin there, and a continuation for each that spans it from above."""
    above: dict[int, tuple[Cell, int]] = {}  # by column, with the rows that are left
    for cells in rows:
        made, column, beginning = [], 0, iter(cells)
        keep_next = heading or bool(cells and cells[0].section)
        while column < len(widths):
            merge = "continue" if column in above else ""
            if merge:
                cell, rows_left = above.pop(column)
            else:
                cell = next(beginning, Cell())
                rows_left = cell.rowspan
                merge = "restart" if rows_left > 1 else ""
            if rows_left > 1:
                above[column] = (cell, rows_left - 1)
            span = widths[column : column + cell.colspan]
            held = (
                [] if merge == "continue" else _paragraphs(part, cell, sum(span), names, heading, keep_next)
            )
            shaded = keep_next and not heading
            made.append(_cell(held, span, merge=merge, heading=heading, section=shaded))
            column += cell.colspan
        yield made


def _cell(paragraphs: list, span: list[int], *, heading: bool = False, section: bool = False, **look):
    return parts.cell(
        paragraphs,
        sum(span),
        colspan=len(span),
        align="center" if heading else "",
        shade="EEEEEE" if section else "",
        **look,
    )


def _paragraphs(part, cell: Cell, width: int, names: Sequence[str], heading: bool, keep_next: bool) -> list:
    """Return a paragraph for each line of the cell, and the note under them."""
    lines = [("TableHeading" if heading else "TableText", line) for line in cell.lines]
    if cell.note:
        lines.append(("TableNote", cell.note))
    return [
        parts.paragraph(
            style,
            *parts.texts(part, line, names, room=(width - _PADDING) / _EM, bold=cell.bold),
            keep_next=keep_next,
            align="" if heading else JUSTIFICATION[cell.align],
        )
        for style, line in lines
    ]


def steps_table(block: SignaturePlaces) -> Table:
    """Return the steps of an approval with lines for opinion, signature and day, to sign by hand."""
    return Table(_SIGNING_COLUMNS, tuple(map(_signing_cells, block.steps)))


def _signing_cells(step: Signatory) -> tuple[Cell, ...]:
    line = _SIGNING_LINE
    who = (step.heading or step.position, f"สำหรับ {step.name}", *((step.position,) if step.heading else ()))
    by_hand = (f"(ลงชื่อ) {line[:36]}", f"({step.name})", f"วันที่ {line[:38]}")
    return Cell(who, heading=True), Cell((line, line, *by_hand))
