"""The agency's dashboard: on the page, before a meeting, and each of its charts as a file."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from agencies.access import get_agency
from itaportal.language import gettext_lazy
from overview.dashboard.contents import Contents, contents_of
from overview.dashboard.parts import PARTS
from overview.dashboard.pictures import file_response, picture
from reports.charts.drawing import draw_ahead

# Where each part is entered and seen whole.
_PAGES = {
    "total": ("assessments:score_detail", gettext_lazy("คะแนนทุกตัวชี้วัด")),
    "indicators": ("assessments:analysis", gettext_lazy("ผลการวิเคราะห์")),
    "items": ("assessments:score_detail", gettext_lazy("คะแนนรายข้อ")),
    "measures": ("measures:progress", gettext_lazy("รายงานผล")),
    "timeline": ("measures:plan", gettext_lazy("แผนมาตรการ")),
    "documents": ("reports:index", gettext_lazy("เอกสาร")),
}


@require_safe
def detail(request, slug):
    """A year in pictures: ``?year=`` (the latest), ``?with=`` whom to compare with, ``?view=meeting`` for the wall."""
    contents = _contents(request, slug)
    if contents is None:
        return render(request, "overview/cycle_empty.html")
    # What is not there yet goes to the end.
    parts = sorted((make(contents) for make in PARTS.values()), key=lambda part: part.chart is None)
    draw_ahead(part.chart for part in parts if part.chart)
    average, chosen = contents.average, {"year": contents.year}
    context = {
        "contents": contents,
        "parts": [(part, part.chart and picture(part.chart), _page(contents, part.slug)) for part in parts],
        "years": [entry.fiscal_year for entry in reversed(contents.years)],
        "year": contents.year,
        "plan_year": contents.plan_year,
        "choices": [
            (entry.name, urlencode({**chosen, "with": entry.key}), entry == average)
            for entry in contents.averages
        ],
        "query": urlencode({**chosen, **({"with": average.key} if average else {})}),
    }
    meeting = request.GET.get("view") == "meeting"
    return render(request, f"overview/dashboard_{'meeting' if meeting else 'detail'}.html", context)


@require_safe
def chart(request, slug, name, ending):
    """One chart as it is drawn on the page, to keep."""
    contents = _contents(request, slug)
    part = PARTS[name](contents) if contents and name in PARTS else None
    if part is None or part.chart is None:
        raise Http404
    return file_response(request, part.chart, f"{slug}-{contents.year}-{name}", ending)


def _page(contents: Contents, part: str) -> tuple[str, str]:
    """Return address and name of the page behind a part."""
    page, label = _PAGES[part]
    years = {"assessments": [contents.year], "measures": [contents.plan_year]}
    return reverse(page, args=[contents.agency.slug, *years.get(page.split(":")[0], ())]), label


def _contents(request, slug: str) -> Contents | None:
    agency = get_agency(request, slug)
    asked = {"year": request.GET.get("year", ""), "compared_with": request.GET.get("with", "")}
    return contents_of(agency, **asked, today=timezone.localdate())
