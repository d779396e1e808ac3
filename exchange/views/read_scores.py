"""Scores of a saved page or a report as rows to choose from, with what is doubtful about each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assessments.itas import KnownIndicator, Pasted
from assessments.itas.digits import likely_score
from assessments.itas.whose import foreign
from exchange.engine.cells import as_text
from exchange.engine.columns import NAME
from exchange.engine.compare import RowChange
from exchange.engine.locate import ColumnsUnclear, TableNotFound
from exchange.engine.match import TableRefused
from exchange.engine.prepare import prepare
from exchange.enums import Blank, RowKind
from exchange.reading.book import Book, FileRefused
from exchange.reading.document import is_document, read_document
from exchange.reading.files import read
from exchange.reading.grid import PageTable
from exchange.reading.page import Page, html_tables
from exchange.sources.files import WORKBOOKS, book_tables
from exchange.sources.found import Found, Line, Table
from exchange.sources.headings import Meanings
from exchange.sources.mending import Editable
from exchange.sources.pdf_text import is_pdf, report_text
from exchange.sources.rowparts import Choosing
from exchange.sources.saved import is_saved_page, itas_result, saved_page, score_tables
from exchange.sources.score_columns import told_book
from exchange.sources.shapes import largest, recalled_for, untold_columns
from exchange.tables import table_of
from exchange.tables.scope import Scope
from exchange.tables.scores import LEVEL, PRINTED_LEVEL, PRINTED_TOTAL, TOTAL
from itaportal.language import in_thai, marked
from itaportal.thai.numbers import format_score
from itaportal.thai.spelling import clean_line

HEADINGS = (marked("ตัวชี้วัดที่ / ข้อ"), marked("ชื่อตัวชี้วัด / ข้อคำถาม"), marked("คะแนน"))
_NO_SCORES = marked("ไม่พบคะแนนของตัวชี้วัดในไฟล์นี้ กรุณาตรวจว่าเป็นหน้าผลคะแนนของปีที่เลือก")
_NOTHING_NEW = marked("คะแนนในไฟล์นี้เหมือนที่บันทึกไว้แล้วทุกแถว ไม่มีอะไรให้นำเข้า")
_TAG = re.compile(r"<(?:table|tr|td|div|p|html)\b", re.IGNORECASE)
_REMEMBERED = marked("ความหมายของคอลัมน์เป็นตามที่เคยเลือกไว้ กรุณาตรวจ")
_SHOWN = 20
_WHOLE_PAGE = marked("คะแนนทั้งหน้า")
_LONGEST = 160


@in_thai()
def read_scores(
    scope: Scope, data: bytes, *, pasted: bool = False, habits: Mapping[str, Meanings] | None = None
) -> Found:
    """Return the scores of a spreadsheet, a saved page, a PDF or a pasted text; ``habits`` are meanings of columns by shape.

    Raises FileRefused.
    """
    indicators = _known_indicators(scope)
    if not pasted and is_document(data):
        return _page_scores(scope, read_document(data).page, indicators)
    if data.startswith(WORKBOOKS):
        return scores_or_columns(scope, read(data, ""), habits or {})
    if pasted:
        text = data.decode()
        return _page_scores(scope, html_tables(text) if _TAG.search(text) else Page((), text), indicators)
    if is_pdf(data):
        report = report_text(data)
        report_scores = report.scores(indicators, scope.fiscal_year)
        table = score_table(report_scores, report.unsure)
        if not table.lines:
            raise FileRefused(_NO_SCORES)
        return _asked(scope, "\n".join(report.pages), Found((table,)), report_scores)
    if not is_saved_page(data):
        return scores_or_columns(scope, read(data, ""), habits or {})
    return _page_scores(scope, saved_page(data), indicators)


def _known_indicators(scope: Scope) -> list[KnownIndicator]:
    try:
        return [KnownIndicator(each.code, each.name, each.aliases) for each in scope.criteria.indicators]
    except TableRefused as refused:
        raise FileRefused(str(refused)) from None


@in_thai()
def scores_or_columns(scope: Scope, book: Book, habits: Mapping[str, Meanings]) -> Found:
    """Return the scores of a spreadsheet; where its columns are not known, what was chosen for such, or the question.

    Raises FileRefused.
    """
    try:
        return _scores_of_book(scope, book)
    except (TableNotFound, ColumnsUnclear):
        tables = book_tables(book)
        return told_scores(scope, tables, recalled_for(tables, habits))
    except TableRefused as refused:
        raise FileRefused("\n".join((str(refused), *book.notes))) from None


@in_thai()
def told_scores(scope: Scope, tables: Sequence[PageTable], choosing: Choosing) -> Found:
    """Return the scores of tables whose columns a person told, else the question what they are. Raises FileRefused."""
    table = largest(tables)
    if table is None:
        raise FileRefused(_NO_SCORES)
    columns = tuple(
        replace(column, key=choosing.meanings.get(column.name, "")) for column in untold_columns(table)
    )
    try:
        found = _scores_of_book(scope, told_book(tables, choosing.meanings))
    except (TableNotFound, ColumnsUnclear) as refused:
        found = Found((_question(table, str(refused)),))
    except TableRefused as refused:
        raise FileRefused(str(refused)) from None
    shown = [_doubted(each) for each in found.tables] if choosing.recalled else found.tables
    return replace(
        found,
        tables=tuple(replace(each, columns=columns) for each in shown),
        raw=tuple(tables),
        meanings=choosing.meanings,
        recalled=tuple(sorted(choosing.recalled)),
    )


def _question(table: PageTable, reason: str) -> Table:
    """Return a table as it is, to be told what its columns are."""
    width = max(map(len, table.rows))
    headings = tuple(marked(f"คอลัมน์ที่ {place}") for place in range(1, width + 1))
    lines = tuple(Line(cells, (reason,)) for cells in table.rows[:_SHOWN])
    return Table(headings, lines, unknown=True)


def _doubted(table: Table) -> Table:
    return replace(
        table, lines=tuple(replace(line, doubts=(*line.doubts, _REMEMBERED)) for line in table.lines)
    )


def _scores_of_book(scope: Scope, book: Book) -> Found:
    """Return the rows that say something new; those that are refused are doubtful. Raises FileRefused, TableRefused."""
    prepared = prepare(table_of(scope), book, Blank.KEEP)
    lines = [_row(change) for change in prepared.changes if change.kind is not RowKind.UNCHANGED]
    if not lines:
        raise FileRefused(_NOTHING_NEW)
    return Found((Table(HEADINGS, tuple(lines), tuple(("", note) for note in prepared.preview.notes)),))


def _row(change: RowChange) -> Line:
    raw, stored = change.match.raw, change.match.stored
    name, score = (clean_line(as_text(raw.cells.get(key))) for key in (NAME, "score"))
    code = stored.number if stored else raw.number
    named = stored.names[0] if stored and stored.names else name
    if not change.problems:
        return Line((code, named, score))
    source = marked(f"แถว {raw.row}: {' · '.join(filter(None, (raw.number, name, score)))}")
    reasons = (marked(f"{problem.reason} (ในไฟล์: “{source[:120]}”)") for problem in change.problems)
    return Line((code, named, likely_score(score) or score), tuple(reasons))


def _page_scores(scope: Scope, page: Page, indicators: list[KnownIndicator]) -> Found:
    """Return the scores of the whole page, and of each table where several tables give scores."""
    several = score_tables(page, indicators, scope.fiscal_year)
    whole = itas_result(page, indicators, scope.fiscal_year)
    # Tables that contradict each other, of two years for instance, leave the whole page with fewer scores.
    tables, counts = [replace(score_table(whole), name=_WHOLE_PAGE)], [len(whole.rows)]
    if len(several) > 1:
        tables += [_name_table(number, table, pasted) for number, (table, pasted) in enumerate(several, 1)]
        counts += [len(pasted.rows) for _, pasted in several]
    best = counts.index(max(counts))
    if not tables[best].lines:
        raise FileRefused(_NO_SCORES)
    return _asked(scope, page.text, Found(tuple(tables), best), whole)


def _asked(scope: Scope, text: str, found: Found, pasted: Pasted) -> Found:
    """Return what was found, every row of it doubtful where the text is of another year or agency."""
    owner, year = scope.owner, scope.fiscal_year
    other = foreign(text, year=year, agency=owner.name, province=owner.province, years=not pasted.by_column)
    return found.of_another(other) if other else found


def _name_table(number: int, table: PageTable, pasted: Pasted) -> Table:
    heading, first = (
        " · ".join(clean_line(cell) for cell in row if cell)[:_LONGEST] for row in table.rows[:2]
    )
    return replace(score_table(pasted), name=marked(f"ตารางที่ {number}"), heading=heading, first=first)


def score_table(pasted: Pasted, unsure: str = "") -> Table:
    """Return the scores as rows; ``unsure`` is said of each of them."""
    always = (unsure,) if unsure else ()
    lines = [
        Line(
            (row.code, row.name, format_score(row.score)),
            (*always, *(marked(f"{doubt} (ในไฟล์: “{row.source[:80]}”)") for doubt in row.doubts)),
        )
        for row in pasted.rows
    ]
    if pasted.total is not None:
        lines.append(Line((TOTAL, PRINTED_TOTAL, format_score(pasted.total)), always))
    if pasted.level:
        lines.append(Line((LEVEL, PRINTED_LEVEL, pasted.level), always))
    lines += [
        Line(
            (piece.code, "", format_score(piece.score)),
            (*always, marked(f"{piece.reason} (ในไฟล์: “{piece.text[:80]}”)")),
        )
        for piece in pasted.not_understood
    ]
    problems = tuple(("", problem) for problem in pasted.problems)
    return Table(HEADINGS, tuple(lines), problems)


@in_thai()
def editable(scope: Scope) -> Editable:
    """Return what a row of scores may be put right to: an indicator of the year, total or level."""
    named = {each.code: each.name for each in scope.criteria.indicators}
    printed = {TOTAL: PRINTED_TOTAL, LEVEL: PRINTED_LEVEL}
    return Editable({**named, **printed})
