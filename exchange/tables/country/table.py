"""The country-wide sheet: which agency and year a row means, its scores, and how they are written in bulk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.db import IntegrityError

from agencies.models import Agency, User
from assessments.models import Assessment, CriteriaPack, IndicatorScore
from criteria.rulebook import Criteria
from criteria.schema import Indicator
from exchange.engine.cells import Unreadable, as_text
from exchange.engine.columns import NAME, NUMBER, YEAR, CellKind, Column
from exchange.engine.compare import FieldChange, RowChange
from exchange.engine.match import FileRow, RowMatch, StoredRow, TableRefused, mark_doubles
from exchange.engine.parse import parse
from exchange.engine.table import RowsChanged, Table, WrittenRow
from exchange.enums import CountryTableName
from exchange.tables.country.adding import new_agency
from exchange.tables.country.directory import (
    AGENCY_FIELDS,
    CLOSED,
    DISTRICT,
    KIND,
    NOTHING,
    PROVINCE,
    AgencyDirectory,
    AgencyYear,
    NamedAgency,
    NotPlaced,
    StoredScores,
)
from exchange.tables.country.spellings import Spellings, ask_same, say_unknown
from exchange.tables.country.undo import take_back
from exchange.tables.country.writing import LEVEL, TOTAL, score_key, write_rows
from exchange.tables.model_columns import YEAR_COLUMN, model_column
from exchange.tables.scope import Scope
from exchange.tables.scores import level_column
from itaportal.language import marked


class _Stored(NamedTuple):
    """The agencies that a file may name, what may be misspelt of them, and their scores by agency and year."""

    directory: AgencyDirectory
    spellings: Spellings
    scores: Mapping[tuple[int, int], StoredScores]


class CountryTable(Table):
    """A row for each agency and year, in a number of queries that does not grow with the rows.

    A row without year is of the scope's; other years are taken where they have the same indicators.
    """

    title = CountryTableName.KNOWN.label
    model = Assessment
    creator = "ITA Portal"
    adds_agencies = False

    def __init__(self, scope: Scope):
        self.scope = scope

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        criteria = self._criteria.get(self.scope.fiscal_year)
        if criteria is None:
            raise TableRefused(marked(f"ระบบยังไม่มีเกณฑ์การประเมินปี {self.scope.fiscal_year} กรุณานำเข้าเกณฑ์ก่อน"))
        return (*_whose(), *map(_indicator_column, criteria.indicators), *_printed_columns(criteria))

    @cached_property
    def _criteria(self) -> dict[int, Criteria]:
        return {pack.fiscal_year: pack.criteria for pack in CriteriaPack.objects.latest_of_years()}

    @cached_property
    def _by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @cached_property
    def _years(self) -> set[int]:
        """The fiscal years with the same indicators."""
        wanted = _indicators(self._criteria[self.scope.fiscal_year])
        return {year for year, criteria in self._criteria.items() if _indicators(criteria) == wanted}

    def list_rows(self) -> list[StoredRow]:
        year, stored = self.scope.fiscal_year, _stored_scores([self.scope.fiscal_year])
        agencies = Agency.objects.all()
        if self.scope.province:
            agencies = agencies.filter(province=self.scope.province)
        named = (NamedAgency(*each) for each in agencies.values_list(*AGENCY_FIELDS))
        return [AgencyYear.of(each, year, stored.get((each.pk, year), NOTHING)) for each in named]

    def values_of(self, row: StoredRow) -> dict[str, Any]:
        assert isinstance(row, AgencyYear)
        assert row.agency is not None
        agency = row.agency
        return {
            **row.values, NUMBER: agency.slug, NAME: agency.name, PROVINCE: agency.province,
            DISTRICT: agency.district, KIND: agency.kind, YEAR: row.year,
        }  # fmt: skip

    def match_rows(self, rows: Sequence[FileRow]) -> list[RowMatch]:
        known = Agency.objects.order_by().values_list(*AGENCY_FIELDS)
        directory = AgencyDirectory.of(NamedAgency(*each) for each in known)
        stored = _Stored(directory, Spellings(directory.by_slug.values()), _stored_scores(self._years))
        matches = [self._match_row(raw, stored) for raw in rows]
        return mark_doubles(matches, self.headings[NAME], marked("หน่วยงานและปีเดียวกัน"))

    def _match_row(self, raw: FileRow, stored: _Stored) -> RowMatch:
        year = self.scope.fiscal_year
        try:
            year = self._year(raw)
            if agency := stored.directory.find(raw.cells):
                if agency.closed_at:
                    raise NotPlaced(NAME, CLOSED)
                scores = stored.scores.get((agency.pk, year), NOTHING)
                return RowMatch(raw, AgencyYear.of(agency, year, scores))
            added = AgencyYear.of(self._new_agency(raw, stored), year)
            return RowMatch(raw, replace(added, resembles=stored.spellings.resembling(raw.cells)))
        except NotPlaced as error:
            return RowMatch(raw, AgencyYear.of(None, year), str(error), self.headings[error.column])

    def _year(self, raw: FileRow) -> int:
        cell = raw.cells.get(YEAR)
        if type(cell) is int and cell in self._years:
            return cell
        try:
            year = parse(self._by_key[YEAR], cell) or self.scope.fiscal_year
        except Unreadable as error:
            raise NotPlaced(YEAR, str(error)) from None
        if year not in self._years:
            words = marked(f"ปี {year} ใช้ตัวชี้วัดคนละชุดกับปี {self.scope.fiscal_year} หรือยังไม่มีเกณฑ์ กรุณานำเข้าแยกไฟล์")
            raise NotPlaced(YEAR, words)
        return year

    def _new_agency(self, raw: FileRow, stored: _Stored) -> NamedAgency:
        if not self.adds_agencies:
            stored.spellings.check_province(raw.cells)
            raise NotPlaced(NAME, say_unknown(stored.spellings.resembling(raw.cells)))
        added = new_agency(raw.cells, self._by_key)
        if added.slug in stored.directory.by_slug:
            raise NotPlaced(NUMBER, marked(f"รหัส {added.slug} เป็นของหน่วยงานอื่นแล้ว"))
        return added

    def check_change(self, change: RowChange) -> list[tuple[str, str]]:
        agency = AgencyYear.meant_by(change).agency
        if agency and not agency.pk and not change.fields:
            return [(self.headings[TOTAL], marked("แถวนี้ไม่มีคะแนน จึงไม่เพิ่มหน่วยงาน"))]
        return []

    def label_row(self, change: RowChange) -> str:
        row, cells = AgencyYear.meant_by(change), change.match.raw.cells
        if row.agency:
            return f"{row.agency.name} ({row.agency.province}) ปี {row.year}"
        return f"{as_text(cells.get(NAME) or cells.get(NUMBER))} ปี {row.year}"

    def describe_fields(self, change: RowChange) -> tuple[FieldChange, ...]:
        """A new year is told in one line, a changed one value by value."""
        row = AgencyYear.meant_by(change)
        if row.exists:
            return change.fields
        scores = " · ".join(_one_score(entry) for entry in change.fields if entry.after)
        words = (FieldChange("คะแนน", "", scores),) if scores else ()
        if row.agency is None or row.agency.pk:
            return words
        place = marked(f"{row.agency.name} อำเภอ{row.agency.district} จังหวัด{row.agency.province}")
        asked = place + ask_same(row.resembles)
        return (FieldChange(marked("หน่วยงานใหม่"), "", asked, is_made=True), *words)

    def apply(self, changes: Sequence[RowChange], by: User | None) -> list[WrittenRow]:
        packs = {pack.fiscal_year: pack for pack in CriteriaPack.objects.latest_of_years()}
        try:
            return list(write_rows(changes, packs, by))
        except IntegrityError as error:
            # Somebody added a year or an agency that was not there.
            raise RowsChanged from error

    def take_back(self, written: Sequence[Any], by: User | None) -> None:
        take_back(written, by)


class GrowingCountryTable(CountryTable):
    """The same, where agencies that are not stored are added."""

    adds_agencies = True


def _whose() -> tuple[Column, ...]:
    return (
        model_column(Agency, "slug", key=NUMBER, heading="รหัสหน่วยงาน", locked=True, width=16, aliases=("รหัส", "slug")),
        model_column(
            Agency, "name", key=NAME, locked=True, width=40, aliases=("หน่วยงาน", "ชื่อ", "อปท.", "ชื่ออปท"),
        ),
        model_column(Agency, "province", key=PROVINCE, locked=True, width=16),
        model_column(Agency, "district", key=DISTRICT, locked=True, width=16),
        model_column(Agency, "kind", key=KIND, locked=True, width=22, aliases=("ประเภทหน่วยงาน",)),
        replace(YEAR_COLUMN, smallest=2550, largest=2650),
    )  # fmt: skip


def _indicator_column(indicator: Indicator) -> Column:
    code = indicator.code
    return Column(
        score_key(code),
        f"ตัวชี้วัดที่ {code} {indicator.name}",
        CellKind.SCORE,
        may_keep=True,
        width=12,
        aliases=(code, f"ตัวชี้วัดที่ {code}", f"ตัวที่ {code}", indicator.name, *indicator.aliases),
    )


def _printed_columns(criteria: Criteria) -> tuple[Column, ...]:
    return (
        model_column(
            Assessment, "printed_total", key=TOTAL, heading="คะแนนรวม", width=12, aliases=("คะแนนรวมตามที่ ITAS ประกาศ", "คะแนน ITA"),
            loose=("คะแนนเฉลี่ย", "คะแนน"),
        ),
        level_column(
            criteria, key=LEVEL, heading="ระดับ", aliases=("ระดับตามที่ ITAS ประกาศ", "ระดับผลการประเมิน"),
            loose=("ผลการประเมิน",), width=16,
        ),
    )  # fmt: skip


def _indicators(criteria: Criteria) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in criteria.indicators]


def _stored_scores(years: Iterable[int]) -> dict[tuple[int, int], StoredScores]:
    """Return by agency and year what is stored of the years."""
    assessments = Assessment.objects.filter(fiscal_year__in=years)
    by_pk, found = {}, {}
    for pk, agency, year, version, total, level in assessments.values_list(
        "pk", "agency_id", "fiscal_year", "version", "printed_total", "printed_level"
    ):
        by_pk[pk] = found[agency, year] = StoredScores({TOTAL: total, LEVEL: level}, pk, version)
    scores = IndicatorScore.objects.filter(assessment__fiscal_year__in=years)
    for pk, code, score in scores.values_list("assessment_id", "code", "score").iterator(chunk_size=5000):
        # An assessment of the moment between the two queries is looked at when the file is confirmed.
        if pk in by_pk:
            by_pk[pk].values[score_key(code)] = score
    return found


def _one_score(entry: FieldChange) -> str:
    heading = _short_heading(entry.heading)
    return entry.after if entry.after.startswith(heading) else f"{heading} {entry.after}"


@lru_cache(maxsize=100)
def _short_heading(heading: str) -> str:
    return f"({heading.split(' ')[1]})" if heading.startswith("ตัวชี้วัดที่") else heading
