"""The plan as a table: a row for each measure, grouped as a person asks for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from criteria.rulebook import Criteria
from itaportal.language import gettext
from measures.enums import PlanGroup, Status
from measures.models import Measure
from measures.queries.plans import MeasureCard, measure_cards
from measures.rules.period import part_of_year

_LAST = 10_000


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A measure with its number in the plan, what was last reported, and where in the fiscal year it takes place."""

    number: int
    card: MeasureCard
    status: Status | None
    part: tuple[int, int] | None
    """Begin and length in whole percent of the fiscal year, None where no days are set or all lie outside."""

    @property
    def measure(self) -> Measure:
        """The measure itself."""
        return self.card.measure


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under one heading, "" where they are not grouped; ``again`` are those that stood in a group before."""

    heading: str
    rows: list[PlanRow]
    again: set[int]


def plan_rows(measures: Iterable[Measure], criteria: Criteria, latest: Mapping[int, Status]) -> list[PlanRow]:
    """Return the measures as rows in their order; ``latest``: what was last reported, by measure."""
    cards = measure_cards(measures, criteria)
    return [
        PlanRow(number, card, latest.get(card.measure.pk), _part(card.measure, criteria.fiscal_year + 1))
        for number, card in enumerate(cards, start=1)
    ]


def _part(measure: Measure, year: int) -> tuple[int, int] | None:
    start, end = measure.period_start, measure.period_end
    return part_of_year(start, end, year) if start and end else None


def group_rows(rows: list[PlanRow], by: str) -> list[RowGroup]:
    """Return the rows under the headings of ``by`` (PlanGroup); a measure of several stands under each."""
    groups: dict[tuple[int, str], list[PlanRow]] = {}
    for row in rows:
        for key in _HEADINGS[PlanGroup(by)](row):
            groups.setdefault(key, []).append(row)
    seen: set[int] = set()
    return [_group(key[1], groups[key], seen) for key in sorted(groups)]


def _group(heading: str, rows: list[PlanRow], seen: set[int]) -> RowGroup:
    again = {row.measure.pk for row in rows} & seen
    seen.update(row.measure.pk for row in rows)
    return RowGroup(heading, rows, again)


def _by_indicator(row: PlanRow) -> Iterator[tuple[int, str]]:
    for entry in row.card.indicators:
        yield (
            int(entry.code) if entry.code.isdecimal() else _LAST,
            gettext("ตัวชี้วัดที่ {code} {name}").format(code=entry.code, name=entry.name),
        )
    if not row.card.indicators:
        yield _LAST + 1, gettext("ยังไม่ระบุตัวชี้วัด")


def _by_topic(row: PlanRow) -> Iterator[tuple[int, str]]:
    for entry in row.card.topics:
        yield entry.number, gettext("ประเด็นที่ {number} {name}").format(number=entry.number, name=entry.name)
    if not row.card.topics:
        yield _LAST, gettext("ยังไม่ระบุประเด็น")


def _by_department(row: PlanRow) -> Iterator[tuple[int, str]]:
    if row.measure.all_departments:
        yield 0, gettext("ทุกส่วนราชการ")
        return
    departments = row.measure.departments.all()
    for entry in departments:
        yield 1 + entry.position, entry.name
    if not departments:
        yield _LAST, row.measure.responsible_text or gettext("ยังไม่ระบุส่วนราชการ")


def _by_status(row: PlanRow) -> Iterator[tuple[int, str]]:
    if row.status:
        yield list(Status).index(row.status), str(row.status.label)
    else:
        yield _LAST, gettext("ยังไม่รายงาน")


_HEADINGS = {
    PlanGroup.NONE: lambda row: iter([(0, "")]),
    PlanGroup.INDICATOR: _by_indicator,
    PlanGroup.TOPIC: _by_topic,
    PlanGroup.DEPARTMENT: _by_department,
    PlanGroup.STATUS: _by_status,
}
