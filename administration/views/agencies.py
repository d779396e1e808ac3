"""The agencies of the site: which there are, adding, changing, closing and reopening one, who keeps its data."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.actions import invite_by_mail
from accounts.views.invitations import code_sheet
from administration import actions
from administration.forms.agencies import AdministratorForm, FactsForm, NewAgencyForm, ReasonForm
from administration.forms.filters import AgencyFilter
from administration.queries import administrators_of, agencies_in_state, with_people
from administration.views.pages import page_of, proven
from agencies.access import for_site_administrators
from agencies.actions import DuplicateName
from agencies.models import Agency, Membership
from itaportal.editing.flow import FormPage, edit_form, form_view, go_on, posted
from itaportal.language import gettext, gettext_lazy

_TAKEN = ("username", gettext_lazy("ชื่อผู้ใช้นี้มีคนใช้แล้ว ตัวพิมพ์เล็กหรือใหญ่ถือว่าเหมือนกัน กรุณาตั้งชื่ออื่น"))
_EXISTS = {
    "name": gettext_lazy("มีหน่วยงานชื่อนี้ในอำเภอและจังหวัดนี้แล้ว กรุณาค้นหาในรายการหน่วยงาน"),
    "slug": gettext_lazy("ชื่อในที่อยู่เว็บนี้เป็นของหน่วยงานอื่นแล้ว กรุณาตั้งชื่ออื่น"),
}


@require_safe
@for_site_administrators
def index(request):
    """All agencies, narrowed by words, province, kind and state."""
    form = AgencyFilter(request.GET)
    found = agencies_in_state(form.chosen("state")).with_words(form.chosen("q"))
    for name in ("province", "kind"):
        if form.chosen(name):
            found = found.filter(**{name: form.chosen(name)})
    page = page_of(request, with_people(found.none() if form.errors else found))
    return render(request, "administration/agencies.html", {"form": form, "page": page})


@form_view
@for_site_administrators
def add(request):
    """A new agency with the person who will keep its data."""
    form = NewAgencyForm(posted(request))

    def save():
        try:
            added = actions.create_agency(
                values=form.cleaned_data, administrator=form.person, by=request.user
            )
        except actions.AgencyExists as exists:
            return form.add_error(exists.field, _EXISTS[exists.field])
        return go_on(
            request,
            gettext("เพิ่ม{name}แล้ว {added}").format(name=added.agency.name, added=_invited(added)),
            "administration:agency",
            added.agency_id,
        )

    page = FormPage(title=gettext("เพิ่มหน่วยงาน"), crumbs=_crumbs(), cancel=reverse("administration:agencies"))
    return edit_form(request, page, form, save, refusals={DuplicateName: _TAKEN})


def _invited(added: Membership) -> str:
    if added.user.email:
        return gettext("และส่งคำเชิญไปที่ {email} แล้ว").format(email=added.user.email)
    return gettext("ผู้ดูแลข้อมูลหน่วยงานไม่มีอีเมล กรุณาออกรหัสครั้งเดียวให้")


@require_safe
@for_site_administrators
def detail(request, pk):
    """What the agency is, how it stands and who keeps its data."""
    agency = get_object_or_404(with_people(Agency.objects.all()), pk=pk)
    context = {"shown": agency, "administrators": administrators_of(agency)}
    return render(request, "administration/agency.html", context)


@form_view
@for_site_administrators
def edit(request, pk):
    """What the agency is called and where it lies."""
    agency = get_object_or_404(Agency, pk=pk)
    form = FactsForm(posted(request), instance=agency)

    def save():
        try:
            actions.save_facts(
                agency=agency, values=form.values, version=form.opened_version, by=request.user
            )
        except actions.AgencyExists as exists:
            return form.add_error(exists.field, _EXISTS[exists.field])
        return go_on(request, gettext("บันทึกข้อมูลหน่วยงานแล้ว"), "administration:agency", pk)

    return edit_form(request, _page_of(agency, gettext("แก้ไขชื่อและที่ตั้ง")), form, save)


@form_view
@for_site_administrators
@proven
def close(request, pk):
    """Let the agency be read alone."""
    lead = gettext(
        "ทุกคนยังอ่านข้อมูลและเอกสารได้ และหน้าเผยแพร่ยังเปิดอยู่ แต่ไม่มีผู้ใดแก้ไข เสนอ หรือลงนามได้ "
        "ระบบแจ้งทุกคนในหน่วยงาน เปิดใหม่ได้ทุกเมื่อ"
    )
    return _with_reason(request, pk, actions.close_agency, gettext("ปิดหน่วยงาน"), lead)


@form_view
@for_site_administrators
@proven
def reopen(request, pk):
    """Let the agency be written again."""
    lead = gettext("ทุกคนในหน่วยงานทำงานต่อได้ตามบทบาทเดิม ระบบแจ้งทุกคนในหน่วยงาน")
    return _with_reason(request, pk, actions.reopen_agency, gettext("เปิดหน่วยงานอีกครั้ง"), lead)


def _with_reason(request, pk: int, action, title: str, lead: str) -> HttpResponse:
    agency = get_object_or_404(Agency, pk=pk)
    form = ReasonForm(posted(request))

    def save():
        action(agency=agency, reason=form.cleaned_data["reason"], by=request.user)
        return go_on(
            request,
            gettext("{title}แล้ว: {name}").format(title=title, name=agency.name),
            "administration:agency",
            pk,
        )

    return edit_form(request, _page_of(agency, title, lead=lead, submit=title), form, save)


@form_view
@for_site_administrators
def administrator(request, pk):
    """A further person who keeps the agency's data."""
    agency = get_object_or_404(Agency, pk=pk)
    form = AdministratorForm(posted(request))

    def save():
        added = actions.add_administrator(agency=agency, values=form.person, by=request.user)
        said = gettext("เพิ่ม {user} แล้ว {added}").format(
            user=added.user.get_full_name(), added=_invited(added)
        )
        return go_on(request, said, "administration:agency", pk)

    page = _page_of(agency, gettext("เพิ่มผู้ดูแลข้อมูลหน่วยงาน"))
    return edit_form(request, page, form, save, refusals={DuplicateName: _TAKEN})


@require_POST
@for_site_administrators
@proven
@never_cache
def invite(request, pk, member):
    """Send an administrator of the agency an invitation, or show a code for them once."""
    memberships = administrators_of(get_object_or_404(Agency, pk=pk)).exclude(user=request.user)
    membership = get_object_or_404(memberships.select_related("agency"), pk=member)
    if "mail" in request.POST and membership.user.email:
        invite_by_mail(user=membership.user, agency=membership.agency, by=request.user)
        return go_on(
            request,
            gettext("ส่งคำเชิญไปที่ {email} แล้ว").format(email=membership.user.email),
            "administration:agency",
            pk,
        )
    return code_sheet(request, membership, template="administration/code_sheet.html")


def _crumbs() -> list[tuple[str, str]]:
    return [(gettext("หน่วยงาน"), reverse("administration:agencies"))]


def _page_of(agency: Agency, title: str, **words) -> FormPage:
    above = reverse("administration:agency", args=[agency.pk])
    return FormPage(title=title, crumbs=[*_crumbs(), (agency.name, above)], cancel=above, **words)
