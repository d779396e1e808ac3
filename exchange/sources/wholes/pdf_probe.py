"""The probe of exchange/sources/wholes/pdf.py: paragraphs and tables of a PDF, page by page.

A part is a text, or {"rows": […], "spans": […], "goes_on": …} for a table, of which the last row may go on overleaf.
"""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

from exchange.sources.wholes.rulings import MAX_LINES, Box, Ruled, line_of, tables_in
from itaportal.probes import ProbeRefused

_SHORTEST = 3  # points of a side of a frame


def answer(data: bytes, most_pages: int, most_characters: int) -> list[list[Any]]:
    """Return the parts of each page. Raises ProbeRefused with "locked", "long" or "broken"."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ProbeRefused("locked" if "password" in str(error).lower() else "broken") from None
    if len(document) > most_pages:
        raise ProbeRefused("long")
    try:
        return _pages(document, most_characters)
    except pypdfium2.PdfiumError as error:
        raise ProbeRefused("broken") from error


def _pages(document: Any, most_characters: int) -> list[list[Any]]:
    pages: list[list[Any]] = []
    left = most_characters
    for page in document:
        textpage = page.get_textpage()
        left -= textpage.count_chars()
        if left < 0:
            raise ProbeRefused("long")
        pages.append(list(_parts(page, textpage)))
        textpage.close()
        page.close()
    return pages


def _parts(page: Any, textpage: Any) -> Iterator[Any]:
    """Yield what stands on the page from above: text between tables, tables with the text of each cell."""
    width, top = page.get_size()
    for table in tables_in(_lines(page)):
        _, bottom, _, upper = table.box
        yield textpage.get_text_bounded(0, min(upper, top), width, top)
        yield _cells(table, textpage)
        top = min(top, bottom)
    yield textpage.get_text_bounded(0, 0, width, top)


def _cells(table: Ruled, textpage: Any) -> dict[str, Any]:
    rows = [[""] * table.columns for _ in range(table.rows)]
    spans = []
    for (first, last, column, right), box in table.cells:
        rows[first][column] = textpage.get_text_bounded(*box)
        if last > first or right > column:
            spans.append([first, last, column, right])
    return {"rows": rows, "spans": spans, "goes_on": table.goes_on}


def _lines(page: Any) -> Iterator[Box]:
    count = 0
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        for box, is_frame in _boxes(drawn):
            left, bottom, right, top = box
            if line := line_of(box):
                yield line
            elif is_frame and min(right - left, top - bottom) > _SHORTEST:
                yield from ((left, bottom, right, bottom), (left, top, right, top))
                yield from ((left, bottom, left, top), (right, bottom, right, top))
            count += 1
            if count > MAX_LINES:
                return


def _boxes(drawn: Any) -> Iterator[tuple[Box, bool]]:
    """Yield the box of each piece of the path, and whether it is drawn as a frame."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(drawn, fill, stroke)
    matrix = drawn.get_matrix()
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(min(raw.FPDFPath_CountSegments(drawn), 4 * MAX_LINES)):
        segment = raw.FPDFPath_GetPathSegment(drawn, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield _box(points), bool(stroke.value)
            points = []
        points.append(matrix.on_point(x.value, y.value))
    if points:
        yield _box(points), bool(stroke.value)


def _box(points: list[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
