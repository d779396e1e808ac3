"""The agency's rules of approval and its substitutes, which its administrators propose to change."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from agencies.access import get_agency
from agencies.models import Agency
from agencies.roles import Capability
from agencies.signers import NotProposed
from agencies.views.settings import PROPOSED, propose
from approvals import actions
from approvals.enums import ProposalKind
from approvals.forms.rules import RulesForm, SubstituteForm
from approvals.models import Substitute
from approvals.queries.signers import waiting_in
from approvals.queries.signing_rules import rules_of
from itaportal.editing.flow import ConfirmPage, FormPage, ask_first, edit_form, form_view, go_on, posted
from itaportal.language import gettext
from itaportal.templatetags.thai import digits
from itaportal.translated import translated

_BACK = "approvals:rules"


@form_view
def rules(request, slug):
    """Whether people may sign what they submitted, and who acts for whom."""
    agency = get_agency(request, slug, Capability.MANAGE)
    form = RulesForm(posted(request), instance=rules_of(agency))

    def save():
        return propose(
            request,
            form,
            ProposalKind.RULES,
            back=_BACK,
            agency=agency,
            about=None,
            content=form.cleaned_data,
        )

    page = FormPage(
        title=gettext("ข้อกำหนดการพิจารณา"),
        heading=gettext("ข้อกำหนดการพิจารณาและผู้ปฏิบัติหน้าที่แทน"),
        crumbs=_crumbs(agency)[:1],
        submit=gettext("ส่งข้อเสนอแก้ข้อกำหนด"),
    )
    substitutes = {**_substitutes(agency, request.GET.get("page")), "waiting": waiting_in(agency)}
    return edit_form(request, page, form, save, template="approvals/rules.html", context=substitutes)


def _crumbs(agency: Agency) -> list[tuple[str, str]]:
    return [
        (gettext("ข้อมูลหน่วยงาน"), reverse("agencies:settings", args=[agency.slug])),
        (gettext("ข้อกำหนดการพิจารณา"), reverse("approvals:rules", args=[agency.slug])),
    ]


def _substitutes(agency: Agency, page: str | None) -> dict[str, Any]:
    """Return the agency's substitutes of today, of later and of before (in pages)."""
    today = timezone.localdate()
    everyone = agency.substitutes.select_related("principal__user", "deputy__user")
    past = everyone.filter(ends_on__lt=today)
    return {
        "acting": everyone.filter(starts_on__lte=today, ends_on__gte=today).order_by("ends_on", "pk"),
        "coming": everyone.filter(starts_on__gt=today).order_by("starts_on", "pk"),
        "past": Paginator(past, 20).get_page(page),
    }


@form_view
def substitute_add(request, slug):
    """Appoint somebody to act for a member of the chain."""
    agency = get_agency(request, slug, Capability.MANAGE)
    return _edit_substitute(request, agency, None, gettext("กำหนดผู้ปฏิบัติหน้าที่แทน"))


@form_view
def substitute_edit(request, slug, pk):
    """Change an appointment; what was signed under it keeps its text."""
    agency = get_agency(request, slug, Capability.MANAGE)
    kept = gettext("เอกสารที่ลงนามแทนไปแล้วยังคงข้อความเดิม การแก้ไขมีผลกับการลงนามหลังจากได้รับการยืนยัน")
    return _edit_substitute(request, agency, _get_substitute(agency, pk), gettext("แก้ไขผู้ปฏิบัติหน้าที่แทน"), kept)


def _edit_substitute(
    request: HttpRequest, agency: Agency, substitute: Substitute | None, title: str, lead: str = ""
) -> HttpResponse:
    form = SubstituteForm(posted(request), agency=agency, instance=substitute)
    crumbs = _crumbs(agency)

    def save():
        people = {name: form.cleaned_data[name].pk for name in ("principal", "deputy")}
        about = substitute.pk if substitute else None
        content = {**form.cleaned_data, **people}
        return propose(
            request, form, ProposalKind.SUBSTITUTE, back=_BACK, agency=agency, about=about, content=content
        )

    page = FormPage(title=title, crumbs=crumbs, cancel=crumbs[-1][1], lead=lead, submit=gettext("ส่งข้อเสนอ"))
    return edit_form(request, page, form, save)


@require_POST
def substitute_remove(request, slug, pk):
    """Ask first, then propose to end the appointment."""
    agency = get_agency(request, slug, Capability.MANAGE)
    substitute, crumbs = _get_substitute(agency, pk), _crumbs(agency)
    name = substitute.deputy.user.get_full_name()
    if "confirm" not in request.POST:
        page = ConfirmPage(
            title=gettext("ยกเลิกการปฏิบัติหน้าที่แทน"),
            lead=digits(substitute.authority),
            question=gettext("เสนอให้ {name} ลงนามแทนไม่ได้อีก").format(name=name),
            body=gettext("มีผลเมื่อผู้ลงนามยืนยัน เอกสารที่ลงนามแทนไปแล้วยังคงใช้ได้ตามเดิม"),
            submit=gettext("เสนอยกเลิกการปฏิบัติหน้าที่แทน"),
            cancel=crumbs[-1][1],
            cancel_label=gettext("ไม่ยกเลิก"),
            crumbs=crumbs,
            hidden=[{"name": "confirm", "value": "1"}],
        )
        return ask_first(request, page)
    try:
        actions.propose(
            ProposalKind.SUBSTITUTE, agency=agency, about=substitute.pk, content={}, by=request.user
        )
    except NotProposed as refused:
        messages.error(request, translated(refused))
        return redirect(crumbs[-1][1])
    return go_on(request, PROPOSED, crumbs[-1][1])


def _get_substitute(agency: Agency, pk: int) -> Substitute:
    people = agency.substitutes.select_related("agency", "principal__user", "deputy__user")
    return get_object_or_404(people, pk=pk)
