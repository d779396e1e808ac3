"""What may stand behind the question mark: each parameter is described once, for reading it and for telling about it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from agencies.enums import AgencyKind
from reports.enums import Kind

MOST_ON_A_PAGE = 100
_USUAL_ON_A_PAGE = 50
_LONGEST = 100
_YEARS = (2550, 2650)
_HERE = ZoneInfo("Asia/Bangkok")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BEGINS_WITH_A_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PLACE = re.compile(r"([0-9]{1,17})-([0-9A-Z]{10})")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one parameter, in Thai."""

    parameter: str
    detail: str


class BadQuery(Exception):
    """The address asks for what cannot be read; ``problems`` says what to type instead."""

    def __init__(self, problems: Sequence[Problem]):
        super().__init__(", ".join(problem.parameter for problem in problems))
        self.problems = list(problems)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: ``read`` turns its text into a value or raises ValueError with what is wrong, in Thai."""

    name: str
    meaning: str
    schema: Mapping[str, Any]
    read: Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the list of documents the page before ended: when that edition was published, and its code."""

    published_at: datetime
    code: str

    def __str__(self) -> str:
        return f"{(self.published_at - _EPOCH) // timedelta(microseconds=1)}-{self.code}"


def values_of(parameters: Sequence[Parameter], query: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the values by name, only those that are asked for; ``query`` has all texts of a name. Raises BadQuery.

    A parameter that does not exist is refused: left aside, a misspelt filter would answer everything. So is one that
    comes twice, of which only one could be followed.
    """
    known = {parameter.name: parameter for parameter in parameters}
    values, problems = {}, []
    for name, texts in query.items():
        try:
            values[name] = _value(known, name, texts)
        except ValueError as error:
            problems.append(Problem(name[:_LONGEST], str(error)))
    if problems:
        raise BadQuery(problems)
    return values


def _value(known: Mapping[str, Parameter], name: str, texts: Sequence[str]) -> Any:
    if not known:
        raise ValueError("ที่อยู่นี้ไม่มีตัวกรอง กรุณาลบเครื่องหมาย ? และข้อความหลังจากนั้น")
    if name not in known:
        raise ValueError(f"ไม่มีตัวกรองชื่อนี้ ตัวกรองของที่อยู่นี้มี {', '.join(known)}")
    if len(texts) > 1:
        raise ValueError("ส่งตัวกรองนี้มามากกว่าหนึ่งครั้ง กรุณาส่งเพียงครั้งเดียว")
    return known[name].read(texts[0].strip())


def _text(text: str) -> str:
    if not text or len(text) > _LONGEST or not text.isprintable():
        raise ValueError(f"ต้องเป็นข้อความ 1–{_LONGEST} ตัวอักษรบรรทัดเดียว")
    return text


def _slug(text: str) -> str:
    if not re.fullmatch(r"[-a-zA-Z0-9_]{1,60}", text):
        raise ValueError("ต้องเป็นชื่อในที่อยู่เว็บของหน่วยงาน (slug) เช่น sai-thong")
    return text


def _one_of(choices: Sequence[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(f"ต้องเป็นค่าใดค่าหนึ่งใน {', '.join(choices)}")
        return text

    return read


def _number(least: int, most: int, what: str) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,4}", text) or not least <= int(text) <= most:
            raise ValueError(f"ต้องเป็น{what} {least}–{most}")
        return int(text)

    return read


def _moment(text: str) -> datetime:
    # A plus sign that was not escaped arrives as a space.
    text = text.replace(" ", "+")
    try:
        read = datetime.fromisoformat(text) if _BEGINS_WITH_A_DAY.match(text) else None
    except ValueError:
        read = None
    if read is None or not 2000 <= read.year <= 2200:
        raise ValueError("ต้องเป็นวันที่แบบ ISO 8601 ปี ค.ศ. เช่น 2026-01-31 หรือ 2026-01-31T09:00:00+07:00")
    return read if read.tzinfo else read.replace(tzinfo=_HERE)


def _place(text: str) -> Place:
    if not (found := _PLACE.fullmatch(text)):
        raise ValueError("ต้องเป็นค่าที่ได้จาก next ของหน้าก่อน")
    return Place(_EPOCH + timedelta(microseconds=int(found[1])), found[2])


_PROVINCE = Parameter(
    "province", "จังหวัด ตรงตามชื่อเต็ม ไม่มีคำว่าจังหวัด", {"type": "string", "maxLength": _LONGEST}, _text
)
_LIMIT = Parameter(
    "limit",
    f"จำนวนรายการต่อหน้า (ปกติ {_USUAL_ON_A_PAGE})",
    {"type": "integer", "minimum": 1, "maximum": MOST_ON_A_PAGE, "default": _USUAL_ON_A_PAGE},
    _number(1, MOST_ON_A_PAGE, "จำนวน"),
)
_AFTER = "เริ่มต่อจากรายการนี้ ใช้ค่าที่อยู่ใน next"

OF_AGENCIES = (
    Parameter("q", "บางส่วนของชื่อหน่วยงาน อำเภอ หรือจังหวัด", {"type": "string", "maxLength": _LONGEST}, _text),
    _PROVINCE,
    Parameter(
        "kind", "ประเภทหน่วยงาน", {"type": "string", "enum": AgencyKind.values}, _one_of(AgencyKind.values)
    ),
    _LIMIT,
    Parameter("after", _AFTER, {"type": "string", "maxLength": 60}, _slug),
)
OF_DOCUMENTS = (
    Parameter("agency", "ชื่อในที่อยู่เว็บของหน่วยงาน (slug)", {"type": "string", "maxLength": 60}, _slug),
    _PROVINCE,
    Parameter(
        "fiscal_year",
        "ปีงบประมาณของแผน (พ.ศ.)",
        {"type": "integer", "minimum": _YEARS[0], "maximum": _YEARS[1]},
        _number(*_YEARS, "ปี พ.ศ."),
    ),
    Parameter("kind", "ชนิดเอกสาร", {"type": "string", "enum": Kind.values}, _one_of(Kind.values)),
    Parameter(
        "published_since",
        "เผยแพร่ตั้งแต่วันหรือเวลานี้ (ISO 8601 ปี ค.ศ. ถ้าไม่บอกเขตเวลาหมายถึงเวลาไทย)",
        {"type": "string", "examples": ["2026-01-31", "2026-01-31T09:00:00+07:00"]},
        _moment,
    ),
    _LIMIT,
    Parameter("after", _AFTER, {"type": "string", "pattern": f"^{_PLACE.pattern}$"}, _place),
)


def page_size(values: Mapping[str, Any]) -> int:
    """Return how many entries a page has."""
    return values.get("limit", _USUAL_ON_A_PAGE)
