"""Reading documents and the state of a year."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from agencies.models import Agency
from assessments.enums import WeaknessClass
from assessments.models import Assessment
from assessments.queries import Overview, overview
from disclosure.queries.contests import contested_items
from disclosure.queries.items import known_items
from itaportal.thai.dates import fiscal_year
from measures.models import Measure, Plan, ProgressRound
from measures.queries.plans import HAS_MEASURES, gaps, plan_with_rounds, tallies
from measures.rules.progress import Tally
from reports.enums import KINDS_OF_A_PLAN, KINDS_OF_A_ROUND, KINDS_OF_OIT, Kind, Stage
from reports.models import Document
from reports.newest_editions import newest_editions


def documents_of(agency: Agency):
    """Return the agency's documents, latest plan year first, ready for a list: with ``newest_editions``."""
    return (
        agency.documents.select_related("plan", "round", "updated_by")
        .prefetch_related(*newest_editions())
        .order_by("-plan__fiscal_year", "-round__as_at", "-pk")
    )


def sentences_of(agency: Agency, kind: str) -> dict[str, str]:
    """Return the agency's own wording of the kind's sentences, by name."""
    return dict(agency.standard_sentences.filter(kind=kind).values_list("name", "text"))


def startable(agency: Agency, *, plans: int = 3) -> list[Document]:
    """Return the documents, not stored, that the latest plans with measures could still become.

    What tells of the O-items only for years whose items are known, of contested scores where some are. Three queries whatever their number.
    """
    made = set(agency.documents.order_by().values_list("kind", "plan_id", "round_id"))
    latest = agency.plans.filter(HAS_MEASURES).prefetch_related("rounds")
    latest = latest.annotate(items_known=known_items(), has_contests=contested_items())
    latest = latest.order_by("-fiscal_year")[:plans]
    rounds = {plan: sorted(plan.rounds.all(), key=lambda entry: entry.as_at, reverse=True) for plan in latest}
    return [option for plan in latest for option in _startable(plan, rounds[plan], made, plan.items_known)]


def _startable(
    plan: Any, rounds: Iterable[ProgressRound], made: Collection[tuple], items_known: bool
) -> Iterator[Document]:
    """Yield what a plan could become but for what was ``made`` (kind, plan and round), the latest round first."""
    told = {Kind.OIT_MEMO: items_known, Kind.OIT_CONTEST: items_known and plan.has_contests}
    kinds = (*KINDS_OF_A_PLAN, *(kind for kind in KINDS_OF_OIT if told[kind]))
    of_rounds = ((kind, each) for each in rounds for kind in KINDS_OF_A_ROUND)
    for kind, of_round in (*((kind, None) for kind in kinds), *of_rounds):
        option = Document(kind=kind, plan=plan, round=of_round)
        if (option.kind, option.plan_id, option.round_id) not in made:
            yield option


def stage_of(document: Document) -> Stage:
    """Return how far a document of ``documents_of`` is: as its newest edition stands, a draft without one."""
    newest = next(iter(getattr(document, "newest_editions", ())), None)
    return newest.stage if newest else Stage.DRAFT


@dataclass(frozen=True, slots=True)
class Cycle:
    """One year from scores to documents; parts that do not exist yet are None or empty."""

    overview: Overview
    plan: Plan | None
    measures: list[Measure]
    rounds: list[tuple[ProgressRound, Tally]]
    documents: list[Document]

    @property
    def stages(self) -> Counter[Stage]:
        """How many documents are how far."""
        return Counter(map(stage_of, self.documents))

    def startable(self, items_known: bool) -> list[Document]:
        """Return the documents, not stored, that the plan could still become: see ``startable``."""
        if self.plan is None or not self.measures:
            return []
        made = {(each.kind, each.plan_id, each.round_id) for each in self.documents}
        return list(_startable(self.plan, [each for each, _ in self.rounds], made, items_known))

    @property
    def without_finding(self) -> int:
        """How many scored indicators have no finding yet."""
        return sum(row.score is not None and row.finding is None for row in self.overview.rows)

    @property
    def uncovered(self) -> list[str]:
        """Names of urgent indicators that no measure answers."""
        covered = {code for measure in self.measures for code in measure.indicator_codes}
        urgent = self.overview.of_class(WeaknessClass.URGENT)
        return [row.indicator.name for row in urgent if row.indicator.code not in covered]

    @property
    def incomplete_measures(self) -> int:
        """How many measures lack something a complete one has."""
        year = self.overview.assessment.fiscal_year + 1
        return sum(bool(gaps(measure, year)) for measure in self.measures)


def year_opened_first(agency: Agency, years: Sequence[int]) -> int:
    """Return of an agency's assessed years (B.E., ascending) the one that its people go on with.

    That is the newest, unless the year of its plan is over: then the newest that has findings or a plan.
    """
    if years[-1] + 1 >= fiscal_year(timezone.localdate()):
        return years[-1]
    worked_on = Assessment.objects.filter(agency=agency, fiscal_year__in=years).filter(
        Q(findings__isnull=False) | Q(plans__isnull=False)
    )
    return max(worked_on.values_list("fiscal_year", flat=True), default=years[-1])


def cycle_of(
    assessment: Assessment, measures: list[Measure] | None = None, documents: list[Document] | None = None
) -> Cycle:
    """Return the year that begins with the assessment; a fixed number of queries.

    ``measures`` and ``documents`` are those of its plan, where the caller has read them.
    """
    plans = assessment.agency.plans.filter(assessment=assessment)
    plan, rounds = plan_with_rounds(plans.annotate(has_contests=contested_items()))
    if measures is None:
        measures = list(plan.measures.in_brief()) if plan else []
    if documents is None:
        documents = list(documents_of(assessment.agency).filter(plan=plan)) if plan else []
    return Cycle(
        overview=overview(assessment),
        plan=plan,
        measures=measures,
        rounds=tallies(rounds, measures),
        documents=documents,
    )
