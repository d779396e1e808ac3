"""Scores of all years at once: a table with a column for each, checked year by year, saved together."""

import csv
import io

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from agencies.access import get_agency
from agencies.roles import Capability
from criteria.models import CriteriaPack
from exchange.actions import ImportBlocked, PreviewOutdated
from exchange.actions.stages import OUTDATED
from exchange.actions.years import begin_years, confirm_years, has_news
from exchange.enums import ImportState, RowKind, TableName
from exchange.forms import YearsForm
from exchange.models import Import
from exchange.reading.book import FileRefused
from exchange.reading.files import read
from exchange.reading.limits import MAX_BYTES
from exchange.sources.pasted import pasted_tables
from exchange.tables.score_years import years_in_book
from exchange.views.answers import seen
from exchange.views.uploads import crumbs_of
from itaportal.bodysizes import takes
from itaportal.editing.flow import FormPage, edit_form, form_view, posted
from itaportal.language import gettext, gettext_lazy, marked
from itaportal.translated import translated

_LEAD = gettext_lazy(
    "ตารางคะแนนที่มีหนึ่งคอลัมน์ต่อหนึ่งปี เช่น ไฟล์คะแนนห้าปีที่ส่งออกจากระบบนี้ หน้าถัดไปแสดงทุกปีให้ตรวจ ยังไม่บันทึกจนกว่าจะกดยืนยัน"
)
_CHANGED = gettext_lazy("ผลการตรวจเปลี่ยนไปหลังจากเปิดหน้านี้ ยังไม่ได้นำเข้า กรุณาดูอีกครั้งแล้วกดยืนยัน")
_MOST = 20  # imports of one file that are shown


@takes(2 * MAX_BYTES)
@form_view
def bring(request, slug):
    """A table of several years and which of them are meant; the next page shows what each would change."""
    agency = get_agency(request, slug, Capability.ENTER)
    known = sorted(set(CriteriaPack.objects.published().values_list("fiscal_year", flat=True)), reverse=True)
    form = YearsForm(posted(request), request.FILES or None, years=known)

    def save():
        try:
            digest = _begin(request, agency, form, known)
        except FileRefused as refused:
            form.add_error("file" if form.cleaned_data["file"] else "text", translated(refused))
            return None
        return redirect("exchange:years_check", slug, digest)

    page = FormPage(
        title=gettext("คะแนนหลายปีจากตารางเดียว"), crumbs=crumbs_of(agency), here=gettext("คะแนนหลายปี"), lead=_LEAD, submit=gettext("ตรวจทุกปี"),
        cancel=reverse("exchange:index", args=[slug]),
    )  # fmt: skip
    return edit_form(request, page, form, save, template="exchange/file_form.html")


def _begin(request, agency, form: YearsForm, known: list[int]) -> str:
    name, data, pasted = form.source()
    if pasted:
        name, data = marked("ตารางหลายปีที่วาง.csv"), _as_table(data.decode())
    found = years_in_book(read(data, name))
    wanted = [year for year in found if year in form.cleaned_data["years"]]
    if not wanted:
        listed = ", ".join(map(str, found))
        raise FileRefused(marked(f"ตารางมีคอลัมน์ของปี {listed} ไม่มีปีที่เลือกไว้ กรุณาเลือกปีให้ตรงกับตาราง"))
    unknown = [year for year in found if year not in known]
    if unknown:
        listed = ", ".join(map(str, unknown))
        messages.warning(
            request, gettext("ระบบยังไม่มีเกณฑ์การประเมินปี {listed} จึงไม่ได้อ่านคอลัมน์ของปีนั้น").format(listed=listed)
        )
    imports = begin_years(agency=agency, years=wanted, name=name, data=data, by=request.user)
    return imports[0].sha256


def _as_table(text: str) -> bytes:
    """Return pasted rows as a text table. Raises FileRefused."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    for table in pasted_tables(text):
        writer.writerows(table.rows)
    return output.getvalue().encode("utf-8-sig")


@form_view
def check(request, slug, digest):
    """What each year of the table would change; all of them are saved together."""
    agency = get_agency(request, slug, Capability.ENTER)
    imports = _of_file(agency, digest)
    if request.method == "POST":
        return _confirm(request, slug, digest, [each for each in imports if has_news(each)])
    years = [_shown(each) for each in imports]
    waiting = sum(year["waits"] for year in years)
    return render(request, "exchange/years_check.html", {"years": years, "waiting": waiting})


def _shown(started: Import) -> dict:
    preview = started.preview
    return {
        "started": started,
        "seen": seen(started),
        "rows": [row for row in preview.rows if row.kind != RowKind.UNCHANGED],
        "notes": preview.notes,
        "refused": preview.counts[RowKind.REFUSED],
        "waits": has_news(started),
        "done": started.state == ImportState.DONE,
    }


def _of_file(agency, digest: str) -> list[Import]:
    """Return the last import of the file into each year, newest year first."""
    found = Import.objects.filter(agency=agency, table=TableName.SCORES, sha256=digest)
    last = {each.fiscal_year or 0: each for each in found.order_by("-pk")[:_MOST][::-1]}
    if not last:
        raise Http404
    return [last[year] for year in sorted(last, reverse=True)]


def _confirm(request, slug, digest, imports: list[Import]):
    if not imports or any(request.POST.get(f"seen-{each.pk}") != seen(each) for each in imports):
        messages.warning(request, _CHANGED)
        return redirect("exchange:years_check", slug, digest)
    try:
        confirm_years(imports=imports, by=request.user)
    except ImportBlocked as blocked:
        messages.error(request, translated(blocked))
    except PreviewOutdated:
        messages.warning(request, translated(OUTDATED))
    else:
        listed = ", ".join(str(each.fiscal_year) for each in imports)
        messages.success(
            request, gettext("นำเข้าคะแนนปี {listed} แล้ว เลิกทีละปีได้จากหน้าของแต่ละปี").format(listed=listed)
        )
    return redirect("exchange:years_check", slug, digest)
