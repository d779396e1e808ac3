"""The people of the whole site: who there are, what they are, and what is done to their accounts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.queries import factors_of
from administration import actions
from administration.forms.agencies import ReasonForm
from administration.forms.filters import PeopleFilter
from administration.forms.people import NewPersonForm, OversightForm
from administration.queries import people_with, with_duties
from administration.views.pages import page_of, proven
from agencies.access import for_site_administrators
from agencies.actions import DuplicateName
from agencies.models import Oversight, User
from itaportal.editing.flow import FormPage, edit_form, form_view, go_on, posted
from itaportal.language import gettext, gettext_lazy

_TAKEN = ("username", gettext_lazy("ชื่อผู้ใช้นี้มีคนใช้แล้ว ตัวพิมพ์เล็กหรือใหญ่ถือว่าเหมือนกัน กรุณาตั้งชื่ออื่น"))


@dataclass(frozen=True, slots=True)
class Deed:
    """What may be done to an account: its name, what follows, the action, and for whom it is there."""

    title: str
    lead: str
    act: Callable[..., Any]
    fits: Callable[[User], bool]


DEEDS = {
    "invite": Deed(
        gettext_lazy("ส่งคำเชิญอีกครั้ง"), gettext_lazy("ระบบส่งลิงก์ตั้งรหัสผ่านใหม่ทางอีเมล ลิงก์เดิมใช้ไม่ได้อีก"), actions.invite_again,
        lambda person: bool(person.is_active and person.email and not person.last_login),
    ),
    "end-sessions": Deed(
        gettext_lazy("ให้ออกจากระบบทุกเครื่อง"), gettext_lazy("บุคคลนี้ต้องเข้าสู่ระบบใหม่ในทุกเครื่อง"), actions.end_all_sessions,
        lambda person: person.is_active,
    ),
    "reset-factors": Deed(
        gettext_lazy("ยกเลิกการยืนยันตัวตนขั้นที่สอง"),
        gettext_lazy("ใช้เมื่อโทรศัพท์หรือกุญแจหายและไม่มีรหัสสำรอง กรุณาตรวจให้แน่ใจว่าเจ้าตัวเป็นผู้ขอ"), actions.reset_factors,
        lambda person: factors_of(person).exists(),
    ),
    "deactivate": Deed(
        gettext_lazy("ระงับบัญชี"), gettext_lazy("บุคคลนี้ออกจากระบบทันทีและเข้าไม่ได้อีกจนกว่าจะเปิดบัญชี สิ่งที่ทำไว้คงอยู่"), actions.deactivate,
        lambda person: person.is_active,
    ),
    "activate": Deed(
        gettext_lazy("เปิดบัญชีอีกครั้ง"), gettext_lazy("บุคคลนี้เข้าสู่ระบบได้ตามหน้าที่ที่มีอยู่"), actions.activate, lambda person: not person.is_active
    ),
    "give-site": Deed(
        gettext_lazy("ให้บทบาทผู้ดูแลระบบ"), gettext_lazy("ผู้ดูแลระบบจัดการหน่วยงาน บัญชี เกณฑ์ และทั้งระบบได้ แต่ไม่เห็นข้อมูลการทำงานของหน่วยงาน"),
        actions.give_site, lambda person: person.is_active and not person.is_superuser,
    ),
    "take-site": Deed(
        gettext_lazy("ถอนบทบาทผู้ดูแลระบบ"), gettext_lazy("บุคคลนี้คงบทบาทในหน่วยงานไว้ แต่ดูแลระบบไม่ได้อีก"), actions.take_site,
        lambda person: person.is_superuser,
    ),
}  # fmt: skip


@require_safe
@for_site_administrators
def index(request):
    """All accounts, narrowed by words, state and duty."""
    form = PeopleFilter(request.GET)
    found = people_with(*(form.chosen(name) for name in ("q", "state", "duty")))
    page = page_of(request, with_duties(found.none() if form.errors else found))
    return render(request, "administration/people.html", {"form": form, "page": page})


@form_view
@for_site_administrators
def add(request):
    """A person who works in no agency: an overseer, another site administrator."""
    form = NewPersonForm(posted(request))

    def save():
        person = actions.add_person(values=form.person, by=request.user)
        said = gettext("เพิ่ม {person} และส่งคำเชิญไปที่ {email} แล้ว กรุณาให้บทบาทที่หน้านี้").format(
            person=person.get_full_name(), email=person.email
        )
        return go_on(request, said, "administration:person", person.pk)

    lead = gettext("สำหรับผู้กำกับดูแลหรือผู้ดูแลระบบ บุคคลในหน่วยงานให้ผู้ดูแลข้อมูลหน่วยงานนั้นเพิ่ม")
    page = FormPage(
        title=gettext("เพิ่มบุคคล"), crumbs=_crumbs(), lead=lead, cancel=reverse("administration:people")
    )
    return edit_form(request, page, form, save, refusals={DuplicateName: _TAKEN})


@require_safe
@for_site_administrators
def detail(request, pk):
    """What the person is, how the account stands and what may be done to it."""
    person = get_object_or_404(with_duties(User.objects.all()), pk=pk)
    is_own = person.pk == request.user.pk
    context = {
        "person": person,
        "factors": factors_of(person).count(),
        "sessions": UserSession.objects.filter(user=person).count(),
        "is_own": is_own,
        "deeds": [] if is_own else [(key, deed) for key, deed in DEEDS.items() if deed.fits(person)],
    }
    return render(request, "administration/person.html", context)


@form_view
@for_site_administrators
@proven
def deed(request, pk, name):
    """One of DEEDS, with its reason."""
    person, chosen = get_object_or_404(User, pk=pk), DEEDS.get(name)
    if chosen is None:
        raise Http404
    return _with_reason(
        request,
        person,
        chosen.title,
        chosen.lead,
        lambda form: chosen.act(user=person, **_why(request, form)),
    )


@form_view
@for_site_administrators
@proven
def oversee(request, pk):
    """What the person shall oversee."""
    person = get_object_or_404(User, pk=pk, is_active=True)
    form = OversightForm(posted(request))
    return _with_reason(
        request, person, gettext("ให้บทบาทผู้กำกับดูแล"), gettext("ผู้กำกับดูแลอ่านข้อมูลของทุกหน่วยงานในขอบเขต แต่แก้ไขไม่ได้"),
        lambda form: actions.give_oversight(user=person, place=form.place, **_why(request, form)), form,
    )  # fmt: skip


@form_view
@for_site_administrators
@proven
def oversee_no_more(request, pk, oversight):
    """What the person oversees no more."""
    found = get_object_or_404(Oversight.objects.select_related("user"), pk=oversight, user=pk)
    lead = gettext("ขอบเขต: {found} บุคคลนี้จะอ่านข้อมูลของหน่วยงานในขอบเขตนี้ไม่ได้อีก").format(found=found)
    return _with_reason(
        request, found.user, gettext("ถอนบทบาทผู้กำกับดูแล"), lead,
        lambda form: actions.take_oversight(oversight=found, **_why(request, form)),
    )  # fmt: skip


def _why(request, form: ReasonForm) -> dict[str, Any]:
    return {"reason": form.cleaned_data["reason"], "by": request.user}


def _with_reason(request, person: User, title: str, lead: str, act, form: ReasonForm | None = None):
    form = form or ReasonForm(posted(request))
    name, above = person.get_full_name(), reverse("administration:person", args=[person.pk])

    def save():
        try:
            act(form)
        except actions.Refused as refused:
            return form.add_error(None, str(refused))
        return go_on(
            request,
            gettext("{title}แล้ว: {name}").format(title=title, name=name),
            "administration:person",
            person.pk,
        )

    page = FormPage(
        title=title, crumbs=[*_crumbs(), (name, above)], lead=gettext("{name} – บัญชี {username} · {lead}").format(name=name, username=person.username, lead=lead),
        submit=title, cancel=above,
    )  # fmt: skip
    return edit_form(request, page, form, save)


def _crumbs() -> list[tuple[str, str]]:
    return [(gettext("บุคคล"), reverse("administration:people"))]
