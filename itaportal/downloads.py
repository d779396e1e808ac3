"""Files as answers."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def attachment(content: str | bytes, name: str, content_type: str) -> HttpResponse:
    """Return a file to be saved under the name, whatever its letters."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
