"""Reading plans and progress in a fixed number of queries."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Prefetch, QuerySet, Subquery

from agencies.models import Agency
from assessments.enums import WeaknessClass
from assessments.queries import IndicatorRow, Overview
from criteria.rulebook import Criteria
from criteria.schema import Indicator, Topic
from itaportal.keeping.kept import read_whole
from itaportal.language import gettext
from itaportal.thai.dates import fiscal_year_end, fiscal_year_start
from measures.enums import EvidenceKind, Status
from measures.evidence import looks_alike
from measures.models import CatalogueMeasure, Evidence, Measure, Plan, Progress, ProgressRound
from measures.rules.carry import is_unfinished
from measures.rules.progress import Tally, count_statuses

HAS_MEASURES = Exists(Measure.objects.filter(plan=OuterRef("pk")))
"""Of plans: that a measure stands in it, which was not removed."""

LAST_STATUS = Subquery(
    Progress.objects.filter(measure=OuterRef("pk")).order_by("-round__as_at").values("status")[:1]
)
"""Of measures: what was last reported on it in any round, None for nothing."""


def plan_of(agency: Agency, fiscal_year: int) -> Plan | None:
    """Return the agency's plan of the fiscal year with the criteria of the year it answers."""
    return agency.plans.select_related("assessment__criteria_pack").filter(fiscal_year=fiscal_year).first()


def measures_of(plan: Plan) -> list[Measure]:
    """Return the plan's measures in order, with steps and departments."""
    return list(plan.measures.with_details())


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """A plan in the list: how many measures, and how far they were in the latest round (None without rounds)."""

    plan: Plan
    measures: int
    latest: ProgressRound | None
    tally: Tally | None


def plan_summaries(agency: Agency) -> list[PlanSummary]:
    """Return the agency's plans, latest year first; four queries whatever the number of plans."""
    plans = (
        Plan.objects.filter(agency=agency)
        .select_related("assessment")
        .prefetch_related(
            Prefetch("measures", Measure.objects.only("plan_id")),
            Prefetch("rounds", ProgressRound.objects.order_by("-as_at").prefetch_related("entries")),
        )
    )
    return [_summary(plan) for plan in plans]


def _summary(plan: Plan) -> PlanSummary:
    ids = [measure.pk for measure in plan.measures.all()]
    rounds = plan.rounds.all()
    latest = rounds[0] if rounds else None
    return PlanSummary(plan, len(ids), latest, _tally(latest, ids) if latest else None)


def _tally(progress_round: ProgressRound, measure_ids: Iterable[int]) -> Tally:
    statuses = {entry.measure_id: entry.status for entry in progress_round.entries.all()}
    return count_statuses(statuses.get(pk) for pk in measure_ids)


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """A measure with the names behind its numbers, who is responsible on one line, when, and, in Thai, what it still lacks."""

    measure: Measure
    indicators: list[Indicator]
    topics: list[Topic]
    gaps: list[str]
    responsible: str
    period: str


def measure_cards(measures: Iterable[Measure], criteria: Criteria) -> list[MeasureCard]:
    """Return the measures as the plan page shows them."""
    return [_card(measure, criteria) for measure in measures]


def _card(measure: Measure, criteria: Criteria) -> MeasureCard:
    lacks, who = gaps(measure, criteria.fiscal_year + 1), ", ".join(measure.responsible.splitlines())
    return MeasureCard(measure, *find_names(measure, criteria), lacks, who, measure.period)


def find_names(
    row: Measure | CatalogueMeasure, criteria: Criteria | None
) -> tuple[list[Indicator], list[Topic]]:
    """Return the indicators and topics behind the row's numbers."""
    if criteria is None:
        return [], []
    return (
        [entry for entry in criteria.indicators if entry.code in row.indicator_codes],
        [entry for entry in criteria.topics if entry.number in row.topic_numbers],
    )


