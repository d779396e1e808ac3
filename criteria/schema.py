"""What a criteria pack consists of: the one description by which packs are read, checked, written and explained.

Scores are points of 0–100, weights fractions of 1, years Buddhist-era fiscal years, codes strings ("10", "9.1",
"O27"). A description says in Thai, for whoever writes a pack, what stands in that place. What parts must agree on is said
in ``criteria/rules.py``, what everything means in ``docs/criteria-packs.md``.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, model_validator
from pydantic_core import PydanticCustomError

from criteria.enums import Confidence, ItemScale, Scope


def _text(pattern: str, description: str) -> Any:
    return Field(pattern=pattern, description=description)


def _written(pattern: str, convert: Callable[[str], Any]) -> BeforeValidator:
    """Take a value as text alone: YAML and JSON would make 0.1 of a number a little more or less than that."""
    wanted = re.compile(pattern)

    def read(value: Any) -> Any:
        if value is None:
            return None
        if not isinstance(value, str) or not wanted.fullmatch(value):
            raise ValueError(value)
        return convert(value)

    return BeforeValidator(read)


_POINTS = _written(r"100(\.0{1,2})?|[0-9]{1,2}(\.[0-9]{1,2})?", Decimal)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Words = Annotated[str, _text(r"\S", "ต้องเป็นข้อความและไม่ว่าง")]
WordsOrNone = Annotated[str | None, _text(r"\S", "ต้องเป็นข้อความและไม่ว่าง หรือเป็น null")]
Backing = Annotated[Confidence, Field(description="ต้องเป็น confirmed, medium, memory หรือ not_found")]
SourceKey = Annotated[str, _text(r"^[a-z][a-z0-9_]*$", "ชื่อย่อของแหล่งอ้างอิงต้องเป็นอักษรอังกฤษตัวเล็ก ตัวเลข หรือขีดล่าง")]
SourceKeys = Annotated[
    tuple[Annotated[str, Field(description="ต้องเป็นชื่อย่อของแหล่งอ้างอิง")], ...],
    Field(description="ต้องเป็นรายการชื่อย่อของแหล่งอ้างอิง ถ้าไม่มีให้เขียน []"),
]
Year = Annotated[int, Strict(), Field(ge=2555, le=2600, description="ต้องเป็นปีงบประมาณ พ.ศ. เช่น 2568")]
YearOrNone = Annotated[
    int | None, Strict(), Field(ge=2555, le=2600, description="ต้องเป็นปีงบประมาณ พ.ศ. เช่น 2568 หรือเป็น null")
]
Points = Annotated[Decimal, _POINTS, Field(description='ต้องเป็นคะแนน 0–100 ในเครื่องหมายคำพูด เช่น "85"')]
PointsOrNone = Annotated[
    Decimal | None, _POINTS, Field(description='ต้องเป็นตัวเลข 0–100 ในเครื่องหมายคำพูด เช่น "85" หรือเป็น null')
]
Weight = Annotated[
    Decimal,
    _written(r"0(\.[0-9]{1,4})?|1(\.0{1,4})?", Decimal),
    Field(description='ต้องเป็นน้ำหนัก 0–1 ในเครื่องหมายคำพูด เช่น "0.30"'),
]
AgencyCount = Annotated[int | None, Strict(), Field(ge=0, description="ต้องเป็นจำนวนหน่วยงาน หรือเป็น null")]
InstrumentCode = Annotated[str, _text(r"^[A-Z]{2,6}$", "ต้องเป็นรหัสเครื่องมืออักษรอังกฤษตัวใหญ่ เช่น IIT")]
IndicatorCode = Annotated[str, _text(r"^[1-9][0-9]?$", 'ต้องเป็นเลขตัวชี้วัดในเครื่องหมายคำพูด เช่น "1"')]
SubIndicatorCode = Annotated[
    str, _text(r"^[1-9][0-9]?\.[1-9][0-9]?$", 'ต้องเป็นเลขตัวชี้วัดย่อยในเครื่องหมายคำพูด เช่น "9.1"')
]
ItemCode = Annotated[str, _text(r"^[A-Z][1-9][0-9]?$", "ต้องเป็นเลขข้อ เช่น O14")]
ItemCodeOrNone = Annotated[str | None, _text(r"^[A-Z][1-9][0-9]?$", "ต้องเป็นเลขข้อ เช่น O14 หรือเป็น null")]
ItemCodes = Annotated[tuple[ItemCode, ...], Field(description="ต้องเป็นรายการเลขข้อ เช่น [O1, O2]")]
DayOrNone = Annotated[
    date | None,
    _written(_DAY.pattern, date.fromisoformat),
    Field(description='ต้องเป็นวันที่ ค.ศ. ในเครื่องหมายคำพูด เช่น "2022-03-31" หรือเป็น null'),
]


class Part(BaseModel):
    """Any part of a pack; its title is what messages call it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Backed(Part):
    """A part that says how well it is backed, by which of the pack's sources, and a Thai note."""

    confidence: Backing
    sources: SourceKeys
    note: Words = ""

    @property
    def is_backed(self) -> bool:
        """Whether a source supports the part, so that it may be quoted."""
        return self.confidence.is_backed


