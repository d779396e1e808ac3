"""Criteria packs for the site administrator: list, upload, reading a draft, publishing, download."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from agencies.access import for_site_administrators
from agencies.models import User
from criteria import actions
from criteria.actions import CriteriaRefused, PackChanged
from criteria.difference import evidence_of, find_differences
from criteria.forms import PackUploadForm
from criteria.lines import find_ended, find_links
from criteria.models import CriteriaPack
from criteria.packs import PlacedProblem, is_workbook, read, workbook, yaml_lines
from criteria.queries import count_uses, mapping_edit
from itaportal.downloads import attachment
from itaportal.editing.flow import ConfirmPage, FormPage, ask_first, edit_form, form_view, posted, show_form
from itaportal.keeping.kept import open_whole
from itaportal.language import gettext, gettext_lazy
from itaportal.templatetags.thai import digits
from itaportal.translated import translated

SHOWN_PROBLEMS = 200
SHOWN_CHARACTERS = 120
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LIST = gettext_lazy("เกณฑ์การประเมิน")


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
    form = PackUploadForm(posted(request), request.FILES or None)
    page = FormPage(
        title=gettext("อัปโหลดเกณฑ์การประเมิน"),
        crumbs=[(_LIST, reverse("criteria:index"))],
        here=gettext("อัปโหลด"),
        lead=gettext("ระบบตรวจทุกส่วนก่อน แล้วเก็บเป็นร่างให้ดูความต่างจากปีก่อน ยังไม่มีหน่วยงานใดใช้จนกว่าจะกดเผยแพร่"),
        submit=gettext("ตรวจและเก็บเป็นร่าง"),
        cancel=reverse("criteria:index"),
    )
    template = "criteria/pack_upload.html"

    def save() -> HttpResponse:
        source, name = form.content()
        pack, problems = _store(source, name, request.user)
        if pack:
            return redirect("criteria:pack", pack.fiscal_year, pack.version)
        # The text comes back to be mended here; a workbook is mended where it was made.
        text = "" if is_workbook(source) else source.decode("utf-8-sig", "replace")
        context = {
            "problems": _problem_lines(problems[:SHOWN_PROBLEMS], text),
            "count": len(problems),
            "more": max(0, len(problems) - SHOWN_PROBLEMS),
        }
        again = PackUploadForm(initial={"text": text})
        return show_form(request, page, again, template=template, context=context)

    return edit_form(request, page, form, save, template=template)


def _problem_lines(problems: list[PlacedProblem], text: str) -> list[dict[str, str]]:
    """Return the problems as the page shows them, with the line of the text where there is one."""
    lines = dict(enumerate(text.split("\n"), start=1))
    return [
        {
            "where": problem.place.label,
            "message": problem.words,
            "path": translated(problem.path),
            "line": ""
            if problem.place.sheet
            else Truncator(lines.get(problem.place.row, "").strip()).chars(SHOWN_CHARACTERS),
        }
        for problem in problems
    ]


def _store(source: bytes, name: str, by: User) -> tuple[CriteriaPack | None, list[PlacedProblem]]:
    """Return the stored pack, or what is wrong with it."""
    file = read(source)
    if file.data is None:
        return None, list(file.problems)
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
        **_compare(pack, before),
    }
    return render(request, "criteria/pack_detail.html", context)


def _compare(pack: CriteriaPack, before: CriteriaPack | None) -> dict[str, Any]:
    """Return the differences to the version in use and to the year before, and the mapping."""
    own = CriteriaPack.objects.published().filter(fiscal_year=pack.fiscal_year, version__lt=pack.version)
    older = [each for each in (own.order_by("-version").first(), before) if each]
    compared: dict[str, Any] = {
        "comparisons": [(each, find_differences(each.criteria, pack.criteria)) for each in older],
        "before": before,
    }
    if before:
        compared["links"] = find_links(pack.criteria, before.criteria)
        compared["ended"] = find_ended(pack.criteria, before.criteria)
    return compared


@form_view
@for_site_administrators
def publish(request, year, version):
    """Freeze the draft after a second look."""
    pack = pack_or_404(year, version)
    page = _ask(
        pack,
        gettext("เผยแพร่เกณฑ์"),
        question=gettext("เผยแพร่เกณฑ์นี้"),
        body=gettext(
            "ทุกหน่วยงานจะบันทึกคะแนนของปีนี้ด้วยเกณฑ์รุ่นนี้ทันที และแก้ไขไม่ได้อีก ถ้าพบที่ผิดภายหลัง ต้องอัปโหลดเป็นรุ่นใหม่ ผลที่บันทึกไว้แล้วยังใช้รุ่นเดิม"
        ),
        submit=gettext("เผยแพร่"),
        is_grave=False,
    )
    done = gettext("เผยแพร่{pack}แล้ว หน่วยงานใช้เกณฑ์นี้บันทึกคะแนนได้ทันที").format(pack=pack)
    unbacked = [label for label, evidence in evidence_of(pack.criteria) if not evidence.is_backed]
    return _step(request, pack, page, actions.publish, done, unbacked)


@form_view
@for_site_administrators
def discard(request, year, version):
    """Throw the draft away after a second look."""
    pack = pack_or_404(year, version)
    body = gettext("ร่างจะหายไปจากระบบ ถ้ายังต้องการเก็บไว้ ให้ดาวน์โหลดก่อน")
    page = _ask(pack, gettext("ลบร่างเกณฑ์"), question=gettext("ลบร่างนี้"), body=body, submit=gettext("ลบร่าง"))
    return _step(request, pack, page, actions.discard, gettext("ลบร่าง{pack}แล้ว").format(pack=pack))


def _ask(pack: CriteriaPack, what: str, **words: Any) -> ConfirmPage:
    """Return the page that asks about the draft as it is now."""
    hidden = [{"name": "sha256", "value": pack.sha256}]
    crumbs = pack_crumbs(pack)
    (name, cancel) = crumbs[-1]
    return ConfirmPage(title=f"{what}{name}", crumbs=crumbs, cancel=cancel, hidden=hidden, **words)


def _step(
    request: HttpRequest,
    pack: CriteriaPack,
    page: ConfirmPage,
    act: Callable[..., None],
    done: str,
    unbacked: Sequence[str] = (),
) -> HttpResponse:
    """Ask, then do to the draft on the page what cannot be undone; nothing is done to a published version."""
    sha256 = request.POST.get("sha256")
    if pack.is_published:
        return redirect(page.cancel)
    if not sha256:
        return ask_first(request, page, template="criteria/pack_step.html", context={"unbacked": unbacked})
    try:
        act(pack=pack, sha256=sha256, by=request.user)
    except PackChanged:
        messages.error(request, gettext("ร่างนี้ถูกเปลี่ยนไปแล้วระหว่างที่เปิดหน้านี้ ยังไม่ได้ทำอะไร กรุณาตรวจเนื้อหาใหม่ก่อน"))
    except CriteriaRefused as refused:
        messages.error(request, " ".join(translated(problem.message) for problem in refused.problems))
    else:
        messages.success(request, done)
    # A draft that was thrown away has no page.
    return redirect(page.cancel if CriteriaPack.objects.filter(pk=pack.pk).exists() else "criteria:index")


@require_safe
@for_site_administrators
def download(request, year, version, kind):
    """The pack as YAML, as a workbook, or the file that was uploaded."""
    pack = pack_or_404(year, version)
    if kind == "original" and pack.source:
        try:
            content = open_whole(pack.source.name)
        except OSError:
            raise Http404 from None
        return FileResponse(content, as_attachment=True, filename=pack.source_name)
    writers: dict[str, tuple[Callable[[dict], str | bytes], str]] = {
        "yaml": (yaml_lines.write, "application/yaml; charset=utf-8"),
        "xlsx": (workbook.write, XLSX),
    }
    if kind not in writers:
        raise Http404
    write, content_type = writers[kind]
    return attachment(write(pack.data), f"criteria-{year}-{version}.{kind}", content_type)


def pack_or_404(year: int, version: int) -> CriteriaPack:
    """Return that version with the people whom its page names."""
    packs = CriteriaPack.objects.select_related("loaded_by", "published_by")
    return get_object_or_404(packs, fiscal_year=year, version=version)


def pack_crumbs(pack: CriteriaPack) -> list[tuple[str, str]]:
    """Return the list and the version, the pages above one about the version."""
    here = reverse("criteria:pack", args=[pack.fiscal_year, pack.version])
    name = digits(
        gettext("ปี {fiscal_year} รุ่นที่ {version}").format(fiscal_year=pack.fiscal_year, version=pack.version)
    )
    return [(_LIST, reverse("criteria:index")), (name, here)]
