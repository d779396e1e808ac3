"""A whole report of an earlier year: brought in once, gone through part by part."""

from dataclasses import dataclass

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.access import get_agency
from agencies.models import Agency
from agencies.roles import Capability
from exchange import actions
from exchange.actions.habits import habits_of
from exchange.enums import TableName
from exchange.forms import WholeForm
from exchange.models import Import, Source
from exchange.reading.book import FileRefused
from exchange.reading.limits import MAX_BYTES
from exchange.sources.found import Found
from exchange.tables.targets import targets
from exchange.views.read_whole import read_whole
from exchange.views.uploads import crumbs_of
from itaportal.bodysizes import takes
from itaportal.editing.flow import FormPage, edit_form, form_view, posted
from itaportal.language import gettext, gettext_lazy
from itaportal.translated import translated

_LEAD = gettext_lazy(
    "ระบบอ่านคะแนน ผลการวิเคราะห์ มาตรการ และผลการดำเนินการจากรายงานทั้งเล่ม แล้วให้ตรวจทีละส่วน "
    "ยังไม่บันทึกอะไรจนกว่าจะเลือกแถวและกดยืนยันของส่วนนั้น"
)
_FIRST = {
    TableName.FINDINGS: gettext_lazy("นำเข้าหรือกรอกคะแนนของปีนี้ก่อน จึงจะนำเข้าส่วนนี้ได้"),
    TableName.MEASURES: gettext_lazy("นำเข้าหรือกรอกคะแนนของปีนี้ก่อน จึงจะนำเข้าส่วนนี้ได้"),
    TableName.PROGRESS: gettext_lazy("นำเข้ามาตรการ แล้วเพิ่มรอบรายงานผลของแผนก่อน จึงจะนำเข้าส่วนนี้ได้"),
}
_NOT_YOURS = gettext_lazy("เลือกแถวได้เฉพาะผู้ที่นำรายงานเข้า กรุณาเลือกไฟล์รายงานของท่านเอง")
_OF_PLAN = (TableName.MEASURES, TableName.PROGRESS)


@takes(2 * MAX_BYTES)
@form_view
def upload(request, slug):
    """A report is read and each part kept; the next page shows the parts."""
    agency = get_agency(request, slug, Capability.ENTER)
    years = list(dict.fromkeys(target.year for target in targets(agency)))
    form = WholeForm(posted(request), request.FILES or None, years=years)

    def save():
        file, year = form.cleaned_data["file"], form.cleaned_data["year"]
        try:
            digest = _keep(agency, year, file.name or "", file.read(), request.user)
        except FileRefused as refused:
            form.add_error("file", translated(refused))
            return None
        return redirect("exchange:whole_parts", slug, year, digest)

    page = FormPage(
        title=gettext("นำเข้าจากรายงานทั้งเล่ม"), crumbs=crumbs_of(agency), here=gettext("รายงานทั้งเล่ม"), lead=_LEAD, submit=gettext("อ่านรายงาน"),
        cancel=reverse("exchange:index", args=[slug]), is_guarded=False,
    )  # fmt: skip
    return edit_form(request, page, form, save, template="exchange/file_form.html")


@transaction.atomic
def _keep(agency: Agency, year: int, name: str, data: bytes, user) -> str:
    """Keep every part of the report and return the sha256 that they share. Raises FileRefused."""
    parts = read_whole(agency, year, data, habits_of(agency, TableName.MEASURES))
    actions.forget_sources()
    for part in parts:
        source = actions.keep_source(
            agency=agency,
            table=part.table,
            fiscal_year=part.fiscal_year,
            name=name,
            data=data,
            found_json=part.found.to_json(),
            by=user,
        )
    return source.sha256


def whole_url(source: Source) -> str:
    """Return the page of the report that a source is a part of, "" where it is none."""
    same = Source.objects.filter(agency=source.agency, by=source.by, sha256=source.sha256)
    if same.count() < 2 and source.table not in (TableName.FINDINGS, TableName.PROGRESS):
        return ""
    year = source.fiscal_year - (source.table in _OF_PLAN)
    return reverse("exchange:whole_parts", args=[source.agency.slug, year, source.sha256])


@dataclass(frozen=True, slots=True)
class _Shown:
    """A part of the report as the page shows it; ``first`` says what has to come before it."""

    label: str
    source: Source | None
    rows: int
    unsure: int
    first: str
    imports: list[Import]


@require_safe
def parts(request, slug, year, digest):
    """The parts of a report: what was found, what was brought in, what has to come first."""
    agency = get_agency(request, slug, Capability.ENTER)
    kept = Source.objects.filter(agency=agency, sha256=digest, fiscal_year__in=(year, year + 1))
    # What the person sent goes before what others did of the same report.
    ordered = sorted(kept, key=lambda each: each.by_id == request.user.pk)
    sources = {(each.table, each.fiscal_year): each for each in ordered}
    if not sources:
        raise Http404
    imports: dict[int, list[Import]] = {}
    for each in Import.objects.filter(source__in=ordered).defer("preview_json").order_by("pk"):
        assert each.source_id is not None
        imports.setdefault(each.source_id, []).append(each)
    open_tables = {(target.table, target.fiscal_year) for target in targets(agency)}
    shown = []
    for table in TableName:
        about = (table.value, year + (table in _OF_PLAN))
        source = sources.get(about)
        first = "" if about in open_tables else _FIRST.get(table, "")
        if source and source.by_id != request.user.pk:
            first = _NOT_YOURS
        shown.append(_show(table, about[1], source, first, imports))
    context = {
        "parts": shown,
        "year": year,
        "name": next(iter(sources.values())).name,
        "size": next(iter(sources.values())).size,
        "kept_days": actions.KEPT.days,
    }
    return render(request, "exchange/whole_parts.html", context)


def _show(
    table: TableName, year: int, source: Source | None, first: str, imports: dict[int, list[Import]]
) -> _Shown:
    words = gettext("แผนปี") if table in _OF_PLAN else gettext("ปี")
    label = f"{table.label} {words} {year}"
    if source is None:
        return _Shown(label, None, 0, 0, "", [])
    found = Found.from_json(source.found_json)
    best = found.tables[found.best]
    return _Shown(label, source, len(best.lines), best.unsure, first, imports.get(source.pk, []))