class Instrument(Part, title="เครื่องมือ"):
    """IIT, EIT or OIT; its items' codes begin with ``letter``."""

    code: InstrumentCode
    letter: Annotated[str, _text(r"^[A-Z]$", "ต้องเป็นอักษรอังกฤษตัวใหญ่หนึ่งตัว")]
    name: Words
    weight: Weight


class SubIndicator(Part, title="ตัวชี้วัดย่อย"):
    code: SubIndicatorCode
    name: Words
    items: ItemCodes


class Indicator(Part, title="ตัวชี้วัด"):
    """``aliases`` are other spellings seen; ``focus`` is a noun phrase to follow "ควรปรับปรุงและพัฒนาในด้าน"."""

    code: IndicatorCode
    name: Words
    instrument: InstrumentCode
    aliases: tuple[Words, ...] = Field(description="ต้องเป็นรายการชื่อ")
    focus: Words
    sub_indicators: tuple[SubIndicator, ...] = Field(description="ต้องเป็นรายการตัวชี้วัดย่อย ถ้าไม่มีให้เขียน []")


class Item(Part, title="ข้อ"):
    """A question (I3, E7) or a disclosure item (O14).

    ``text`` is official wording, ``topic`` a short description; each is None where no source backs it.
    ``parts`` are the sub-questions that ``text`` announces.
    """

    code: ItemCode
    indicator: IndicatorCode
    text: WordsOrNone
    text_confidence: Backing
    parts: tuple[Words, ...] = Field((), description="ต้องเป็นรายการข้อความ")
    topic: WordsOrNone = None
    topic_confidence: Backing = Confidence.NOT_FOUND
    scale: Annotated[ItemScale | None, Field(description="ต้องเป็น likert4, yesno, binary หรือ null")]

    @property
    def wording(self) -> str:
        """The best that may be shown beside the code; "" where only the number is known."""
        return self.text or self.topic or ""


class Level(Part, title="ระดับผล"):
    """A result level: a total from ``minimum`` up, with every instrument from ``instrument_minimum`` up."""

    name: Words
    label: Words
    minimum: Points
    instrument_minimum: PointsOrNone
    passed: Annotated[bool, Strict(), Field(description="ต้องเป็น true (ผ่าน) หรือ false (ไม่ผ่าน)")]


class Topic(Part, title="ประเด็น"):
    """One of the issues (ประเด็น) that the topic report is ordered by."""

    number: Annotated[int, Strict(), Field(ge=1, description="ต้องเป็นจำนวนเต็มตั้งแต่ 1 ขึ้นไป")]
    name: Words
    items: ItemCodes


class Instruments(Backed):
    entries: tuple[Instrument, ...] = Field(alias="list")


class Indicators(Backed):
    """The indicators; ``focus_…`` say where the words of each one's ``focus`` come from."""

    focus_confidence: Backing
    focus_sources: SourceKeys
    entries: tuple[Indicator, ...] = Field(alias="list")

    @property
    def focus(self) -> Backed:
        """How well the words of ``focus`` are backed."""
        return Backed.model_construct(confidence=self.focus_confidence, sources=self.focus_sources, note="")


