"""What an agency would be that a row of the file adds. Pure."""

import re
from collections.abc import Mapping
from typing import Any

from agencies.naming import code_of, short_name_of
from exchange.engine.cells import Unreadable
from exchange.engine.columns import NAME, NUMBER, Column
from exchange.engine.parse import parse
from exchange.tables.country.directory import (
    DISTRICT,
    KIND,
    PROVINCE,
    NamedAgency,
    NotPlaced,
    place_name,
    text_of,
)
from itaportal.language import marked
from itaportal.thai.provinces import NoProvince, province_named
from itaportal.thai.shortforms import expanded

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


def new_agency(cells: Mapping[str, Any], columns: Mapping[str, Column]) -> NamedAgency:
    """Return the agency to be added. Raises NotPlaced for the first thing that is missing or wrong."""
    values = {}
    for key in (NAME, PROVINCE, DISTRICT, KIND):
        try:
            values[key] = parse(columns[key], cells.get(key))
        except Unreadable as error:
            raise NotPlaced(key, str(error)) from None
        if not values[key]:
            raise NotPlaced(key, marked("ต้องกรอกช่องนี้เมื่อเพิ่มหน่วยงานใหม่"))
    name, province = expanded(values[NAME]), _province(values[PROVINCE])
    slug = text_of(cells, NUMBER).lower()
    if slug and not _SLUG.fullmatch(slug):
        raise NotPlaced(NUMBER, marked("รหัสหน่วยงานใหม่ใช้ได้เฉพาะ a–z 0–9 และ - กรุณาแก้ หรือเว้นว่างให้ระบบตั้งให้"))
    return NamedAgency(
        pk=0,
        slug=slug or code_of(name, province),
        name=name,
        short_name=short_name_of(values[KIND], name),
        kind=values[KIND],
        district=place_name(values[DISTRICT]),
        province=province,
    )


def _province(typed: str) -> str:
    try:
        return province_named(typed)
    except NoProvince as error:
        raise NotPlaced(PROVINCE, str(error)) from None
