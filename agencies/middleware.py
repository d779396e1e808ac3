"""Per-request facts that deeper code needs without being handed the request."""

from contextlib import suppress

from django.conf import settings
from django.db import Error
from django.utils import translation
from django.utils.cache import patch_vary_headers

from agencies.auditlog.writing import client_address
from agencies.enums import Language
from itaportal.language import is_english
from itaportal.templatetags.thai import use_thai_digits


def client_ip(request) -> str:
    """Return the client's address; behind our own proxy it is the last hop, which that proxy wrote itself."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return (forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))[:45]


def language_of(request) -> str:
    """Return the language that the person chose, else this browser; Thai where nobody chose, whatever the browser prefers."""
    # Who has no session is nobody: asking would make every public answer one of its own for caches.
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        # Where the database is away, the page that says so finds out by itself.
        with suppress(Error):
            chosen = getattr(request.user, "language", chosen)
    return chosen if chosen in Language.values else Language.THAI.value


class LanguageMiddleware:
    """Say pages in the language that was chosen."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = language_of(request)
        with translation.override(language):
            response = self.get_response(request)
        # A view that says its language says the same in any other.
        if "Content-Language" not in response.headers:
            response.headers["Content-Language"] = language
            patch_vary_headers(response, ("Cookie",))
        return response


class ActorMiddleware:
    """Remember the client's address for the audit log and the person's choice of digits for the templates."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        address = client_address.set(client_ip(request))
        digits = use_thai_digits.set(
            lambda: getattr(request.user, "digits", "") == "thai" and not is_english()
        )
        try:
            return self.get_response(request)
        finally:
            client_address.reset(address)
            use_thai_digits.reset(digits)
