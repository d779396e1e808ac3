"""What a row of the file may have misspelt: the name of a stored agency, or of a province. Pure."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from exchange.engine.columns import NAME
from exchange.tables.country.directory import PROVINCE, NamedAgency, NotPlaced, province_key, text_of
from itaportal.language import marked
from itaportal.thai.likeness import nearest
from itaportal.thai.provinces import NoProvince, province_named

# From here on one name may be a slip of the other. Measured on 47 pairs: one wrong letter in the name of a place leaves
# 0.917, "หนองแวง" beside "หนองแสง" is 0.889. By letters it is 0.964, more than a slip in a short name leaves.
ALIKE = 0.91
# Looking for what a name resembles is the slow step.
MOST_ASKED = 200


class Spellings:
    """The names of the stored agencies, asked for what is nearly one of them."""

    def __init__(self, agencies: Iterable[NamedAgency]):
        self.agencies = list(agencies)
        self._asked: dict[tuple[str, str], NamedAgency | None] = {}

    def resembling(self, cells: Mapping[str, Any]) -> NamedAgency | None:
        """Return the agency of the same province whose name the cells may have misspelt.

        Only the first MOST_ASKED names of a file are looked for.
        """
        asked = text_of(cells, NAME), province_key(text_of(cells, PROVINCE))
        if asked not in self._asked and len(self._asked) < MOST_ASKED:
            name, province = asked
            names = self._by_province.get(province, {}) if province else self._everywhere
            near = nearest(name, tuple(names), ALIKE)
            self._asked[asked] = names[near] if near else None
        return self._asked.get(asked)

    def check_province(self, cells: Mapping[str, Any]) -> None:
        """Raise NotPlaced where the province is none, nor that of a stored agency."""
        typed = text_of(cells, PROVINCE)
        try:
            if typed and province_key(typed) not in self._by_province:
                province_named(typed)
        except NoProvince as error:
            raise NotPlaced(PROVINCE, str(error)) from None

    @cached_property
    def _by_province(self) -> dict[str, dict[str, NamedAgency]]:
        found: dict[str, dict[str, NamedAgency]] = {}
        for agency in self.agencies:
            found.setdefault(province_key(agency.province), {})[agency.name] = agency
        return found

    @cached_property
    def _everywhere(self) -> dict[str, NamedAgency]:
        return {agency.name: agency for agency in self.agencies}


def say_unknown(near: NamedAgency | None) -> str:
    """Return why a row is not taken whose agency is not stored."""
    if near:
        return marked(f"ไม่มีหน่วยงานนี้ในระบบ หมายถึง “{near.name}” จังหวัด{near.province} (รหัส {near.slug}) หรือไม่")
    return marked("ไม่มีหน่วยงานนี้ในระบบ กรุณาตรวจชื่อและจังหวัด หรือเลือกให้เพิ่มหน่วยงานที่ยังไม่มี")


def ask_same(near: NamedAgency | None) -> str:
    """Return what the preview asks before a name is added that is nearly that of a stored agency."""
    if near is None:
        return ""
    return "\n" + marked(
        f"ชื่อใกล้เคียงกับ “{near.name}” อำเภอ{near.district} ที่มีอยู่แล้ว (รหัส {near.slug}) "
        "ถ้าเป็นหน่วยงานเดียวกัน กรุณาแก้ชื่อในไฟล์ก่อนนำเข้า"
    )
