"""What every page's frame needs: the agency in view, its navigation, the person's choices."""

from django.conf import settings

from agencies.access import capabilities
from agencies.models import Agency
from agencies.navigation import home_url, navigation
from agencies.roles import Capability


def portal(request) -> dict:
    """Return the page frame's context; one query for the agencies to change to, two more on pages of no agency."""
    context = {"demo": settings.DEMO, "theme": getattr(getattr(request, "user", None), "theme", "")}
    agency = getattr(request, "agency", None) or _only_agency(request)
    if agency is None:
        return context
    held = request.capabilities
    current = request.resolver_match.view_name if request.resolver_match else ""
    choices = Agency.objects.visible_to(request.user).order_by("name_order", "pk")[:30]
    return {
        **context,
        "agency": agency,
        "can_enter": Capability.ENTER in held,
        "can_manage": Capability.MANAGE in held,
        "nav_items": navigation(agency.slug, held, current),
        "agency_home": home_url(agency.slug),
        "agency_choices": [
            {
                "name": choice.short_name,
                "url": home_url(choice.slug),
                "current": choice == agency,
            }
            for choice in choices
        ],
    }


def _only_agency(request) -> Agency | None:
    """Return the one agency of most people for the pages that belong to none, None where there are several."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return None
    agencies = list(Agency.objects.visible_to(request.user)[:2])
    if len(agencies) != 1:
        return None
    request.capabilities = capabilities(request.user, agencies[0])
    return agencies[0]
