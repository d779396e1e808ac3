"""What every page's frame needs: the agency in view, its navigation, the person's choices."""

from django.conf import settings

from agencies.navigation import home_url, navigation, site_navigation
from agencies.roles import Capability
from agencies.standing import FIRST, Standing


def portal(request) -> dict:
    """Return the page frame's context; a query more for those who oversee agencies."""
    context = {"demo": settings.DEMO, "theme": getattr(getattr(request, "user", None), "theme", "")}
    if not _has_frame(request):
        return context
    standing = Standing.of(request)
    choices = standing.agencies
    if len(choices) > 1:
        # Among more than are looked through at a glance one searches.
        context |= {"agency_choices": choices[: FIRST - 1], "crowded": len(choices) == FIRST}
    agency = getattr(request, "agency", None)
    current = request.resolver_match.view_name if request.resolver_match else ""
    if agency is None and request.user.is_superuser:
        return {**context, "nav_items": site_navigation(current)}
    if agency is None:
        # Most people have one agency: the pages that belong to none keep its navigation.
        if len(choices) != 1:
            return context
        agency = choices[0]
        request.capabilities = standing.capabilities(agency)
    held = request.capabilities
    return {
        **context,
        "agency": agency,
        "can_enter": Capability.ENTER in held,
        "can_manage": Capability.MANAGE in held,
        "nav_items": navigation(agency.slug, held, current),
        "agency_home": home_url(agency.slug),
    }


def _has_frame(request) -> bool:
    """Tell whether the page stands in the frame for people who have signed in; what is public has one of its own.

    The first page is public, and an agency's to those who work in one.
    """
    user, match = getattr(request, "user", None), request.resolver_match
    is_public = bool(match) and not getattr(match.func, "login_required", True)
    return user is not None and user.is_authenticated and (not is_public or hasattr(request, "agency"))
