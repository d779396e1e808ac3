"""A pasted table, a saved page or a report as tables of rows to choose from, with what is not sure about each row."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assessments.itas import KnownIndicator
from assessments.itas.whose import foreign
from criteria.rulebook import parse_item_code
from exchange.engine.match import TableRefused
from exchange.enums import TableName
from exchange.reading.book import FileRefused
from exchange.reading.grid import PageTable
from exchange.sources.files import outside_tables, page_of
from exchange.sources.found import Found, Line, Table
from exchange.sources.headings import HEADINGS, Meanings
from exchange.sources.measures import Plain
from exchange.sources.pasted import pasted_tables
from exchange.sources.pdf_text import is_pdf
from exchange.sources.rowparts import Choosing
from exchange.sources.several import Choice, choices_in
from exchange.sources.shapes import recalled_for
from exchange.sources.subjects import Subjects
from exchange.tables.scope import Scope
from exchange.views.read_scores import read_scores
from itaportal.language import in_thai, marked
from itaportal.thai.spelling import clean_line

_NO_MEASURES = marked(
    "รายงาน PDF อ่านได้เฉพาะคะแนน ตารางมาตรการกรุณาเลือกไฟล์ Word (.docx) หรือคัดลอกตารางจาก Word แล้ววางในช่องวางตาราง"
)
_LONGEST = 160


@in_thai()
def read_source(scope: Scope, data: bytes, *, pasted: bool, habits: Mapping[str, Meanings]) -> Found:
    """Return the tables of a file, or of text that was pasted; ``habits`` are meanings of columns by shape.

    Raises FileRefused.
    """
    if scope.table == TableName.MEASURES:
        return _measures(scope, data, pasted=pasted, habits=habits)
    return read_scores(scope, data, pasted=pasted, habits=habits)


def _measures(scope: Scope, data: bytes, *, pasted: bool, habits: Mapping[str, Meanings]) -> Found:
    if pasted:
        text = data.decode()
        tables, around = pasted_tables(text), outside_tables(text)
    elif is_pdf(data):
        raise FileRefused(_NO_MEASURES)
    else:
        page = page_of(data)
        tables, around = page.tables, page.text
    found = measures_found(scope, tables, recalled_for(tables, habits))
    owner, year = scope.owner, scope.fiscal_year
    other = foreign(
        around, year=year, agency=owner.name, province=owner.province, beside={year, scope.assessed_year}
    )
    return found.of_another(other) if other else found


@in_thai()
def measures_found(scope: Scope, tables: Sequence[PageTable], choosing: Choosing) -> Found:
    """Return the measures of tables, their columns taken as was chosen. Raises FileRefused."""
    return measures_by(subjects_of(scope), tables, choosing)


def measures_by(subjects: Subjects, tables: Sequence[PageTable], choosing: Choosing) -> Found:
    """Return the measures of tables, what they are about told by the year's subjects. Raises FileRefused."""
    choices, best = choices_in(tables, subjects, choosing)
    recalled = tuple(sorted(choosing.recalled))
    return Found(
        tuple(map(_table, choices)), best, raw=tuple(tables), meanings=choosing.meanings, recalled=recalled
    )


def subjects_of(scope: Scope) -> Subjects:
    """Return what measures may be about in the assessed year. Raises FileRefused."""
    try:
        criteria = scope.criteria
    except TableRefused as refused:
        raise FileRefused(str(refused)) from None
    return Subjects(
        [KnownIndicator(each.code, each.name, each.aliases) for each in criteria.indicators],
        [(topic.number, topic.name) for topic in criteria.topics],
        lambda text: parse_item_code(text, criteria),
    )


def _table(choice: Choice) -> Table:
    plain = choice.plain
    doubts: dict[int, list[str]] = {}
    for doubt in plain.doubts:
        words = f"{doubt.heading}: {doubt.reason}" if doubt.heading else doubt.reason
        doubts.setdefault(doubt.row, []).append(words)
    sources = plain.sources or ("",) * len(plain.rows)
    lines = (
        Line(cells, tuple(doubts.get(number, ())), source)
        for number, (cells, source) in enumerate(zip(plain.rows, sources, strict=True), start=1)
    )
    table = Table(plain.headings, tuple(lines), plain.left_out, choice.name, choice.heading, _first(plain))
    return replace(table, columns=choice.columns, unknown=choice.unknown)


def _first(plain: Plain) -> str:
    title = HEADINGS["title"]
    place = plain.headings.index(title) if title in plain.headings else 0
    return clean_line(plain.rows[0][place])[:_LONGEST] if plain.rows else ""
