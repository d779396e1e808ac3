"""What of an agency's data can go out and come in, and what came in before."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.access import get_agency
from agencies.models import Agency
from exchange import exports
from exchange.actions import stages
from exchange.engine.match import TableRefused
from exchange.lists import five_years
from exchange.models import Import
from exchange.tables.targets import Target, targets
from exchange.views.answers import TYPES, XLSX
from itaportal.downloads import attachment
from itaportal.language import gettext
from itaportal.translated import translated

_IMPORTS_A_PAGE = 20


@require_safe
def index(request, slug):
    """The tables of a year with their files, tables that only go out, and earlier imports."""
    agency = get_agency(request, slug)
    offered = targets(agency)
    years = list(dict.fromkeys(target.year for target in offered))
    assessed = [target.year for target in offered if not target.is_new]
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isdecimal() and int(wanted) in years else next(iter(assessed or years), None)
    imports = Import.objects.filter(agency=agency).select_related("by")
    page = Paginator(imports.defer("preview_json"), _IMPORTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "year": year,
        "years": years,
        "targets": [target for target in offered if target.year == year],
        **(_summaries(agency, year) if year in assessed else {}),
        "page": page,
        "lines": lines_of(page),
    }
    return render(request, "exchange/index.html", context)


def _summaries(agency: Agency, year: int) -> dict[str, int | None]:
    """Return what the tables of an assessed year that only go out are about."""
    has_plan = agency.plans.filter(fiscal_year=year + 1).exists()
    return {"first_year": five_years.span(year)[0], "plan_year": year + 1 if has_plan else None}


def lines_of(imports) -> list[dict]:
    """Return the imports as a list shows them."""
    return [{"import": each, "ended": stages.is_ended(each)} for each in imports]


def target_or_404(agency: Agency, key: str) -> Target:
    """Return the agency's table of that key."""
    found = next((target for target in targets(agency) if target.key == key), None)
    if found is None:
        raise Http404
    return found


@require_safe
def template(request, slug, key):
    """A workbook to fill in."""
    agency = get_agency(request, slug)
    target = target_or_404(agency, key)
    try:
        content = exports.template(target.scope(agency))
    except TableRefused as refused:
        return _explain_refusal(request, refused)
    return attachment(content, gettext("แบบกรอก-{agency}.xlsx").format(agency=_name(agency, target)), XLSX)


@require_safe
def export(request, slug, key, kind):
    """Everything stored in a table."""
    agency = get_agency(request, slug)
    target = target_or_404(agency, key)
    if kind not in TYPES:
        raise Http404
    try:
        content = (exports.workbook if kind == "xlsx" else exports.delimited)(target.scope(agency))
    except TableRefused as refused:
        return _explain_refusal(request, refused)
    return attachment(content, f"{_name(agency, target)}.{kind}", TYPES[kind])


def _name(agency: Agency, target: Target) -> str:
    return f"{target.label}-{agency.short_name}".replace(" ", "-").replace("/", "-")


def _explain_refusal(request, refused: TableRefused):
    return render(request, "exchange/no_file.html", {"reason": translated(refused)}, status=409)
