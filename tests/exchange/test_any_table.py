"""Any table reads back the same, in whatever kind of file it stands."""

import csv
import io
import random

from exchange.reading.files import read
from exchange.reading.grid import PageTable
from exchange.reading.page import html_tables
from exchange.sources.files import book_tables, page_of
from exchange.sources.pasted import pasted_tables
from tests.exchange.documents import docx, html_table, odt, odt_table, workbook

WORDS = ("มาตรการ", "ต.ค. ๖๖", "1. ร่าง", "กองคลัง", "", "น้ำ (O1–O9)", "“ก, ข”", "ปุ่ม\nสอง")


def any_table(rng: random.Random) -> PageTable:
    """Return a table with joined cells; no row is empty, because spreadsheets do not tell of such."""
    width, height = rng.randint(3, 7), rng.randint(2, 8)
    grid = [["1", *(rng.choice(WORDS) for _ in range(width - 2)), "ท้าย"] for _ in range(height)]
    spans, taken = [], set()
    for _ in range(rng.randint(0, 4)):
        top, left = rng.randrange(height), rng.randrange(1, width - 1)
        bottom, right = min(top + rng.randint(0, 2), height - 1), min(left + rng.randint(0, 2), width - 2)
        cells = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        if len(cells) > 1 and not cells & taken:
            taken |= cells
            spans.append((top, bottom, left, right))
            for row, column in cells - {(top, left)}:
                grid[row][column] = ""
    return PageTable(tuple(map(tuple, grid)), tuple(sorted(spans)))


def same(tables) -> list[PageTable]:
    return [PageTable(table.rows, tuple(sorted(table.spans))) for table in tables]


def test_any_table_with_joined_cells_reads_back_the_same():
    rng = random.Random(2569)
    for _ in range(3):
        tables = [any_table(rng) for _ in range(20)]
        assert same(html_tables("".join(map(html_table, tables))).tables) == tables
        assert same(page_of(docx(*tables)).tables) == tables
        assert same(page_of(odt("".join(map(odt_table, tables)))).tables) == tables
        assert same(book_tables(read(workbook(*tables), "ก.xlsx"))) == tables


def test_any_table_without_joined_cells_reads_back_from_text():
    rng = random.Random(68)
    for _ in range(5):
        rows = any_table(rng).rows
        for delimiter, reading in ((",", lambda data: page_of(data.encode()).tables), ("\t", pasted_tables)):
            output = io.StringIO()
            csv.writer(output, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_MINIMAL).writerows(
                rows
            )
            assert [table.rows for table in reading(output.getvalue())] == [rows]
