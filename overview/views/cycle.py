"""The year of an agency: its path with the next thing to do, its result, and what waits."""

from typing import Any

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.access import get_agency
from agencies.models import Agency
from agencies.roles import Capability
from approvals.queries.desk import under_way
from assessments.queries import history
from deadlines.queries import due_in_year
from deadlines.rules.due import in_days
from disclosure.queries.items import newest_tally
from overview import path
from reports.queries import cycle_of, year_opened_first

_SHOWN = 5  # documents under way, and things that fall due


@require_safe
def cycle(request, slug):
    """A year's path from scores to documents; that of the work that goes on unless ?year= names another."""
    agency = get_agency(request, slug)
    context = year_context(agency, request.GET.get("year"))
    if context is None:
        return render(request, "overview/cycle_empty.html")
    current, today = context["cycle"], timezone.localdate()
    due = [row for row in due_in_year(agency, context["plan_year"]) if not row.is_over(today)]
    context |= {
        "ranked": current.overview.scored[::-1],
        "weakest": path.weakest(current),
        "due": in_days(due[:_SHOWN], today),
        "disclosed": newest_tally(agency, until=context["plan_year"]),
        "under_way": under_way(agency)[:_SHOWN],
        "options": current.startable if Capability.ENTER in request.capabilities else [],
    }
    return render(request, "overview/cycle_detail.html", context)


def year_context(agency: Agency, asked: str | None = None) -> dict[str, Any] | None:
    """Return path, progress and totals of the asked year, or of the one that work goes on with; None for an agency without a year."""
    years = history(agency, years=10)
    if not years:
        return None
    known = [entry.fiscal_year for entry in years]
    year = (
        int(asked)
        if asked and asked.isdecimal() and int(asked) in known
        else year_opened_first(agency, known)
    )
    current = cycle_of(next(entry.assessment for entry in years if entry.fiscal_year == year))
    steps = path.steps(current, agency.slug)
    return {
        "cycle": current,
        "overview": current.overview,
        "steps": steps,
        "next_step": path.next_of(steps),
        "percent": path.percent(current),
        "years": known[::-1],
        "totals": [entry for entry in years if entry.fiscal_year <= year][-5:],
        "year": year,
        "plan_year": year + 1,
    }
