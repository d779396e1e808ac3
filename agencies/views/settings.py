"""The agency's own data: letterhead, emblem, departments."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies import actions
from agencies.access import get_agency
from agencies.emblem import MAX_BYTES
from agencies.forms.agency import AgencyForm, EmblemForm
from agencies.models import Agency
from agencies.roles import Capability
from agencies.signers import NotProposed, signers
from itaportal.bodysizes import takes
from itaportal.editing.flow import Button, FormPage, edit_form, form_view, go_on, posted
from itaportal.editing.forms import LaidOutForm
from itaportal.editing.modelfields import label_of
from itaportal.language import gettext, gettext_lazy
from itaportal.translated import translated

PROPOSED = gettext_lazy("ส่งข้อเสนอแล้ว มีผลเมื่อได้รับการยืนยัน ระบบแจ้งผู้ลงนามและผู้ตรวจสอบทุกคนแล้ว")


def settings_page(agency: Agency, title: str, **words) -> FormPage:
    """Return a page below the agency's own data."""
    settings = reverse("agencies:settings", args=[agency.slug])
    return FormPage(title=title, crumbs=[(gettext("ข้อมูลหน่วยงาน"), settings)], cancel=settings, **words)


def propose(
    request, form: LaidOutForm, kind: str, *, back: str = "agencies:settings", **what: Any
) -> HttpResponse | None:
    """Propose a change of who signs and go back to a page; None after saying at the form why it cannot be."""
    try:
        signers().propose(kind, by=request.user, **what)
    except NotProposed as refused:
        form.add_error(None, translated(refused))
        return None
    return go_on(request, PROPOSED, back, what["agency"].slug)


@require_safe
def detail(request, slug):
    """Everything about the agency on one page, each part with its change link."""
    agency = get_agency(request, slug, Capability.MANAGE)
    people = agency.memberships.in_order()
    return render(
        request,
        "agencies/settings_detail.html",
        {
            "letterhead": [
                (label_of(Agency, name), getattr(agency, name)) for name in actions.LETTERHEAD_FIELDS
            ],
            "departments": agency.departments.all(),
            "words": agency.words.all(),
            "people": Paginator(people, 50).get_page(request.GET.get("page")),
            "chain": agency.approval_steps.select_related("membership__user"),
            "waiting": signers().waiting(agency),
        },
    )


@form_view
def agency_edit(request, slug):
    """Letterhead data and thresholds."""
    agency = get_agency(request, slug, Capability.MANAGE)
    form = AgencyForm(posted(request), instance=agency)

    def save():
        actions.save_agency(agency=agency, values=form.values, version=form.opened_version, by=request.user)
        return go_on(request, gettext("บันทึกข้อมูลหน่วยงานแล้ว"), "agencies:settings", slug)

    return edit_form(request, settings_page(agency, gettext("ข้อมูลหน่วยงานและช่วงคะแนน")), form, save)


@takes(2 * MAX_BYTES)
@form_view
def emblem_edit(request, slug):
    """Upload or remove the emblem."""
    agency = get_agency(request, slug, Capability.MANAGE)
    if "remove" in request.POST:
        actions.save_emblem(agency=agency, png=None, by=request.user)
        return go_on(request, gettext("ลบตราของหน่วยงานแล้ว"), "agencies:settings", slug)
    form = EmblemForm(posted(request), request.FILES or None)

    def save():
        actions.save_emblem(agency=agency, png=form.cleaned_data["file"], by=request.user)
        return go_on(request, gettext("บันทึกตราของหน่วยงานแล้ว"), "agencies:settings", slug)

    page = settings_page(
        agency,
        gettext("ตราของหน่วยงาน"),
        here=gettext("ตรา"),
        heading=gettext("ตราที่หัวบันทึกข้อความ"),
        submit=gettext("อัปโหลดตรา"),
        also=[Button(name="remove", label=gettext("ลบตราที่ใช้อยู่"))] if agency.emblem else [],
        is_guarded=False,
    )
    return edit_form(request, page, form, save)
