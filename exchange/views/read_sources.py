"""A pasted table, a saved page or a report as tables of rows to choose from, with what is not sure about each row."""

from dataclasses import replace

from assessments.itas import KnownIndicator, Pasted
from exchange.engine.match import TableRefused
from exchange.enums import TableName
from exchange.reading.book import FileRefused
from exchange.reading.page import PageTable
from exchange.sources.found import Found, Line, Table
from exchange.sources.headings import HEADINGS
from exchange.sources.measures import Plain
from exchange.sources.pasted import pasted_tables
from exchange.sources.pdf_text import is_pdf, report_text
from exchange.sources.saved import itas_result, saved_page, score_tables
from exchange.sources.several import choices_in
from exchange.tables.scope import Scope
from exchange.tables.scores import LEVEL, TOTAL
from itaportal.thai.numbers import format_score
from itaportal.thai.spelling import clean_line

_SCORES_ARE_PASTED = "คะแนนที่คัดลอกจากหน้า ITAS วางได้ที่หน้าคะแนนของปีนั้น หรือเลือกไฟล์ที่บันทึกไว้ในช่องด้านล่าง"
_NO_SCORES = "ไม่พบคะแนนของตัวชี้วัดในไฟล์นี้ กรุณาตรวจว่าเป็นหน้าผลคะแนนของปีที่เลือก"
_NO_MEASURES = "รายงาน PDF อ่านได้เฉพาะคะแนน ตารางมาตรการกรุณาคัดลอกจากไฟล์ Word แล้ววางในช่องด้านบน"
_SIMILAR = "ชื่อตัวชี้วัดไม่ตรงทีเดียว"
_WHOLE_PAGE = "คะแนนทั้งหน้า"
_LONGEST = 160


def read_source(scope: Scope, data: bytes, *, pasted: bool) -> Found:
    """Return the tables of a file, or of text that was pasted. Raises FileRefused."""
    if scope.table == TableName.MEASURES:
        return _measures(data, pasted=pasted)
    if pasted:
        raise FileRefused(_SCORES_ARE_PASTED)
    try:
        indicators = [
            KnownIndicator(each.code, each.name, each.aliases) for each in scope.criteria.indicators
        ]
    except TableRefused as refused:
        raise FileRefused(str(refused)) from None
    if is_pdf(data):
        report = report_text(data)
        found = _scores(report.scores(indicators), report.unsure)
        if not found.lines:
            raise FileRefused(_NO_SCORES)
        return Found((found,))
    return _page_scores(data, indicators)


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


def _page_scores(data: bytes, indicators: list[KnownIndicator]) -> Found:
    """Return the scores of the whole page, and of each table where several tables give scores."""
    page = saved_page(data)
    several = score_tables(page, indicators)
    whole = itas_result(page, indicators)
    # Tables that contradict each other, of two years for instance, leave the whole page with fewer scores.
    tables, counts = [replace(_scores(whole), name=_WHOLE_PAGE)], [len(whole.rows)]
    if len(several) > 1:
        tables += [_name_table(number, table, pasted) for number, (table, pasted) in enumerate(several, 1)]
        counts += [len(pasted.rows) for _, pasted in several]
    best = counts.index(max(counts))
    if not tables[best].lines:
        raise FileRefused(_NO_SCORES)
    return Found(tuple(tables), best)


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
            always if row.sure else (*always, _doubt_name(row.source)),
        )
        for row in pasted.rows
    ]
    if pasted.total is not None:
        lines.append(Line((TOTAL, "คะแนนรวมตามที่ ITAS ประกาศ", format_score(pasted.total)), always))
    if pasted.level:
        lines.append(Line((LEVEL, "ระดับตามที่ ITAS ประกาศ", pasted.level), always))
    left = tuple((piece.text, piece.reason) for piece in pasted.not_understood)
    problems = tuple(("", problem) for problem in pasted.problems)
    return Table(("ตัวชี้วัดที่ / ข้อ", "ชื่อตัวชี้วัด / ข้อคำถาม", "คะแนน"), tuple(lines), (*problems, *left))


def _doubt_name(source: str) -> str:
    return f"{_SIMILAR} (ในไฟล์: “{source[:80]}”)"
