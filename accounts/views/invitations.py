"""Letting a member of the agency in: by an invitation in a mail, or by a code on paper."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts import actions
from accounts.enums import CodeKind
from accounts.queries import why_no_code
from agencies.access import get_agency
from agencies.actions import DuplicateName
from agencies.forms.people import KnownMemberForm
from agencies.models import Membership, User
from agencies.navigation import permanent_url
from agencies.roles import Capability
from agencies.signers import signers
from agencies.views.settings import settings_page
from itaportal.editing.flow import edit_form, form_view, go_on, posted
from itaportal.language import gettext


@form_view
@never_cache
def invite(request, slug, pk):
    """Send an invitation or print a code; the code is shown once."""
    agency = get_agency(request, slug, Capability.MANAGE)
    members = agency.memberships.select_related("user", "agency")
    membership = get_object_or_404(members, pk=pk)
    person = membership.user
    refusal = why_no_code(person, agency, request.user)
    if request.method == "POST":
        if refusal:
            raise PermissionDenied
        if "mail" in request.POST and person.email:
            actions.invite_by_mail(user=person, agency=agency, by=request.user)
            return go_on(
                request,
                gettext("ส่งคำเชิญไปที่ {email} แล้ว").format(email=person.email),
                "agencies:settings",
                slug,
            )
        return code_sheet(request, membership)
    words = {"membership": membership, "refusal": refusal, "signs": bool(signers().agencies_of(person))}
    return render(request, "accounts/invite.html", words)


@form_view
def known(request, slug):
    """Somebody who has an account already gets a role in the agency, too."""
    agency = get_agency(request, slug, Capability.MANAGE)
    form = KnownMemberForm(posted(request))
    page = settings_page(
        agency,
        gettext("เพิ่มบุคคลที่มีบัญชีแล้ว"),
        lead=gettext("สำหรับผู้ที่มีบัญชีในระบบอยู่แล้ว จากหน่วยงานอื่นหรือบทบาทอื่น เจ้าตัวได้รับแจ้งทันที"),
    )

    def save():
        person = form.cleaned_data["username"]
        actions.let_join(agency=agency, person=person, values=form.cleaned_data, by=request.user)
        return go_on(
            request,
            gettext("เพิ่ม {person} แล้ว").format(person=person.get_full_name()),
            "agencies:settings",
            slug,
        )

    refusals = {DuplicateName: ("role", gettext("บุคคลนี้มีบทบาทนี้ในหน่วยงานอยู่แล้ว"))}
    return edit_form(request, page, form, save, refusals=refusals)


def code_sheet(request, membership: Membership, *, template: str = "accounts/code_sheet.html"):
    """Return a page with a new code for the person, shown once."""
    person: User = membership.user
    code, secret = actions.make_code(user=person, kind=CodeKind.PRINTED, by=request.user)
    words = {
        "membership": membership,
        "code": code,
        "secret": secret,
        "portal": settings.PORTAL_URL,
        "address": permanent_url(reverse("login_code")),
    }
    return render(request, template, words)
