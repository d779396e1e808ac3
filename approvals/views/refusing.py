"""What people are shown when something they sent was not done, or never arrived."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from approvals.models import Edition
from approvals.rules.moves import NotAllowed
from approvals.views.editions import fetched
from approvals.views.reading import decision_of, with_parts

NOT_SENT = (
    "ยังไม่มีการบันทึก หากท่านเพิ่งเข้าสู่ระบบใหม่เพราะหมดเวลาใช้งาน สิ่งที่กรอกไว้ก่อนหน้านั้นยังส่งมาไม่ถึงระบบ กรุณากรอกและส่งอีกครั้ง"
)
_TEXTS = ("opinion", "reason", "text", "note")  # what people type at length in an edition's forms


def back_to(edition: Edition):
    """Return the redirect to the edition's page."""
    return redirect("approvals:edition", edition.document.agency.slug, edition.pk)


def posted(view):
    """Let only POST through; lead a GET to the edition's page.

    Its address comes by GET from the address bar, or after a sign-in that could not carry what was sent.
    """

    @wraps(view)
    def checked(request, slug, pk, *args, **kwargs):
        if request.method not in ("GET", "HEAD"):
            return require_POST(view)(request, slug, pk, *args, **kwargs)
        edition = fetched(request, slug, pk)
        messages.warning(request, NOT_SENT)
        return back_to(edition)

    return checked


def refused(request, edition: Edition, error: NotAllowed):
    """Say why a move is not open: on the edition's page, or on one that shows what was typed as well."""
    if _typed(request):
        return _not_done(request, edition, problem=str(error))
    messages.error(request, str(error))
    return back_to(edition)


def overtaken(request, edition: Edition):
    """Say what happened while the person had the page open; what they typed is not lost."""
    return _not_done(request, edition)


def _typed(request) -> str:
    return next(filter(None, (request.POST.get(name, "").strip() for name in _TEXTS)), "")[:2000]


def _not_done(request, edition: Edition, problem: str = ""):
    with_parts(edition)
    decisions = [decision for step in edition.signatories.all() if (decision := decision_of(step))]
    context = {
        "edition": edition,
        "record": edition.document,
        "latest": max(decisions, key=lambda decision: decision.at, default=None),
        "typed": _typed(request),
        "problem": problem,
    }
    return render(request, "approvals/edition_overtaken.html", context, status=409)
