"""How much one request may bring, by view, turned away before any of it is read.

A view that takes files says how many bytes by ``takes``: about twice as many as it stores, so that who sends somewhat too
much is told by the form. Every other view takes a form. The server (itaportal/serving/) reads no more than that.
"""

from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, connection
from django.urls import Resolver404, resolve
from django.utils.deprecation import MiddlewareMixin

View = TypeVar("View", bound=Callable[..., Any])
_MARK = "takes_bytes"
# Around the fields of a form: names, boundaries, a small file such as a certificate.
_AROUND = 1024 * 1024


def takes(most: int) -> Callable[[View], View]:
    """Let a view take requests of up to so many bytes, from those who may be there at all."""

    def marked(view: View) -> View:
        setattr(view, _MARK, most)
        return view

    return marked


def form_bytes() -> int:
    """Return how much every view takes."""
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE + _AROUND


def most_bytes(path: str, cookies: str) -> tuple[int, bool]:
    """Return how much a request's address takes from its sender, and whether that is somebody signed in.

    ``path`` and ``cookies`` as they stand in the request's head. For what is larger than a form.
    """
    try:
        view = resolve(path.encode("latin-1", "replace").decode("utf-8", "replace")).func
    except Resolver404:
        return form_bytes(), False
    most, is_member = getattr(view, _MARK, form_bytes()), _is_signed_in(cookies)
    return most if is_member or not _asks_for_sign_in(view) else form_bytes(), is_member


def _is_signed_in(cookies: str) -> bool:
    try:
        held = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return False
    store = import_module(settings.SESSION_ENGINE).SessionStore
    try:
        return held is not None and store(held.value).get(SESSION_KEY) is not None
    except DatabaseError:
        return False
    finally:
        # The server's loop keeps no connection between such requests.
        if not connection.in_atomic_block:
            connection.close()


def _asks_for_sign_in(view) -> bool:
    return getattr(view, "login_required", True)


class BodySizeMiddleware(MiddlewareMixin):
    """Stands before whatever reads a body, first of all the check of the CSRF token."""

    def process_view(self, request, view, args, kwargs):
        """Turn away what is larger than the view takes. Strangers send files only where no sign-in is asked for."""
        size, form = announced_size(request), form_bytes()
        if size <= form:
            return None
        if _asks_for_sign_in(view) and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if size > getattr(view, _MARK, form):
            raise RequestDataTooBig(f"{size} bytes in one request")
        return None


def announced_size(request) -> int:
    """Return how many bytes the request says it has, read as Django does: it takes none where this is no number."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
