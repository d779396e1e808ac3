"""How much one request may bring, by view, turned away before any of it is read.

A view that takes files says how many bytes by ``takes``: about twice as many as it stores, so that who sends somewhat too
much is told by the form. Every other view takes a form.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig
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


class BodySizeMiddleware(MiddlewareMixin):
    """Stands before whatever reads a body, first of all the check of the CSRF token."""

    def process_view(self, request, view, args, kwargs):
        """Turn away what is larger than the view takes. Strangers send files only where no sign-in is asked for."""
        size, form = announced_size(request), settings.DATA_UPLOAD_MAX_MEMORY_SIZE + _AROUND
        if size <= form:
            return None
        if getattr(view, "login_required", True) and not request.user.is_authenticated:
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
