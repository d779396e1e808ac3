"""Per-request facts that deeper code needs without being handed the request."""

from django.conf import settings

from agencies.auditlog.writing import client_address
from itaportal.templatetags.thai import use_thai_digits


def client_ip(request) -> str:
    """Return the client's address; behind our own proxy it is the last hop, which that proxy wrote itself."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return (forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))[:45]


class ActorMiddleware:
    """Remember the client's address for the audit log and the person's choice of digits for the templates."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        address = client_address.set(client_ip(request))
        digits = use_thai_digits.set(lambda: getattr(request.user, "digits", "") == "thai")
        try:
            return self.get_response(request)
        finally:
            client_address.reset(address)
            use_thai_digits.reset(digits)
