"""What may stand behind the question mark: each filter is described once, for reading it and for telling about it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field, PlainValidator, ValidationError, WithJsonSchema, model_validator

from agencies.enums import AgencyKind
from reports.enums import Kind

_MOST_ON_A_PAGE = 100
_USUAL_ON_A_PAGE = 50
_LONGEST = 100
_YEARS = (2550, 2650)
_HERE = ZoneInfo("Asia/Bangkok")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BEGINS_WITH_A_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_POSITION = re.compile(r"([0-9]{1,17})-([0-9A-Z]{10})")
_NO_FILTERS = "ที่อยู่นี้ไม่มีตัวกรอง กรุณาลบเครื่องหมาย ? และข้อความหลังจากนั้น"


class BadFilters(Exception):
    """The address asks for what cannot be read; ``problems`` says of each filter in Thai what to type instead."""

    def __init__(self, problems: Mapping[str, str]):
        super().__init__(", ".join(problems))
        self.problems = {name[:_LONGEST]: detail for name, detail in problems.items()}


@dataclass(frozen=True, slots=True)
class ListPosition:
    """Where in the list of documents the page before ended: when that edition was published, and its code."""

    published_at: datetime
    code: str

    def __str__(self) -> str:
        return f"{(self.published_at - _EPOCH) // timedelta(microseconds=1)}-{self.code}"


def refuse_filters(query: Mapping[str, Any]) -> None:
    """Refuse any filter at an address that has none. Raises BadFilters."""
    if query:
        raise BadFilters(dict.fromkeys(query, _NO_FILTERS))


def _read_text(text: str) -> str:
    if not text or len(text) > _LONGEST or not text.isprintable():
        raise ValueError(f"ต้องเป็นข้อความ 1–{_LONGEST} ตัวอักษรบรรทัดเดียว")
    return text


def _read_slug(text: str) -> str:
    if not re.fullmatch(r"[-a-zA-Z0-9_]{1,60}", text):
        raise ValueError("ต้องเป็นชื่อในที่อยู่เว็บของหน่วยงาน (slug) เช่น sai-thong")
    return text


def _read_one_of(choices: Sequence[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(f"ต้องเป็นค่าใดค่าหนึ่งใน {', '.join(choices)}")
        return text

    return read


def _read_number(least: int, most: int, what: str) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,4}", text) or not least <= int(text) <= most:
            raise ValueError(f"ต้องเป็น{what} {least}–{most}")
        return int(text)

    return read


def _read_moment(text: str) -> datetime:
    # A plus sign that was not escaped arrives as a space.
    text = text.replace(" ", "+")
    try:
        moment = datetime.fromisoformat(text) if _BEGINS_WITH_A_DAY.match(text) else None
    except ValueError:
        moment = None
    if moment is None or not 2000 <= moment.year <= 2200:
        raise ValueError("ต้องเป็นวันที่แบบ ISO 8601 ปี ค.ศ. เช่น 2026-01-31 หรือ 2026-01-31T09:00:00+07:00")
    return moment if moment.tzinfo else moment.replace(tzinfo=_HERE)


def _read_position(text: str) -> ListPosition:
    if not (found := _POSITION.fullmatch(text)):
        raise ValueError("ต้องเป็นค่าที่ได้จาก next ของหน้าก่อน")
    return ListPosition(_EPOCH + timedelta(microseconds=int(found[1])), found[2])


def _filter(read: Callable[[str], Any], meaning: str, **schema: Any) -> tuple[Any, ...]:
    """Return what describes a filter: ``read`` turns its text into a value or raises ValueError, in Thai."""
    return PlainValidator(read), WithJsonSchema(schema), Field(description=meaning)


def _choice(choices: Sequence[str], meaning: str) -> tuple[Any, ...]:
    return _filter(_read_one_of(choices), meaning, type="string", enum=choices)


_SLUG = {"type": "string", "maxLength": 60}
_TEXT = {"type": "string", "maxLength": _LONGEST}
_AFTER = "เริ่มต่อจากรายการนี้ ใช้ค่าที่อยู่ใน next"


_Province = Annotated[str | None, *_filter(_read_text, "จังหวัด ตรงตามชื่อเต็ม ไม่มีคำว่าจังหวัด", **_TEXT)]
_Limit = Annotated[
    int,
    *_filter(
        _read_number(1, _MOST_ON_A_PAGE, "จำนวน"),
        f"จำนวนรายการต่อหน้า (ปกติ {_USUAL_ON_A_PAGE})",
        type="integer",
        minimum=1,
        maximum=_MOST_ON_A_PAGE,
    ),
]


class Filters(BaseModel):
    """What every list of filters does; a filter that is not asked for is None."""

    @model_validator(mode="wrap")
    @classmethod
    def _read_query(cls, _, read, info):
        """Read the whole query, not only the filters there are. Raises BadFilters.

        A filter that does not exist is refused: left aside, a misspelt one would answer everything. So is one that
        comes twice, of which only one could be followed.
        """
        query = dict(info.context["request"].GET.lists())
        problems = {}
        for name, texts in query.items():
            if name not in cls.model_fields:
                problems[name] = f"ไม่มีตัวกรองชื่อนี้ ตัวกรองของที่อยู่นี้มี {', '.join(cls.model_fields)}"
            elif len(texts) > 1:
                problems[name] = "ส่งตัวกรองนี้มามากกว่าหนึ่งครั้ง กรุณาส่งเพียงครั้งเดียว"
        try:
            filters = read({name: texts[0].strip() for name, texts in query.items() if name not in problems})
        except ValidationError as error:
            problems |= {each["loc"][0]: str(each["ctx"]["error"]) for each in error.errors()}
        if problems:
            raise BadFilters({name: problems[name] for name in query if name in problems})
        return filters

    def as_query(self) -> dict[str, Any]:
        """Return the filters that were asked for, as they may stand in an address."""
        asked = {
            name: getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set
        }
        return {
            name: value.isoformat() if isinstance(value, datetime) else value for name, value in asked.items()
        }


class AgencyFilters(Filters):
    """Filters of the list of agencies."""

    q: Annotated[str | None, *_filter(_read_text, "บางส่วนของชื่อหน่วยงาน อำเภอ หรือจังหวัด", **_TEXT)] = None
    province: _Province = None
    kind: Annotated[str | None, *_choice(AgencyKind.values, "ประเภทหน่วยงาน")] = None
    limit: _Limit = _USUAL_ON_A_PAGE
    after: Annotated[str | None, *_filter(_read_slug, _AFTER, **_SLUG)] = None


class DocumentFilters(Filters):
    """Filters of the list of documents."""

    agency: Annotated[str | None, *_filter(_read_slug, "ชื่อในที่อยู่เว็บของหน่วยงาน (slug)", **_SLUG)] = None
    province: _Province = None
    fiscal_year: Annotated[
        int | None,
        *_filter(
            _read_number(*_YEARS, "ปี พ.ศ."),
            "ปีงบประมาณของแผน (พ.ศ.)",
            type="integer",
            minimum=_YEARS[0],
            maximum=_YEARS[1],
        ),
    ] = None
    kind: Annotated[str | None, *_choice(Kind.values, "ชนิดเอกสาร")] = None
    published_since: Annotated[
        datetime | None,
        *_filter(
            _read_moment,
            "เผยแพร่ตั้งแต่วันหรือเวลานี้ (ISO 8601 ปี ค.ศ. ถ้าไม่บอกเขตเวลาหมายถึงเวลาไทย)",
            type="string",
            examples=["2026-01-31", "2026-01-31T09:00:00+07:00"],
        ),
    ] = None
    limit: _Limit = _USUAL_ON_A_PAGE
    after: Annotated[
        ListPosition | None, *_filter(_read_position, _AFTER, type="string", pattern=f"^{_POSITION.pattern}$")
    ] = None
