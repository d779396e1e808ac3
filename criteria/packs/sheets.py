"""The sheets of a criteria pack as a workbook: the fields of the schema are their columns, for writing and for reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from inspect import isclass
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from criteria.enums import Labelled
from criteria.problems import choices_of, fields_of, notes_of, part_below
from criteria.schema import (
    PROSE,
    Backed,
    CalendarEntry,
    Indicator,
    IndicatorCode,
    Instrument,
    InstrumentCode,
    Item,
    Items,
    Level,
    Pack,
    SourceKey,
    SubIndicator,
    Topic,
    Words,
)

PASSED = {True: "ผ่าน", False: "ไม่ผ่าน"}
BLOCKS = {
    "instruments": "เครื่องมือ (ชื่อ)",
    "weights": "น้ำหนักของเครื่องมือ",
    "indicators": "ตัวชี้วัด (ชื่อ)",
    "focus": "ตัวชี้วัด (ด้านที่ควรพัฒนา)",
    "levels": "ระดับผลการประเมิน",
    "documents": "เลขข้อของรายงาน",
    "topics": "ประเด็น",
    "previous": "การเทียบกับปีก่อน",
    "national": "ตัวเลขของประเทศ",
}
# What stands in sheets of its own.
_LISTS = ("list", "sub_indicators")


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``part`` of the schema says what its cells hold.

    ``choices``: value → Thai word; ``optional``: an empty cell leaves the value out of the pack.
    """

    key: str
    heading: str
    part: Any = field(default=Words, hash=False)
    optional: bool = False
    choices: Mapping = field(default_factory=dict, hash=False)

    @property
    def kind(self) -> Any:
        """The type of the value, None aside."""
        return choices_of(self.part)[0]

    @property
    def is_list(self) -> bool:
        """Whether a cell holds several texts or codes."""
        return get_origin(self.kind) is tuple

    @property
    def is_prose(self) -> bool:
        """Whether people read the text, so that not a sign of it is changed."""
        part = get_args(self.kind)[0] if self.is_list else self.part
        return any(note is PROSE for note in notes_of(part))

    @property
    def width(self) -> int:
        """The width in characters."""
        if self.choices or self.is_list:
            return 28
        return 48 if self.is_prose else 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``key`` names its rows in the code, ``title`` is what people see."""

    key: str
    title: str
    columns: tuple[Column, ...]


def labels_of(kind: Any) -> dict[Any, str]:
    """Return value → Thai word of a type with few values, nothing for another type."""
    if kind is bool:
        return PASSED
    return {each.value: each.label for each in kind} if isclass(kind) and issubclass(kind, Labelled) else {}


def _column(key: str, part: FieldInfo) -> Column:
    return Column(key, part.title or "", part, not part.is_required(), labels_of(choices_of(part)[0]))


def _columns(model: type[BaseModel]) -> tuple[Column, ...]:
    return tuple(_column(key, part) for key, part in fields_of(model) if key not in _LISTS)


def _at(path: str) -> FieldInfo:
    part: Any = Pack
    for key in path.split("."):
        part = part_below(part, key)
    return part


# Values that stand alone in the pack, by their paths.
SINGLE = tuple(
    _column(path, _at(path))
    for path in (
        "fiscal_year", "version", "scope", "levels.pass_line", "documents.analysis", "documents.analysis_of",
        "documents.result", "documents.result_of", "previous.fiscal_year", "national.agencies",
        "national.average", "national.passed", "national.passed_percent",
    )
)  # fmt: skip
_PREVIOUS = part_below(_at("previous.indicators"), "1")
SHEETS = (
    Sheet("single", "ทั่วไป", (Column("name", "รายการ"), Column("value", "ค่า"))),
    Sheet("sources", "แหล่งอ้างอิง", (Column("key", "ชื่อย่อ", SourceKey), Column("citation", "แหล่งอ้างอิง"))),
    Sheet("evidence", "ที่มาของข้อมูล", (Column("block", "ส่วน", choices=BLOCKS), *_columns(Backed))),
    Sheet("instruments", "เครื่องมือ", _columns(Instrument) + _columns(Items)),
    Sheet(
        "indicators",
        "ตัวชี้วัด",
        (*_columns(Indicator), Column("previous", "เทียบกับตัวชี้วัดปีก่อน", _PREVIOUS, optional=True)),
    ),
    Sheet("subs", "ตัวชี้วัดย่อย", (Column("indicator", "เลขตัวชี้วัด", IndicatorCode), *_columns(SubIndicator))),
    Sheet("items", "ข้อ", (Column("instrument", "เครื่องมือ", InstrumentCode), *_columns(Item))),
    Sheet("levels", "ระดับผล", _columns(Level)),
    Sheet("topics", "ประเด็น", _columns(Topic)),
    Sheet("calendar", "กำหนดการ", _columns(CalendarEntry)),
)
