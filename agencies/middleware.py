"""Per-request facts that deeper code needs without being handed the request."""

from agencies.audit import client_address
from itaportal.templatetags.thai import use_thai_digits


class ActorMiddleware:
    """Remember the client's address for the audit log and the person's choice of digits for the templates."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        address = client_address.set(request.META.get("REMOTE_ADDR", "")[:45])
        digits = use_thai_digits.set(lambda: getattr(request.user, "digits", "") == "thai")
        try:
            return self.get_response(request)
        finally:
            client_address.reset(address)
            use_thai_digits.reset(digits)
