"""Whatever kind of file a table comes in, the same is read: HTML, Word, Excel, CSV and text with tabs."""

import csv
import html
import io

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from exchange.enums import TableName
from exchange.reading import document as documents
from exchange.reading import document_probe, table_probe
from exchange.reading import files as reading
from exchange.reading.grid import PageTable
from exchange.sources.files import page_of
from exchange.sources.measures import measures_in
from exchange.sources.pasted import pasted_tables
from exchange.views.read_scores import read_scores
from itaportal.thai.spelling import clean_text
from tests.assessments.itas_pages import INDICATORS
from tests.exchange import files
from tests.exchange.documents import docx

HEAD = ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา")
WORDS = ("อบรม", "คู่มือ", "No Gift", "กองช่าง", "ต.ค. ๖๗", "(ข้อ E7)", "50%", "a & b", "x < y", "ก/ข", "๑๒", "3.50", "=SUM", "+1", "เป็น, และ; |")  # fmt: skip
LINE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
STEPS = st.lists(LINE, min_size=1, max_size=3).map(
    lambda steps: "\n".join(f"{place}. {step}" for place, step in enumerate(steps, 1))
)
ROW = st.tuples(LINE.map("จัดทำ {}".format), STEPS, LINE, st.one_of(st.just(""), LINE))
ROWS = st.lists(ROW, min_size=1, max_size=5)
SCORES = st.lists(
    st.integers(1000, 10_000).map(lambda hundredths: f"{hundredths / 100:.2f}"),
    min_size=len(INDICATORS), max_size=len(INDICATORS),
)  # fmt: skip
FORMATS = ("html", "docx", "xlsx", "csv", "tab")
FEW = settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    """Read without a child process: what that bounds is tried elsewhere, and it takes long to start."""
    monkeypatch.setattr(reading, "ask_for_lines", lambda probe, data, bounds: list(table_probe.answer(data)))
    monkeypatch.setattr(
        documents, "ask_for_lines", lambda probe, data, bounds: list(document_probe.answer(data))
    )


def rendered(rows, kind: str) -> bytes:
    if kind == "html":
        cells = (
            "".join(f"<td>{'<br>'.join(map(html.escape, cell.split(chr(10))))}</td>" for cell in row)
            for row in rows
        )
        return (
            f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>".encode()
        )
    if kind == "docx":
        return docx(PageTable(tuple(map(tuple, rows))))
    if kind == "xlsx":
        book = files.workbook({"ตาราง": []})
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row, 1):
                book.active.cell(number, column, cell or None).data_type = "s"
        return files.saved(book)
    output = io.StringIO(newline="")
    csv.writer(output, delimiter="\t" if kind == "tab" else ",").writerows(rows)
    return output.getvalue().encode()


def tables_of(data: bytes, kind: str):
    return pasted_tables(data.decode()) if kind == "tab" else page_of(data).tables


@FEW
@given(ROWS)
@example([("จัดทำ =1+1", "1. +1\n2. -2", "ก", "")])
def test_a_table_of_measures_is_the_same_in_every_format(rows):
    for kind in FORMATS:
        [table] = tables_of(rendered([HEAD, *rows], kind), kind)
        read = [tuple(clean_text(cell) for cell in row) for row in table.rows[1:]]
        # The last cell of a row of text may be cut where it is blank.
        assert [row + ("",) * (4 - len(row)) for row in read] == [
            tuple(map(clean_text, row)) for row in rows
        ], kind
    said = {kind: measures_in(tables_of(rendered([HEAD, *rows], kind), kind)) for kind in FORMATS}
    for kind, plain in said.items():
        assert (plain.headings, plain.rows) == (said["html"].headings, said["html"].rows), kind


@FEW
@given(SCORES)
def test_a_table_of_scores_is_the_same_in_every_format(packs, agency, scope, scores):
    rows = [("ตัวชี้วัดที่", "ตัวชี้วัด", "คะแนน")]
    rows += [(each.code, each.name, score) for each, score in zip(INDICATORS, scores, strict=True)]
    expected = {each.code: score for each, score in zip(INDICATORS, scores, strict=True)}
    for kind in FORMATS:
        pasted = kind in ("tab", "csv")
        found = read_scores(scope(TableName.SCORES), rendered(rows, kind), pasted=pasted)
        table = found.tables[found.best]
        assert {line.cells[0]: line.cells[-1] for line in table.lines} == expected, kind
        assert not any(line.doubts for line in table.lines), kind
