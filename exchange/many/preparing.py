"""What a file of many agencies would change, in a number of queries that does not grow with its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from agencies.models import Agency
from assessments.models import Assessment, IndicatorScore
from assessments.queries import criteria_of_year
from criteria.models import CriteriaPack
from criteria.rulebook import Criteria
from exchange.cells import Unreadable, is_blank
from exchange.columns import NAME, NUMBER, REASON_COLUMN, YEAR, Column, Kind, Problem
from exchange.comparing import FieldChange, Preview
from exchange.enums import Blank
from exchange.locating import find_table
from exchange.many.columns import LEVEL, TITLE, TOTAL, columns, score_key
from exchange.many.places import Fresh, Known, Places, Unplaced, fresh
from exchange.many.rows import NOTHING, AgencyRow, Scores
from exchange.matching import Raw, TableRefused
from exchange.parsing import parse
from exchange.rendering import in_words
from itaportal.thai import format_score

_CENT = Decimal("0.01")
_OF_AGENCY = ("pk", "slug", "name", "short_name", "province", "district")
_NO_CRITERIA = "ระบบยังไม่มีเกณฑ์การประเมินปี {} กรุณานำเข้าเกณฑ์ก่อน"


@dataclass(frozen=True, slots=True)
class ManyPrepared:
    """What a book would change: the preview, and its rows."""

    preview: Preview
    rows: tuple[AgencyRow, ...]

    def wanted(self, kinds: Sequence[str]) -> list[AgencyRow]:
        """Return the rows of the kinds."""
        return [row for row in self.rows if row.kind in kinds]


@dataclass(slots=True)
class _Reading:
    """What all rows of a file are compared with."""

    year: int
    columns: dict[str, Column]
    inputs: dict[str, Column]  # those of them that hold scores
    places: Places
    stored: dict[tuple[int, int], Scores]
    alike: set[int]  # fiscal years with the same indicators
    blank: Blank
    creates: bool


def prepare(*, fiscal_year: int, book, blank: Blank, creates: bool) -> ManyPrepared:
    """Compare the book with what is stored; nothing is written. Raises TableRefused.

    ``creates`` tells whether agencies that are not stored are added. A row without year is of ``fiscal_year``; other
    years are taken where they have the same indicators.
    """
    packs = {pack.fiscal_year: pack.criteria for pack in CriteriaPack.objects.latest_of_years()}
    if fiscal_year not in packs:
        raise TableRefused(_NO_CRITERIA.format(fiscal_year))
    table = columns(packs[fiscal_year])
    found = find_table(book, TITLE, (*table, REASON_COLUMN))
    if not found.rows:
        raise TableRefused(f"แผ่น “{found.sheet}” มีแต่หัวตาราง ยังไม่มีข้อมูล")
    wanted = _indicators(packs[fiscal_year])
    alike = {year for year, criteria in packs.items() if _indicators(criteria) == wanted}
    reading = _Reading(
        year=fiscal_year,
        columns={column.key: column for column in table},
        inputs={column.key: column for column in table if not column.locked},
        places=Places.of(Known(*row) for row in Agency.objects.order_by().values_list(*_OF_AGENCY)),
        stored=stored_scores(alike),
        alike=alike,
        blank=blank,
        creates=creates,
    )
    rows = _without_doubles([_row(raw, reading) for raw in found.rows], reading)
    missing = tuple(heading for heading in found.missing if heading != REASON_COLUMN.heading)
    notes = (*book.notes, *found.notes)
    return ManyPrepared(Preview(tuple(row.result() for row in rows), found.unknown, missing, notes), rows)


def criteria(fiscal_year: int) -> Criteria:
    """Return the year's criteria. Raises TableRefused where the portal has none."""
    found = criteria_of_year(fiscal_year)
    if found is None:
        raise TableRefused(_NO_CRITERIA.format(fiscal_year))
    return found


def _indicators(criteria: Criteria) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in criteria.indicators]


def stored_scores(years: Iterable[int]) -> dict[tuple[int, int], Scores]:
    """Return by agency and year what is stored of the years."""
    assessments = Assessment.objects.filter(fiscal_year__in=years)
    by_pk = {}
    found = {}
    for pk, agency, year, version, total, level in assessments.values_list(
        "pk", "agency_id", "fiscal_year", "version", "printed_total", "printed_level"
    ):
        by_pk[pk] = found[agency, year] = Scores({TOTAL: total, LEVEL: level}, pk, version)
    scores = IndicatorScore.objects.filter(assessment__fiscal_year__in=years)
    for pk, code, score in scores.values_list("assessment_id", "code", "score").iterator(chunk_size=5000):
        # An assessment of the moment between the two queries is looked at when the file is confirmed.
        if pk in by_pk:
            by_pk[pk].values[score_key(code)] = score
    return found


