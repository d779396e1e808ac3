"""The preliminary OIT scores of a year: which are contested, why, with what evidence, and until when."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.access import get_agency
from agencies.models import Agency
from agencies.navigation import page_address
from agencies.roles import Capability
from criteria.rulebook import Criteria
from disclosure import actions
from disclosure.actions import MAX_FILES
from disclosure.forms import ContestFileForm, ContestForm, WindowForm
from disclosure.models import ContestFile
from disclosure.queries.contests import (
    ContestLine,
    contest_line,
    contest_lines,
    disputed_of,
    official_windows,
    window_of,
)
from disclosure.queries.items import criteria_of
from itaportal.bodysizes import takes
from itaportal.editing.flow import ConfirmPage, FormPage, ask_first, edit_form, form_view, go_on, posted
from itaportal.keeping.kept import open_whole
from itaportal.language import gettext
from itaportal.templatetags.thai import digits
from measures.actions import TooMuchEvidence
from measures.evidence.limits import MAX_REQUEST_BYTES
from measures.evidence.serving import content_type_of, seal_off
from measures.views.years import capability_for


@require_safe
def index(request, slug, year):
    """The items of the year with their preliminary scores."""
    agency = get_agency(request, slug)
    criteria = _criteria(year)
    lines = contest_lines(agency, criteria)
    context = {
        "year": year,
        "lines": lines,
        "disputed": disputed_of(lines),
        "window": window_of(agency, year),
        "official": official_windows(criteria),
        "memo_url": page_address("contest memo", slug, year),
        "has_plan": agency.plans.filter(fiscal_year=year).exists(),
    }
    return render(request, "disclosure/contests.html", context)


@form_view
def window(request, slug, year):
    """From when to when scores can be contested, as the agency was told."""
    agency = get_agency(request, slug, Capability.ENTER)
    _criteria(year)
    form = WindowForm(posted(request), instance=window_of(agency, year))
    shown = _index_of(slug, year)

    def save():
        actions.save_window(
            agency=agency, fiscal_year=year, version=form.opened_version, by=request.user, **form.values
        )
        return go_on(request, gettext("บันทึกช่วงเวลาแล้ว วันสุดท้ายอยู่ในปฏิทินของหน่วยงาน"), shown)

    page = FormPage(
        title=gettext("ช่วงเวลาขอทบทวนคะแนน OIT ปี {year}").format(year=digits(year)),
        crumbs=_crumbs(slug, year),
        here=gettext("ช่วงเวลา"),
        cancel=shown,
        lead=gettext("กรอกตามที่หน่วยงานได้รับแจ้ง ระบบไม่กำหนดวันให้เอง"),
    )
    return edit_form(request, page, form, save)


@form_view
def edit(request, slug, year, code):
    """What is said of the preliminary score of an item."""
    agency = get_agency(request, slug, Capability.ENTER)
    line = _line(agency, year, code)
    form = ContestForm(posted(request), instance=line.row)

    def save():
        actions.save_contest(
            agency=agency,
            fiscal_year=year,
            code=code,
            version=form.opened_version,
            by=request.user,
            **form.values,
        )
        return go_on(
            request, gettext("บันทึกข้อ {code} แล้ว").format(code=digits(code)), f"{_index_of(slug, year)}#{code}"
        )

    page = FormPage(
        title=gettext("คะแนนเบื้องต้นข้อ {code} ปี {year}").format(code=digits(code), year=digits(year)),
        heading=f"{digits(code)} {digits(line.wording)}",
        crumbs=_crumbs(slug, year),
        here=gettext("ข้อ {code}").format(code=digits(code)),
        cancel=f"{_index_of(slug, year)}#{code}",
        keeps_draft=True,
    )
    return edit_form(
        request, page, form, save, template="disclosure/contest.html", context={"line": line, "year": year}
    )


@takes(MAX_REQUEST_BYTES)
@form_view
def files(request, slug, year, code):
    """The files of an item's contest, and the form that adds to them."""
    agency = get_agency(request, slug, capability_for(request))
    line = _line(agency, year, code)
    if request.method == "POST" and line.row.pk is None:
        messages.error(request, gettext("กรุณาบันทึกคะแนนและเหตุผลของข้อนี้ก่อน แล้วจึงแนบไฟล์"))
        return redirect("disclosure:contest", slug, year, code)
    form = ContestFileForm()
    if request.method == "POST":
        form = ContestFileForm(request.POST, request.FILES)
        if form.is_valid() and _add(request, line, form):
            return redirect("disclosure:contest_files", slug, year, code)
    context = {
        "year": year,
        "line": line,
        "form": form,
        "room": MAX_FILES - len(line.files),
        "most": MAX_FILES,
    }
    return render(request, "disclosure/contest_files.html", context)


