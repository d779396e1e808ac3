"""The scores of many agencies at once, for site administrators."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from criteria.models import CriteriaPack
from criteria.views.packs import for_site_administrators
from exchange import actions
from exchange.enums import Blank, Mode
from exchange.forms import ManyForm
from exchange.many.enums import ManyTable
from exchange.many.exports import delimited, provinces, workbook
from exchange.matching import TableRefused
from exchange.models import Import
from exchange.views.answers import TYPES, Shown, attachment, start_reading
from exchange.views.overview import lines_of

form_view = require_http_methods(["GET", "HEAD", "POST"])
_SHOWN = 20


@form_view
@for_site_administrators
def index(request):
    """Files to fill in, a file to bring in, and what came in before."""
    years = list(CriteriaPack.objects.latest_of_years().values_list("fiscal_year", flat=True))
    form = ManyForm(request.POST or None, request.FILES or None, years=years)
    if request.method == "POST" and form.is_valid():
        return redirect("exchange_many:import", _brought(request, form).pk)
    imports = Import.objects.filter(agency=None, table__in=ManyTable.values).select_related("by")
    context = {
        "form": form,
        "years": years,
        "provinces": provinces(),
        "lines": lines_of(imports.defer("preview_json")[:_SHOWN]),
    }
    return render(request, "exchange/agencies.html", context)


def _brought(request, form: ManyForm) -> Import:
    chosen = form.cleaned_data
    data = chosen["file"].read()
    started = actions.upload(
        agency=None,
        table=ManyTable.CREATING if chosen["creates"] else ManyTable.KNOWN,
        fiscal_year=chosen["year"],
        name=chosen["file"].name,
        data=data,
        mode=Mode(chosen["mode"]),
        blank=Blank(chosen["blank"]),
        by=request.user,
    )
    start_reading(started, data)
    return started


@require_safe
@for_site_administrators
def export(request, year, kind):
    """The agencies of a province (or all, as CSV) with their scores, to be filled in."""
    province = request.GET.get("province", "")
    if kind not in TYPES or (kind == "xlsx" and not province):
        raise Http404
    try:
        content = (workbook if kind == "xlsx" else delimited)(year, province)
    except TableRefused:
        raise Http404 from None
    return attachment(content, f"คะแนนหลายหน่วยงาน-{year}{province and f'-{province}'}.{kind}", TYPES[kind])


def _shown(request, pk: int) -> Shown:
    imports = Import.objects.select_related("by")
    started = get_object_or_404(imports, agency=None, table__in=ManyTable.values, pk=pk)
    title = f"{ManyTable(started.table).label} ปี {started.fiscal_year}"
    return Shown.of(request, started, "exchange_many", title=title, may_import=True)


@require_safe
@for_site_administrators
def detail(request, pk):
    """How far the import is and what it would change."""
    return _shown(request, pk).page()


@require_safe
@for_site_administrators
def progress(request, pk):
    """How far the import is, for the page's script."""
    return _shown(request, pk).progress()


@require_safe
@for_site_administrators
def refused(request, pk):
    """The refused rows, to be corrected."""
    return _shown(request, pk).refused()


@require_safe
@for_site_administrators
def original(request, pk):
    """The file as it came."""
    return _shown(request, pk).original()


@require_POST
@for_site_administrators
def again(request, pk):
    """Compare once more."""
    return _shown(request, pk).again()


@require_POST
@for_site_administrators
def confirm(request, pk):
    """Write what the preview showed."""
    return _shown(request, pk).confirm()


@require_POST
@for_site_administrators
def undo(request, pk):
    """Take the import back."""
    return _shown(request, pk).undo()
