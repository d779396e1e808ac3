"""What a criteria pack consists of: the one description by which packs are read, checked, written and explained.

Scores are points of 0–100, weights fractions of 1, years Buddhist-era fiscal years, codes strings ("10", "9.1",
"O27"). A description says in Thai, for whoever writes a pack, what stands in that place, a title what its column is
called in a workbook. What parts must agree on is said in ``criteria/rules.py``, what everything means in
``docs/criteria-packs.md``.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, model_validator
from pydantic_core import PydanticCustomError

from criteria.enums import Confidence, ItemScale, Scope
from itaportal.language import marked

# Marks text for people to read; all other text is codes, which may be typed in Thai digits.
PROSE = object()


def _text(pattern: str, description: str, title: str | None = None) -> Any:
    return Field(pattern=pattern, description=description, title=title)


def _as_written(pattern: str, convert: Callable[[str], Any]) -> BeforeValidator:
    """Take a value as text alone: YAML and JSON would make 0.1 of a number a little more or less than that."""
    wanted = re.compile(pattern)

    def read(value: Any) -> Any:
        if not isinstance(value, str) or not wanted.fullmatch(value):
            raise ValueError(value)
        return convert(value)

    return BeforeValidator(read)


_POINTS = _as_written(r"100(\.0{1,2})?|[0-9]{1,2}(\.[0-9]{1,2})?", Decimal)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Words = Annotated[str, PROSE, _text(r"\S", marked("ต้องเป็นข้อความและไม่ว่าง"))]
Note = Annotated[Words, Field(title="หมายเหตุ")]
Backing = Annotated[
    Confidence,
    Field(title="ความน่าเชื่อถือ", description=marked("ต้องเป็น confirmed, medium, memory หรือ not_found")),
]
SourceKey = Annotated[
    str, _text(r"^[a-z][a-z0-9_]*$", marked("ชื่อย่อของแหล่งอ้างอิงต้องเป็นอักษรอังกฤษตัวเล็ก ตัวเลข หรือขีดล่าง"))
]
SourceKeys = Annotated[
    tuple[Annotated[str, Field(description=marked("ต้องเป็นชื่อย่อของแหล่งอ้างอิง"))], ...],
    Field(title="แหล่งอ้างอิง", description=marked("ต้องเป็นรายการชื่อย่อของแหล่งอ้างอิง ถ้าไม่มีให้เขียน []")),
]
Year = Annotated[int, Strict(), Field(ge=2555, le=2600, description=marked("ต้องเป็นปีงบประมาณ พ.ศ. เช่น 2568"))]
Points = Annotated[Decimal, _POINTS, Field(description=marked('ต้องเป็นคะแนน 0–100 ในเครื่องหมายคำพูด เช่น "85"'))]
Figure = Annotated[Decimal, _POINTS, Field(description=marked('ต้องเป็นตัวเลข 0–100 ในเครื่องหมายคำพูด เช่น "85"'))]
Weight = Annotated[
    Decimal,
    _as_written(r"0(\.[0-9]{1,4})?|1(\.0{1,4})?", Decimal),
    Field(description=marked('ต้องเป็นน้ำหนัก 0–1 ในเครื่องหมายคำพูด เช่น "0.30"')),
]
AgencyCount = Annotated[int, Strict(), Field(ge=0, description=marked("ต้องเป็นจำนวนหน่วยงาน"))]
InstrumentCode = Annotated[
    str, _text(r"^[A-Z]{2,6}$", marked("ต้องเป็นรหัสเครื่องมืออักษรอังกฤษตัวใหญ่ เช่น IIT"), "เครื่องมือ")
]
IndicatorCode = Annotated[
    str, _text(r"^[1-9][0-9]?$", marked('ต้องเป็นเลขตัวชี้วัดในเครื่องหมายคำพูด เช่น "1"'), "เลขตัวชี้วัด")
]
SubIndicatorCode = Annotated[
    str,
    _text(r"^[1-9][0-9]?\.[1-9][0-9]?$", marked('ต้องเป็นเลขตัวชี้วัดย่อยในเครื่องหมายคำพูด เช่น "9.1"'), "เลขตัวชี้วัดย่อย"),
]
ItemCode = Annotated[str, _text(r"^[A-Z][1-9][0-9]?$", marked("ต้องเป็นเลขข้อ เช่น O14"), "เลขข้อ")]
ItemCodes = Annotated[
    tuple[ItemCode, ...], Field(title="ข้อ", description=marked("ต้องเป็นรายการเลขข้อ เช่น [O1, O2]"))
]
Day = Annotated[
    date,
    _as_written(_DAY.pattern, date.fromisoformat),
    Field(description=marked('ต้องเป็นวันที่ ค.ศ. ในเครื่องหมายคำพูด เช่น "2022-03-31"')),
]


class Part(BaseModel):
    """Any part of a pack; its title is what messages call it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Backed(Part):
    """A part that says how well it is backed, by which of the pack's sources, and a Thai note."""

    confidence: Backing
    sources: SourceKeys
    note: Note = ""

    @property
    def is_backed(self) -> bool:
        """Whether a source supports the part, so that it may be quoted."""
        return self.confidence.is_backed


