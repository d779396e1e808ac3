"""Reading the catalogue: what an agency may take, how often it was taken, what scores did afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from agencies.models import Agency
from assessments.models import Assessment, IndicatorScore
from criteria.models import CriteriaPack
from criteria.rulebook import Criteria
from criteria.schema import Indicator, Topic
from itaportal.thai.order import sort_key
from measures.approved_plans import approved_plans
from measures.models import CatalogueMeasure, Measure, Plan
from measures.queries.plans import find_names
from measures.rules.effects import Case, Effect, average_changes
from search.finding import find_own_and_shared

OWN, SHARED = "own", "shared"


def is_approved(plan: Plan) -> bool:
    """Whether a document of the plan was approved or published."""
    return approved_plans(Plan.objects.filter(pk=plan.pk)).exists()


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for in the catalogue; "" and None look for anything, ``whose`` is OWN, SHARED or ""."""

    words: str = ""
    indicator: str = ""
    item: str = ""
    topic: int | None = None
    whose: str = ""

    def finds(self, entry: CatalogueMeasure) -> bool:
        """Whether the entry meets every condition but the words, which the index knows."""
        return (
            (not self.indicator or self.indicator in entry.indicator_codes)
            and (not self.item or self.item in entry.item_codes)
            and (self.topic is None or self.topic in entry.topic_numbers)
            and (not self.whose or (self.whose == OWN) == (entry.agency_id is not None))
        )


def find_entries(agency: Agency, search: Search) -> list[CatalogueMeasure]:
    """Return what the agency may take and the search finds, its own first.

    With words, what fits them best comes first; without, entries go by the indicator answered first, then by title.
    """
    entries = list(CatalogueMeasure.objects.available_to(agency))
    if search.words:
        found = find_own_and_shared(agency, "catalogue", search.words)
        stored = {entry.pk: entry for entry in entries}
        entries = [stored[key] for key in found if key in stored]
    # Lists of codes are compared here because not every database can look into them.
    kept = filter(search.finds, entries)
    return (
        sorted(kept, key=lambda entry: entry.agency_id is None) if search.words else sorted(kept, key=_place)
    )


def _place(entry: CatalogueMeasure) -> tuple[bool, bool, bytes]:
    codes = entry.indicator_codes
    return entry.agency_id is None, not codes, sort_key(codes[0]) if codes else b""


@dataclass(frozen=True, slots=True)
class Card:
    """An entry with the names behind its numbers, and how many measures of how many agencies came from it."""

    entry: CatalogueMeasure
    indicators: list[Indicator]
    topics: list[Topic]
    measures: int
    agencies: int


def catalogue_cards(entries: Iterable[CatalogueMeasure], criteria: Criteria | None) -> list[Card]:
    """Return the entries as pages show them; one query whatever their number."""
    entries = list(entries)
    used = Measure.objects.filter(from_catalogue__in=entries).order_by().values("from_catalogue")
    counts = {
        row["from_catalogue"]: (row["measures"], row["agencies"])
        for row in used.annotate(measures=Count("pk"), agencies=Count("plan__agency", distinct=True))
    }
    return [Card(entry, *find_names(entry, criteria), *counts.get(entry.pk, (0, 0))) for entry in entries]


def newest_criteria() -> Criteria | None:
    """Return the criteria whose indicators and topics the catalogue is arranged by."""
    pack = CriteriaPack.objects.latest_of_years().first()
    return pack.criteria if pack else None


def score_effects(entry: CatalogueMeasure) -> list[Effect]:
    """Return what the scores of the entry's indicators did where it was taken; four queries at most.

    From the year a plan answers to the plan's own year, only where both are known and the criteria allow to compare.
    """
    adopted = entry.adopted.order_by("plan__fiscal_year", "pk")
    uses = list(adopted.values_list("plan__agency", "plan__fiscal_year", "indicator_codes"))
    if not uses:
        return []
    scores, packs = _scores(entry, {year for _, year, _ in uses})
    asked = dict.fromkeys(
        (agency, year, code)
        for agency, year, codes in uses
        for code in codes
        if code in entry.indicator_codes
    )
    cases = (_case(scores, packs.get((agency, year)), agency, year, code) for agency, year, code in asked)
    found = average_changes(case for case in cases if case)
    return sorted(found, key=lambda effect: entry.indicator_codes.index(effect.indicator))


_Scores = dict[tuple[int, int, str], Decimal]


def _scores(entry: CatalogueMeasure, years: set[int]) -> tuple[_Scores, dict[tuple[int, int], CriteriaPack]]:
    """Return points by (agency, year, code) and the criteria by (agency, year) of those who took the entry."""
    agencies = entry.adopted.order_by().values("plan__agency")
    known = Assessment.objects.filter(
        agency__in=agencies, fiscal_year__in=years | {year - 1 for year in years}
    )
    scores = IndicatorScore.objects.filter(assessment__in=known)
    points = scores.values_list("assessment__agency", "assessment__fiscal_year", "code", "score")
    used = {
        (agency, year): pack
        for agency, year, pack in known.values_list("agency", "fiscal_year", "criteria_pack")
    }
    packs = CriteriaPack.objects.in_bulk(set(used.values()))
    return (
        {(agency, year, code): score for agency, year, code, score in points},
        {place: packs[pack] for place, pack in used.items()},
    )


def _case(scores: _Scores, pack: CriteriaPack | None, agency: int, year: int, code: str) -> Case | None:
    before = scores.get((agency, year - 1, code))
    if pack is None or before is None:
        return None
    criteria = pack.criteria
    now = [each.code for each in criteria.indicators if criteria.previous_codes(each.code) == (code,)]
    after = scores.get((agency, year, now[0])) if len(now) == 1 else None
    return None if after is None else Case(code, before, after)


def keepable_measures(agency: Agency) -> list[Measure]:
    """Return measures of approved plans that the catalogue does not have yet, newest plan first; three queries."""
    plans = approved_plans(Plan.objects.filter(agency=agency))
    measures = Measure.objects.filter(plan__in=plans).select_related("plan").prefetch_related("steps")
    known = CatalogueMeasure.objects.available_to(agency).values_list("origin", "title")
    origins, titles = {origin for origin, _ in known}, {title for _, title in known}
    found = []
    for measure in measures.order_by("-plan__fiscal_year", "position", "pk"):
        # The same title in a later year is the same measure continued.
        if measure.pk not in origins and measure.title not in titles:
            titles.add(measure.title)
            found.append(measure)
    return found


def shared_namesakes(entry: CatalogueMeasure) -> list[CatalogueMeasure]:
    """Return shared entries of the same title."""
    return list(CatalogueMeasure.objects.shared().filter(title=entry.title).exclude(pk=entry.pk))
