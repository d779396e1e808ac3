"""What the portal holds about people: told to everybody, handed out to each, removed by a site administrator."""

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import actions
from accounts.forms.personal import RemovalForm
from accounts.personal.gathering import held_for
from accounts.proof import is_recent
from agencies.access import for_site_administrators
from agencies.holdings import PURPOSES
from agencies.models import User
from itaportal.downloads import attachment
from itaportal.editing.flow import ConfirmPage, FormPage, ask_first, edit_form, form_view, go_on, posted
from itaportal.language import gettext


@login_not_required
@require_safe
def privacy(request):
    """What is kept about people, why and for how long."""
    return render(request, "accounts/privacy.html", {"purposes": PURPOSES})


@form_view
@never_cache
def own_data(request):
    """What is held about the person signed in; a POST hands it out."""
    if request.method == "POST":
        return _hand_out(request, request.user)
    return render(request, "accounts/own_data.html", {"held": held_for(request.user)})


@form_view
@for_site_administrators
@never_cache
def person_data(request, pk):
    """The same of anybody, for the site administrator whom they asked; from here it is removed as well."""
    person = get_object_or_404(User, pk=pk)
    if request.method == "POST":
        return _hand_out(request, person)
    context = {
        "person": person,
        "held": held_for(person),
        "refusal": actions.refusal_to_remove(person, request.user),
        "keeps_name": actions.keeps_name(person),
    }
    return render(request, "accounts/person_data.html", context)


def _hand_out(request, person: User) -> HttpResponse:
    if not is_recent(request):
        raise ReauthenticationRequired
    content = actions.export_person(user=person, by=request.user)
    name = f"personal-data-{person.pk}-{timezone.localdate():%Y%m%d}.zip"
    return attachment(content, name, "application/zip")


@form_view
@for_site_administrators
def remove(request, pk):
    """Remove the person's data: the reason and the name typed by hand, then a last question."""
    if request.method == "POST" and not is_recent(request):
        raise ReauthenticationRequired
    person = get_object_or_404(User, pk=pk)
    form = RemovalForm(posted(request), person=person)
    back = reverse("person_data", args=[pk])
    crumbs = [(gettext("ข้อมูลของ {person}").format(person=person.get_full_name()), back)]

    def save():
        reason = form.cleaned_data["reason"]
        if "sure" not in request.POST:
            return _ask(request, person, reason, back, crumbs)
        try:
            actions.remove_person(user=person, reason=reason, by=request.user)
        except actions.CannotRemove as refused:
            return form.add_error(None, str(refused))
        return go_on(request, gettext("ปิดบัญชีและนำข้อมูลส่วนบุคคลออกแล้ว"), "site_audit")

    page = FormPage(
        title=gettext("นำข้อมูลส่วนบุคคลออก"),
        crumbs=crumbs,
        lead=gettext("{person} – บัญชี {username}").format(
            person=person.get_full_name(), username=person.username
        ),
        submit=gettext("ต่อไป"),
        cancel=back,
    )
    return edit_form(request, page, form, save)


def _ask(request, person: User, reason: str, back: str, crumbs) -> HttpResponse:
    page = ConfirmPage(
        title=gettext("นำข้อมูลส่วนบุคคลออก"),
        question=gettext("ปิดบัญชีและนำข้อมูลของ {person} ออกใช่หรือไม่").format(person=person.get_full_name()),
        body=gettext(
            "อีเมล วิธียืนยันตัวตน เครื่องที่เข้าระบบ ประวัติการเข้าสู่ระบบ การแจ้งเตือน และการตั้งค่าจะหายไปทันทีและนำกลับมาไม่ได้ "
            "ชื่อในเอกสารที่ลงนามแล้วและในบันทึกการใช้งานคงอยู่"
        ),
        submit=gettext("ปิดบัญชีและนำข้อมูลออก"),
        cancel=back,
        crumbs=crumbs,
        hidden=[
            {"name": "reason", "value": reason},
            {"name": "username", "value": person.username},
            {"name": "sure", "value": "1"},
        ],
    )
    return ask_first(request, page)