def _add(request, line: ContestLine, form: ContestFileForm) -> bool:
    """Store the files; False with an error at the field where not all of them were taken."""
    pieces = form.cleaned_data["files"].pieces
    try:
        actions.add_files(contest=line.row, pieces=pieces, title=form.cleaned_data["title"], by=request.user)
    except TooMuchEvidence as error:
        form.add_error(
            "files",
            gettext("ข้อนี้แนบได้อีก {room} ไฟล์ กรุณาเลือกให้น้อยลง หรือลบไฟล์ที่ไม่ใช้ก่อน").format(room=digits(error.room)),
        )
        return False
    messages.success(request, gettext("เพิ่มหลักฐาน {pieces} ไฟล์แล้ว").format(pieces=digits(len(pieces))))
    for refusal in form.refusals():
        messages.error(request, refusal)
    return True


@form_view
def delete(request, **place):
    """Remove a file after asking."""
    file = _file(request, **place, needed=Capability.ENTER)
    contest = file.contest
    shown = reverse("disclosure:contest_files", args=[place["slug"], contest.fiscal_year, contest.code])
    if request.method == "POST":
        actions.delete_file(file=file, by=request.user)
        return go_on(request, gettext("ลบหลักฐานแล้ว"), shown)
    page = ConfirmPage(
        title=gettext("ลบหลักฐาน"),
        question=gettext("ลบ “{title}” หรือไม่").format(title=file.title),
        body=gettext("ไฟล์นี้จะไม่อยู่ในบันทึกข้อความที่ทำหลังจากนี้ ลบแล้วเรียกคืนไม่ได้"),
        submit=gettext("ลบหลักฐาน"),
        cancel=shown,
        crumbs=_crumbs(place["slug"], contest.fiscal_year),
    )
    return ask_first(request, page)


@require_safe
def serve(request, **place):
    """The stored file, to be saved and never to be shown in place."""
    file = _file(request, **place)
    try:
        content = open_whole(file.file.name, file.sha256)
    except OSError:
        raise Http404 from None
    kind = content_type_of(file.file.name)
    return seal_off(FileResponse(content, content_type=kind, as_attachment=True, filename=file.name))


def _criteria(year: int) -> Criteria:
    criteria = criteria_of(year)
    if criteria is None:
        raise Http404
    return criteria


def _line(agency: Agency, year: int, code: str) -> ContestLine:
    line = contest_line(agency, _criteria(year), code)
    if line is None:
        raise Http404
    return line


def _file(request, slug, year, code, pk, *, needed: Capability = Capability.VIEW) -> ContestFile:
    agency = get_agency(request, slug, needed)
    rows = ContestFile.objects.select_related("contest__agency")
    return get_object_or_404(
        rows, contest__agency=agency, contest__fiscal_year=year, contest__code=code, pk=pk
    )


def _index_of(slug: str, year: int) -> str:
    return reverse("disclosure:contests", args=[slug, year])


def _crumbs(slug: str, year: int) -> list[tuple[str, Any]]:
    items = f"{reverse('disclosure:index', args=[slug])}?year={year}"
    return [(gettext("ข้อมูล OIT"), items), (gettext("ขอทบทวนคะแนน"), _index_of(slug, year))]
