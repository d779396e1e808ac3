"""Moves without a signature, each asked once more: withdraw, cancel, publish, unpublish, revise."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from agencies.navigation import page_address, permanent_url
from approvals import actions
from approvals.enums import Move
from approvals.forms.decisions import CancelForm
from approvals.models import Edition
from approvals.queries.editions import require_allowed
from approvals.rules.moves import NotAllowed
from approvals.views.editions import get_edition
from approvals.views.outcomes import explain_overtaking, explain_refusal, redirect_to

# How each move is made, and what the person is told then.
_MOVES = {
    Move.WITHDRAW: (actions.withdraw, "ถอนเอกสารคืนแล้ว แก้ไขแล้วเสนอใหม่ได้"),
    Move.CANCEL: (actions.cancel, "ยกเลิกเอกสารฉบับนี้แล้ว"),
    Move.PUBLISH: (actions.publish, "เผยแพร่เอกสารแล้ว"),
    Move.UNPUBLISH: (actions.unpublish, "เลิกเผยแพร่แล้ว เอกสารยังคงสถานะอนุมัติ"),
    Move.REVISE: (actions.revise, "เปิดเอกสารให้แก้ไขแล้ว ฉบับที่อนุมัติไว้เดิมยังใช้ได้จนกว่าฉบับใหม่จะอนุมัติ"),
}
_BACK_TO_THE_DRAFT = (Move.WITHDRAW, Move.REVISE)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, slug, pk, move):
    """Ask before a move, and make it."""
    if move not in _MOVES:
        raise Http404
    edition, chosen = get_edition(request, slug, pk), Move(move)
    form = CancelForm(request.POST if request.method == "POST" else None)
    try:
        require_allowed(edition, chosen, request.user)
        if request.method == "POST" and (chosen != Move.CANCEL or form.is_valid()):
            return _make(request, edition, chosen, form)
    except NotAllowed as error:
        return explain_refusal(request, edition, error)
    except actions.Overtaken as error:
        return explain_overtaking(request, error.edition)
    context = {"edition": edition, "record": edition.document, "move": chosen, "form": form}
    return render(request, "approvals/move.html", context | _published_at(edition))


def _make(request, edition: Edition, chosen: Move, form: CancelForm):
    act, told = _MOVES[chosen]
    reason = {"reason": form.cleaned_data["reason"]} if chosen == Move.CANCEL else {}
    act(edition=edition, by=request.user, **reason)
    messages.success(request, told)
    if chosen in _BACK_TO_THE_DRAFT:
        return redirect("reports:document", edition.document.agency.slug, edition.document_id)
    return redirect_to(edition)


def _published_at(edition: Edition) -> dict[str, str]:
    """Return the addresses at which the public finds the edition."""
    slug, year = edition.document.agency.slug, edition.document.plan.fiscal_year
    return {
        "document_url": permanent_url(page_address("public document", edition.code)),
        "year_url": permanent_url(page_address("public year", slug, year)),
    }