def _row(raw: Raw, reading: _Reading) -> AgencyRow:
    year = reading.year
    try:
        year = _year(raw, reading)
        agency = reading.places.named(raw.cells)
        added = _added(raw, reading) if agency is None else None
    except Unplaced as error:
        row = AgencyRow(raw, None, None, year, NOTHING)
        return _refused(row, reading.columns[error.column], str(error))
    stored = reading.stored.get((agency.pk, year), NOTHING) if agency else NOTHING
    row = AgencyRow(raw, agency, added, year, stored, *_compared(raw, stored, reading))
    if added and not row.fields and not row.problems:
        return _refused(row, reading.columns[TOTAL], "แถวนี้ไม่มีคะแนน จึงไม่เพิ่มหน่วยงาน")
    return row


def _year(raw: Raw, reading: _Reading) -> int:
    cell = raw.cells.get(YEAR)
    if type(cell) is int and cell in reading.alike:
        return cell
    try:
        year = parse(reading.columns[YEAR], cell) or reading.year
    except Unreadable as error:
        raise Unplaced(YEAR, str(error)) from None
    if year not in reading.alike:
        raise Unplaced(YEAR, f"ปี {year} ใช้ตัวชี้วัดคนละชุดกับปี {reading.year} หรือยังไม่มีเกณฑ์ กรุณานำเข้าแยกไฟล์")
    return year


def _added(raw: Raw, reading: _Reading) -> Fresh:
    if not reading.creates:
        raise Unplaced(NAME, "ไม่มีหน่วยงานนี้ในระบบ กรุณาตรวจชื่อและจังหวัด หรือเลือกให้เพิ่มหน่วยงานที่ยังไม่มี")
    added = fresh(raw.cells, reading.columns)
    if added.slug in reading.places.by_slug:
        raise Unplaced(NUMBER, f"รหัส {added.slug} เป็นของหน่วยงานอื่นแล้ว")
    return added


def _refused(row: AgencyRow, column: Column, reason: str) -> AgencyRow:
    problem = Problem(row.raw.sheet, row.raw.row, column.heading, reason)
    return replace(row, problems=(*row.problems, problem))


def _compared(
    raw: Raw, stored: Scores, reading: _Reading
) -> tuple[dict[str, Any], tuple[FieldChange, ...], tuple[Problem, ...]]:
    """Return the scores as they would be stored, what that changes, and the cells that cannot be read."""
    values, fields, problems = dict(stored.values), [], []
    for key, cell in raw.cells.items():
        column = reading.inputs.get(key)
        if column is None:
            continue
        before = values.get(key)
        try:
            after = _value(column, cell)
        except Unreadable as error:
            problems.append(Problem(raw.sheet, raw.row, column.heading, str(error)))
            continue
        if _same(before, after) or (after is None and reading.blank is Blank.KEEP):
            continue
        values[key] = after
        fields.append(FieldChange(column.heading, _shown(column, before), _shown(column, after)))
    return values, tuple(fields), tuple(problems)


def _value(column: Column, cell: Any) -> Any:
    """Read a cell; most are plain numbers, which need none of the rules for what people type."""
    if type(cell) in (int, float) and column.kind is Kind.SCORE and (points := _points(cell)) is not None:
        return points
    return None if is_blank(cell) else parse(column, cell)


@lru_cache(maxsize=10_001)
def _points(cell: float) -> Decimal | None:
    """Return points of at most two decimals, None for other numbers; the same few thousand come again and again."""
    if not 0 <= cell <= 100:
        return None
    points = abs(Decimal(repr(cell)))  # -0.0 is the same key as 0
    return points.quantize(_CENT) if points.as_tuple().exponent >= -2 else None


def _same(before: Any, after: Any) -> bool:
    """Whether both are the same or nothing; the score 0 is something."""
    return isinstance(before, Decimal) == isinstance(after, Decimal) and (before or None) == (after or None)


def _shown(column: Column, value: Any) -> str:
    return format_score(value) if column.kind is Kind.SCORE else in_words(column, value)


def _without_doubles(rows: list[AgencyRow], reading: _Reading) -> tuple[AgencyRow, ...]:
    places: dict[tuple[str, int], list[int]] = {}
    for row in rows:
        places.setdefault(row.identity, []).append(row.raw.row)
    result = []
    for row in rows:
        slug, _ = row.identity
        if slug and len(same := places[row.identity]) > 1:
            numbers = " และ ".join(map(str, same[:10]))
            row = _refused(row, reading.columns[NAME], f"แถว {numbers} เป็นหน่วยงานและปีเดียวกัน กรุณาเหลือแถวเดียว")
        result.append(row)
    return tuple(result)
