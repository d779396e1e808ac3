"""The agency's rules of approval and its substitutes; for its administrators."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from agencies.access import get_agency
from agencies.models import Agency
from agencies.roles import Capability
from approvals import actions
from approvals.forms.rules import RulesForm, SubstituteForm
from approvals.models import Substitute
from approvals.queries.signing_rules import rules_of
from itaportal.editing.flow import ConfirmPage, FormPage, ask_first, edit_form, form_view, go_on, posted
from itaportal.templatetags.thai import digits


@form_view
def rules(request, slug):
    """Whether people may sign what they submitted, and who acts for whom."""
    agency = get_agency(request, slug, Capability.MANAGE)
    form = RulesForm(posted(request), instance=rules_of(agency))

    def save():
        actions.save_rules(agency=agency, by=request.user, **form.cleaned_data)
        return go_on(request, "บันทึกข้อกำหนดการพิจารณาแล้ว", "approvals:rules", slug)

    page = FormPage(
        title="ข้อกำหนดการพิจารณา",
        heading="ข้อกำหนดการพิจารณาและผู้ปฏิบัติหน้าที่แทน",
        crumbs=_crumbs(agency)[:1],
        submit="บันทึกข้อกำหนด",
    )
    substitutes = _substitutes(agency, request.GET.get("page"))
    return edit_form(request, page, form, save, template="approvals/rules.html", context=substitutes)


def _crumbs(agency: Agency) -> list[tuple[str, str]]:
    return [
        ("ข้อมูลหน่วยงาน", reverse("agencies:settings", args=[agency.slug])),
        ("ข้อกำหนดการพิจารณา", reverse("approvals:rules", args=[agency.slug])),
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
    return _edit_substitute(request, agency, None, "กำหนดผู้ปฏิบัติหน้าที่แทน")


@form_view
def substitute_edit(request, slug, pk):
    """Change an appointment; what was signed under it keeps its text."""
    agency = get_agency(request, slug, Capability.MANAGE)
    kept = "เอกสารที่ลงนามแทนไปแล้วยังคงข้อความเดิม การแก้ไขมีผลกับการลงนามต่อจากนี้"
    return _edit_substitute(request, agency, _get_substitute(agency, pk), "แก้ไขผู้ปฏิบัติหน้าที่แทน", kept)


def _edit_substitute(
    request: HttpRequest, agency: Agency, substitute: Substitute | None, title: str, lead: str = ""
) -> HttpResponse:
    form = SubstituteForm(posted(request), agency=agency, instance=substitute)
    crumbs = _crumbs(agency)

    def save():
        saved = actions.save_substitute(
            agency=agency, substitute=substitute, by=request.user, **form.cleaned_data
        )
        return go_on(request, f"บันทึกแล้ว ใต้ชื่อผู้ลงนามจะพิมพ์ว่า “{saved.authority}”", crumbs[-1][1])

    return edit_form(
        request, FormPage(title=title, crumbs=crumbs, cancel=crumbs[-1][1], lead=lead), form, save
    )


@require_POST
def substitute_remove(request, slug, pk):
    """Ask first, then end the appointment at once."""
    agency = get_agency(request, slug, Capability.MANAGE)
    substitute, crumbs = _get_substitute(agency, pk), _crumbs(agency)
    name = substitute.deputy.user.get_full_name()
    if "confirm" not in request.POST:
        page = ConfirmPage(
            title="ยกเลิกการปฏิบัติหน้าที่แทน",
            lead=digits(substitute.authority),
            question=f"{name} จะลงนามแทนไม่ได้อีก",
            body="มีผลทันที เอกสารที่ลงนามแทนไปแล้วยังคงใช้ได้ตามเดิม",
            submit="ยกเลิกการปฏิบัติหน้าที่แทน",
            cancel=crumbs[-1][1],
            cancel_label="ไม่ยกเลิก",
            crumbs=crumbs,
            hidden=[{"name": "confirm", "value": "1"}],
        )
        return ask_first(request, page)
    actions.remove_substitute(substitute=substitute, by=request.user)
    return go_on(request, f"ยกเลิกการปฏิบัติหน้าที่แทนของ {name} แล้ว", crumbs[-1][1])


def _get_substitute(agency: Agency, pk: int) -> Substitute:
    people = agency.substitutes.select_related("agency", "principal__user", "deputy__user")
    return get_object_or_404(people, pk=pk)
