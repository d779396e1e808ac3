"""What people are shown after they sent something on an edition's page: done, not done, or never arrived."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from approvals.enums import Move
from approvals.models import Edition
from approvals.queries.editions import require_allowed
from approvals.rules.moves import NotAllowed
from approvals.views.edition_parts import decision_of, prefetch_parts
from approvals.views.editions import get_edition, show_edition
from itaportal.language import gettext_lazy

NOT_SENT = gettext_lazy(
    "ยังไม่มีการบันทึก หากท่านเพิ่งเข้าสู่ระบบใหม่เพราะหมดเวลาใช้งาน สิ่งที่กรอกไว้ก่อนหน้านั้นยังส่งมาไม่ถึงระบบ กรุณากรอกและส่งอีกครั้ง"
)
_TEXTS = ("opinion", "reason", "text", "note")  # what people type at length in an edition's forms


def redirect_to(edition: Edition):
    """Return the redirect to the edition's page."""
    return redirect("approvals:edition", edition.document.agency.slug, edition.pk)


def post_only(view):
    """Let only POST through; lead a GET to the edition's page.

    Its address comes by GET from the address bar, or after a sign-in that could not carry what was sent.
    """

    @wraps(view)
    def checked(request, slug, pk, *args, **kwargs):
        if request.method not in ("GET", "HEAD"):
            return require_POST(view)(request, slug, pk, *args, **kwargs)
        edition = get_edition(request, slug, pk)
        messages.warning(request, NOT_SENT)
        return redirect_to(edition)

    return checked


def explain_refusal(request, edition: Edition, error: NotAllowed):
    """Say why a move is not open: on the edition's page, or on one that shows what was typed as well."""
    if _find_typed_text(request):
        return explain_overtaking(request, edition, problem=str(error))
    messages.error(request, str(error))
    return redirect_to(edition)


def send_form(
    request, edition: Edition, move: Move, form: Form, act: Callable[..., Any], *, told: str, **shown: Any
):
    """Do what a small form asks for and go back; ``shown`` is the edition's page with a form that cannot be taken.

    ``act`` takes the form's values. The right comes first: looking into a file costs seconds.
    """
    try:
        require_allowed(edition, move, request.user)
        if not form.is_valid():
            return show_edition(request, edition, **shown)
        act(**form.cleaned_data)
    except NotAllowed as error:
        return explain_refusal(request, edition, error)
    messages.success(request, told)
    return redirect_to(edition)


def _find_typed_text(request) -> str:
    return next(filter(None, (request.POST.get(name, "").strip() for name in _TEXTS)), "")[:2000]


def explain_overtaking(request, edition: Edition, problem: str = ""):
    """Say what happened while the person had the page open; what they typed is not lost."""
    prefetch_parts(edition)
    decisions = [decision for step in edition.signatories.all() if (decision := decision_of(step))]
    context = {
        "edition": edition,
        "record": edition.document,
        "latest": max(decisions, key=lambda decision: decision.at, default=None),
        "typed": _find_typed_text(request),
        "problem": problem,
    }
    return render(request, "approvals/edition_overtaken.html", context, status=409)
