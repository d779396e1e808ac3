"""Invented agencies all over the country: kinds in their usual numbers, districts and names that nobody has."""

from dataclasses import dataclass
from itertools import product
from random import Random

from agencies.enums import AgencyKind
from itaportal.thai.provinces import provinces

_CAPITAL = "กรุงเทพมหานคร"
# About how many there are of each in the country; what is missing to the wanted number are อบต.
_USUAL = {
    AgencyKind.PROVINCIAL_ORGANISATION: 76,
    AgencyKind.CITY_MUNICIPALITY: 30,
    AgencyKind.TOWN_MUNICIPALITY: 195,
    AgencyKind.SUBDISTRICT_MUNICIPALITY: 2247,
    AgencyKind.SUBDISTRICT_ORGANISATION: 5300,
}
_SHORT = {
    AgencyKind.PROVINCIAL_ORGANISATION: "อบจ.",
    AgencyKind.CITY_MUNICIPALITY: "ทน.",
    AgencyKind.TOWN_MUNICIPALITY: "ทม.",
    AgencyKind.SUBDISTRICT_MUNICIPALITY: "ทต.",
    AgencyKind.SUBDISTRICT_ORGANISATION: "อบต.",
}
_FIRST = (
    "หนอง", "โคก", "นา", "ห้วย", "บึง", "ดอน", "โนน", "ท่า", "วัง", "คลอง", "ทุ่ง", "ป่า", "ภู", "บ้าน",
    "สระ", "ลำ",
)  # fmt: skip
_SECOND = (
    "เมฆ", "ดาว", "หมอก", "รุ้ง", "ลม", "ฟ้า", "จันทร์", "แสง", "เงา", "ฝน", "ไม้", "ทราย", "หิน", "แก้ว",
    "เทียน", "บัว", "ไผ่", "ขวัญ", "เรือง", "อรุณ",
)  # fmt: skip
_THIRD = (
    "ลอย", "ฉาย", "ยาม", "ซ่อน", "วิ่ว", "คราม", "พราว", "เลือน", "ครึ้ม", "โปรย", "พริ้ว", "ริน", "นวล",
    "เย็น", "หอม", "สลัว", "พราย", "รำไร", "ไกล", "ระยับ", "อุ่น", "หวาน", "ร่ม", "เพลิน", "ละออ",
    "กังวาน", "เอน", "ทอ", "เคียง", "งามตา",
)  # fmt: skip
SLUGS = "n-0"
MOST = len(_FIRST) * len(_SECOND) * len(_THIRD)
_AGENCIES_OF_A_DISTRICT = 9


@dataclass(frozen=True, slots=True)
class Place:
    """An agency as it is entered."""

    slug: str
    name: str
    short_name: str
    kind: str
    district: str
    province: str


def kinds(count: int) -> list[AgencyKind]:
    """Return the kinds of so many agencies, in the order of the kinds' usual numbers; one อบจ. a province at most."""
    usual = sum(_USUAL.values())
    wanted = {kind: round(many * count / usual) for kind, many in _USUAL.items()}
    wanted[AgencyKind.PROVINCIAL_ORGANISATION] = min(76, wanted[AgencyKind.PROVINCIAL_ORGANISATION])
    others = sum(many for kind, many in wanted.items() if kind != AgencyKind.SUBDISTRICT_ORGANISATION)
    wanted[AgencyKind.SUBDISTRICT_ORGANISATION] = count - others
    return [kind for kind, many in wanted.items() for _ in range(many)]


def invent(count: int, random: Random) -> list[Place]:
    """Return so many agencies (at most MOST), each with a name of its own."""
    names = random.sample(list(map("".join, product(_FIRST, _SECOND, _THIRD))), count)
    where = [name for name in provinces() if name != _CAPITAL]
    weights = [random.uniform(0.4, 2.2) for _ in where]
    found, provincial = [], random.sample(where, len(where))
    districts: dict[str, list[str]] = {}
    for number, (kind, name) in enumerate(zip(kinds(count), names, strict=True), start=1):
        if kind == AgencyKind.PROVINCIAL_ORGANISATION:
            # There is one in each province already: the name says that this is none of them.
            province, name = provincial[number - 1], f"{provincial[number - 1]} (จำลอง)"
        else:
            [province] = random.choices(where, weights)
        if province not in districts:
            few = max(
                1, round(count * weights[where.index(province)] / sum(weights) / _AGENCIES_OF_A_DISTRICT)
            )
            districts[province] = random.sample(list(map("".join, product(_FIRST, _SECOND))), few)
        district = random.choice(districts[province])
        found.append(
            Place(
                f"{SLUGS}{number:04}",
                f"{kind.label}{name}",
                f"{_SHORT[kind]}{name}",
                kind,
                district,
                province,
            )
        )
    return found
