"""Criteria packs for the site administrator: list, upload, reading a draft, publishing, download."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import Truncator
from django.views.decorators.http import require_http_methods, require_safe

from criteria import actions
from criteria.actions import CriteriaRefused, PackChanged
from criteria.difference import Part, evidence_of, find_differences
from criteria.forms import PackStepForm, PackUploadForm
from criteria.lines import find_ended, find_links
from criteria.models import CriteriaPack
from criteria.packs import PlacedProblem, is_workbook, problems_of, read, workbook, yaml_lines
from criteria.queries import count_uses, mapping_edit

SHOWN_PROBLEMS = 200
SHOWN_CHARACTERS = 120
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
form_view = require_http_methods(["GET", "HEAD", "POST"])


def for_site_administrators(view):
    """Answer 404 to everybody else, as for any page that is not theirs to know of."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_superuser:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_site_administrators
def index(request):
    """Every year and version with its state."""
    packs = CriteriaPack.objects.defer("data").select_related("loaded_by", "published_by")
    newest = set(CriteriaPack.objects.latest_of_years().values_list("pk", flat=True))
    lines = [{"pack": pack, "in_use": pack.pk in newest} for pack in packs]
    return render(request, "criteria/pack_list.html", {"lines": lines})


@form_view
@for_site_administrators
def upload(request):
    """A file or text becomes a draft, or the page says every place that must be mended."""
    form = PackUploadForm(request.POST or None, request.FILES or None)
    problems: list[PlacedProblem] = []
    if request.method == "POST" and form.is_valid():
        source, name = form.content()
        pack, problems = _taken(source, name, request.user)
        if pack:
            return redirect("criteria:pack", pack.fiscal_year, pack.version)
        # The text comes back to be mended here; a workbook is mended where it was made.
        text = "" if is_workbook(source) else source.decode("utf-8-sig", "replace")
        form = PackUploadForm(initial={"text": text})
    context = {
        "form": form,
        "problems": _lines(problems[:SHOWN_PROBLEMS], form.initial.get("text", "")),
        "count": len(problems),
        "more": max(0, len(problems) - SHOWN_PROBLEMS),
    }
    return render(request, "criteria/pack_upload.html", context)


def _lines(problems: list[PlacedProblem], text: str) -> list[dict[str, str]]:
    """Return the problems as the page shows them, with the line of the text where there is one."""
    lines = text.split("\n")
    return [
        {
            "where": problem.place.label,
            "message": problem.message,
            "path": problem.path,
            "line": Truncator(lines[problem.place.row - 1].strip()).chars(SHOWN_CHARACTERS)
            if not problem.place.sheet and 0 < problem.place.row <= len(lines)
            else "",
        }
        for problem in problems
    ]


def _taken(source: bytes, name: str, by) -> tuple[CriteriaPack | None, list[PlacedProblem]]:
    """Return the stored pack, or what is wrong with it."""
    file = read(source)
    if problems := problems_of(file):
        return None, problems
    try:
        return actions.upload(data=file.data, source=source, name=name, by=by), []
    except CriteriaRefused as refused:
        return None, file.placed(refused.problems)


@require_safe
@for_site_administrators
def detail(request, year, version):
    """What the version says, what is different from the year before and where each indicator comes from."""
    pack = pack_or_404(year, version)
    before = CriteriaPack.objects.of_year(year - 1)
    context = {
        "pack": pack,
        "criteria": pack.criteria,
        "blocks": evidence_of(pack.criteria),
        "edited": mapping_edit(pack),
        "used": count_uses(pack),
        **_compared(pack, before),
    }
    return render(request, "criteria/pack_detail.html", context)


def _compared(pack: CriteriaPack, before: CriteriaPack | None) -> dict[str, Any]:
    """Return the differences to the year before and to the version in use, and the mapping."""
    own = CriteriaPack.objects.published().filter(fiscal_year=pack.fiscal_year, version__lt=pack.version)
    earlier = own.order_by("-version").first()
    pairs = [
        (pack_before, _differences(pack_before, pack)) for pack_before in (earlier, before) if pack_before
    ]
    if before is None:
        return {"comparisons": pairs, "before": None}
    return {
        "comparisons": pairs,
        "before": before,
        "links": find_links(pack.criteria, before.criteria),
        "ended": find_ended(pack.criteria, before.criteria),
    }


def _differences(before: CriteriaPack, pack: CriteriaPack) -> list[Part]:
    return [part for part in find_differences(before.criteria, pack.criteria) if part.changes]


@form_view
@for_site_administrators
def publish(request, year, version):
    """Freeze the draft after a second look."""
    pack = pack_or_404(year, version)
    done = f"เผยแพร่{pack}แล้ว หน่วยงานใช้เกณฑ์นี้บันทึกคะแนนได้ทันที"
    return _step(request, pack, "publish", actions.publish, done)


@form_view
@for_site_administrators
def discard(request, year, version):
    """Throw the draft away after a second look."""
    pack = pack_or_404(year, version)
    return _step(request, pack, "discard", actions.discard, f"ลบร่าง{pack}แล้ว")


def _step(request, pack: CriteriaPack, name: str, act: Callable, done: str) -> HttpResponse:
    """Ask, then do to the draft on the page what cannot be undone; nothing is done to a published version."""
    form = PackStepForm(request.POST or None)
    if pack.is_published:
        return redirect("criteria:pack", pack.fiscal_year, pack.version)
    if request.method != "POST" or not form.is_valid():
        return render(request, f"criteria/pack_{name}.html", _asked(pack))
    try:
        act(pack=pack, sha256=form.cleaned_data["sha256"], by=request.user)
    except PackChanged:
        messages.error(request, "ร่างนี้ถูกเปลี่ยนไปแล้วระหว่างที่เปิดหน้านี้ ยังไม่ได้ทำอะไร กรุณาตรวจเนื้อหาใหม่ก่อน")
    except CriteriaRefused as refused:
        messages.error(request, " ".join(problem.message for problem in refused.problems))
    else:
        messages.success(request, done)
    # A draft that was thrown away has no page.
    left = CriteriaPack.objects.filter(pk=pack.pk).exists()
    return redirect("criteria:pack", pack.fiscal_year, pack.version) if left else redirect("criteria:index")


def _asked(pack: CriteriaPack) -> dict[str, Any]:
    unbacked = [label for label, evidence in evidence_of(pack.criteria) if not evidence.is_backed]
    return {"pack": pack, "unbacked": unbacked, "hidden": [{"name": "sha256", "value": pack.sha256}]}


@require_safe
@for_site_administrators
def download(request, year, version, kind):
    """The pack as YAML, as a workbook, or the file that was uploaded."""
    pack = pack_or_404(year, version)
    name = f"criteria-{year}-{version}"
    if kind == "original" and pack.source:
        return FileResponse(pack.source.open("rb"), as_attachment=True, filename=pack.source_name)
    if kind == "yaml":
        return _file(yaml_lines.write(pack.data), "application/yaml; charset=utf-8", f"{name}.yaml")
    if kind == "xlsx":
        return _file(workbook.write(pack.data), XLSX, f"{name}.xlsx")
    raise Http404


def _file(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def pack_or_404(year: int, version: int) -> CriteriaPack:
    """Return that version with the people whom its page names."""
    packs = CriteriaPack.objects.select_related("loaded_by", "published_by")
    return get_object_or_404(packs, fiscal_year=year, version=version)
