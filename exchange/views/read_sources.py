"""A pasted table, a saved page or a report as tables of rows to choose from, with what is not sure about each row."""

from dataclasses import replace

from exchange.enums import TableName
from exchange.reading.book import FileRefused
from exchange.sources.found import Found, Line, Table
from exchange.sources.headings import HEADINGS
from exchange.sources.measures import Plain
from exchange.sources.pasted import pasted_tables
from exchange.sources.pdf_text import is_pdf
from exchange.sources.saved import saved_page
from exchange.sources.several import choices_in
from exchange.tables.scope import Scope
from exchange.views.read_scores import read_scores
from itaportal.thai.spelling import clean_line

_NO_MEASURES = "รายงาน PDF อ่านได้เฉพาะคะแนน ตารางมาตรการกรุณาคัดลอกจากไฟล์ Word แล้ววางในช่องด้านบน"
_LONGEST = 160


def read_source(scope: Scope, data: bytes, *, pasted: bool) -> Found:
    """Return the tables of a file, or of text that was pasted. Raises FileRefused."""
    if scope.table == TableName.MEASURES:
        return _measures(data, pasted=pasted)
    return read_scores(scope, data, pasted=pasted)


def _measures(data: bytes, *, pasted: bool) -> Found:
    if is_pdf(data):
        raise FileRefused(_NO_MEASURES)
    choices, best = choices_in(pasted_tables(data.decode()) if pasted else saved_page(data).tables)
    tables = (
        replace(_table(choice.plain), name=choice.name, heading=choice.heading, first=_title(choice.plain))
        for choice in choices
    )
    return Found(tuple(tables), best)


def _table(plain: Plain) -> Table:
    doubts: dict[int, list[str]] = {}
    for doubt in plain.doubts:
        words = f"{doubt.heading}: {doubt.reason}" if doubt.heading else doubt.reason
        doubts.setdefault(doubt.row, []).append(words)
    lines = (Line(cells, tuple(doubts.get(number, ()))) for number, cells in enumerate(plain.rows, start=1))
    return Table(plain.headings, tuple(lines), plain.left_out)


def _title(plain: Plain) -> str:
    place = plain.headings.index(HEADINGS["title"])
    return clean_line(plain.rows[0][place])[:_LONGEST]