class Items(Part, title="รายการข้อ"):
    """The items of one instrument; ``count`` is None where the list is not known."""

    count: Annotated[
        int | None, Strict(), Field(ge=1, le=99, description="ต้องเป็นจำนวนข้อ 1–99 หรือเป็น null ถ้าไม่ทราบ")
    ]
    confidence: Backing
    sources: SourceKeys
    note: Words = ""
    indicator_confidence: Backing
    scale_confidence: Backing
    entries: tuple[Item, ...] = Field(alias="list", description="ต้องเป็นรายการข้อ ถ้าไม่ทราบให้เขียน []")


class Levels(Backed):
    """The levels top-down, the first that fits applies; ``pass_line`` in points."""

    pass_line: PointsOrNone
    entries: tuple[Level, ...] = Field(alias="list")


class Documents(Backed):
    """The O-items that our documents answer, and the fiscal years they speak about; None where not known."""

    analysis: ItemCodeOrNone
    analysis_of: YearOrNone
    result: ItemCodeOrNone
    result_of: YearOrNone


class Topics(Backed):
    entries: tuple[Topic, ...] = Field(alias="list")


class Previous(Part):
    """This year's indicator codes with the codes of ``fiscal_year`` that each may be compared with."""

    fiscal_year: Year
    confidence: Backing
    sources: SourceKeys
    note: Words = ""
    indicators: dict[
        IndicatorCode, Annotated[tuple[IndicatorCode, ...], Field(description="ต้องเป็นรายการรหัสตัวชี้วัด")]
    ] = Field(description='ต้องเป็นรายการ "รหัสตัวชี้วัดปีนี้": ["รหัสตัวชี้วัดปีก่อน"]')


class CalendarEntry(Part, title="กำหนดการ"):
    what: Words
    start: DayOrNone
    end: DayOrNone
    confidence: Backing
    sources: SourceKeys
    note: Words = ""

    @model_validator(mode="before")
    @classmethod
    def _days_exist(cls, entry: Any) -> Any:
        days = (entry.get(key) for key in ("start", "end")) if isinstance(entry, dict) else ()
        for day in days:
            if isinstance(day, str) and _DAY.fullmatch(day):
                try:
                    date.fromisoformat(day)
                except ValueError as error:
                    raise PydanticCustomError("no_day", "ไม่มีวันที่นี้ในปฏิทิน กรุณาตรวจวันและเดือน") from error
        return entry


class National(Backed):
    """The country's published figures (average in points); None where not published."""

    agencies: AgencyCount
    average: PointsOrNone
    passed: AgencyCount
    passed_percent: PointsOrNone


class Pack(Part):
    """One version of one fiscal year's criteria, as stored and as people write it."""

    format: Annotated[Literal[1], Field(alias="schema", description="ต้องเป็นตัวเลข 1")]
    fiscal_year: Year
    version: Annotated[int, Strict(), Field(ge=1, le=999, description="ต้องเป็นเลขรุ่น 1–999")]
    scope: Annotated[Scope, Field(description="ต้องเป็น full หรือ total_only")]
    sources: dict[SourceKey, Words] = Field(description='ต้องเป็นรายการ ชื่อย่อ: "แหล่งอ้างอิง"')
    instrument_block: Instruments = Field(alias="instruments")
    weights: Backed = Field(description="ต้องมี confidence และ sources (ค่าน้ำหนักอยู่ที่ instruments)")
    indicator_block: Indicators = Field(alias="indicators")
    item_blocks: dict[InstrumentCode, Items] = Field(
        alias="items", description="ต้องเป็นรายการข้อแยกตามรหัสเครื่องมือ เช่น IIT: …"
    )
    level_block: Levels = Field(alias="levels")
    documents: Documents
    topic_block: Topics = Field(alias="topics")
    previous: Previous | None
    calendar: tuple[CalendarEntry, ...] = Field(description="ต้องเป็นรายการกำหนดการ ถ้าไม่มีให้เขียน []")
    national: National
