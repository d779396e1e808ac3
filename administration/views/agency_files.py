"""Many agencies from a file: what it would add and change is shown first."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from administration.forms.agencies import AgencyFileForm
from agencies.access import for_site_administrators
from exchange import exports
from exchange.enums import Blank, Mode, SiteTableName
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
# A province that none is: a sheet with headings alone.
_NOWHERE = "-"


@takes(2 * MAX_BYTES)
@form_view
@for_site_administrators
def index(request):
    """A file to bring in, files to fill in, and what came in before."""
    form = AgencyFileForm(posted(request), request.FILES or None)

    def save():
        scope = Scope(SiteTableName.AGENCIES, None, 0)
        mode = Mode(form.cleaned_data["mode"])
        started = bring_in(scope, form.cleaned_data["file"], by=request.user, mode=mode, blank=Blank.KEEP)
        return redirect("exchange_many:import", started.pk)

    imports = Import.objects.filter(agency=None, table=SiteTableName.AGENCIES).select_related("by")
    above = reverse("administration:agencies")
    page = FormPage(
        title=gettext("นำเข้ารายชื่อหน่วยงาน"), crumbs=[(gettext("หน่วยงาน"), above)], lead=gettext("หนึ่งแถวต่อหนึ่งหน่วยงาน {shown_first}").format(shown_first=SHOWN_FIRST),
        submit=gettext("ตรวจไฟล์"), cancel=above, is_guarded=False,
    )  # fmt: skip
    context = {"lines": lines_of(imports.defer("preview_json")[:_SHOWN])}
    return edit_form(request, page, form, save, template="administration/agency_files.html", context=context)


@require_safe
@for_site_administrators
def export(request, kind):
    """All agencies as CSV, or an empty workbook to fill in."""
    if kind not in TYPES:
        raise Http404
    if kind == "csv":
        content = exports.delimited(Scope(SiteTableName.AGENCIES, None, 0))
        return attachment(content, gettext("หน่วยงานทั้งหมด.csv"), TYPES[kind])
    content = exports.workbook(Scope(SiteTableName.AGENCIES, None, 0, province=_NOWHERE))
    return attachment(content, gettext("แบบกรอกหน่วยงาน.xlsx"), TYPES[kind])
