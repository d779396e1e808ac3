"""Is the portal up? For load balancers and monitors."""

import os
import tempfile

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.views.decorators.http import require_safe

_LEAST_ROOM = 100 * 1024 * 1024  # bytes: a year's evidence of one measure


@login_not_required
@require_safe
def healthz(request):
    """Answer 200 with the database reachable and room for files, 503 otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _not_well("database unreachable")
    return HttpResponse("ok", content_type="text/plain") if has_room() else _not_well("disk full")


def _not_well(why: str) -> HttpResponse:
    return HttpResponse(why, status=503, content_type="text/plain")


def has_room() -> bool:
    """Tell whether files can be stored: space is left, and a block is really written (a quota, a disk gone read-only)."""
    try:
        disk = os.statvfs(settings.DATA_DIR)
        with tempfile.TemporaryFile(dir=settings.DATA_DIR) as file:
            file.write(bytes(disk.f_bsize))
            file.flush()
    except OSError:
        return False
    return disk.f_bavail * disk.f_frsize >= _LEAST_ROOM
