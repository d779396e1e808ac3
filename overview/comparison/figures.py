"""The figures of many agencies in a fiscal year (B.E.): what the portal holds, or what published documents say.

Totals and levels are columns of a query, so that databases sort, filter and count; everything else is read for the
rows of a page, in a number of statements that does not grow with them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from agencies.models import Agency, AgencyQuerySet
from agencies.standing import Standing
from approvals.enums import State
from approvals.models import Edition
from assessments.grading import PointsChange, instrument_means, round_points
from assessments.models import Assessment, Finding, IndicatorScore
from criteria.rulebook import Criteria
from measures.enums import Status
from measures.models import Measure, ProgressRound
from measures.queries.plans import LAST_STATUS
from overview.enums import Reached
from publications.queries import publishing_agencies
from reports.models import Document

YEARS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """An agency with the year's columns, its totals by fiscal year and the means of the year by instrument code."""

    agency: Any
    totals: Mapping[int, Decimal]
    means: Mapping[str, Decimal]

    @property
    def change(self) -> Decimal | None:
        """Points since the year before, None where either is not known."""
        total, before = self.agency.total, self.agency.before
        return None if total is None or before is None else total - before

    @property
    def shown_change(self) -> PointsChange:
        """The change in words."""
        return PointsChange.of(self.change)

    @property
    def reached(self) -> str:
        """How far the year has come, in words."""
        return Reached(self.agency.reached).label


class Figures(Protocol):
    """Where figures come from.

    ``agencies`` are those that may be compared; ``has_work`` tells whether there is more than is public.
    """

    agencies: AgencyQuerySet
    has_work: bool

    def years(self) -> list[int]:
        """Return the fiscal years with figures, newest first; one query."""

    def results(self, year: int) -> dict[str, Any]:
        """Return the columns of the year's result: total, before (last year's total), level; and what they and ``work`` look into."""

    def work(self, year: int) -> dict[str, Any]:
        """Return the columns of the work that answers the year's result."""

    def rows(self, agencies: Sequence[Any], year: int, criteria: Mapping[int, Criteria]) -> list[Row]:
        """Return the agencies, which have the columns, with what lines and means are made of; one query.

        ``criteria`` are those of the year, by pack.
        """


class Held(Figures):
    """What the portal holds of the agencies that the person may see."""

    has_work = True

    def __init__(self, standing: Standing):
        self.agencies = standing.visible

    def years(self) -> list[int]:
        known = Assessment.objects.filter(agency__in=self.agencies.order_by(), official_total__isnull=False)
        years = known.order_by("-fiscal_year").values_list("fiscal_year", flat=True)
        return list(years.distinct())

    def results(self, year: int) -> dict[str, Any]:
        return {
            "of_year": _one("assessments", year),
            "of_year_before": _one("assessments", year - 1),
            "answer": _one("plans", year + 1),
            "total": F("of_year__official_total"),
            "before": F("of_year_before__official_total"),
            "level": Coalesce(F("of_year__official_level"), Value("")),
        }

    def work(self, year: int) -> dict[str, Any]:
        plan, assessment = OuterRef("answer__pk"), OuterRef("of_year__pk")
        documents = Document.objects.filter(plan=plan)
        public = documents.filter(editions__state=State.PUBLISHED)
        measures = Measure.objects.filter(plan=plan)
        steps = {
            Reached.PUBLISHED: Exists(public),
            Reached.DOCUMENTS: Exists(documents),
            Reached.PROGRESS: Exists(ProgressRound.objects.filter(plan=plan)),
            Reached.MEASURES: Exists(measures),
            Reached.ANALYSIS: Exists(Finding.objects.filter(assessment=assessment)),
            Reached.SCORES: Q(of_year__official_total__isnull=False)
            | Exists(IndicatorScore.objects.filter(assessment=assessment)),
        }
        return {
            "reached": Case(
                *(When(found, then=Value(step.value)) for step, found in steps.items()),
                default=Value(Reached.NOTHING.value),
                output_field=IntegerField(),
            ),
            "papers": _count(documents, "plan"),
            "published": _count(public, "plan"),
            "overdue": _count(_overdue(measures), "plan"),
        }

    def rows(self, agencies: Sequence[Any], year: int, criteria: Mapping[int, Criteria]) -> list[Row]:
        totals: dict[int, dict[int, Any]] = {agency.pk: {} for agency in agencies}
        scores: dict[int, dict[str, Decimal]] = {}
        packs: dict[int, int] = {}
        # The scores of the year alone stand beside its totals.
        span = Assessment.objects.filter(agency__in=list(totals), fiscal_year__range=(year - YEARS + 1, year))
        found = span.order_by().annotate(
            scored=FilteredRelation("indicator_scores", condition=Q(fiscal_year=year))
        )
        for whose, then, total, pack, code, score in found.values_list(
            *("agency_id", "fiscal_year", "official_total", "criteria_pack_id"),
            *("scored__code", "scored__score"),
        ):
            if total is not None:
                totals[whose][then] = total
            if code is not None:
                packs[whose] = pack
                scores.setdefault(whose, {})[code] = score
        means = {whose: instrument_means(scores[whose], criteria[pack]) for whose, pack in packs.items()}
        shown = {
            whose: {code: round_points(mean) for code, mean in each.items()} for whose, each in means.items()
        }
        return [Row(agency, totals[agency.pk], shown.get(agency.pk, {})) for agency in agencies]


