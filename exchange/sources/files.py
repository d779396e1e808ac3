"""The tables of whatever file a person has: workbook, Word or LibreOffice text, saved page, text table."""

from exchange.engine.cells import as_text
from exchange.reading import limits
from exchange.reading.book import Book, FileRefused, Sheet
from exchange.reading.document import is_document, read_document
from exchange.reading.files import read
from exchange.reading.grid import PageTable
from exchange.reading.page import Page
from exchange.sources.saved import is_saved_page, saved_page
from itaportal.language import marked
from itaportal.thai.spelling import clean_text

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_TOO_WIDE = marked("ตารางในไฟล์มีเซลล์ที่ผสานกันกว้างเกินไป กรุณาคัดลอกเฉพาะตารางมาตรการแล้ววาง")


def page_of(data: bytes) -> Page:
    """Return the tables of a file, and the text that stands around them. Raises FileRefused."""
    if is_document(data):
        document = read_document(data)
        text = "\n".join(part for part in document.parts if isinstance(part, str))
        return Page(document.tables, text)
    if not data.startswith(WORKBOOKS) and is_saved_page(data):
        page = saved_page(data)
        return Page(page.tables, outside_tables(page.text))
    book = read(data, "")
    return Page(book_tables(book), "\n".join(above for sheet in book.sheets for above in _alone(sheet)))


def outside_tables(text: str) -> str:
    """Return the lines of a page's text that stand in no table."""
    return "\n".join(line for line in text.split("\n") if "\t" not in line)


def book_tables(book: Book) -> tuple[PageTable, ...]:
    """Return the visible sheets of a book as tables: all rows as wide as the widest, joined cells told. Raises FileRefused."""
    shown = [sheet for sheet in book.sheets if not sheet.hidden] or list(book.sheets)
    return tuple(_table(sheet) for sheet in shown if sheet.rows)


def _table(sheet: Sheet) -> PageTable:
    width = max(len(cells) for _, cells in sheet.rows)
    if width * len(sheet.rows) > limits.MAX_CELLS:
        raise FileRefused(_TOO_WIDE)
    place = {number: at for at, (number, _) in enumerate(sheet.rows)}
    rows = tuple(
        tuple(clean_text(as_text(cell)) for cell in (*cells, *[None] * (width - len(cells))))
        for _, cells in sheet.rows
    )
    spans = []
    for top, bottom, left, right in sheet.merges:
        within = [place[number] for number in range(top, min(bottom, top + len(rows)) + 1) if number in place]
        if within and left < width:
            spans.append((within[0], within[-1], left, min(right, width - 1)))
    return PageTable(rows, tuple(spans))


def _alone(sheet: Sheet) -> list[str]:
    """Return the texts of rows that have one text alone, such as a title."""
    texts = [
        {as_text(cell) for cell in cells if cell is not None}
        for _, cells in sheet.rows[: limits.HEADING_ROWS]
    ]
    return [text for each in texts if len(each) == 1 for text in each]