def gaps(measure: Measure, fiscal_year: int) -> list[str]:
    """Return what a complete measure of the plan year still needs, in Thai words."""
    start, end = measure.period_start, measure.period_end
    outside = (
        start and end and not fiscal_year_start(fiscal_year) <= start <= end <= fiscal_year_end(fiscal_year)
    )
    found = {
        gettext("ไม่มีผู้รับผิดชอบ"): not measure.is_assigned,
        gettext("ไม่มีระยะเวลา"): not measure.period,
        gettext("ระยะเวลาอยู่นอกปีงบประมาณ"): outside,
        gettext("ไม่มีขั้นตอน"): not measure.has_steps,
        gettext("ไม่มีการกำกับติดตาม"): not measure.follow_up,
    }
    return [words for words, is_missing in found.items() if is_missing]


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """An indicator that asks for work, the plan's measures for it and what the catalogue offers."""

    row: IndicatorRow
    measures: tuple[Measure, ...]
    suggestions: tuple[CatalogueMeasure, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is urgent and no measure answers it yet."""
        finding = self.row.finding
        return finding is not None and finding.weakness_class == WeaknessClass.URGENT and not self.measures


_WEAK = (WeaknessClass.URGENT, WeaknessClass.IMPROVE)


def weak_points(
    overview: Overview,
    measures: list[Measure],
    classes: Iterable[WeaknessClass] = _WEAK,
    catalogue: Collection[CatalogueMeasure] = (),
) -> list[WeakPoint]:
    """Return the indicators of the classes, in their order, with what the ``catalogue`` offers."""
    taken = {measure.title for measure in measures}
    return [
        WeakPoint(
            row=row,
            measures=tuple(entry for entry in measures if row.indicator.code in entry.indicator_codes),
            suggestions=tuple(
                entry
                for entry in catalogue
                if row.indicator.code in entry.indicator_codes and entry.title not in taken
            ),
        )
        for weakness_class in classes
        for row in overview.of_class(weakness_class)
    ]


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """A measure and its entry in a round, None where nothing was reported yet."""

    measure: Measure
    entry: Progress | None

    @property
    def is_unfinished(self) -> bool:
        """Whether the measure has to go on, as far as is known."""
        return is_unfinished(self.entry.status if self.entry else None)


def progress_lines(progress_round: ProgressRound) -> list[ProgressLine]:
    """Return one line per measure of the round's plan, in the plan's order, its entry with its evidence."""
    entries = {entry.measure_id: entry for entry in progress_round.entries.prefetch_related("evidence")}
    return [ProgressLine(entry, entries.get(entry.pk)) for entry in measures_of(progress_round.plan)]


def latest_lines(measures: Collection[Measure]) -> list[ProgressLine]:
    """Return one line for each measure with what was last reported on it in any round; one query."""
    pks = [measure.pk for measure in measures]
    entries = Progress.objects.filter(measure__in=pks).order_by("round__as_at")
    latest = {entry.measure_id: entry for entry in entries}
    return [ProgressLine(measure, latest.get(measure.pk)) for measure in measures]


def entry_before(progress_round: ProgressRound, measure: Measure) -> Progress | None:
    """Return what was reported on the measure in the latest round before this one."""
    entries = Progress.objects.filter(measure=measure, round__as_at__lt=progress_round.as_at)
    return entries.select_related("round").order_by("-round__as_at").first()


def count_lines(lines: list[ProgressLine]) -> Tally:
    """Count the lines' statuses."""
    return count_statuses(line.entry.status if line.entry else None for line in lines)


# What each round told, by measure; None stands for a round that told nothing.
Statuses = Mapping[ProgressRound, Mapping[int | None, str | None]]


def rounds_with_statuses(plan: Plan) -> Statuses:
    """Return the plan's rounds, latest first, with what each told by measure; one query whatever the number of rounds."""
    rows = plan.rounds.order_by("-as_at").annotate(of=F("entries__measure"), status=F("entries__status"))
    found: dict[ProgressRound, dict[int | None, str | None]] = {}
    for row in rows:
        found.setdefault(row, {})[row.of] = row.status
    return found


def plan_with_rounds(plans: QuerySet[Plan]) -> tuple[Plan | None, Statuses]:
    """Return the first of the plans with what its rounds told, as ``rounds_with_statuses`` does; one query for both."""
    rows: Any = plans.annotate(each=FilteredRelation("rounds"))
    rows = rows.annotate(of=F("each__entries__measure"), status=F("each__entries__status"))
    rows = rows.select_related("each").order_by("-fiscal_year", "pk", "-each__as_at")
    plan = next(iter(rows), None)
    found: dict[ProgressRound, dict[int | None, str | None]] = {}
    for row in rows:
        told = vars(row)
        if row == plan and told.get("each"):
            found.setdefault(told["each"], {})[told["of"]] = told["status"]
    return plan, found


def tallies(rounds: Statuses, measures: Iterable[Measure]) -> list[tuple[ProgressRound, Tally]]:
    """Return the rounds with the counts of the measures."""
    pks = [measure.pk for measure in measures]
    return [(each, count_statuses(map(told.get, pks))) for each, told in rounds.items()]


def rounds_with_tally(plan: Plan, measures: Iterable[Measure]) -> list[tuple[ProgressRound, Tally]]:
    """Return the plan's rounds with the counts of its measures, latest first; one query whatever the number of rounds."""
    return tallies(rounds_with_statuses(plan), measures)


def latest_statuses(rounds: Statuses) -> dict[int, Status]:
    """Return by measure what was last reported in any of the rounds, the latest of which is the first."""
    told = ((of, status) for each in reversed(list(rounds.values())) for of, status in each.items())
    return {of: Status(status) for of, status in told if of and status}


@dataclass(frozen=True, slots=True)
class EvidenceCard:
    """A piece of evidence, and the pictures of the same plan that are the same or look alike."""

    piece: Evidence
    twins: list[Evidence]


def evidence_cards(entry: Progress) -> list[EvidenceCard]:
    """Return the entry's evidence in order; two queries whatever the number of pieces."""
    pieces = list(entry.evidence.select_related("uploaded_by"))
    photos = Evidence.objects.photos().filter(entry__round__plan_id=entry.round.plan_id)
    others = list(photos.select_related("entry__measure", "entry__round"))
    return [EvidenceCard(piece, _twins(piece, others)) for piece in pieces]


def _twins(piece: Evidence, others: list[Evidence]) -> list[Evidence]:
    """Return the pictures that repeat the piece, one for each place and likeness: a page says the same once."""
    twins: dict[tuple[int, bool], Evidence] = {}
    for other in others:
        if _repeats(piece, other):
            twins.setdefault((other.entry_id, other.sha256 == piece.sha256), other)
    return list(twins.values())


def _repeats(piece: Evidence, other: Evidence) -> bool:
    if piece.kind != EvidenceKind.PHOTO or piece.pk == other.pk:
        return False
    return piece.sha256 == other.sha256 or looks_alike(piece.look, other.look)


def picture_files(sha256s: Iterable[str]) -> dict[str, str]:
    """Return where in the storage the print rendition of each photo lies; a photo since deleted is not in it."""
    photos = Evidence.objects.photos().filter(sha256__in=set(sha256s))
    return dict(photos.values_list("sha256", "print_file"))


def print_picture(sha256: str) -> bytes:
    """Return a photo's print rendition (JPEG, at most 400 KB); raises LookupError where it was deleted or broke."""
    path = picture_files([sha256]).get(sha256)
    try:
        return read_whole(path)
    except OSError as error:
        raise LookupError(sha256) from error
