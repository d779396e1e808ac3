"""The scores of many agencies at once, for site administrators."""

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from agencies.access import for_site_administrators
from agencies.models import Agency
from assessments.models import CriteriaPack
from exchange import exports
from exchange.engine.match import TableRefused
from exchange.enums import CountryTableName
from exchange.forms import CountryForm
from exchange.models import Import
from exchange.reading.limits import MAX_BYTES
from exchange.tables.scope import Scope
from exchange.views.answers import TYPES
from exchange.views.overview import lines_of
from exchange.views.uploads import SHOWN_FIRST, bring_in
from itaportal.bodysizes import takes
from itaportal.downloads import attachment
from itaportal.editing.flow import FormPage, edit_form, form_view, posted
from itaportal.language import gettext

_SHOWN = 20


@takes(2 * MAX_BYTES)
@form_view
@for_site_administrators
def index(request):
    """Files to fill in, a file to bring in, and what came in before."""
    years = list(CriteriaPack.objects.latest_of_years().values_list("fiscal_year", flat=True))
    form = CountryForm(posted(request), request.FILES or None, years=years)

    def save():
        started = bring_in(form.scope, form.cleaned_data["file"], by=request.user, **form.choices)
        return redirect("exchange_many:import", started.pk)

    imports = Import.objects.filter(agency=None, table__in=CountryTableName.values).select_related("by")
    provinces = Agency.objects.order_by("province_order").values_list("province", flat=True).distinct()
    context = {
        "years": years,
        "provinces": list(provinces),
        "lines": lines_of(imports.defer("preview_json")[:_SHOWN]),
    }
    page = FormPage(
        title=gettext("คะแนนหลายหน่วยงาน"), heading=gettext("คะแนนหลายหน่วยงานในไฟล์เดียว"), lead=gettext("หนึ่งแถวต่อหนึ่งหน่วยงานและปี {shown_first}").format(shown_first=SHOWN_FIRST),
        submit=gettext("ตรวจไฟล์"), is_guarded=False,
    )  # fmt: skip
    return edit_form(request, page, form, save, template="exchange/country.html", context=context)


@require_safe
@for_site_administrators
def export(request, year, kind):
    """The agencies of a province (or all, as CSV) with their scores, to be filled in."""
    province = request.GET.get("province", "")
    if kind not in TYPES or (kind == "xlsx" and not province):
        raise Http404
    scope = Scope(CountryTableName.KNOWN, None, year, province=province)
    try:
        content = (exports.workbook if kind == "xlsx" else exports.delimited)(scope)
    except TableRefused:
        raise Http404 from None
    return attachment(
        content,
        gettext("คะแนนหลายหน่วยงาน-{year}{province}.{kind}").format(
            year=year, province=province and f"-{province}", kind=kind
        ),
        TYPES[kind],
    )
