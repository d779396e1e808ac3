"""The result in a snapshot: scores, findings, what the criteria say, the years before and the year after.

Scores are texts with two decimals as documents print them ("83.50"), "" where there is none.
"""

from decimal import Decimal
from functools import cached_property
from typing import Any

from pydantic import ConfigDict, Field

from assessments import models
from assessments.enums import Band
from assessments.grading import TOLERANCE
from reports.snapshot.parts import Part, Score, Year, fields_of

_Finding: Any = fields_of(models.Finding, without=("code",))


class Finding(_Finding):
    """What the agency makes of an indicator's score: every field of the model but the indicator's code."""

    model_config = ConfigDict(title="ผลการวิเคราะห์ตัวชี้วัด")


class CodedName(Part, title="รหัสและชื่อ"):
    """A part of an indicator."""

    code: str
    name: str = ""


class Indicator(CodedName, title="ตัวชี้วัด"):
    """An indicator with its score, ``rank`` and ``change`` to the year before."""

    score: Score = ""
    band: str = Field(default="", json_schema_extra={"enum": [*(band.value for band in Band), ""]})
    rank: int | None = None
    change: str = Field(
        default="",
        json_schema_extra={
            "pattern": r"^(-?[0-9]{1,3}\.[0-9]{2})?$",
            "description": "ต่างจากปีก่อน ว่างเมื่อเทียบไม่ได้",
        },
    )
    sub_indicators: tuple[CodedName, ...] = ()
    finding: Finding | None = None

    @property
    def title(self) -> str:
        """The words that name it in a sentence."""
        return f"ตัวชี้วัดที่ {self.code} {self.name}".strip()

    @property
    def weakness_class(self) -> str:
        """The class of its finding, "" without one."""
        return self.finding.weakness_class if self.finding else ""


class Instrument(CodedName, title="เครื่องมือ"):
    """An instrument with its mean and its indicators."""

    mean: Score = ""
    indicators: tuple[Indicator, ...] = ()


class Topic(Part, title="ประเด็น"):
    """One of the topics that a year's result is read by."""

    number: int
    name: str = ""


class Assessment(Part, title="ผลการประเมิน"):
    """The result of the assessed year: as it was announced, and as it is computed from the indicators."""

    mirrors = models.Assessment
    fiscal_year: Year
    total: Score = Field(default="", title="คะแนนรวม")
    level: str = Field(default="", title="ระดับผลการประเมิน")
    computed_total: Score = ""
    computed_level: str = ""
    explanation: str = ""
    result_url: str = ""
    pass_line: Score = ""
    highest: str = Field(default="", description="รหัสตัวชี้วัดที่คะแนนสูงสุด")
    lowest: str = Field(default="", description="รหัสตัวชี้วัดที่คะแนนต่ำสุด")
    instruments: tuple[Instrument, ...] = ()
    items: dict[str, Score] = Field(default={}, description="คะแนนตามรหัสข้อคำถาม")
    topics: tuple[Topic, ...] = ()

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """The indicators by their codes, in the year's order."""
        return {row.code: row for instrument in self.instruments for row in instrument.indicators}

    @property
    def differs(self) -> bool:
        """Whether the announced total and the computed one are known and differ beyond rounding."""
        if not self.total or not self.computed_total:
            return False
        return abs(Decimal(self.total) - Decimal(self.computed_total)) > TOLERANCE


class YearScores(Part, title="ผลของปีหนึ่ง"):
    """The scores of one of the years up to the assessed one, under the codes of that one."""

    fiscal_year: Year
    total: Score = Field(default="", title="คะแนนรวม")
    level: str = Field(default="", title="ระดับผลการประเมิน")
    indicators: dict[str, Score] = Field(default={}, description="คะแนนตามรหัส")


class LaterScores(Part, title="ผลของปีของแผน"):
    """The scores of the plan's own year, under the codes of the assessed one."""

    fiscal_year: Year
    total: Score = Field(default="", title="คะแนนรวม")
    indicators: dict[str, Score] = Field(default={}, description="คะแนนตามรหัส")
    items: dict[str, Score] = Field(default={}, description="คะแนนตามรหัสข้อคำถาม")


class IndicatorNames(Part, title="ชื่อตัวชี้วัดและชื่ออื่น"):
    """How an indicator may be called, its own name first."""

    code: str
    names: tuple[str, ...] = ()


class ItemCounts(Part, title="จำนวนข้อคำถามตามอักษรนำ"):
    """How many items a year has by their letter, None where its list is not known."""

    fiscal_year: Year
    counts: dict[str, int | None] = {}


class DocumentItem(Part, title="ข้อ OIT ที่เอกสารนี้ตอบ"):
    """The item that asks for the document."""

    code: str
    fiscal_year: Year
    confidence: str


class CriteriaFacts(Part, title="สิ่งที่เกณฑ์ของปีกำหนด"):
    """What the years' criteria say that a document is checked against."""

    indicators: tuple[IndicatorNames, ...] = ()
    items: tuple[ItemCounts, ...] = ()
    level: str = ""
    weights_confidence: str = ""
    document_item: DocumentItem | None = None
