"""The agency's register of numbers."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.access import get_agency
from approvals.queries.register import entries_of, register_rows, years_of
from approvals.rules.register import calendar_year


@require_safe
def register(request, slug):
    """The numbers of one calendar year, the last taken first."""
    agency = get_agency(request, slug)
    this_year = calendar_year(timezone.localdate())
    years = sorted({this_year, *years_of(agency)}, reverse=True)
    year = next((year for year in years if str(year) == request.GET.get("year")), this_year)
    page = Paginator(entries_of(agency, year), 30).get_page(request.GET.get("page"))
    rows = register_rows(agency, year, page.object_list)
    context = {"years": years, "year": year, "page": page, "rows": rows, "query": f"year={year}"}
    return render(request, "approvals/register.html", context)
