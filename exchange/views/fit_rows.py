"""Rows of a report fitted to what the portal has by now: classes as scores propose them, measures of the plan."""

from collections.abc import Callable
from dataclasses import replace

from assessments import weakness
from assessments.enums import WeaknessClass
from assessments.queries import overview
from exchange.enums import TableName
from exchange.sources.found import Found, Line, Table
from exchange.sources.mending import AllCells
from exchange.sources.wholes import findings, progress
from exchange.tables.scope import Scope
from itaportal.language import in_thai, marked
from itaportal.thai.keys import same_word_key
from measures.enums import Status
from measures.models import Measure

_NUMBER, _REASON = marked("ลำดับ"), marked("เหตุผลที่จัดกลุ่มต่างจากเกณฑ์")
_BY_SCORE = marked("รายงานไม่บอกว่าจัดเป็นกลุ่มใด ระบบเสนอกลุ่มตามคะแนน กรุณาตรวจ")
_AS_REPORTED = marked("จัดตามรายงานการวิเคราะห์ผลการประเมิน ปี {}")
_OTHER_CLASS = marked("รายงานจัดกลุ่มต่างจากที่คะแนนบอก (ตามคะแนนคือ “{}”) ระบบใส่เหตุผลไว้ให้ กรุณาตรวจ")
_SIMILAR = marked("ในรายงานเขียน “{}” ระบบจับคู่กับมาตรการที่ {} ของแผน กรุณาตรวจ")
_UNKNOWN = marked("ไม่พบมาตรการชื่อนี้ในแผน กรุณานำเข้ามาตรการก่อน หรือแก้ชื่อให้ตรง")
# Titles of measures are sentences; "ควรมีมาตรการลดขั้นตอน" and "มีมาตรการลดขั้นตอน" reach 0.93.
_ALIKE = 0.8

_Fit = Callable[[Line], Line]


@in_thai()
def fitted(found: Found, scope: Scope) -> Found:
    """Return the rows with what the report leaves open filled in from the portal, and said."""
    if scope.table == TableName.FINDINGS and scope.assessment:
        return _with(found, _REASON, _fit_findings(scope))
    if scope.table == TableName.PROGRESS:
        return _with(found, _NUMBER, _fit_progress(scope.measures))
    return found


@in_thai()
def cells_of(scope: Scope) -> AllCells:
    """Return what cells of findings and progress may be put right to: class and status from lists."""
    lists = {
        TableName.FINDINGS: {findings.HEADINGS["class"]: {str(each.label): "" for each in WeaknessClass}},
        TableName.PROGRESS: {progress.HEADINGS["status"]: {str(each.label): "" for each in Status}},
    }
    return AllCells(lists[TableName(scope.table)])


def _with(found: Found, heading: str, fit: _Fit) -> Found:
    """Return the tables with one more column, filled in row by row."""
    tables = (
        replace(table, headings=(*table.headings, heading), lines=tuple(map(fit, table.lines)))
        if _is_ours(table)
        else table
        for table in found.tables
    )
    return replace(found, tables=tuple(tables))


def _is_ours(table: Table) -> bool:
    """Whether the table is as it was read; one that was kept after a change is fitted already."""
    own = (findings.HEADINGS["text"], progress.HEADINGS["title"])
    return any(heading in table.headings for heading in own) and not {_NUMBER, _REASON} & {*table.headings}


def _fit_findings(scope: Scope) -> _Fit:
    proposed = {row.indicator.code: row.proposed_class for row in overview(scope.needed_assessment).rows}
    place = list(findings.HEADINGS).index("class")
    labels = {str(each.label): each for each in WeaknessClass}

    def fit(line: Line) -> Line:
        by_score, said = proposed.get(line.cells[0]), line.cells[place]
        if not said and by_score:
            cells = (*line.cells[:place], str(by_score.label), *line.cells[place + 1 :], "")
            doubts = (*(each for each in line.doubts if each != findings.NO_CLASS), _BY_SCORE)
            return replace(line, cells=cells, doubts=doubts)
        if said in labels and weakness.needs_reason(labels[said], by_score):
            assert by_score
            reason = _AS_REPORTED.format(scope.fiscal_year)
            doubts = (*line.doubts, _OTHER_CLASS.format(by_score.label))
            return replace(line, cells=(*line.cells, reason), doubts=doubts)
        return replace(line, cells=(*line.cells, ""))

    return fit


def _fit_progress(measures: list[Measure]) -> _Fit:
    known = {
        same_word_key(measure.title): (number, measure.title) for number, measure in enumerate(measures, 1)
    }

    def fit(line: Line) -> Line:
        title, *rest = line.cells
        if same_word_key(title) in known:
            number, stored = known[same_word_key(title)]
            return replace(line, cells=(stored, *rest, str(number)))
        if not (near := _nearest(title, known)):
            return replace(line, cells=(title, *rest, ""), doubts=(*line.doubts, _UNKNOWN))
        number, stored = near
        doubts = (*line.doubts, _SIMILAR.format(title[:120], number))
        return replace(line, cells=(stored, *rest, str(number)), doubts=doubts)

    return fit


def _nearest(title: str, known: dict[str, tuple[int, str]]) -> tuple[int, str] | None:
    from rapidfuzz import fuzz, process

    best = process.extractOne(same_word_key(title), list(known), scorer=fuzz.ratio, score_cutoff=100 * _ALIKE)
    return known[best[0]] if best else None
