"""Which stored agency a row of the file means. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from exchange.engine.cells import as_text
from exchange.engine.columns import NAME, NUMBER
from exchange.engine.compare import RowChange
from exchange.engine.match import StoredRow, name_key
from itaportal.language import marked
from itaportal.thai.provinces import NoProvince, province_named
from itaportal.thai.shortforms import expanded
from itaportal.thai.spelling import clean_line

PROVINCE, DISTRICT, KIND = "province", "district", "kind"
_PLACE = re.compile(r"^(?:จังหวัด|อำเภอ|จ\.|อ\.)\s*")
_OTHER_DISTRICT = marked(
    "ในระบบมีหน่วยงานชื่อนี้ในอำเภออื่น: {} ถ้าเป็นหน่วยงานเดียวกันกรุณาแก้อำเภอ ถ้าเป็นอีกหน่วยงานกรุณาตั้งรหัสหน่วยงานให้"
)


CLOSED = marked("หน่วยงานนี้ปิดแล้ว ต้องเปิดหน่วยงานก่อนจึงนำเข้าได้")


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
    closed_at: datetime | None = None


AGENCY_FIELDS = tuple(each.name for each in fields(NamedAgency))


class StoredScores(NamedTuple):
    """What is stored of an agency's year, by column."""

    values: dict[str, Any]
    pk: int | None = None
    version: int = 0


NOTHING = StoredScores({})  # before the first version of a year


@dataclass(frozen=True, slots=True)
class AgencyYear(StoredRow):
    """A year of an agency, or of one that is to be added, with its scores as they are stored.

    ``resembles`` is the stored agency that one to be added may be, misspelt.
    """

    version: int = 0
    agency: NamedAgency | None = None
    year: int = 0
    resembles: NamedAgency | None = None

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
        slug, name = text_of(cells, NUMBER), text_of(cells, NAME)
        if slug in self.by_slug:
            return _agreeing(self.by_slug[slug], name)
        if not name:
            if slug:
                raise NotPlaced(
                    NUMBER, marked(f"ไม่พบหน่วยงานรหัส “{slug[:60]}” กรุณาตรวจรหัส หรือกรอกชื่อและจังหวัดแทน")
                )
            raise NotPlaced(NAME, marked("ไม่รู้ว่าเป็นหน่วยงานใด กรุณากรอกรหัส หรือชื่อและจังหวัด"))
        found = self._in_province(name, province_key(text_of(cells, PROVINCE)))
        district = _place_key(text_of(cells, DISTRICT))
        near = [agency for agency in found if _is_same_district(district, _place_key(agency.district))]
        if len(near) > 1:
            raise NotPlaced(
                PROVINCE, marked(f"มีหลายหน่วยงานชื่อนี้: {_where(near)} กรุณากรอกจังหวัด อำเภอ หรือรหัสหน่วยงาน")
            )
        if found and not near and not slug:
            raise NotPlaced(DISTRICT, _OTHER_DISTRICT.format(_where(found)))
        return near[0] if near else None

    def _in_province(self, name: str, province: str) -> list[NamedAgency]:
        alike = self.by_name.get(_agency_key(name), ())
        return [agency for agency in alike if not province or province_key(agency.province) == province]


def _where(agencies: list[NamedAgency]) -> str:
    return ", ".join(
        marked(f"อำเภอ{each.district} จังหวัด{each.province} ({each.slug})") for each in agencies[:5]
    )


def place_name(place: str) -> str:
    """Return the name of a province or district without the word before it."""
    return _PLACE.sub("", place)


def _place_key(place: str) -> str:
    return name_key(place_name(place))


@lru_cache(maxsize=1024)
def province_key(province: str) -> str:
    """Return the key of a province, also as people call it; one that is none is compared as it is written."""
    try:
        return _place_key(province_named(province))
    except NoProvince:
        return _place_key(province)


def _is_same_district(typed: str, stored: str) -> bool:
    """Whether both may be the same district; that of the capital is written with the province's name and without."""
    if not typed or not stored or typed == stored:
        return True
    return "เมือง" in (typed, stored) and typed.startswith("เมือง") and stored.startswith("เมือง")


def _agency_key(name: str) -> str:
    return name_key(expanded(clean_line(name)))


def _agreeing(agency: NamedAgency, name: str) -> NamedAgency:
    known = (agency.name, agency.short_name)
    if name and name not in known and _agency_key(name) not in map(_agency_key, known):
        raise NotPlaced(
            NAME,
            marked(f"รหัส {agency.slug} คือ “{agency.name}” แต่ในไฟล์ชื่อ “{name[:80]}” กรุณาแก้ให้ตรงกัน หรือลบรหัสออก"),
        )
    return agency


def text_of(cells: Mapping[str, Any], key: str) -> str:
    """Return what a cell says on one line."""
    return clean_line(as_text(cells.get(key)))