class Instrument(Part, title=marked("เครื่องมือ")):
    """IIT, EIT or OIT; its items' codes begin with ``letter``."""

    code: InstrumentCode = Field(title="รหัส")
    letter: Annotated[str, _text(r"^[A-Z]$", marked("ต้องเป็นอักษรอังกฤษตัวใหญ่หนึ่งตัว"), "อักษรนำข้อ")]
    name: Words = Field(title="ชื่อ")
    weight: Weight = Field(title="น้ำหนัก")


class SubIndicator(Part, title=marked("ตัวชี้วัดย่อย")):
    code: SubIndicatorCode
    name: Words = Field(title="ชื่อ")
    items: ItemCodes


class Indicator(Part, title=marked("ตัวชี้วัด")):
    """``aliases`` are other spellings seen; ``focus`` is a noun phrase to follow "ในเรื่อง", "ด้าน", "เกี่ยวกับ"."""

    code: IndicatorCode
    name: Words = Field(title="ชื่อ")
    instrument: InstrumentCode
    aliases: tuple[Words, ...] = Field(title="ชื่ออื่นที่เคยพบ", description=marked("ต้องเป็นรายการชื่อ"))
    focus: Words = Field(title="ด้านที่ควรพัฒนา")
    sub_indicators: tuple[SubIndicator, ...] = Field(
        description=marked("ต้องเป็นรายการตัวชี้วัดย่อย ถ้าไม่มีให้เขียน []")
    )


class Item(Part, title=marked("ข้อ")):
    """A question (I3, E7) or a disclosure item (O14).

    ``text`` is official wording, ``topic`` a short description; each is None where no source backs it.
    ``parts`` are the sub-questions that ``text`` announces.
    """

    code: ItemCode
    indicator: IndicatorCode
    text: Words | None = Field(title="ข้อความ")
    text_confidence: Backing = Field(title="ความน่าเชื่อถือของข้อความ")
    parts: tuple[Words, ...] = Field((), title="ข้อย่อย", description=marked("ต้องเป็นรายการข้อความ"))
    topic: Words | None = Field(None, title="เรื่อง (คำอธิบายสั้น)")
    topic_confidence: Backing = Field(Confidence.NOT_FOUND, title="ความน่าเชื่อถือของเรื่อง")
    scale: ItemScale | None = Field(
        title="วิธีให้คะแนน", description=marked("ต้องเป็น likert4, yesno, binary หรือ null")
    )

    @property
    def wording(self) -> str:
        """The best that may be shown beside the code; "" where only the number is known."""
        return self.text or self.topic or ""


class Level(Part, title=marked("ระดับผล")):
    """A result level: a total from ``minimum`` up, with every instrument from ``instrument_minimum`` up."""

    name: Words = Field(title="ชื่อระดับ")
    label: Words = Field(title="คำที่พิมพ์")
    minimum: Points = Field(title="คะแนนรวมตั้งแต่")
    instrument_minimum: Figure | None = Field(title="ทุกเครื่องมือตั้งแต่")
    passed: bool = Field(
        strict=True, title="ผ่านหรือไม่", description=marked("ต้องเป็น true (ผ่าน) หรือ false (ไม่ผ่าน)")
    )


class Topic(Part, title=marked("ประเด็น")):
    """One of the issues (ประเด็น) that the topic report is ordered by."""

    number: int = Field(strict=True, ge=1, title="ลำดับ", description=marked("ต้องเป็นจำนวนเต็มตั้งแต่ 1 ขึ้นไป"))
    name: Words = Field(title="ชื่อประเด็น")
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


class Items(Part, title=marked("รายการข้อ")):
    """The items of one instrument; ``count`` is None where the list is not known."""

    count: int | None = Field(
        strict=True,
        ge=1,
        le=99,
        title="จำนวนข้อ",
        description=marked("ต้องเป็นจำนวนข้อ 1–99 หรือเป็น null ถ้าไม่ทราบ"),
    )
    confidence: Backing
    sources: SourceKeys
    note: Note = ""
    indicator_confidence: Backing = Field(title="ความน่าเชื่อถือของตัวชี้วัดของข้อ")
    scale_confidence: Backing = Field(title="ความน่าเชื่อถือของวิธีให้คะแนน")
    entries: tuple[Item, ...] = Field(alias="list", description=marked("ต้องเป็นรายการข้อ ถ้าไม่ทราบให้เขียน []"))


