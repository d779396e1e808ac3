"""A person's own choices."""

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from accounts.forms.preferences import PreferencesForm
from accounts.proof import is_recent
from agencies.actions import save_preferences
from agencies.models import Membership
from itaportal.editing.flow import FormPage, edit_form, form_view, go_on, posted
from itaportal.language import gettext


@form_view
def preferences(request):
    """E-mail address, digits and colours of the person's own account; who changes the address is asked who they are."""
    form = PreferencesForm(posted(request), instance=request.user)

    def save():
        if form.cleaned_data["email"] != request.user.email and not is_recent(request):
            raise ReauthenticationRequired
        save_preferences(user=request.user, **form.cleaned_data)
        return go_on(request, gettext("บันทึกการตั้งค่าแล้ว"), "account")

    memberships = Membership.objects.current().filter(user=request.user).select_related("agency")
    page = FormPage(
        title=gettext("บัญชีของท่าน"), lead=gettext("ชื่อผู้ใช้ {username}").format(username=request.user.username)
    )
    context = {"memberships": memberships}
    return edit_form(request, page, form, save, template="accounts/account.html", context=context)


@login_not_required
def csrf_failure(request, reason=""):
    """Explain a form that was open too long, in Thai."""
    return render(request, "403_csrf.html", status=403)
