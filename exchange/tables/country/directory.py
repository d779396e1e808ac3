"""Which agency a row of the file means, or what a new one would be. Pure."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, NamedTuple

from agencies.enums import AgencyKind
from exchange.engine.cells import Unreadable, as_text
from exchange.engine.columns import NAME, NUMBER, Column
from exchange.engine.compare import RowChange
from exchange.engine.match import StoredRow, name_key
from exchange.engine.parse import parse
from itaportal.thai.spelling import clean_line

PROVINCE, DISTRICT, KIND = "province", "district", "kind"
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_PLACE = re.compile(r"^(?:จังหวัด|อำเภอ|จ\.|อ\.)\s*")
_OTHER_DISTRICT = (
    "ในระบบมีหน่วยงานชื่อนี้ในอำเภออื่น: {} ถ้าเป็นหน่วยงานเดียวกันกรุณาแก้อำเภอ ถ้าเป็นอีกหน่วยงานกรุณาตั้งรหัสหน่วยงานให้"
)
_SHORT = {
    AgencyKind.SUBDISTRICT_ORGANISATION: "อบต.",
    AgencyKind.SUBDISTRICT_MUNICIPALITY: "ทต.",
    AgencyKind.TOWN_MUNICIPALITY: "ทม.",
    AgencyKind.CITY_MUNICIPALITY: "ทน.",
    AgencyKind.PROVINCIAL_ORGANISATION: "อบจ.",
}


class NotPlaced(ValueError):
    """The row means no agency; ``column`` is the key of the column to be corrected, the message says why in Thai."""

    def __init__(self, column: str, reason: str):
        super().__init__(reason)
        self.column = column


@dataclass(frozen=True, slots=True)
class NamedAgency:
    """An agency as far as a file may name it; ``pk`` is 0 for one that the import would add."""

    pk: int
    slug: str
    name: str
    short_name: str
    province: str
    district: str = ""
    kind: str = ""


AGENCY_FIELDS = tuple(each.name for each in fields(NamedAgency))


class StoredScores(NamedTuple):
    """What is stored of an agency's year, by column."""

    values: dict[str, Any]
    pk: int | None = None
    version: int = 0


NOTHING = StoredScores({})  # before the first version of a year


@dataclass(frozen=True, slots=True)
class AgencyYear(StoredRow):
    """A year of an agency, or of one that is to be added, with its scores as they are stored."""

    version: int = 0
    agency: NamedAgency | None = None
    year: int = 0

    @classmethod
    def of(cls, agency: NamedAgency | None, year: int, scores: StoredScores = NOTHING) -> "AgencyYear":
        """Return the row; without ``agency`` one that means none."""
        number, names = (f"{agency.slug} {year}", (agency.name,)) if agency else ("", ())
        values, pk, version = scores
        return cls(number, names, values, pk, version, pk is not None, (), agency, year)

    @classmethod
    def meant_by(cls, change: RowChange) -> "AgencyYear":
        """Return the year that a row of the file means; all rows of these files mean one."""
        assert isinstance(change.stored, cls)
        return change.stored


@dataclass(frozen=True)
class AgencyDirectory:
    """Stored agencies by what files call them."""

    by_slug: dict[str, NamedAgency]

    @classmethod
    def of(cls, agencies: Iterable[NamedAgency]) -> "AgencyDirectory":
        return cls({agency.slug: agency for agency in agencies})

    @cached_property
    def by_name(self) -> dict[str, list[NamedAgency]]:
        """The agencies by name and short name, which only files need that do not give every code."""
        found: dict[str, list[NamedAgency]] = {}
        for agency in self.by_slug.values():
            for key in {_agency_key(agency.name), _agency_key(agency.short_name)}:
                found.setdefault(key, []).append(agency)
        return found

    def find(self, cells: Mapping[str, Any]) -> NamedAgency | None:
        """Return the agency that the cells name, None for one that is not stored. Raises NotPlaced."""
        slug, name = _text(cells, NUMBER), _text(cells, NAME)
        if slug in self.by_slug:
            return _agreeing(self.by_slug[slug], name)
        if not name:
            if slug:
                raise NotPlaced(NUMBER, f"ไม่พบหน่วยงานรหัส “{slug[:60]}” กรุณาตรวจรหัส หรือกรอกชื่อและจังหวัดแทน")
            raise NotPlaced(NAME, "ไม่รู้ว่าเป็นหน่วยงานใด กรุณากรอกรหัส หรือชื่อและจังหวัด")
        found = self._in_province(name, _place_key(_text(cells, PROVINCE)))
        district = _place_key(_text(cells, DISTRICT))
        near = [agency for agency in found if _is_same_district(district, _place_key(agency.district))]
        if len(near) > 1:
            raise NotPlaced(PROVINCE, f"มีหลายหน่วยงานชื่อนี้: {_where(near)} กรุณากรอกจังหวัด อำเภอ หรือรหัสหน่วยงาน")
        if found and not near and not slug:
            raise NotPlaced(DISTRICT, _OTHER_DISTRICT.format(_where(found)))
        return near[0] if near else None

    def _in_province(self, name: str, province: str) -> list[NamedAgency]:
        alike = self.by_name.get(_agency_key(name), ())
        return [agency for agency in alike if not province or _place_key(agency.province) == province]


