"""The parts of a criteria pack: enums and frozen dataclasses, put together by ``criteria.Criteria``.

Scores are points of 0–100, weights fractions of 1, years Buddhist-era fiscal years, codes strings ("10", "9.1",
"O27"). The format is described in ``docs/criteria-packs.md``.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Scope(StrEnum):
    """FULL: indicators and items are scored. TOTAL_ONLY: only a total and a level in words can be entered."""

    FULL = "full"
    TOTAL_ONLY = "total_only"


class Confidence(StrEnum):
    """How well a statement of the pack is backed; ``docs/criteria-packs.md`` says what follows from each."""

    CONFIRMED = "confirmed"
    MEDIUM = "medium"
    MEMORY = "memory"
    NOT_FOUND = "not_found"

    @property
    def label(self) -> str:
        """The Thai words shown to users."""
        return {
            Confidence.CONFIRMED: "มีแหล่งอ้างอิงยืนยัน",
            Confidence.MEDIUM: "มีแหล่งอ้างอิงสนับสนุนบางส่วน",
            Confidence.MEMORY: "ยังไม่ยืนยันจากคู่มือ",
            Confidence.NOT_FOUND: "ไม่พบข้อมูล",
        }[self]

    @property
    def is_backed(self) -> bool:
        """Whether a source supports the statement, so that it may be quoted."""
        return self in (Confidence.CONFIRMED, Confidence.MEDIUM)


class ItemKnowledge(StrEnum):
    """KNOWN: listed. PLAUSIBLE: well formed, but the year's list is not known. UNKNOWN: no such number."""

    KNOWN = "known"
    PLAUSIBLE = "plausible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a block of the pack comes from: citations to show, and a Thai note."""

    confidence: Confidence
    sources: tuple[str, ...]
    note: str

    @property
    def is_backed(self) -> bool:
        """Whether a source supports the block."""
        return self.confidence.is_backed


@dataclass(frozen=True, slots=True)
class Instrument:
    """IIT, EIT or OIT; its items' codes begin with ``letter``."""

    code: str
    letter: str
    name: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class SubIndicator:
    code: str
    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """``aliases`` are other spellings seen; ``focus`` is a noun phrase to follow "ควรปรับปรุงและพัฒนาในด้าน"."""

    code: str
    name: str
    instrument: str
    aliases: tuple[str, ...]
    focus: str
    sub_indicators: tuple[SubIndicator, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A question (I3, E7) or a disclosure item (O14).

    ``text`` is official wording, ``topic`` a short description; each is None where no source backs it.
    ``parts`` are the sub-questions that ``text`` announces.
    """

    code: str
    indicator: str
    text: str | None
    text_confidence: Confidence
    scale: str | None
    topic: str | None = None
    topic_confidence: Confidence = Confidence.NOT_FOUND
    parts: tuple[str, ...] = ()

    @property
    def wording(self) -> str:
        """The best that may be shown beside the code; "" where only the number is known."""
        return self.text or self.topic or ""


@dataclass(frozen=True, slots=True)
class ItemList:
    """The items of the instrument ``code`` in natural order; ``count`` is None where the list is not known."""

    code: str
    count: int | None
    items: tuple[Item, ...]
    indicator_confidence: Confidence
    scale_confidence: Confidence
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Level:
    """A result level: a total from ``minimum`` up, with every instrument from ``instrument_minimum`` up."""

    name: str
    label: str
    minimum: Decimal
    instrument_minimum: Decimal | None
    passed: bool


@dataclass(frozen=True, slots=True)
class Documents:
    """The O-items that our documents answer, and the fiscal years they speak about; None where not known."""

    analysis: str | None
    analysis_of: int | None
    result: str | None
    result_of: int | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Topic:
    """One of the issues (ประเด็น) by which a topic report is arranged."""

    number: int
    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Previous:
    """Pairs of this year's indicator code and the codes of ``fiscal_year`` it may be compared with."""

    fiscal_year: int
    indicators: tuple[tuple[str, tuple[str, ...]], ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    what: str
    start: date | None
    end: date | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class National:
    """The country's published figures (average in points); None where not published."""

    agencies: int | None
    average: Decimal | None
    passed: int | None
    passed_percent: Decimal | None
    evidence: Evidence
