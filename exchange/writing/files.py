"""Writing tables as XLSX and CSV. Text stays text: what begins with = + - @ is never a formula."""

import csv
import io
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from exchange.engine.cells import as_text
from exchange.engine.layout import Layout
from exchange.writing import styles
from exchange.writing.validations import add_lists
from itaportal.archives import remove_dates
from itaportal.csvtext import begins_formula
from itaportal.thai.numbers import format_score

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def as_xlsx(
    layouts: Sequence[Layout], *, guide: Sequence[str] = (), creator: str = "", locked: bool = False
) -> bytes:
    """Return the sheets as a workbook; the same content gives the same bytes.

    ``guide`` are the lines of a first sheet that tells how to fill in the others. ``locked`` protects, without a
    password, what is not to be filled in, and offers lists to choose from.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.creator = creator
    if guide:
        _guide(book.create_sheet("คำแนะนำ"), guide)
    sheets = [_sheet(book, layout, locked=locked) for layout in layouts]
    if locked:
        add_lists(book, list(zip(sheets, layouts, strict=True)))
    output = io.BytesIO()
    book.save(output)
    return remove_dates(output)


def as_csv(layout: Layout) -> bytes:
    """Return one sheet as CSV in UTF-8 with the mark that Excel needs to show Thai.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front, which reading takes off again.
    """
    output = io.StringIO(newline="")
    writer = csv.writer(output)
    writer.writerow([column.heading for column in layout.columns])
    for row in layout.rows:
        writer.writerow([harmless(_plain(row.get(column.key))) for column in layout.columns])
    return output.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """Return the text with an apostrophe where it (or it after apostrophes) would begin a formula."""
    return f"'{text}" if begins_formula(text.lstrip("'")) else text


def _plain(cell: Any) -> str:
    return format_score(cell) if isinstance(cell, Decimal) else as_text(cell)


def _guide(sheet, lines: Sequence[str]) -> None:
    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(lines, start=1):
        cell = sheet.cell(number, 1)
        _write(cell, line)
        styles.of_guide(cell, is_title=number == 1)
        styles.of_row(sheet, (cell,))
    styles.of_print(sheet)
    sheet.protection.sheet = True
    sheet.sheet_view.showGridLines = False


def _sheet(book, layout: Layout, *, locked: bool):
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(str(layout.title))
    first = next(place for place, column in enumerate(layout.columns, start=1) if not column.hidden)
    for number, text in enumerate(layout.above, start=1):
        _write(sheet.cell(number, first), text)
        styles.of_title(sheet.cell(number, first), is_first=number == 1)
    heading = len(layout.above) + 1
    for place, column in enumerate(layout.columns, start=1):
        _write(sheet.cell(heading, place), column.heading)
        styles.of_heading(sheet.cell(heading, place), is_required=column.required)
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width, dimension.hidden = column.width, column.hidden
    for row in sheet.iter_rows():
        styles.of_row(sheet, row)
    _rows(sheet, layout, heading + 1)
    sheet.freeze_panes = sheet.cell(heading + 1, first + layout.kept)
    styles.of_print(sheet, heading)
    if locked:
        styles.protect(sheet)
    return sheet


def _rows(sheet, layout: Layout, first: int) -> None:
    looks = styles.CellStyles()
    for number, row in enumerate((*layout.rows, *({},) * layout.spare), start=first):
        cells = [sheet.cell(number, place) for place in range(1, len(layout.columns) + 1)]
        for cell, column in zip(cells, layout.columns, strict=True):
            _write(cell, row.get(column.key))
            # A spare row has to be told which one it is, so nothing is locked there.
            looks.put_on(cell, column, is_locked=column.locked and bool(row))
        styles.of_data_row(sheet, number, cells, layout.columns)


def _write(cell, value: Any) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if value is None or value == "":
        return
    # Days go out as text: a Buddhist year in a date cell would be another year.
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        cell.value = value
        return
    text = ILLEGAL_CHARACTERS_RE.sub("", as_text(value))
    # Spreadsheets take _x0041_ for the letter A.
    cell.value = _ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
