"""A proposed change of who signs: read, confirmed or refused by a signer, or by the site's administrator."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.access import for_site_administrators, get_agency
from agencies.models import Agency
from agencies.roles import Capability
from approvals import actions
from approvals.enums import ProposalState
from approvals.forms.proposals import ReasonForm, ScanForm
from approvals.models import Proposal
from approvals.queries.signers import confirmers_of, falling_to_site, is_first_set_up
from approvals.rules.moves import NotAllowed
from itaportal.bodysizes import takes
from itaportal.editing.flow import form_view, go_on
from itaportal.keeping.kept import open_whole
from itaportal.language import gettext, gettext_lazy
from itaportal.templatetags.thai import digits
from itaportal.translated import translated
from measures.evidence import MAX_FILE_BYTES
from measures.evidence.serving import seal_off

_DONE = {
    ProposalState.CONFIRMED: gettext_lazy("ยืนยันแล้ว การเปลี่ยนแปลงมีผลตั้งแต่บัดนี้ ระบบแจ้งผู้ลงนามและผู้ตรวจสอบทุกคนแล้ว"),
    ProposalState.REFUSED: gettext_lazy("บันทึกว่าไม่ยืนยันแล้ว ไม่มีสิ่งใดเปลี่ยน ระบบแจ้งผู้ลงนามและผู้ตรวจสอบทุกคนแล้ว"),
    ProposalState.WITHDRAWN: gettext_lazy("ถอนข้อเสนอแล้ว"),
}


def _get(agency: Agency, pk: int) -> Proposal:
    return get_object_or_404(agency.proposals.select_related("agency"), pk=pk)


@form_view
def proposal(request, slug, pk):
    """The proposal as people of the agency read it, and as a signer settles it."""
    found = _get(get_agency(request, slug), pk)
    may_manage = Capability.MANAGE in request.capabilities
    return (
        _settle(request, found, may_manage) if request.method == "POST" else _show(request, found, may_manage)
    )


@require_safe
@for_site_administrators
def site_index(request):
    """What no signer can confirm, of all agencies."""
    return render(request, "approvals/site_proposals.html", {"proposals": falling_to_site()})


@form_view
@for_site_administrators
def site_proposal(request, pk):
    """A proposal that falls to the site's administrator, or fell to one."""
    found = _of_site(pk)
    return _settle(request, found) if request.method == "POST" else _show(request, found)


@require_safe
@for_site_administrators
def site_scan(request, pk):
    """The scan that goes with it."""
    return _file(_of_site(pk))


def _of_site(pk: int) -> Proposal:
    found = get_object_or_404(Proposal.objects.select_related("agency"), pk=pk)
    if found.state == ProposalState.WAITING and confirmers_of(found).exists():
        raise Http404
    return found


def _show(request, found: Proposal, may_manage: bool = False, **forms: Any) -> HttpResponse:
    waits = found.state == ProposalState.WAITING
    scan = reverse("site_proposal_scan", args=[found.pk])
    if hasattr(request, "agency"):
        scan = reverse("approvals:proposal_scan", args=[found.agency.slug, found.pk])
    first = waits and may_manage and is_first_set_up(found.agency)
    words = {
        "proposal": found,
        "headline": actions.headline(found),
        "became": actions.what_became(found),
        "scan_url": scan,
        "why_not": actions.why_not_confirm(found, request.user) if waits else "",
        "may_refuse": waits and not actions.why_not_refuse(found, request.user),
        "to_site": waits and not confirmers_of(found).exists(),
        "may_withdraw": waits and may_manage,
        "on_paper": first,
        "why_not_on_paper": actions.why_not_on_paper(found) if first else "",
        "reason_form": ReasonForm(),
        "scan_form": ScanForm(),
        **forms,
    }
    return render(request, "approvals/proposal.html", words)


def _settle(request, found: Proposal, may_manage: bool = False) -> HttpResponse:
    form, choice = ReasonForm(request.POST), request.POST.get("choice", "")
    if not form.is_valid():
        return _show(request, found, may_manage, reason_form=form)
    moves: dict[str, Callable[..., Proposal]] = {"confirm": actions.confirm, "refuse": actions.refuse}
    if may_manage:
        moves |= {"withdraw": actions.withdraw_proposal, "paper": actions.confirm_on_paper}
    if choice not in moves:
        return redirect(request.path)
    said = form.cleaned_data if choice in ("confirm", "refuse") else {}
    try:
        settled = moves[choice](proposal=found, by=request.user, **said)
    except actions.Settled as late:
        messages.warning(request, digits(translated(late)))
    except NotAllowed as refusal:
        messages.error(request, digits(translated(refusal)))
        return _show(request, found, may_manage, reason_form=form)
    else:
        messages.success(request, _DONE[ProposalState(settled.state)])
    return redirect(request.path)


@require_safe
def paper(request, slug, pk):
    """The page that the executive signs by hand."""
    found = _get(get_agency(request, slug, Capability.MANAGE), pk)
    return render(request, "approvals/proposal_paper.html", {"proposal": found})


@takes(2 * MAX_FILE_BYTES)
@form_view
def scan(request, slug, pk):
    """Attach the signed page; look at it."""
    found = _get(get_agency(request, slug, Capability.MANAGE), pk)
    if request.method != "POST":
        return _file(found) if found.scan else redirect("approvals:proposal", slug, pk)
    form = ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, found, True, scan_form=form)
    try:
        actions.attach_scan(proposal=found, piece=form.cleaned_data["file"], by=request.user)
    except actions.Settled as late:
        messages.warning(request, digits(translated(late)))
        return redirect("approvals:proposal", slug, pk)
    return go_on(request, gettext("แนบหนังสือยืนยันแล้ว ระบบแจ้งทุกคนที่เกี่ยวข้องแล้ว"), "approvals:proposal", slug, pk)


def _file(found: Proposal) -> FileResponse:
    try:
        content = open_whole(found.scan.name, found.scan_sha256)
    except OSError:
        raise Http404 from None
    return seal_off(FileResponse(content, as_attachment=True, filename=found.scan_name))
