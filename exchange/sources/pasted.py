"""What a person pastes: HTML from the clipboard, or plain text with a tab between cells. Pure."""

import csv
import io
import re

from exchange.reading.book import FileRefused
from exchange.reading.grid import MAX_CHARACTERS, TOO_LONG, PageTable
from exchange.reading.page import html_tables
from itaportal.language import marked

_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_NO_TABLE = marked("ไม่พบตารางในข้อความที่วาง กรุณาเลือกทั้งตารางรวมหัวตารางในเอกสาร กดคัดลอก แล้ววางใหม่")
# Some editors leave the marks of paragraphs and lists in their plain text.
_TAG = re.compile(r"</?(?:p|ul|ol|li|br|div|span|b|i|u|strong|em|font)\b[^<>]*>", re.IGNORECASE)
# A cell of several lines Excel writes in quotes.
_QUOTED = re.compile(r'(?:^|\t)"((?:[^"]|"")*)"(?=\t|$)', re.MULTILINE)
_LOOKED_AT = 200_000
_MAX_CELLS = 20_000


def pasted_tables(text: str) -> tuple[PageTable, ...]:
    """Return the tables in pasted text, in order. Raises FileRefused where there is none or too much."""
    if len(text) > MAX_CHARACTERS:
        raise FileRefused(TOO_LONG)
    tables = html_tables(text).tables if _TABLE.search(text) else _from_tabs(text)
    if not any(len(row) > 1 for table in tables for row in table.rows):
        raise FileRefused(_NO_TABLE)
    return tables


def _from_tabs(text: str) -> tuple[PageTable, ...]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if any("\n" in quoted[1] for quoted in _QUOTED.finditer(lines[:_LOOKED_AT])):
        rows = list(csv.reader(io.StringIO(lines, newline=""), delimiter="\t"))
    else:
        rows = [line.split("\t") for line in lines.split("\n")]
    if sum(map(len, rows)) > _MAX_CELLS:
        raise FileRefused(TOO_LONG)
    tables: list[list[tuple[str, ...]]] = [[]]
    for row in rows:
        cells = tuple(_cell(cell) for cell in row)
        if any(cells):
            tables[-1].append(cells)
        elif tables[-1]:
            tables.append([])
    return tuple(PageTable(tuple(table)) for table in tables if any(len(row) > 1 for row in table))


def _cell(text: str) -> str:
    if not _TAG.search(text):
        return text.strip()
    tables = html_tables(f"<table><tr><td>{text}</td></tr></table>").tables
    return tables[0].rows[0][0] if tables else ""
