"""Is the portal up? For load balancers and monitors."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from itaportal.health import has_room


@login_not_required
@require_safe
def healthz(request):
    """Answer 200 with the database reachable and room for files, 503 otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _not_well("database unreachable")
    return HttpResponse("ok", content_type="text/plain") if has_room() else _not_well("no room for files")


def _not_well(why: str) -> HttpResponse:
    return HttpResponse(why, status=503, content_type="text/plain")
