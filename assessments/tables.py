"""What the pages' tables say: figures with their change, states and bands in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessments.enums import WeaknessClass
from assessments.grading import PointsChange
from assessments.models import Finding
from assessments.queries import IndicatorRow, Overview, YearTotal
from criteria.enums import Confidence, ItemKnowledge
from criteria.rulebook import Criteria
from criteria.schema import Indicator, Item, SubIndicator
from itaportal.language import gettext

EXCERPT = 320
SHORT_FINDING = 800


def excerpt(text: str, limit: int = EXCERPT) -> str:
    """Return the beginning of a text, cut at a space where there is one near the end, with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    space = max(head.rfind(" "), head.rfind("\n"))
    return (head[:space] if space > limit // 2 else head).rstrip() + " …"


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One indicator with its finding, of which the page shows the beginning first."""

    row: IndicatorRow
    finding: Finding

    @property
    def excerpt(self) -> str:
        """The beginning of the text."""
        return excerpt(self.finding.text)

    @property
    def is_short(self) -> bool:
        """Whether text, recommendation and response are read at a glance, so that nothing needs to be folded."""
        texts = (self.finding.text, self.finding.recommendation, self.finding.response)
        return sum(map(len, texts)) <= SHORT_FINDING


def finding_lines(view: Overview, weakness_class: WeaknessClass) -> list[FindingLine]:
    """Return the indicators of the class in their order."""
    return [FindingLine(row, row.finding) for row in view.of_class(weakness_class) if row.finding]


@dataclass(frozen=True, slots=True)
class YearLine:
    """One year of an agency: its official total and whether its scores are all there (``kind``: of a tag)."""

    entry: YearTotal
    change: PointsChange
    kind: str
    label: str


def year_lines(entries: Sequence[YearTotal]) -> list[YearLine]:
    """Return the years with the change to the year before; oldest first, as given."""
    totals = {entry.fiscal_year: entry.total for entry in entries}
    lines = []
    for entry in entries:
        before = totals.get(entry.fiscal_year - 1)
        points = None if entry.total is None or before is None else entry.total - before
        lines.append(YearLine(entry, PointsChange.of(points), *_completeness(entry)))
    return lines


def _completeness(entry: YearTotal) -> tuple[str, str]:
    if entry.scored == 0:
        return ("missing" if entry.indicators else "neutral"), gettext("มีเฉพาะคะแนนรวม")
    if entry.scored < entry.indicators:
        return "partial", gettext("ขาด {indicators} ตัวชี้วัด").format(indicators=entry.indicators - entry.scored)
    return "complete", gettext("ครบ {indicators} ตัวชี้วัด").format(indicators=entry.indicators)


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A single item's score with what may be said about the item; ``unlisted``: the year's list is not known."""

    code: str
    item: Item | None
    score: Decimal | None
    unlisted: bool


def item_lines(view: Overview) -> list[ItemLine]:
    """Return the entered item scores in natural order."""
    scores = view.assessment.item_points
    return [_item_line(code, view.criteria, scores) for code in view.criteria.sorted_items(scores)]


def _item_line(code: str, criteria: Criteria, scores: dict[str, Decimal]) -> ItemLine:
    plausible = criteria.knows_item(code) is ItemKnowledge.PLAUSIBLE
    return ItemLine(code, criteria.item(code), scores.get(code), plausible)


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """Items of an indicator, under their sub-indicator where the year has such."""

    sub_indicator: SubIndicator | None
    lines: list[ItemLine]

    @property
    def has_wording(self) -> bool:
        """Whether anything may be said about at least one of the items."""
        return any(line.item and line.item.wording for line in self.lines)


def items_of(view: Overview, indicator: Indicator) -> list[ItemGroup]:
    """Return the indicator's sub-indicators and items with the scores that were entered."""
    scores = view.assessment.item_points
    parts: list[tuple[SubIndicator | None, Sequence[str]]]
    parts = [(sub, sub.items) for sub in indicator.sub_indicators]
    if not parts:
        listed = view.criteria.item_list(indicator.instrument).items
        parts = [(None, [item.code for item in listed if item.indicator == indicator.code])]
    groups = [
        ItemGroup(sub, [_item_line(code, view.criteria, scores) for code in codes]) for sub, codes in parts
    ]
    return [group for group in groups if group.sub_indicator or group.lines]


def caveat(criteria: Criteria) -> str:
    """Return a sentence about weights and levels that no handbook was seen for, or ""."""
    blocks = {"น้ำหนักคะแนน": criteria.weights, "เกณฑ์ระดับผล": criteria.level_block}
    shaky = (Confidence.MEMORY, Confidence.MEDIUM)
    named = [name for name, block in blocks.items() if block.confidence in shaky]
    return (
        gettext("{items}ของปีนี้ยังไม่ได้ยืนยันกับคู่มือของ ป.ป.ช.").format(items=gettext("และ").join(named))
        if named
        else ""
    )


def item_ranges(criteria: Criteria) -> list[str]:
    """Return which item numbers the year has, one text for each instrument."""
    texts = []
    for instrument in criteria.instruments:
        count, letter = criteria.item_list(instrument.code).count, instrument.letter
        known = f"{letter}1–{letter}{count}" if count else gettext("ยังไม่มีรายการข้อของปีนี้ รับตามที่กรอก")
        texts.append(f"{instrument.code}: {known}")
    return texts
