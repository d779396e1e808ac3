"""Fetching and authorising in one step; everything that belongs to an agency goes through here."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from agencies.models import Agency, Membership, User
from agencies.roles import CAPABILITIES, OVERSIGHT_CAPABILITIES, Capability


def capabilities(user: User, agency: Agency) -> frozenset[Capability]:
    """Return what the person may do in an agency that is visible to them."""
    roles = Membership.objects.current().filter(user_id=user.pk, agency=agency).values_list("role", flat=True)
    return combine_capabilities(roles) or OVERSIGHT_CAPABILITIES


def combine_capabilities(roles: Iterable[str]) -> frozenset[Capability]:
    """Return what the roles allow together."""
    return frozenset().union(*(CAPABILITIES[role] for role in roles))


def get_agency(request, slug: str, capability: Capability = Capability.VIEW) -> Agency:
    """Return the agency for this request and remember it there for the page frame.

    Raises Http404 where the person may not see the agency at all, so that nobody learns what exists, and
    PermissionDenied where they may see it but not do this.
    """
    agency = get_object_or_404(Agency.objects.visible_to(request.user), slug=slug)
    request.agency = agency
    request.capabilities = capabilities(request.user, agency)
    if capability not in request.capabilities:
        raise PermissionDenied
    return agency


def for_site_administrators(view: Callable[..., Any]) -> Callable[..., Any]:
    """Answer 404 to everybody else, as for any page that is not theirs to know of."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.is_superuser:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
