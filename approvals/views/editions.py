"""An edition on its way: the page on which it is read and decided."""

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.access import get_agency
from agencies.standing import Standing
from approvals import actions
from approvals.enums import Move
from approvals.forms.copies import CopyForm
from approvals.forms.decisions import PHRASES, DecisionForm
from approvals.forms.moves import AnswerForm, QuestionForm
from approvals.models import Edition, Notice
from approvals.page_pictures import PageSize, Unreadable, page_sizes
from approvals.queries.editions import Acting, acting, actors_of, facts_of, may_revise
from approvals.rules.moves import open_moves
from approvals.views.edition_parts import differences, history, opinions, prefetch_parts, waiting_signatory
from approvals.words import format_moment
from itaportal.editing import drafts

_RELATED = ("document__agency", "document__plan__assessment", "document__round", "register_entry")
# Moves that have a page of their own, and how heavy their buttons look.
_WITH_PAGE = (Move.PUBLISH, Move.REVISE, Move.WITHDRAW, Move.UNPUBLISH, Move.CANCEL)


def get_edition(request, slug: str, pk: int, **more: Exists) -> Edition:
    """Return the agency's edition if the person may see it, annotated with ``more``; raises Http404."""
    agency = get_agency(request, slug)
    editions = Edition.objects.filter(document__agency=agency).select_related(*_RELATED)
    return get_object_or_404(editions.annotate(**more), pk=pk)


@require_safe
def detail(request, slug, pk):
    """The edition as the person whose turn it is reads and decides it, and as everybody else follows it."""
    told = Notice.objects.filter(edition=OuterRef("pk"), user=request.user.pk, read_at=None)
    edition = get_edition(request, slug, pk, told=Exists(told))
    if vars(edition)["told"]:
        actions.mark_read(user=request.user, like=Notice(edition=edition))
    return show_edition(request, edition)


def show_edition(request, edition: Edition, *, status: int = 200, **forms: Any):
    """Return the page; ``forms`` are those that were sent and could not be taken."""
    prefetch_parts(edition)
    roles = Standing.of(request).roles_in(edition.document.agency)
    person = acting(edition, request.user)
    actors = actors_of(edition.document, edition, request.user, roles, may_decide=person is not None)
    moves = open_moves(facts_of(edition), actors)
    draft_waits = Move.REVISE in moves and not edition.document.frozen
    if Move.REVISE in moves and not may_revise(edition):
        moves.remove(Move.REVISE)
    stored = next((file for file in edition.files.all() if file.number == edition.file_number), None)
    pages = _pages(stored)
    others = list(edition.document.editions.exclude(pk=edition.pk).defer("snapshot").order_by("-number"))
    if pages and Move.APPROVE in moves:
        actions.note_opened(edition=edition, by=request.user)
    context = {
        "edition": edition,
        "record": edition.document,
        "year": edition.document.plan.assessment.fiscal_year,
        "stored": stored,
        "pages": pages,
        "waiting": waiting_signatory(edition),
        "waiting_since": format_moment(edition.waiting_since),
        "opinions": opinions(edition),
        "events": history(edition),
        "differences": differences(edition, others),
        "others": others,
        "buttons": [move for move in _WITH_PAGE if move in moves],
        "draft_waits": draft_waits,
        "may_answer": Move.ANSWER in moves,
        **_deciding(request, edition, person, stored, moves, forms),
        **forms,
    }
    return render(request, "approvals/edition_detail.html", context, status=status)


def _pages(stored) -> tuple[PageSize, ...]:
    """Return the pages to show as pictures; none for a file that is gone or broken."""
    try:
        return page_sizes(stored.file.name, stored.sha256) if stored else ()
    except Unreadable:
        return ()


def _deciding(
    request, edition: Edition, person: Acting | None, stored, moves: list[Move], forms: dict[str, Any]
) -> dict[str, Any]:
    """Return the forms of the moves that are open to the person."""
    given: dict[str, Any] = {}
    if Move.APPROVE in moves and "decision" not in forms:
        typed = drafts.opened(request) or QueryDict()
        initial = {name: typed[name] for name in ("choice", "opinion") if name in typed}
        initial["seen"] = stored.sha256 if stored else ""
        given["decision"] = _form(request, person, initial=initial)
    if Move.APPROVE in moves:
        given |= {"draft": drafts.draft_for(request, edition_page(edition))}
        given |= {"acting": person, "phrases": PHRASES}
    if Move.ASK in moves:
        given["question_form"] = QuestionForm(auto_id="id_question_%s")
    if Move.ANSWER in moves:
        given["answer_form"] = AnswerForm(auto_id="id_answer_%s")
    if Move.ATTACH in moves:
        given["copy_form"] = CopyForm(auto_id="id_copy_%s")
    return given


def edition_page(edition: Edition) -> str:
    """Return the address of the page on which the edition is decided."""
    return reverse("approvals:edition", args=[edition.document.agency.slug, edition.pk])


def decision_form(request, edition: Edition, *args: Any, **kwargs: Any) -> DecisionForm:
    """Return the form of a decision as this person may fill it in."""
    return _form(request, acting(edition, request.user), *args, **kwargs)


def _form(request, person: Acting | None, *args: Any, **kwargs: Any) -> DecisionForm:
    name, has_token = _name(request, person), bool(settings.PKCS11_MODULE)
    return DecisionForm(*args, person=name, has_token=has_token, **kwargs)


def signing_name(request, edition: Edition) -> str:
    """Return the name that the person signs the edition with."""
    return _name(request, acting(edition, request.user))


def _name(request, person: Acting | None) -> str:
    return person.name if person else request.user.get_full_name()
