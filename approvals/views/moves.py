"""Moves without a signature, each asked once more: withdraw, cancel, publish, unpublish, revise."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from approvals import actions
from approvals.enums import Move
from approvals.forms.decisions import CancelForm
from approvals.models import Edition
from approvals.queries.editions import require_allowed
from approvals.rules.moves import NotAllowed
from approvals.views.editions import fetched
from approvals.views.refusing import overtaken, refused

_DONE = {
    Move.WITHDRAW: "ถอนเอกสารคืนแล้ว แก้ไขแล้วเสนอใหม่ได้",
    Move.CANCEL: "ยกเลิกเอกสารฉบับนี้แล้ว",
    Move.PUBLISH: "เผยแพร่เอกสารแล้ว",
    Move.UNPUBLISH: "เลิกเผยแพร่แล้ว เอกสารยังคงสถานะอนุมัติ",
    Move.REVISE: "เปิดเอกสารให้แก้ไขแล้ว ฉบับที่อนุมัติไว้เดิมยังใช้ได้จนกว่าฉบับใหม่จะอนุมัติ",
}
_BACK_TO_THE_DRAFT = (Move.WITHDRAW, Move.REVISE)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, slug, pk, move):
    """Ask before a move, and make it."""
    if move not in _DONE:
        raise Http404
    edition, chosen = fetched(request, slug, pk), Move(move)
    form = CancelForm(request.POST if request.method == "POST" else None)
    try:
        require_allowed(edition, chosen, request.user)
        if request.method == "POST" and (chosen != Move.CANCEL or form.is_valid()):
            return _made(request, edition, chosen, form)
    except NotAllowed as error:
        return refused(request, edition, error)
    except actions.Overtaken as error:
        return overtaken(request, error.edition)
    context = {"edition": edition, "record": edition.document, "move": chosen, "form": form}
    return render(request, "approvals/move.html", context | _published_at(edition))


def _made(request, edition: Edition, chosen: Move, form: CancelForm):
    match chosen:
        case Move.CANCEL:
            actions.cancel(edition=edition, reason=form.cleaned_data["reason"], by=request.user)
        case Move.WITHDRAW:
            actions.withdraw(edition=edition, by=request.user)
        case Move.PUBLISH:
            actions.publish(edition=edition, by=request.user)
        case Move.UNPUBLISH:
            actions.unpublish(edition=edition, by=request.user)
        case Move.REVISE:
            actions.revise(edition=edition, by=request.user)
    messages.success(request, _DONE[chosen])
    slug = edition.document.agency.slug
    if chosen in _BACK_TO_THE_DRAFT:
        return redirect("reports:document", slug, edition.document_id)
    return redirect("approvals:edition", slug, edition.pk)


def _published_at(edition: Edition) -> dict[str, str]:
    """Return the addresses at which the public finds the edition."""
    slug, year = edition.document.agency.slug, edition.document.plan.fiscal_year
    document = reverse("publications:document", args=[edition.code])
    return {
        "document_url": settings.PORTAL_URL + document,
        "year_url": settings.PORTAL_URL + reverse("publications:year", args=[slug, year]),
    }
