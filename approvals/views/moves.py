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
from itaportal.language import gettext_lazy

# How each move is made, and what the person is told then.
_MOVES: dict[Move, tuple[Callable[..., Any], str]] = {
    Move.WITHDRAW: (actions.withdraw, gettext_lazy("ถอนเอกสารคืนแล้ว แก้ไขแล้วเสนอใหม่ได้")),
    Move.CANCEL: (actions.cancel, gettext_lazy("ยกเลิกเอกสารฉบับนี้แล้ว")),
    Move.PUBLISH: (actions.publish, gettext_lazy("เผยแพร่เอกสารแล้ว")),
    Move.UNPUBLISH: (actions.unpublish, gettext_lazy("เลิกเผยแพร่แล้ว เอกสารยังคงสถานะอนุมัติ")),
    Move.REVISE: (actions.revise, gettext_lazy("เปิดเอกสารให้แก้ไขแล้ว ฉบับที่อนุมัติไว้เดิมยังใช้ได้จนกว่าฉบับใหม่จะอนุมัติ")),
}
# What is asked before: the question, what follows from the move, and the link that leaves all as it is.
_ASKED = {
    Move.WITHDRAW: (
        gettext_lazy("ถอนเอกสารฉบับนี้คืนหรือไม่"),
        gettext_lazy("เอกสารจะกลับเป็นร่างให้แก้ไขได้ ผู้ที่รอพิจารณาจะได้รับแจ้ง เลขที่หนังสือเดิมใช้กับฉบับถัดไป"),
        gettext_lazy("ไม่ถอน"),
    ),
    Move.PUBLISH: (
        gettext_lazy("เผยแพร่เอกสารฉบับนี้หรือไม่"),
        gettext_lazy("เลิกเผยแพร่ภายหลังได้ แต่ผู้ที่บันทึกไฟล์ไปแล้วยังมีไฟล์นั้นอยู่"),
        gettext_lazy("ยังไม่เผยแพร่"),
    ),
    Move.UNPUBLISH: (
        gettext_lazy("เลิกเผยแพร่เอกสารฉบับนี้หรือไม่"),
        gettext_lazy(
            "หน้าสาธารณะของเอกสารจะเปิดไม่ได้ ลิงก์ที่กรอกไว้ใน ITAS จะใช้ไม่ได้ เอกสารยังคงสถานะอนุมัติและเผยแพร่ใหม่ได้"
        ),
        gettext_lazy("เผยแพร่ต่อไป"),
    ),
    Move.REVISE: (
        gettext_lazy("ทำฉบับแก้ไขใหม่หรือไม่"),
        gettext_lazy("เอกสารจะกลับเป็นร่างให้แก้ไข แล้วเสนอเป็นฉบับถัดไปพร้อมเลขที่หนังสือใหม่ ฉบับนี้ยังอยู่และใช้ได้ต่อไป"),
        gettext_lazy("ยกเลิก"),
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
        if request.method == "POST" and chosen != Move.CANCEL:
            return _make(request, edition, chosen)
        return _ask_first(request, edition, chosen)
    except NotAllowed as error:
        return explain_refusal(request, edition, error)
    except actions.Overtaken as error:
        return explain_overtaking(request, error.edition)


def _make(request: HttpRequest, edition: Edition, chosen: Move, **reason: str) -> HttpResponse:
    act, told = _MOVES[chosen]
    act(edition=edition, by=request.user, **reason)
    slug = edition.document.agency.slug
    if chosen in _BACK_TO_THE_DRAFT:
        return go_on(request, told, "reports:document", slug, edition.document_id)
    return go_on(request, told, "approvals:edition", slug, edition.pk)


def _ask_first(request: HttpRequest, edition: Edition, chosen: Move) -> HttpResponse:
    """Ask before the move; cancelling also asks why, and is made here."""
    slug, year = edition.document.agency.slug, edition.document.plan.fiscal_year
    back = reverse("approvals:edition", args=[slug, edition.pk])
    context: dict[str, Any] = {"edition": edition, "record": edition.document, "move": chosen}
    if chosen == Move.CANCEL:
        form = CancelForm(posted(request))
        page = FormPage(title=chosen.label, submit=chosen.label, cancel=back)

        def save():
            return _make(request, edition, chosen, **form.cleaned_data)

        return edit_form(request, page, form, save, template="approvals/move_cancel.html", context=context)
    question, body, cancel_label = _ASKED[chosen]
    asked = ConfirmPage(
        title=chosen.label,
        question=question,
        body=body,
        submit=chosen.label,
        cancel=back,
        cancel_label=cancel_label,
        is_grave=chosen == Move.UNPUBLISH,
    )
    # Where the public will find the edition.
    context["document_url"] = permanent_url(page_address("public document", edition.code))
    context["year_url"] = permanent_url(page_address("public year", slug, year))
    return ask_first(request, asked, template="approvals/move.html", context=context)