def _where(agencies: list[NamedAgency]) -> str:
    return ", ".join(f"อำเภอ{each.district} จังหวัด{each.province} ({each.slug})" for each in agencies[:5])


def _place_key(place: str) -> str:
    return name_key(_PLACE.sub("", place))


def _is_same_district(typed: str, stored: str) -> bool:
    """Whether both may be the same district; that of the capital is written with the province's name and without."""
    if not typed or not stored or typed == stored:
        return True
    return "เมือง" in (typed, stored) and typed.startswith("เมือง") and stored.startswith("เมือง")


def _full_name(name: str) -> str:
    """Return the name with its kind written out: "อบต.ก" is "องค์การบริหารส่วนตำบลก"."""
    for kind, short in _SHORT.items():
        if name.startswith(short):
            return f"{kind.label}{name.removeprefix(short).strip()}"
    return name


def _agency_key(name: str) -> str:
    return name_key(_full_name(clean_line(name)))


def _agreeing(agency: NamedAgency, name: str) -> NamedAgency:
    known = (agency.name, agency.short_name)
    if name and name not in known and _agency_key(name) not in map(_agency_key, known):
        raise NotPlaced(
            NAME, f"รหัส {agency.slug} คือ “{agency.name}” แต่ในไฟล์ชื่อ “{name[:80]}” กรุณาแก้ให้ตรงกัน หรือลบรหัสออก"
        )
    return agency


def _text(cells: Mapping[str, Any], key: str) -> str:
    return clean_line(as_text(cells.get(key)))


def new_agency(cells: Mapping[str, Any], columns: Mapping[str, Column]) -> NamedAgency:
    """Return the agency to be added. Raises NotPlaced for the first thing that is missing or wrong."""
    values = {}
    for key in (NAME, PROVINCE, DISTRICT, KIND):
        try:
            values[key] = parse(columns[key], cells.get(key))
        except Unreadable as error:
            raise NotPlaced(key, str(error)) from None
        if not values[key]:
            raise NotPlaced(key, "ต้องกรอกช่องนี้เมื่อเพิ่มหน่วยงานใหม่")
    name, province = _full_name(values[NAME]), _PLACE.sub("", values[PROVINCE])
    slug = _text(cells, NUMBER).lower()
    if slug and not _SLUG.fullmatch(slug):
        raise NotPlaced(NUMBER, "รหัสหน่วยงานใหม่ใช้ได้เฉพาะ a–z 0–9 และ - กรุณาแก้ หรือเว้นว่างให้ระบบตั้งให้")
    return NamedAgency(
        pk=0,
        slug=slug or f"lao-{hashlib.sha256(f'{name} {province}'.encode()).hexdigest()[:12]}",
        name=name,
        short_name=_short_name(values[KIND], name),
        kind=values[KIND],
        district=_PLACE.sub("", values[DISTRICT]),
        province=province,
    )


def _short_name(kind: str, name: str) -> str:
    label = str(AgencyKind(kind).label)
    return f"{_SHORT[AgencyKind(kind)]}{name.removeprefix(label).strip()}"[:100]
