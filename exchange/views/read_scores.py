"""Scores of a saved page or a report as rows to choose from, with what is doubtful about each."""

from dataclasses import replace

from assessments.itas import KnownIndicator, Pasted
from assessments.itas.whose import foreign
from exchange.engine.match import TableRefused
from exchange.reading.book import FileRefused
from exchange.reading.page import PageTable
from exchange.sources.found import Found, Line, Table
from exchange.sources.pdf_text import is_pdf, report_text
from exchange.sources.saved import itas_result, saved_page, score_tables
from exchange.tables.scope import Scope
from exchange.tables.scores import LEVEL, TOTAL
from itaportal.thai.numbers import format_score
from itaportal.thai.spelling import clean_line

HEADINGS = ("ตัวชี้วัดที่ / ข้อ", "ชื่อตัวชี้วัด / ข้อคำถาม", "คะแนน")
_NO_SCORES = "ไม่พบคะแนนของตัวชี้วัดในไฟล์นี้ กรุณาตรวจว่าเป็นหน้าผลคะแนนของปีที่เลือก"
_WHOLE_PAGE = "คะแนนทั้งหน้า"
_LONGEST = 160


def read_scores(scope: Scope, data: bytes) -> Found:
    """Return the scores of a saved page or a PDF. Raises FileRefused."""
    try:
        indicators = [
            KnownIndicator(each.code, each.name, each.aliases) for each in scope.criteria.indicators
        ]
    except TableRefused as refused:
        raise FileRefused(str(refused)) from None
    if is_pdf(data):
        report = report_text(data)
        pasted = report.scores(indicators, scope.fiscal_year)
        table = _scores(pasted, report.unsure)
        if not pasted.rows and pasted.total is None:
            raise FileRefused(_NO_SCORES)
        return _asked(scope, "\n".join(report.pages), Found((table,)), pasted)
    return _page_scores(scope, data, indicators)


def _page_scores(scope: Scope, data: bytes, indicators: list[KnownIndicator]) -> Found:
    """Return the scores of the whole page, and of each table where several tables give scores."""
    page = saved_page(data)
    several = score_tables(page, indicators, scope.fiscal_year)
    whole = itas_result(page, indicators, scope.fiscal_year)
    # Tables that contradict each other, of two years for instance, leave the whole page with fewer scores.
    tables, counts = [replace(_scores(whole), name=_WHOLE_PAGE)], [len(whole.rows)]
    if len(several) > 1:
        tables += [_name_table(number, table, pasted) for number, (table, pasted) in enumerate(several, 1)]
        counts += [len(pasted.rows) for _, pasted in several]
    best = counts.index(max(counts))
    if not counts[best] and whole.total is None:
        raise FileRefused(_NO_SCORES)
    return _asked(scope, page.text, Found(tuple(tables), best), whole)


def _asked(scope: Scope, text: str, found: Found, pasted: Pasted) -> Found:
    """Return what was found, every row of it doubtful where the text is of another year or agency."""
    owner, year = scope.owner, scope.fiscal_year
    other = foreign(text, year=year, agency=owner.name, province=owner.province, years=not pasted.by_column)
    if not other:
        return found
    tables = (
        replace(table, lines=tuple(replace(line, doubts=(*line.doubts, other)) for line in table.lines))
        for table in found.tables
    )
    return replace(found, tables=tuple(tables), foreign=other)


def _name_table(number: int, table: PageTable, pasted: Pasted) -> Table:
    heading, first = (
        " · ".join(clean_line(cell) for cell in row if cell)[:_LONGEST] for row in table.rows[:2]
    )
    return replace(_scores(pasted), name=f"ตารางที่ {number}", heading=heading, first=first)


def _scores(pasted: Pasted, unsure: str = "") -> Table:
    always = (unsure,) if unsure else ()
    lines = [
        Line(
            (row.code, row.name, format_score(row.score)),
            (*always, *(f"{doubt} (ในไฟล์: “{row.source[:80]}”)" for doubt in row.doubts)),
        )
        for row in pasted.rows
    ]
    if pasted.total is not None:
        lines.append(Line((TOTAL, "คะแนนรวมตามที่ ITAS ประกาศ", format_score(pasted.total)), always))
    if pasted.level:
        lines.append(Line((LEVEL, "ระดับตามที่ ITAS ประกาศ", pasted.level), always))
    left = tuple((piece.text, piece.reason) for piece in pasted.not_understood)
    problems = tuple(("", problem) for problem in pasted.problems)
    return Table(HEADINGS, tuple(lines), (*problems, *left))
