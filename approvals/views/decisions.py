"""Deciding a step, asking before, answering; and looking at a certificate without signing."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.views.decorators.debug import sensitive_post_parameters

from approvals import actions
from approvals.enums import Means, Move
from approvals.forms.decisions import CertificateForm, DecisionForm, name_warning
from approvals.forms.moves import AnswerForm, QuestionForm
from approvals.models import Edition
from approvals.queries.editions import require_allowed
from approvals.rules.moves import NotAllowed
from approvals.rules.presence import Presence
from approvals.signing import installation
from approvals.signing.failures import SigningFailed
from approvals.views.editions import decision_form, edition_page, get_edition, show_edition, signing_name
from approvals.views.outcomes import explain_overtaking, explain_refusal, post_only, redirect_to, send_form
from approvals.views.presence import ask_for_presence, known_presence
from itaportal.bodysizes import takes
from itaportal.editing import drafts
from itaportal.language import gettext

# Bytes: what somebody may choose who means their certificate, so that the page with the opinion comes back.
_WRONG_FILE = 20 * 1024 * 1024


@takes(_WRONG_FILE)
@sensitive_post_parameters("passphrase", "pin")
@post_only
def decide(request, slug, pk):
    """Approve or return the current step."""
    edition = get_edition(request, slug, pk)
    if _is_old(request, edition):
        return explain_overtaking(request, edition)
    chosen = Move.RETURN if request.POST.get("choice") == Move.RETURN else Move.APPROVE
    try:
        require_allowed(edition, chosen, request.user)
    except NotAllowed as error:
        return explain_refusal(request, edition, error)
    form = decision_form(request, edition, request.POST, request.FILES)
    if not form.is_valid():
        return show_edition(request, edition, decision=form)
    agencies = [edition.document.agency]
    presence = known_presence(request, agencies)
    try:
        return _decide(request, edition, form, presence) if presence else ask_for_presence(request, agencies)
    except NotAllowed as error:
        return explain_refusal(request, edition, error)


def _is_old(request, edition: Edition) -> bool:
    """Tell whether the file on the person's page has had a signature added since."""
    seen = request.POST.get("seen", "")
    return bool(seen) and not edition.files.filter(number=edition.file_number, sha256=seen).exists()


def _decide(request, edition: Edition, form: DecisionForm, presence: Presence):
    data = form.cleaned_data
    try:
        decision = actions.decide(
            edition=edition,
            move=data["choice"],
            opinion=data["opinion"],
            seen_sha256=data["seen"],
            signing=_signing(form),
            by=request.user,
            presence=presence,
        )
    except actions.Overtaken as error:
        return explain_overtaking(request, error.edition)
    except SigningFailed as error:
        form.add_error("opinion" if isinstance(error, actions.OpinionTooLong) else "means", str(error))
        return show_edition(request, edition, decision=form)
    drafts.forget(request, edition_page(edition))
    messages.success(
        request, gettext("บันทึกผลการพิจารณา “{move}” และลงนามแล้ว").format(move=decision.get_move_display())
    )
    return redirect_to(edition)


def _signing(form: DecisionForm) -> actions.Signing:
    """Return what the person signs with."""
    data = form.cleaned_data
    if data["means"] == Means.CERTIFICATE:
        used = form.credential_used
        assert used is not None  # a valid form has opened it
        return actions.Signing(Means.CERTIFICATE, used, " · ".join(filter(None, (used.subject, used.issuer))))
    if data["means"] == Means.TOKEN:
        token = installation.token(data["cert_label"], data["pin"])
        assert token is not None  # it is offered where there is one alone
        return actions.Signing(Means.TOKEN, token, f"{token.cert_label} · {token.label}")
    return actions.Signing.by_portal()


@takes(_WRONG_FILE)
@sensitive_post_parameters("passphrase")
@post_only
def certificate(request, slug, pk):
    """Tell whose certificate a file holds and until when it is good; nothing is signed or kept."""
    edition = get_edition(request, slug, pk)
    in_place = request.headers.get("X-Requested-With") == "fetch"
    try:
        # Opening a file costs a process: only for the person who is about to sign.
        require_allowed(edition, Move.APPROVE, request.user)
    except NotAllowed as error:
        if not in_place:
            return explain_refusal(request, edition, error)
        checked = {"errors": [str(error)]}
    else:
        checked = _check_certificate(request, edition)
    if in_place:
        return render(request, "approvals/_certificate.html", {"checked": checked})
    return show_edition(request, edition, decision=_form_as_typed(request, edition), checked=checked)


def _check_certificate(request, edition: Edition) -> dict[str, Any]:
    form = CertificateForm(request.POST, request.FILES)
    credential = form.credential() if form.is_valid() else None
    return {
        "credential": credential,
        "trusted": credential is not None and installation.vouches_for(credential),
        "warning": name_warning(credential.subject, signing_name(request, edition)) if credential else "",
        "errors": [error for errors in form.errors.values() for error in errors],
    }


def _form_as_typed(request, edition: Edition) -> DecisionForm:
    """Return the form with what was typed, unjudged, without passphrase and file."""
    names = ("seen", "choice", "phrase", "opinion", "means", "cert_label")
    return decision_form(request, edition, initial={name: request.POST.get(name, "") for name in names})


@post_only
def ask(request, slug, pk):
    """Ask those who submitted the document."""
    edition = get_edition(request, slug, pk)
    form = QuestionForm(request.POST, auto_id="id_question_%s")
    act = partial(actions.ask, edition=edition, by=request.user)
    told = gettext("ส่งข้อสอบถามถึงผู้เสนอแล้ว เอกสารยังรอท่านพิจารณา")
    return send_form(request, edition, Move.ASK, form, act, told=told, question_form=form)


@post_only
def answer(request, slug, pk, question):
    """Answer a question."""
    edition = get_edition(request, slug, pk)
    asked = get_object_or_404(edition.questions.select_related("edition__document__agency"), pk=question)
    form = AnswerForm(request.POST, auto_id="id_answer_%s")
    act = partial(actions.answer, question=asked, by=request.user)
    shown = {"answer_form": form, "answering": asked.pk}
    return send_form(request, edition, Move.ANSWER, form, act, told=gettext("ส่งคำตอบถึงผู้สอบถามแล้ว"), **shown)
