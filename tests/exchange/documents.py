"""Word and LibreOffice texts made by the tests: tables given as rows, joined cells as (down, right) by their place."""

import io
import zipfile
from xml.sax.saxutils import escape

import openpyxl
from docx import Document

from exchange.reading.grid import PageTable

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)


def docx(*parts) -> bytes:
    """Return a Word file of texts and PageTables, as python-docx writes it."""
    document = Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            _add_table(document, part)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def _add_table(document, table: PageTable) -> None:
    written = document.add_table(len(table.rows), max(map(len, table.rows)))
    for top, bottom, left, right in table.spans:
        written.cell(top, left).merge(written.cell(bottom, right))
    for row, cells in enumerate(table.rows):
        for column, text in enumerate(cells):
            if text:
                written.cell(row, column).text = text


def raw_docx(body: str, **parts: str) -> bytes:
    """Return a Word file with this body of WordprocessingML; other parts by their short names."""
    return _package(
        {
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
            **{f"word/{name}.xml": f"<w:{name} {_W}>{text}</w:{name}>" for name, text in parts.items()},
        }
    )


def odt(content: str, styles: str = "") -> bytes:
    """Return a LibreOffice text with this content."""
    body = (
        f"<office:document-content {_ODT}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{content}</office:text></office:body></office:document-content>"
    )
    return _package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": body})


def html_table(table: PageTable) -> str:
    """Return a table as a web page has it."""
    starts, covered = _joined(table)
    rows = ""
    for row, cells in enumerate(table.rows):
        rows += "<tr>"
        for column, text in enumerate(cells):
            if (row, column) not in covered:
                down, right = starts.get((row, column), (1, 1))
                lines = "<br>".join(escape(line) for line in text.split("\n"))
                rows += f"<td rowspan={down} colspan={right}>{lines}</td>"
        rows += "</tr>"
    return f"<table>{rows}</table>"


def workbook(*tables: PageTable) -> bytes:
    """Return an xlsx with a sheet for each table, with its joined cells."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in tables:
        sheet = book.create_sheet()
        for row, cells in enumerate(table.rows, 1):
            for column, text in enumerate(cells, 1):
                sheet.cell(row, column, text or None)
        for top, bottom, left, right in table.spans:
            sheet.merge_cells(
                start_row=top + 1, end_row=bottom + 1, start_column=left + 1, end_column=right + 1
            )
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def odt_table(table: PageTable) -> str:
    """Return a table as LibreOffice writes it."""
    starts, covered = _joined(table)
    rows = ""
    for row, cells in enumerate(table.rows):
        rows += "<table:table-row>"
        for column, text in enumerate(cells):
            if (row, column) in covered:
                rows += "<table:covered-table-cell/>"
                continue
            down, right = starts.get((row, column), (1, 1))
            lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
            rows += (
                f'<table:table-cell table:number-rows-spanned="{down}" table:number-columns-spanned="{right}">'
                f"{lines}</table:table-cell>"
            )
        rows += "</table:table-row>"
    return f"<table:table>{rows}</table:table>"


def _joined(table: PageTable) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Return how far joined cells reach, and which cells they cover."""
    starts = {(top, left): (bottom - top + 1, right - left + 1) for top, bottom, left, right in table.spans}
    covered = {
        (row, column)
        for top, bottom, left, right in table.spans
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - set(starts)
    return starts, covered


def _package(parts: dict[str, str]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else None)
    return output.getvalue()
