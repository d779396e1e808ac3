"""Who is not signed in signs in first; a form sent after the sign-in has ended is not lost: sign in, look, send it on.

Whose it was is told by a signed cookie that outlives the session; without one nothing is kept.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.factor_due import is_factor_due
from accounts.views.signing_in import SignIn
from itaportal.editing.interrupted import KEPT_FOR, keep

_COOKIE = "person"
# Longer than a session and the time that a form is kept for together.
_LASTS = 2 * (settings.SESSION_COOKIE_AGE + KEPT_FOR)  # seconds

# Pages that are public for strangers alone.
_OPEN_TO_STRANGERS = {"home"}
_ALWAYS_OPEN = {"account_change_password", "account_logout"}
_WAY_TO_A_FACTOR = ("mfa_", "account_reauthenticate")


class SignInMiddleware(LoginRequiredMiddleware):
    """Ask whoever is not signed in to do so, without losing what they typed or where they were."""

    def handle_no_permission(self, request, view_func):
        """Answer a form with the sign-in page that carries it; everything else as Django does."""
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
        person = request.get_signed_cookie(_COOKIE, default="", salt=_COOKIE, max_age=_LASTS)
        text = keep(person, request.get_full_path(), fields, bool(request.FILES))
        if text:
            return SignIn.carrying(request, text)
        return redirect_to_login(_page_before(request), settings.LOGIN_URL)

    def process_response(self, request, response):
        """Leave a note in the browser of who is signed in."""
        session = getattr(request, "session", None)
        if session is None or not session.accessed or not request.user.is_authenticated:
            return response
        person = str(request.user.pk)
        if request.get_signed_cookie(_COOKIE, default="", salt=_COOKIE, max_age=_LASTS / 2) != person:
            secure = settings.SESSION_COOKIE_SECURE
            how = {"max_age": _LASTS, "secure": secure, "httponly": True, "samesite": "Lax"}
            response.set_signed_cookie(_COOKIE, person, salt=_COOKIE, **how)
        return response


class FirstThingsMiddleware:
    """What a person must do before anything else: choose a password of their own, add a second factor."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, args, kwargs):
        """Lead there from every page that is not public."""
        name = request.resolver_match.view_name
        is_open = not getattr(view_func, "login_required", True) and name not in _OPEN_TO_STRANGERS
        if is_open or name in _ALWAYS_OPEN or not request.user.is_authenticated:
            return None
        if not request.user.password_is_own:
            return redirect("account_change_password")
        if (
            settings.REQUIRE_SECOND_FACTOR
            and not name.startswith(_WAY_TO_A_FACTOR)
            and is_factor_due(request)
        ):
            return redirect("mfa_index")
        return None


def _page_before(request) -> str:
    """Return the address of the page with the button, where the browser tells it: that of the button shows nothing."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return request.get_full_path()
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
