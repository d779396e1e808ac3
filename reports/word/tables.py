"""A table of blocks as a Word table: repeated column headings, cells that span columns and rows."""

from collections.abc import Iterable, Iterator, Sequence

from reports.blocks import Align
from reports.blocks.tables import Cell, Table
from reports.word import parts

_LETTER = 130  # a letter of a table's text is hardly ever wider
JUSTIFICATION = {Align.START: "left", Align.CENTER: "center", Align.END: "right"}


def table_of(block: Table, width: int, title_style: str, names: Sequence[str]):
    """Return the table, ``width`` twentieths of a point wide; its title has the paragraph style ``title_style``.

    ``names`` are kept in one piece where their cell has room for them.
    """
    widths = shares(width, [column.width for column in block.columns])
    rows = []
    if block.title:
        title = parts.paragraph(
            title_style, parts.run(parts.printable(block.title, names)), align="left", before=0
        )
        rows.append(parts.row([_cell([title], widths, frameless=True)], heading=True))
    rows += [parts.row(cells, heading=True) for cells in _grid(_headings(block), widths, names, heading=True)]
    rows += [
        parts.row(cells, whole=place not in block.long_rows)
        for place, cells in enumerate(_grid(block.rows, widths, names))
    ]
    return parts.table("TableGrid", widths, rows)


def shares(width: int, weights: list[int]) -> list[int]:
    """Return the width in whole parts by their weights, none of it lost by rounding."""
    total = sum(weights)
    edges = [width * sum(weights[:place]) // total for place in range(len(weights) + 1)]
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
    rows: Iterable[tuple[Cell, ...]], widths: list[int], names: Sequence[str], *, heading: bool = False
) -> Iterator[list]:
    """Yield Word's cells of each row: those that begin there, and a continuation for each that spans it from above."""
    above: dict[int, tuple[int, Cell]] = {}
    for cells in rows:
        made, column, beginning = [], 0, iter(cells)
        keep_next = heading or bool(cells and cells[0].section)
        while column < len(widths):
            rows_left, cell = above.pop(column, (0, None))
            merge = "continue" if rows_left else ""
            if not rows_left:
                cell = next(beginning, Cell())
                rows_left = cell.rowspan
                merge = "restart" if rows_left > 1 else ""
            if rows_left > 1:
                above[column] = (rows_left - 1, cell)
            span = widths[column : column + cell.colspan]
            paragraphs = (
                [] if merge == "continue" else _paragraphs(cell, sum(span), names, heading, keep_next)
            )
            made.append(
                _cell(paragraphs, span, merge=merge, heading=heading, section=keep_next and not heading)
            )
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


def _paragraphs(cell: Cell, width: int, names: Sequence[str], heading: bool, keep_next: bool) -> list:
    """Return a paragraph for each line of the cell, and the note under them."""
    lines = [("TableHeading" if heading else "TableText", line) for line in cell.lines]
    if cell.note:
        lines.append(("TableNote", cell.note))
    look = {"keep_next": keep_next, "align": "" if heading else JUSTIFICATION[cell.align]}
    return [
        parts.paragraph(
            style, parts.run(parts.printable(line, names, room=width // _LETTER), bold=cell.bold), **look
        )
        for style, line in lines
    ]
