"""The sheet of agencies themselves: which are there, and where; adds those that are not stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from agencies.auditlog.writing import NamedRow, NewEvent, record_many
from agencies.models import Agency, User
from exchange.engine.columns import NAME, NUMBER, Column
from exchange.engine.compare import FieldChange, RowChange
from exchange.engine.match import FileRow, RowMatch, StoredRow, mark_doubles
from exchange.engine.table import RowsChanged, Table, UndoRefused, WrittenRow, name_some
from exchange.enums import SiteTableName
from exchange.tables.country.adding import new_agency
from exchange.tables.country.directory import (
    AGENCY_FIELDS,
    CLOSED,
    DISTRICT,
    KIND,
    PROVINCE,
    AgencyDirectory,
    NamedAgency,
    NotPlaced,
    place_name,
    text_of,
)
from exchange.tables.country.spellings import Spellings, ask_same
from exchange.tables.country.undo import remove_agencies
from exchange.tables.country.writing import add_agencies, split
from exchange.tables.model_columns import model_column
from exchange.tables.scope import Scope
from itaportal.bulk import update
from itaportal.language import marked
from search.indexing import refresh

SHORT_NAME = "short_name"
_INPUTS = (DISTRICT, KIND, SHORT_NAME)
_LABEL = Agency._meta.label_lower


@dataclass(frozen=True, slots=True)
class AgencyRow(StoredRow):
    """An agency as it is stored, or as it would be added; ``resembles`` is one that it may be, misspelt."""

    agency: NamedAgency | None = None
    resembles: NamedAgency | None = None

    @classmethod
    def of(cls, agency: NamedAgency, version: int = 0, resembles: NamedAgency | None = None) -> "AgencyRow":
        """Return the row of an agency, which is not stored yet where its ``pk`` is 0."""
        values = {name: getattr(agency, name) for name in _INPUTS} if agency.pk else {}
        return cls(
            agency.slug, (agency.name,), values, agency.pk or None, version, bool(agency.pk), (), agency, resembles
        )  # fmt: skip

    @classmethod
    def meant_by(cls, change: RowChange) -> NamedAgency:
        """Return the agency of a row that was taken."""
        assert isinstance(change.stored, cls)
        assert change.stored.agency is not None
        return change.stored.agency


class AgenciesTable(Table):
    """A row for each agency, in a number of queries that does not grow with the rows.

    Code, name and province tell which agency is meant; district, kind and short name are what a file may change.
    """

    title = SiteTableName.AGENCIES.label
    model = Agency
    creator = "ITA Portal"
    spare_rows = 100

    def __init__(self, scope: Scope):
        self.scope = scope

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return (
            model_column(
                Agency, "slug", key=NUMBER, heading="รหัสหน่วยงาน", locked=True, width=16, aliases=("รหัส", "slug"),
                help="a–z 0–9 และ - เว้นว่างได้เมื่อเพิ่มหน่วยงานใหม่ ระบบตั้งให้",
            ),
            model_column(
                Agency, "name", key=NAME, locked=True, width=40, aliases=("หน่วยงาน", "ชื่อ", "อปท.", "ชื่ออปท")
            ),
            model_column(Agency, "province", key=PROVINCE, locked=True, width=16),
            model_column(Agency, "district", key=DISTRICT, width=16, required=True),
            model_column(Agency, "kind", key=KIND, width=22, required=True, aliases=("ประเภทหน่วยงาน",)),
            model_column(Agency, "short_name", key=SHORT_NAME, width=24),
        )  # fmt: skip

    @cached_property
    def _by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    def list_rows(self) -> list[StoredRow]:
        agencies = (
            Agency.objects.filter(province=self.scope.province)
            if self.scope.province
            else Agency.objects.all()
        )
        return [AgencyRow.of(NamedAgency(*each)) for each in agencies.values_list(*AGENCY_FIELDS)]

    def values_of(self, row: StoredRow) -> dict[str, Any]:
        assert isinstance(row, AgencyRow)
        assert row.agency is not None
        return {**row.values, NUMBER: row.agency.slug, NAME: row.agency.name, PROVINCE: row.agency.province}

    def match_rows(self, rows: Sequence[FileRow]) -> list[RowMatch]:
        known = [
            (NamedAgency(*each), version)
            for *each, version in Agency.objects.order_by().values_list(*AGENCY_FIELDS, "version")
        ]
        directory = AgencyDirectory.of(agency for agency, _ in known)
        versions = {agency.pk: version for agency, version in known}
        spellings = Spellings(directory.by_slug.values())
        matches = [self._match_row(_without_words(raw), directory, versions, spellings) for raw in rows]
        return mark_doubles(matches, self.headings[NAME], marked("หน่วยงานเดียวกัน"))

    def _match_row(
        self, raw: FileRow, directory: AgencyDirectory, versions: dict[int, int], spellings: Spellings
    ) -> RowMatch:
        try:
            if agency := directory.find(raw.cells):
                if agency.closed_at:
                    raise NotPlaced(NAME, CLOSED)
                return RowMatch(raw, AgencyRow.of(agency, versions[agency.pk]))
            added = new_agency(raw.cells, self._by_key)
            if added.slug in directory.by_slug:
                raise NotPlaced(NUMBER, marked(f"รหัส {added.slug} เป็นของหน่วยงานอื่นแล้ว"))
        except NotPlaced as error:
            return RowMatch(raw, None, str(error), self.headings[error.column])
        return RowMatch(raw, AgencyRow.of(added, resembles=spellings.resembling(raw.cells)))

    def label_row(self, change: RowChange) -> str:
        if change.stored is None:
            return text_of(change.match.raw.cells, NAME) or text_of(change.match.raw.cells, NUMBER)
        agency = AgencyRow.meant_by(change)
        return f"{agency.name} ({agency.province})"

    def describe_fields(self, change: RowChange) -> tuple[FieldChange, ...]:
        """A new agency is told in one line, a changed one value by value."""
        row = change.stored
        if not isinstance(row, AgencyRow) or row.exists or row.agency is None:
            return change.fields
        agency = row.agency
        place = marked(f"{agency.kind} อำเภอ{agency.district} จังหวัด{agency.province} รหัส {agency.slug}")
        return (FieldChange(marked("หน่วยงานใหม่"), "", place + ask_same(row.resembles), is_made=True),)

    def apply(self, changes: Sequence[RowChange], by: User | None) -> list[WrittenRow]:
        new = [change for change in changes if not AgencyRow.meant_by(change).pk]
        try:
            added = add_agencies([_as_added(change) for change in new], by)
        except IntegrityError as error:
            raise RowsChanged from error
        stored = [change for change in changes if AgencyRow.meant_by(change).pk]
        rows = [
            (AgencyRow.meant_by(change), change.stored.version or 0, dict(change.values))
            for change in stored
            if change.stored
        ]
        _write([(agency.pk, version, values) for agency, version, values in rows], by)
        before = {agency.pk: {name: getattr(agency, name) for name in _INPUTS} for agency, _, _ in rows}
        _tell([(agency.pk, agency.name, before[agency.pk], values) for agency, _, values in rows], by)
        return [
            *(WrittenRow.of(agency, None) for agency in added.values()),
            *(WrittenRow(_LABEL, agency.pk, version + 1, before[agency.pk]) for agency, version, _ in rows),
        ]

    def take_back(self, written: Sequence[Any], by: User | None) -> None:
        """Put every agency back and take away those that were added. Raises UndoRefused."""
        changed = [row for row in written if row.before is not None]
        stored = {
            each.pk: each
            for part in split(changed)
            for each in Agency.objects.filter(pk__in=[row.object_id for row in part])
        }
        other = [
            stored.get(row.object_id, marked("หน่วยงานที่ถูกลบไปแล้ว"))
            for row in changed
            if row.object_id not in stored or stored[row.object_id].version != row.version
        ]
        if other:
            raise UndoRefused(marked(f"มีการแก้ไขหลังนำเข้าแล้ว: {name_some(other)}"))
        now = {pk: {name: getattr(each, name) for name in _INPUTS} for pk, each in stored.items()}
        _write([(row.object_id, row.version, row.before) for row in changed], by)
        _tell(
            [(row.object_id, stored[row.object_id].name, now[row.object_id], row.before) for row in changed],
            by,
        )
        for part in split([row for row in written if row.before is None]):
            remove_agencies({row.object_id: row.version for row in part}, by)


def _without_words(raw: FileRow) -> FileRow:
    """Return the row with its district named as districts are stored, without the word before it."""
    district = text_of(raw.cells, DISTRICT)
    return replace(raw, cells={**raw.cells, DISTRICT: place_name(district)}) if district else raw


def _as_added(change: RowChange) -> NamedAgency:
    agency = AgencyRow.meant_by(change)
    return replace(agency, short_name=change.values.get(SHORT_NAME) or agency.short_name)


def _write(rows: Sequence[tuple[int, int, dict[str, Any]]], by: User | None) -> None:
    """Write the values of agencies (id, version, values) in one order for everybody. Raises RowsChanged."""
    now, who = timezone.now(), by.pk if by else None
    claims = [
        (version + 1, now, who, *(values[name] for name in _INPUTS), pk, version)
        for pk, version, values in sorted(rows, key=lambda row: row[0])
    ]
    names = ("version", "updated_at", "updated_by_id", *_INPUTS)
    if claims and update(Agency, names, ("id", "version"), claims) != len(claims):
        raise RowsChanged
    refresh(Agency, [pk for pk, _, _ in rows])


def _tell(rows: Sequence[tuple[int, str, dict[str, Any], dict[str, Any]]], by: User | None) -> None:
    """Record in each agency's log what was changed: id, name, before, after."""
    events = []
    for pk, name, before, after in rows:
        agency = NamedRow(Agency, pk, name)
        events.append(NewEvent(agency, agency, before, after))
    record_many("agency.save", events, by=by)
