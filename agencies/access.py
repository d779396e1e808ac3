"""Fetching and authorising in one step; everything that belongs to an agency goes through here."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from agencies.models import Agency
from agencies.roles import Capability
from agencies.standing import Standing
from itaportal.language import gettext_lazy

_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
CLOSED = gettext_lazy("หน่วยงานนี้ปิดแล้ว ข้อมูลอ่านได้อย่างเดียว หากต้องการแก้ไข กรุณาติดต่อผู้ดูแลระบบให้เปิดหน่วยงานอีกครั้ง")


def get_agency(request, slug: str, capability: Capability = Capability.VIEW) -> Agency:
    """Return the agency for this request and remember it there for the page frame.

    Raises Http404 where the person may not see the agency at all, so that nobody learns what exists, and
    PermissionDenied where they may see it but not do this, or where it is closed and would be written to.
    """
    standing = Standing.of(request)
    agency = standing.agency(slug)
    if agency is None:
        raise Http404
    request.agency = agency
    request.capabilities = standing.capabilities(agency)
    if agency.closed_at and request.method not in _SAFE_METHODS:
        raise PermissionDenied(CLOSED)
    if capability not in request.capabilities:
        raise PermissionDenied(CLOSED if agency.closed_at else "")
    return agency


def for_site_administrators(view: Callable[..., Any]) -> Callable[..., Any]:
    """Answer 404 to everybody else, as for any page that is not theirs to know of."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_superuser:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
