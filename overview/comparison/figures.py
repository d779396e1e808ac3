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
from criteria.models import CriteriaPack
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
        """Return the columns of the year's result: total, before (last year's total), level."""

    def work(self, year: int) -> dict[str, Any]:
        """Return the columns of the work that answers the year's result."""

    def rows(self, agencies: Sequence[Any], year: int) -> list[Row]:
        """Return the agencies, which have the columns, with what lines and means are made of."""


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
            "total": _first(_assessments(year), "official_total"),
            "before": _first(_assessments(year - 1), "official_total"),
            "level": Coalesce(_first(_assessments(year), "official_level"), Value("")),
        }

    def work(self, year: int) -> dict[str, Any]:
        of_plan = {"plan__agency": OuterRef("pk"), "plan__fiscal_year": year + 1}
        documents = Document.objects.filter(**of_plan)
        measures = Measure.objects.filter(**of_plan)
        steps = {
            Reached.PUBLISHED: documents.filter(editions__state=State.PUBLISHED),
            Reached.DOCUMENTS: documents,
            Reached.PROGRESS: ProgressRound.objects.filter(**of_plan),
            Reached.MEASURES: measures,
            Reached.ANALYSIS: Finding.objects.filter(assessment__in=_nested(year)),
            Reached.SCORES: _assessments(year).filter(
                Q(official_total__isnull=False)
                | Exists(IndicatorScore.objects.filter(assessment=OuterRef("pk")))
            ),
        }
        return {
            "reached": Case(
                *(When(Exists(found), then=Value(step.value)) for step, found in steps.items()),
                default=Value(Reached.NOTHING.value),
                output_field=IntegerField(),
            ),
            "papers": _count(documents, "plan__agency"),
            "published": _count(documents.filter(editions__state=State.PUBLISHED), "plan__agency"),
            "overdue": _count(_overdue(measures), "plan__agency"),
        }

    def rows(self, agencies: Sequence[Any], year: int) -> list[Row]:
        totals: dict[int, dict[int, Any]] = {agency.pk: {} for agency in agencies}
        span = Assessment.objects.filter(
            agency__in=list(totals), fiscal_year__range=(year - YEARS + 1, year)
        ).order_by()
        packs: dict[int, tuple[int, int]] = {}
        for pk, pack, whose, then, total in span.values_list(
            "pk", "criteria_pack_id", "agency_id", "fiscal_year", "official_total"
        ):
            if total is not None:
                totals[whose][then] = total
            if then == year:
                packs[pk] = whose, pack
        means = _means(packs, year)
        return [Row(agency, totals[agency.pk], means.get(agency.pk, {})) for agency in agencies]


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

    def rows(self, agencies: Sequence[Any], year: int) -> list[Row]:
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


def _assessments(year: int) -> QuerySet[Assessment]:
    return Assessment.objects.filter(agency=OuterRef("pk"), fiscal_year=year).order_by()


def _nested(year: int) -> QuerySet[Any]:
    return (
        Assessment.objects.filter(agency=OuterRef(OuterRef("pk")), fiscal_year=year).order_by().values("pk")
    )


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


def _means(packs: Mapping[int, tuple[int, int]], year: int) -> dict[int, dict[str, Decimal]]:
    """Return the means of the year as they are printed, by agency and instrument; two queries.

    ``packs`` gives agency and criteria pack of each assessment of the year.
    """
    criteria = {pack.pk: pack.criteria for pack in CriteriaPack.objects.filter(fiscal_year=year)}
    known = IndicatorScore.objects.filter(assessment__in=list(packs))
    scores: dict[int, dict[str, Decimal]] = {}
    for pk, code, score in known.values_list("assessment_id", "code", "score"):
        scores.setdefault(pk, {})[code] = score
    return {
        agency: {
            code: round_points(mean)
            for code, mean in instrument_means(scores.get(pk, {}), criteria[pack]).items()
        }
        for pk, (agency, pack) in packs.items()
    }


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
