"""A result page of ITAS as a browser saves it: HTML, or MHTML (the page in one file)."""

import re
from collections.abc import Sequence
from email import message_from_bytes
from email.errors import MessageError

from assessments import itas as itas_paste
from exchange.reading import limits
from exchange.reading.book import FileRefused
from exchange.reading.delimited import decode
from exchange.reading.grid import PageTable
from exchange.reading.page import Page, html_tables
from itaportal.language import marked

_NO_PAGE = marked("ไฟล์นี้ไม่ใช่หน้าเว็บ กรุณาเปิดหน้าผลคะแนนใน ITAS แล้วกด Ctrl+S เลือกบันทึกเป็น HTML แล้วเลือกไฟล์นั้น")
_TOO_BIG = marked("ไฟล์หน้าเว็บใหญ่เกินไป กรุณาคัดลอกตารางคะแนนจากหน้า ITAS มาวางแทน")
# Pages hold one table of a year's indicators, seldom two or three.
_MOST_TABLES = 10
_IS_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|table|div)\b", re.IGNORECASE)


def itas_result(
    page: Page, indicators: Sequence[itas_paste.KnownIndicator], year: int = 0
) -> itas_paste.Pasted:
    """Return the scores on a whole page, each with what is doubtful about it."""
    return itas_paste.parse(page.text, indicators, year)


def score_tables(
    page: Page, indicators: Sequence[itas_paste.KnownIndicator], year: int = 0
) -> list[tuple[PageTable, itas_paste.Pasted]]:
    """Return the tables that give scores of at least half of the indicators by themselves."""
    needed = max(2, len(indicators) // 2)
    long = [table for table in page.tables if len(table.rows) >= needed][:_MOST_TABLES]
    read = [(table, itas_paste.parse(_text(table), indicators, year)) for table in long]
    return [(table, pasted) for table, pasted in read if len(pasted.rows) >= needed]


def _text(table: PageTable) -> str:
    return "\n".join("\t".join(cell.replace("\n", " ") for cell in row) for row in table.rows)


def is_saved_page(data: bytes) -> bool:
    """Whether the bytes are a web page, as it is or in one file with all its parts."""
    try:
        return len(data) <= limits.MAX_BYTES and bool(_IS_PAGE.search(decode(_page_in(data))[0][:200_000]))
    except FileRefused:
        return False


def saved_page(data: bytes) -> Page:
    """Return what a saved page shows. Raises FileRefused."""
    if len(data) > limits.MAX_BYTES:
        raise FileRefused(_TOO_BIG)
    text, _ = decode(_page_in(data))
    if not _IS_PAGE.search(text):
        raise FileRefused(_NO_PAGE)
    return html_tables(text)


def _page_in(data: bytes) -> bytes:
    """Return the page of an MHTML file, other data as they are."""
    if not re.match(rb"(?:[A-Za-z-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+\r?\n", data[:4000]):
        return data
    try:
        for part in message_from_bytes(data).walk():
            if part.get_content_type() == "text/html":
                content = part.get_payload(decode=True)
                return content if isinstance(content, bytes) else b""
    except (MessageError, LookupError, ValueError, RecursionError) as error:
        raise FileRefused(_NO_PAGE) from error
    return data
