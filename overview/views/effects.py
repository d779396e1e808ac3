"""What the scores did after a plan's measures."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.access import get_agency
from overview.dashboard.plan_effects import effects_of, latest_scored, plans_of


@require_safe
def detail(request, slug):
    """A plan's measures before and after: the latest whose own year has scores unless ``?year=`` names a plan year."""
    agency = get_agency(request, slug)
    plans = plans_of(agency)
    asked = [plan for plan in plans if str(plan.fiscal_year) == request.GET.get("year")]
    plan = asked[0] if asked else latest_scored(agency, plans)
    if plan is None:
        return render(request, "overview/effects.html")
    context = {
        "effects": effects_of(plan),
        "years": [entry.fiscal_year for entry in plans],
        "plan_year": plan.fiscal_year,
        "year": plan.fiscal_year - 1,
    }
    return render(request, "overview/effects.html", context)