class Said(Figures):
    """What the published documents say: of a year its newest, and nothing that no document carries."""

    has_work = False

    def __init__(self) -> None:
        self.agencies = publishing_agencies()

    def years(self) -> list[int]:
        public = Edition.objects.filter(state=State.PUBLISHED, stated_total__isnull=False).order_by()
        plans = public.values_list("document__plan__fiscal_year", flat=True).distinct()
        return sorted((plan - 1 for plan in plans), reverse=True)

    def results(self, year: int) -> dict[str, Any]:
        newest = _published(year).order_by("-published_at", "-pk")
        return {
            "total": _first(newest, "stated_total"),
            "before": _first(newest, "stated_before"),
            "level": Coalesce(_first(newest, "stated_level"), Value("")),
            "edition": _first(newest, "pk"),
        }

    def work(self, year: int) -> dict[str, Any]:
        return {"published": _count(_published(year), "document__agency", of="document")}

    def rows(self, agencies: Sequence[Any], year: int, criteria: Mapping[int, Criteria]) -> list[Row]:
        editions = Edition.objects.filter(pk__in=[agency.edition for agency in agencies if agency.edition])
        said = {pk: json.loads(text) for pk, text in editions.values_list("pk", "snapshot")}
        return [_row_said(agency, said.get(agency.edition, {}), year) for agency in agencies]


def _row_said(agency: Any, said: Mapping[str, Any], year: int) -> Row:
    """Return the row of a snapshot as it is stored; an empty one of an agency without."""
    totals = {each["fiscal_year"]: each.get("total") for each in said.get("history", ())}
    totals |= {year: said["assessment"].get("total")} if said else {}
    known = {then: Decimal(total) for then, total in totals.items() if total and year - YEARS < then <= year}
    instruments = said["assessment"].get("instruments", ()) if said else ()
    return Row(
        agency, known, {each["code"]: Decimal(each["mean"]) for each in instruments if each.get("mean")}
    )


def _one(name: str, year: int) -> FilteredRelation:
    """Return the one row that an agency has of a year, to look into."""
    # A number that no year can be would empty the whole query.
    return FilteredRelation(name, condition=Q(**{f"{name}__fiscal_year": max(year, 0)}))


def _published(year: int) -> QuerySet[Edition]:
    return Edition.objects.filter(
        state=State.PUBLISHED, document__agency=OuterRef("pk"), document__plan__fiscal_year=year + 1
    ).order_by()


def _overdue(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """Return the measures whose last day has passed and that were not last reported as done."""
    late = measures.filter(period_end__lt=timezone.localdate()).annotate(last=LAST_STATUS)
    return late.filter(Q(last__isnull=True) | ~Q(last=Status.DONE))


def _first(query: QuerySet[Any], name: str) -> Subquery:
    return Subquery(query.values(name)[:1])


def _count(query: QuerySet[Any], whose: str, of: str = "pk") -> Coalesce:
    counted = query.order_by().values(whose).annotate(number=Count(of, distinct=True))
    return Coalesce(Subquery(counted.values("number")), 0)


RESULT_ORDERS: dict[str, Any] = {
    "name": F("name_order"),
    "total": F("total"),
    "change": F("total") - F("before"),
    "published": F("published"),
}
ORDERS = {**RESULT_ORDERS, "reached": F("reached"), "overdue": F("overdue")}


def in_order(agencies: QuerySet[Agency], sort: str) -> QuerySet[Agency]:
    """Return the agencies by the order named, "-" before it for the largest first; what is not known stands last."""
    if not sort:
        return agencies.order_by("province_order", "name_order", "pk")
    by = ORDERS[sort.removeprefix("-")]
    first = by.desc(nulls_last=True) if sort.startswith("-") else by.asc(nulls_last=True)
    return agencies.order_by(first, "province_order", "name_order", "pk")
