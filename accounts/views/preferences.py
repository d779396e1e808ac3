"""A person's own choices."""

from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.forms.preferences import PreferencesForm
from accounts.proof import is_recent
from agencies.actions import save_preferences
from agencies.enums import Language
from agencies.models import Membership
from itaportal.editing.flow import FormPage, edit_form, form_view, go_on, posted
from itaportal.language import gettext

_YEAR = 365 * 24 * 3600  # seconds


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


@require_POST
def own_language(request):
    """Say the pages in another language to the person, wherever they sign in."""
    chosen = request.POST.get("language", "")
    if chosen in Language.values:
        save_preferences(user=request.user, language=chosen)
    return _remembering(request, chosen)


@csrf_exempt
@login_not_required
@require_POST
def language(request):
    """Say the pages in another language in this browser.

    Without a token against forgery, since public pages set no cookie: what could be forged is the language of a visitor.
    """
    return _remembering(request, request.POST.get("language", ""))


def _remembering(request, chosen: str):
    back = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = redirect(back)
    if chosen in Language.values:
        is_https = request.is_secure()
        cookie = {"max_age": _YEAR, "secure": is_https, "httponly": True, "samesite": "Lax"}
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, **cookie)
    return response


@login_not_required
def csrf_failure(request, reason=""):
    """Explain a form that was open too long, in Thai."""
    return render(request, "403_csrf.html", status=403)
