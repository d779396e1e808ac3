"""The year of an agency: its path with the next thing to do, its result, and what waits."""

from typing import Any

from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.access import get_agency
from agencies.models import Agency
from agencies.roles import Capability
from approvals.queries.desk import editions_of_year
from assessments.models import Assessment
from assessments.queries import years_in_brief
from criteria.models import CriteriaPack
from deadlines.queries import due_in_year, telling_of_year
from deadlines.rules.due import in_days
from disclosure.queries.items import answering_years, count_of, newest_listed, tally_in
from measures.models import Measure
from measures.queries.ends import ends_of
from overview import path
from reports.queries import Cycle, cycle_of, year_opened_first

_SHOWN = 5  # documents under way, and things that fall due


@require_safe
def cycle(request, slug):
    """A year's path from scores to documents; that of the work that goes on unless ?year= names another.

    What several parts of the page tell of is read once for them all.
    """
    agency = get_agency(request, slug)
    years = years_in_brief(agency)
    if not years:
        return render(request, "overview/cycle_empty.html")
    assessment, today = _opened(agency, years, request.GET.get("year")), timezone.localdate()
    plan_year, own = assessment.fiscal_year + 1, Q(plan__assessment=assessment)
    criteria = CriteriaPack.objects.filter(fiscal_year__lte=plan_year).newest_criteria()
    ends = ends_of(Measure.objects.in_brief().filter(own | telling_of_year(agency, plan_year)))
    listed = newest_listed(criteria)
    editions = editions_of_year(agency, assessment, answering_years(listed))
    measures = [end.measure for end in ends if end.measure.plan.assessment_id == assessment.pk]
    current = cycle_of(assessment, measures=measures, documents=editions.documents)
    due = [
        row for row in due_in_year(agency, plan_year, ends=ends, criteria=criteria) if not row.is_over(today)
    ]
    known = plan_year in criteria and bool(count_of(criteria[plan_year]))
    context = _context(current, years) | {
        "ranked": current.overview.scored[::-1],
        "weakest": path.weakest(current),
        "due": in_days(due[:_SHOWN], today),
        "disclosed": listed and (listed.fiscal_year, tally_in(agency, listed, editions.published)),
        "under_way": editions.under_way[:_SHOWN],
        "options": current.startable(known) if Capability.ENTER in request.capabilities else [],
    }
    return render(request, "overview/cycle_detail.html", context)


def year_context(agency: Agency) -> dict[str, Any] | None:
    """Return path, progress and totals of the year that work goes on with; None for an agency without a year."""
    years = years_in_brief(agency)
    if not years:
        return None
    assessment = _opened(agency, years)
    documents = editions_of_year(agency, assessment, ()).documents
    return _context(cycle_of(assessment, documents=documents), years)


def _opened(agency: Agency, years: list[Assessment], asked: str | None = None) -> Assessment:
    """Return the asked year, or the one that work goes on with."""
    known = [entry.fiscal_year for entry in years]
    year = (
        int(asked)
        if asked and asked.isdecimal() and int(asked) in known
        else year_opened_first(agency, known)
    )
    return years[known.index(year)]


def _context(current: Cycle, years: list[Assessment]) -> dict[str, Any]:
    assessment = current.overview.assessment
    year, steps = assessment.fiscal_year, path.steps(current, assessment.agency.slug)
    return {
        "cycle": current,
        "overview": current.overview,
        "steps": steps,
        "next_step": path.next_of(steps),
        "percent": path.percent(current),
        "years": [entry.fiscal_year for entry in years[::-1]],
        "totals": [entry for entry in years if entry.fiscal_year <= year][-5:],
        "year": year,
        "plan_year": year + 1,
    }
