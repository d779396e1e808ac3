"""How written sheets look: what to fill in is white, what only tells is grey; text cells stay text."""

from collections.abc import Sequence
from copy import copy
from functools import cache
from math import ceil
from typing import Any

from exchange.engine.columns import CellKind, Column
from itaportal.thai.spelling import letters

_FONT = "TH SarabunPSK"
_GREY, _BLUE, _AMBER = "FFE9ECEF", "FFD6E4F0", "FFFCE8B2"
_LINE = "FFBFC5CC"
_SIZE = 14  # points
_MANY_LINES = 3  # words do not break inside: beyond these a line more is needed than the letters tell
_LETTERS = 12  # of one point, in a unit of a column's width; words that do not break lose the rest
_LINE_HEIGHT = 1.5  # of the letters' size: marks stand over and under Thai letters
_HIGHEST = 409  # points; programs allow no more
_A4_WIDTHS = 240  # more would be printed at less than half the size


@cache
def _font(size: int = _SIZE, *, bold: bool = False):
    from openpyxl.styles import Font

    return Font(name=_FONT, size=size, bold=bold)


@cache
def _wrap_text():
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=True, vertical="top")


@cache
def _fill(colour: str):
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=colour)


@cache
def _border():
    from openpyxl.styles import Border, Side

    side = Side("thin", color=_LINE)
    return Border(side, side, side, side)


def of_guide(cell, *, is_title: bool) -> None:
    """Style a line of the guide."""
    cell.font, cell.alignment = _font(20 if is_title else 15, bold=is_title), _wrap_text()


def of_title(cell, *, is_first: bool) -> None:
    """Style a line above the headings."""
    cell.font = _font(18 if is_first else 14, bold=is_first)


def of_heading(cell, *, is_required: bool) -> None:
    """Style a heading; a required column stands out."""
    cell.font, cell.alignment, cell.border = _font(bold=True), _wrap_text(), _border()
    cell.fill = _fill(_AMBER if is_required else _BLUE)


class CellStyles:
    """The looks of the cells of rows in one workbook: each is made once, because making one is slow."""

    def __init__(self) -> None:
        self._made: dict[tuple[CellKind, bool], Any] = {}

    def put_on(self, cell, column: Column, *, is_locked: bool) -> None:
        """Style a cell of a row."""
        key = column.kind, is_locked
        if key in self._made:
            cell._style = copy(self._made[key])
            return
        _of_cell(cell, column, is_locked=is_locked)
        self._made[key] = copy(cell._style)


def _of_cell(cell, column: Column, *, is_locked: bool) -> None:
    from openpyxl.styles import Protection

    cell.font, cell.alignment, cell.border = _font(), _wrap_text(), _border()
    cell.protection = Protection(locked=is_locked)
    if is_locked:
        cell.fill = _fill(_GREY)
    if column.kind is CellKind.SCORE:
        cell.number_format = "0.00"
    elif column.kind is CellKind.AMOUNT:
        cell.number_format = "#,##0.00"
    elif column.kind is not CellKind.INTEGER:
        cell.number_format = "@"


@cache
def _dimension() -> type:
    from openpyxl.worksheet.dimensions import RowDimension

    class Growing(RowDimension):
        """A row as high as its text for now: programs make it higher when more is typed."""

        @property
        def customHeight(self):
            return False

    return Growing


def of_row(sheet, cells) -> None:
    """Make the row as high as its highest cell, by estimate: Excel does so itself, LibreOffice Calc does not."""
    widths = sheet.column_dimensions
    height = max(
        _height(cell, widths[cell.column_letter].width, cell.font.size, wrapped=cell.alignment.wrap_text)
        for cell in cells
    )
    _set_height(sheet, cells[0].row, height)


def of_data_row(sheet, number: int, cells, columns: Sequence[Column]) -> None:
    """Make a row of plain cells as high as its highest one, without asking every cell how it looks."""
    heights = (
        _height(cell, column.width, _SIZE, wrapped=True) for cell, column in zip(cells, columns, strict=True)
    )
    _set_height(sheet, number, max(heights))


def _set_height(sheet, number: int, height: float) -> None:
    sheet.row_dimensions[number] = _dimension()(sheet, index=number, ht=min(height, _HIGHEST))


def _height(cell, width: float, size: float, *, wrapped: bool) -> float:
    room = _LETTERS * width / size
    # No letter is wider than the room of one, so short cells need no counting.
    if not wrapped or cell.value is None or (len(text := str(cell.value)) <= room and "\n" not in text):
        return _LINE_HEIGHT * size
    lines = (max(1, ceil(letters(line) / room)) for line in text.split("\n"))
    return _LINE_HEIGHT * size * sum(count + (count > _MANY_LINES) for count in lines)


def of_print(sheet, heading: int | None = None) -> None:
    """Print landscape, as wide as the paper, with the row of headings on every page."""
    widths = sum(each.width for each in sheet.column_dimensions.values() if not each.hidden)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3 if widths > _A4_WIDTHS else sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if heading:
        sheet.print_title_rows = f"{heading}:{heading}"


def protect(sheet) -> None:
    """Lock what is not to be filled in; widths, heights and filters may be changed."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.autoFilter = False
