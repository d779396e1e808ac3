"""Batches for site administrators and overseers; the files themselves are for whoever may read the agency's data."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from batches import actions
from batches.enums import BatchState, SheetState
from batches.forms import BatchForm
from batches.models import Batch, Sheet
from batches.queries import Progress, may_use, progress_of
from batches.tasks import set_going
from itaportal.editing.flow import FormPage, edit_form, form_view, posted
from itaportal.keeping.kept import open_whole
from itaportal.language import gettext, gettext_lazy
from itaportal.templatetags.thai import counted, digits

_SHOWN, _A_PAGE = 20, 50
_MINUTE, _HOUR = 60, 3600
_TURNS = {
    "pause": (actions.pause, gettext_lazy("พักแล้ว ฉบับที่กำลังทำอยู่จะทำจนเสร็จ")),
    "resume": (actions.resume, gettext_lazy("ทำต่อแล้ว")),
    "cancel": (actions.cancel, gettext_lazy("ยกเลิกแล้ว ฉบับที่ทำเสร็จแล้วยังอยู่")),
    "retry": (actions.retry, gettext_lazy("กำลังลองใหม่")),
}
_NOTHING = gettext_lazy("ยังไม่มีหน่วยงานที่มีเอกสารชนิดนี้ของปีและจังหวัดที่เลือก กรุณาเลือกใหม่")


def _for_whoever_may(view: Callable[..., Any]) -> Callable[..., Any]:
    """Answer 404 to everybody but site administrators and overseers."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not may_use(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@form_view
@_for_whoever_may
def index(request):
    """A form for a new batch, and the latest ones."""
    form = BatchForm(posted(request), user=request.user)

    def save():
        try:
            batch = actions.start(**form.cleaned_data, by=request.user)
        except actions.NothingChosen:
            form.add_error(None, _NOTHING)
            return None
        set_going(batch)
        return redirect("batches:batch", batch.pk)

    batches = Batch.objects.visible_to(request.user).select_related("by")[:_SHOWN]
    page = FormPage(
        title=gettext("ชุดเอกสาร"),
        heading=gettext("ทำเอกสารของหลายหน่วยงานเป็นชุด"),
        lead=gettext(
            "ระบบทำเอกสาร ประทับตราของระบบ และเก็บไว้ให้แห่งละหนึ่งฉบับ เอกสารที่อนุมัติแล้วใช้ฉบับที่อนุมัติ ที่ยังเป็นร่างทำจากข้อมูลขณะนี้"
        ),
        submit=gettext("เริ่มทำ"),
        is_guarded=False,
    )
    return edit_form(
        request, page, form, save, template="batches/index.html", context={"batches": list(batches)}
    )


def _batch(request, pk: int) -> Batch:
    return get_object_or_404(Batch.objects.visible_to(request.user).select_related("by"), pk=pk)


def _rules(request, found: Batch) -> bool:
    return request.user.is_superuser or found.by_id == request.user.pk


@require_safe
@_for_whoever_may
def batch(request, pk):
    """How far a batch is, what did not succeed and why, and the files that the person may read."""
    found = _batch(request, pk)
    progress = progress_of(found)
    sheets = Sheet.objects.filter(batch=found).select_related("document__agency").order_by("pk")
    made = sheets.filter(state=SheetState.DONE).visible_to(request.user)
    failed = sheets.filter(state=SheetState.FAILED)
    failed = failed if request.user.is_superuser else failed.visible_to(request.user)
    rules = _rules(request, found)
    context = {
        "batch": found,
        "progress": progress,
        "label": _label(found, progress),
        "working": _is_working(found, progress),
        "may_pause": rules and found.state == BatchState.RUNNING and progress.left > 0,
        "may_resume": rules and found.state == BatchState.PAUSED,
        "may_retry": rules and progress.failed > 0 and found.state != BatchState.CANCELLED,
        "failures": failed[:_A_PAGE],
        "page": Paginator(made, _A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "batches/batch.html", context)


def _is_working(found: Batch, progress: Progress) -> bool:
    return found.state == BatchState.RUNNING and progress.left > 0


def _label(found: Batch, progress: Progress) -> str:
    done = gettext("{state} {done} จาก {total} ฉบับ").format(
        state=found.get_state_display(), done=counted(progress.done), total=counted(progress.total)
    )
    return digits(f"{done}{_time_left(progress.seconds_left)}")


def _time_left(seconds: float | None) -> str:
    """Return about how long it will take yet, in words; "" where nobody can tell."""
    if seconds is None:
        return ""
    if seconds < _MINUTE:
        return gettext(" เหลือไม่ถึง 1 นาที")
    if seconds < _HOUR:
        return gettext(" เหลือประมาณ {seconds} นาที").format(seconds=round(seconds / _MINUTE))
    return gettext(" เหลือประมาณ {seconds} ชั่วโมง").format(seconds=round(seconds / _HOUR, 1))


@require_safe
@_for_whoever_may
def progress(request, pk):
    """How far the batch is, for the page's script."""
    found = _batch(request, pk)
    far = progress_of(found)
    told = {"working": _is_working(found, far), "progress": far.percent, "label": _label(found, far)}
    return JsonResponse(told)


@require_POST
@_for_whoever_may
def turn(request, pk, step):
    """Pause, resume, cancel or retry: a key of _TURNS."""
    found = get_object_or_404(Batch.objects.ruled_by(request.user), pk=pk)
    act, said = _TURNS[step]
    if act(batch=found, by=request.user):
        messages.success(request, said)
        if found.state == BatchState.RUNNING:
            set_going(found)
    else:
        messages.error(request, gettext("สถานะของชุดเอกสารเปลี่ยนไปแล้ว กรุณาดูสถานะล่าสุดด้านล่าง"))
    return redirect("batches:batch", pk)


@require_safe
@_for_whoever_may
def sheet(request, pk, sheet):
    """The sealed file of one agency's document."""
    made = Sheet.objects.visible_to(request.user).select_related("document__agency")
    found = get_object_or_404(made, batch=_batch(request, pk), pk=sheet, state=SheetState.DONE)
    try:
        file = open_whole(found.file.name, found.sha256)
    except OSError:
        raise Http404 from None
    name = f"{found.document.get_kind_display()}-{found.document.agency.short_name}.pdf"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    return response
