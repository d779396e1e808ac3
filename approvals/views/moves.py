"""Moves without a signature, each asked once more: withdraw, cancel, publish, unpublish, revise."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from agencies.navigation import page_address, permanent_url
from approvals import actions
from approvals.enums import Move
from approvals.forms.moves import CancelForm
from approvals.models import Edition
from approvals.queries.editions import require_allowed
from approvals.rules.moves import NotAllowed
from approvals.views.editions import get_edition
from approvals.views.outcomes import explain_overtaking, explain_refusal
from itaportal.editing.flow import ConfirmPage, FormPage, ask_first, edit_form, form_view, go_on, posted

# How each move is made, and what the person is told then.
_MOVES: dict[Move, tuple[Callable[..., Any], str]] = {
    Move.WITHDRAW: (actions.withdraw, "ถอนเอกสารคืนแล้ว แก้ไขแล้วเสนอใหม่ได้"),
    Move.CANCEL: (actions.cancel, "ยกเลิกเอกสารฉบับนี้แล้ว"),
    Move.PUBLISH: (actions.publish, "เผยแพร่เอกสารแล้ว"),
    Move.UNPUBLISH: (actions.unpublish, "เลิกเผยแพร่แล้ว เอกสารยังคงสถานะอนุมัติ"),
    Move.REVISE: (actions.revise, "เปิดเอกสารให้แก้ไขแล้ว ฉบับที่อนุมัติไว้เดิมยังใช้ได้จนกว่าฉบับใหม่จะอนุมัติ"),
}
# What is asked before: the question, what follows from the move, and the link that leaves all as it is.
_ASKED = {
    Move.WITHDRAW: (
        "ถอนเอกสารฉบับนี้คืนหรือไม่",
        "เอกสารจะกลับเป็นร่างให้แก้ไขได้ ผู้ที่รอพิจารณาจะได้รับแจ้ง เลขทะเบียนเดิมใช้กับฉบับถัดไป",
        "ไม่ถอน",
    ),
    Move.PUBLISH: (
        "เผยแพร่เอกสารฉบับนี้หรือไม่",
        "เลิกเผยแพร่ภายหลังได้ แต่ผู้ที่บันทึกไฟล์ไปแล้วยังมีไฟล์นั้นอยู่",
        "ยังไม่เผยแพร่",
    ),
    Move.UNPUBLISH: (
        "เลิกเผยแพร่เอกสารฉบับนี้หรือไม่",
        "หน้าสาธารณะของเอกสารจะเปิดไม่ได้ ลิงก์ที่กรอกไว้ใน ITAS จะใช้ไม่ได้ เอกสารยังคงสถานะอนุมัติและเผยแพร่ใหม่ได้",
        "เผยแพร่ต่อไป",
    ),
    Move.REVISE: (
        "ทำฉบับแก้ไขใหม่หรือไม่",
        "เอกสารจะกลับเป็นร่างให้แก้ไข แล้วเสนอเป็นฉบับถัดไปพร้อมเลขทะเบียนใหม่ ฉบับนี้ยังอยู่และใช้ได้ต่อไป",
        "ยกเลิก",
    ),
}
_BACK_TO_THE_DRAFT = (Move.WITHDRAW, Move.REVISE)


@form_view
def move(request, slug, pk, move):
    """Ask before a move, and make it."""
    if move not in _MOVES:
        raise Http404
    edition, chosen = get_edition(request, slug, pk), Move(move)
    try:
        require_allowed(edition, chosen, request.user)
        if chosen == Move.CANCEL:
            return _cancel(request, edition)
        if request.method == "POST":
            return _make(request, edition, chosen)
    except NotAllowed as error:
        return explain_refusal(request, edition, error)
    except actions.Overtaken as error:
        return explain_overtaking(request, error.edition)
    return _ask_first(request, edition, chosen)


def _make(request: HttpRequest, edition: Edition, chosen: Move, **reason: str) -> HttpResponse:
    act, told = _MOVES[chosen]
    act(edition=edition, by=request.user, **reason)
    slug = edition.document.agency.slug
    if chosen in _BACK_TO_THE_DRAFT:
        return go_on(request, told, "reports:document", slug, edition.document_id)
    return go_on(request, told, "approvals:edition", slug, edition.pk)


def _cancel(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = CancelForm(posted(request))
    page = FormPage(title=Move.CANCEL.label, submit=Move.CANCEL.label, cancel=_address(edition))
    return edit_form(
        request,
        page,
        form,
        lambda: _make(request, edition, Move.CANCEL, **form.cleaned_data),
        template="approvals/move_cancel.html",
        context=_context(edition),
    )


def _ask_first(request: HttpRequest, edition: Edition, chosen: Move) -> HttpResponse:
    question, body, cancel_label = _ASKED[chosen]
    page = ConfirmPage(
        title=chosen.label,
        question=question,
        body=body,
        submit=chosen.label,
        cancel=_address(edition),
        cancel_label=cancel_label,
        is_grave=chosen == Move.UNPUBLISH,
    )
    context = _context(edition) | (_public_addresses(edition) if chosen == Move.PUBLISH else {})
    return ask_first(request, page, template="approvals/move.html", context=context)


def _address(edition: Edition) -> str:
    return reverse("approvals:edition", args=[edition.document.agency.slug, edition.pk])


def _context(edition: Edition) -> dict[str, Any]:
    return {"edition": edition, "record": edition.document}


def _public_addresses(edition: Edition) -> dict[str, Any]:
    """Return the addresses at which the public will find the edition."""
    slug, year = edition.document.agency.slug, edition.document.plan.fiscal_year
    return {
        "document_url": permanent_url(page_address("public document", edition.code)),
        "year_url": permanent_url(page_address("public year", slug, year)),
    }