class Levels(Backed):
    """The levels top-down, the first that fits applies; ``pass_line`` in points."""

    pass_line: Figure | None = Field(title="คะแนนที่ถือว่าผ่าน")
    entries: tuple[Level, ...] = Field(alias="list")


class Documents(Backed):
    """The O-items that our documents answer, and the fiscal years they speak about; None where not known."""

    analysis: ItemCode | None = Field(title="เลขข้อของรายงานการวิเคราะห์")
    analysis_of: Year | None = Field(title="รายงานการวิเคราะห์พูดถึงผลของปี")
    result: ItemCode | None = Field(title="เลขข้อของรายงานผลการดำเนินการ")
    result_of: Year | None = Field(title="รายงานผลการดำเนินการพูดถึงปี")


class Topics(Backed):
    entries: tuple[Topic, ...] = Field(alias="list")


class Previous(Part):
    """This year's indicator codes with the codes of ``fiscal_year`` that each may be compared with."""

    fiscal_year: Year = Field(title="ปีที่นำมาเทียบ")
    confidence: Backing
    sources: SourceKeys
    note: Note = ""
    indicators: dict[
        IndicatorCode,
        Annotated[tuple[IndicatorCode, ...], Field(description=marked("ต้องเป็นรายการรหัสตัวชี้วัด"))],
    ] = Field(description=marked('ต้องเป็นรายการ "รหัสตัวชี้วัดปีนี้": ["รหัสตัวชี้วัดปีก่อน"]'))


class CalendarEntry(Part, title=marked("กำหนดการ")):
    what: Words = Field(title="เรื่อง")
    start: Day | None = Field(title="วันเริ่ม")
    end: Day | None = Field(title="วันสิ้นสุด")
    confidence: Backing
    sources: SourceKeys
    note: Note = ""

    @model_validator(mode="before")
    @classmethod
    def _days_exist(cls, entry: Any) -> Any:
        days = (entry.get(key) for key in ("start", "end")) if isinstance(entry, dict) else ()
        for day in days:
            if isinstance(day, str) and _DAY.fullmatch(day):
                try:
                    date.fromisoformat(day)
                except ValueError as error:
                    raise PydanticCustomError("no_day", marked("ไม่มีวันที่นี้ในปฏิทิน กรุณาตรวจวันและเดือน")) from error
        return entry


class National(Backed):
    """The country's published figures (average in points); None where not published."""

    agencies: AgencyCount | None = Field(title="จำนวนหน่วยงานทั้งประเทศ")
    average: Figure | None = Field(title="คะแนนเฉลี่ยทั้งประเทศ")
    passed: AgencyCount | None = Field(title="จำนวนหน่วยงานที่ผ่าน")
    passed_percent: Figure | None = Field(title="ร้อยละของหน่วยงานที่ผ่าน")


class Pack(Part):
    """One version of one fiscal year's criteria, as stored and as people write it."""

    format: Literal[1] = Field(alias="schema", description=marked("ต้องเป็นตัวเลข 1"))
    fiscal_year: Year = Field(title="ปีงบประมาณ")
    version: int = Field(
        strict=True, ge=1, le=999, title="รุ่นของเกณฑ์", description=marked("ต้องเป็นเลขรุ่น 1–999")
    )
    scope: Scope = Field(title="ขอบเขต", description=marked("ต้องเป็น full หรือ total_only"))
    sources: dict[SourceKey, Words] = Field(description=marked('ต้องเป็นรายการ ชื่อย่อ: "แหล่งอ้างอิง"'))
    instrument_block: Instruments = Field(alias="instruments")
    weights: Backed = Field(description=marked("ต้องมี confidence และ sources (ค่าน้ำหนักอยู่ที่ instruments)"))
    indicator_block: Indicators = Field(alias="indicators")
    item_blocks: dict[InstrumentCode, Items] = Field(
        alias="items", description=marked("ต้องเป็นรายการข้อแยกตามรหัสเครื่องมือ เช่น IIT: …")
    )
    level_block: Levels = Field(alias="levels")
    documents: Documents
    topic_block: Topics = Field(alias="topics")
    previous: Previous | None
    calendar: tuple[CalendarEntry, ...] = Field(description=marked("ต้องเป็นรายการกำหนดการ ถ้าไม่มีให้เขียน []"))
    national: National
