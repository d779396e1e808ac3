"""What waits for me, what I decided, what I submitted; and approving several documents at once."""

import logging
from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.models import Agency
from approvals import actions
from approvals.enums import Move
from approvals.forms.decisions import TogetherForm
from approvals.models import Edition
from approvals.queries.desk import (
    Desk,
    chosen_editions,
    decided_by,
    submitted_by,
    waiting_editions,
    waiting_rows,
)
from approvals.queries.signers import proposals_for
from approvals.rules.moves import NotAllowed
from approvals.rules.presence import Presence
from approvals.signing.failures import SigningFailed
from approvals.views.outcomes import NOT_SENT
from approvals.views.presence import ask_for_presence, known_presence
from approvals.words import title_of, what_happened
from itaportal.editing.flow import FormPage, edit_form, form_view
from itaportal.language import gettext, gettext_lazy
from itaportal.templatetags.thai import digits

logger = logging.getLogger(__name__)
_PER_PAGE = 30
_LATEST = 20
_LEAD = gettext_lazy(
    "กดปุ่มลงนามเมื่อท่านได้อ่านทุกฉบับในรายการนี้แล้ว ระบบจะลงนามทีละฉบับด้วยใบรับรองที่ระบบออกให้ท่าน "
    "ฉบับที่มีผู้พิจารณาไปก่อนจะไม่ถูกลงนามซ้ำ และระบบจะแจ้งให้ทราบ"
)
_PARTS = {
    "": gettext_lazy("เอกสารรอพิจารณา"),
    "decided": gettext_lazy("พิจารณาแล้ว"),
    "submitted": gettext_lazy("ที่เสนอ"),
}


@require_safe
def inbox(request):
    """One of three lists; ``show`` says which, without it what waits for the person."""
    shown = request.GET.get("show", "")
    shown = shown if shown in _PARTS else ""
    context = {"shown": shown, "parts": _PARTS}
    if shown == "decided":
        context["decisions"] = decided_by(request.user)[:_LATEST]
    elif shown == "submitted":
        context["editions"] = submitted_by(request.user)[:_LATEST]
    else:
        mine = (request.user, Desk.of(request).places)
        paginator = Paginator(waiting_editions(*mine), _PER_PAGE)
        paginator.count = Desk.of(request).waiting[0]
        page = paginator.get_page(request.GET.get("page"))
        rows = waiting_rows(page.object_list, *mine)
        context |= {"page": page, "rows": rows, "proposals": proposals_for(*mine)}
    return render(request, "approvals/inbox.html", context)


@form_view
def approve(request):
    """Approve the ticked editions: first a page that lists them and asks for the opinion, then one by one.

    A GET comes from signing in anew after the session ended; it leads to the inbox.
    """
    if request.method != "POST":
        messages.warning(request, NOT_SENT)
        return redirect("inbox")
    chosen = _chosen(request)
    if not chosen:
        messages.error(request, gettext("ยังไม่ได้เลือกเอกสาร กรุณาเลือกอย่างน้อยหนึ่งฉบับ แล้วกดปุ่มอีกครั้ง"))
        return redirect("inbox")
    # The first page comes by POST as well, from the inbox.
    form = TogetherForm(request.POST if "confirm" in request.POST else None)

    def save():
        agencies = {edition.document.agency for edition, _ in chosen}
        presence = known_presence(request, agencies)
        if presence is None:
            return _asked(request, agencies, form)
        _approve_each(request, chosen, form.cleaned_data["opinion"], presence)
        return redirect("inbox")

    back = reverse("inbox")
    heading = gettext("เห็นชอบและลงนาม {chosen} ฉบับ").format(chosen=digits(len(chosen)))
    page = FormPage(
        title=gettext("เห็นชอบหลายฉบับ"),
        heading=heading,
        crumbs=[(gettext("เอกสารรอพิจารณา"), back)],
        lead=_LEAD,
        submit=heading,
        cancel=back,
        action=reverse("inbox_approve"),
    )
    context = {"chosen": chosen, "left_out": any(vars(edition)["left_out"] for edition, _ in chosen)}
    return edit_form(
        request,
        page,
        form,
        save,
        template="approvals/inbox_approve.html",
        context=context,
    )


def _asked(request, agencies: Collection[Agency], form: TogetherForm) -> HttpResponse | None:
    """Answer with the question who the person is; None with an error in the form where they cannot answer it."""
    try:
        return ask_for_presence(request, agencies)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return None


def _chosen(request) -> list[tuple[Edition, str]]:
    """Return the ticked editions with the SHA-256 of the file that stood on the person's page."""
    typed = request.POST.getlist("edition")[:_PER_PAGE]
    pks = [int(pk) for pk in typed if pk.isdecimal() and len(pk) < 18]
    editions = chosen_editions(request.user, pks)
    return [(edition, request.POST.get(f"seen-{edition.pk}", "")) for edition in editions]


def _approve_each(request, chosen: list[tuple[Edition, str]], opinion: str, presence: Presence) -> None:
    """Approve each edition in a transaction of its own and say of each what became of it."""
    done, refused, pressed_at = [], [], timezone.now()
    for edition, seen in chosen:
        approve = partial(
            actions.decide,
            edition=edition,
            move=Move.APPROVE,
            opinion=opinion,
            seen_sha256=seen,
            signing=actions.Signing.by_portal(),
            by=request.user,
            presence=presence,
            pressed_at=pressed_at,
            unread=False,
        )
        reason = _refusal(edition, seen, approve)
        if reason is None:
            unread = "" if vars(edition)["opened"] else gettext(" (บันทึกไว้ว่ายังไม่ได้เปิดอ่าน)")
            done.append(title_of(edition) + unread)
        else:
            refused.append(f"{title_of(edition)}: {reason}")
    if done:
        messages.success(
            request,
            gettext("เห็นชอบและลงนามแล้ว {done} ฉบับ: {items}").format(done=len(done), items=", ".join(done)),
        )
    for words in refused:
        messages.warning(request, gettext("ยังไม่ได้ลงนาม {words}").format(words=words))


def _refusal(edition: Edition, seen: str, approve: Callable[[], Any]) -> str | None:
    """Approve the edition; return in Thai why not, None when it is done."""
    try:
        approve()
    except actions.Overtaken as overtaken:
        return what_happened(overtaken.edition, seen)
    except NotAllowed as refusal:
        return what_happened(edition, seen) or str(refusal)
    except SigningFailed as failure:
        return str(failure)
    except OSError:
        logger.exception("The file of edition %s could not be read or stored", edition.pk)
        return gettext("อ่านหรือบันทึกไฟล์ของเอกสารไม่ได้ กรุณาแจ้งผู้ดูแลระบบ")
    return None
