"""Where everybody starts: the agency's year as a path with the next thing to do."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.queries import demo_accounts
from agencies.access import get_agency
from agencies.models import Agency
from assessments.models import Assessment
from assessments.queries import history
from overview import path
from reports.queries import cycle_of


@login_not_required
@require_safe
def home(request):
    """What the portal is, to strangers; straight to the one agency of most people; a list for those who see several."""
    if not request.user.is_authenticated:
        return render(request, "overview/welcome.html", demo_accounts())
    agencies = Agency.objects.visible_to(request.user)
    page = Paginator(agencies, 50).get_page(request.GET.get("page"))
    if page.paginator.count == 1:
        return redirect("overview:cycle", page[0].slug)
    return render(request, "overview/agency_list.html", {"page": page})


@require_safe
def cycle(request, slug):
    """A year's path from scores to documents; the latest year unless ?year= names another."""
    agency = get_agency(request, slug)
    years = history(agency, years=10)
    assessment = _chosen(agency, request.GET.get("year"), [entry.fiscal_year for entry in years])
    if assessment is None:
        return render(request, "overview/cycle_empty.html")
    current = cycle_of(assessment)
    steps, today = path.steps(current, slug), timezone.localdate()
    context = {
        "cycle": current,
        "overview": current.overview,
        "steps": steps,
        "next_step": next((step for step in steps if step["state"] == "current"), None),
        "weakest": current.overview.scored[::-1],
        "percent": path.percent(current),
        "due": [(measure, (measure.period_end - today).days) for measure in current.due[:3]],
        "years": years[::-1],
        "year": assessment.fiscal_year,
        "plan_year": assessment.fiscal_year + 1,
    }
    return render(request, "overview/cycle_detail.html", context)


def _chosen(agency: Agency, asked: str | None, years: list[int]) -> Assessment | None:
    """Return the asked year's assessment, or the latest one that work goes on with."""
    if not years:
        return None
    year = int(asked) if asked and asked.isdecimal() and int(asked) in years else years[-1]
    return Assessment.objects.with_scores().get(agency=agency, fiscal_year=year)
