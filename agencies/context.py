"""What every page's frame needs: the agency in view, its navigation, the person's choices."""

from django.conf import settings

from agencies.models import Agency
from agencies.navigation import home_url, navigation
from agencies.roles import Capability


def portal(request) -> dict:
    """Return the page frame's context; costs one query, on agency pages only."""
    context = {"demo": settings.DEMO, "theme": getattr(getattr(request, "user", None), "theme", "")}
    agency = getattr(request, "agency", None)
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
