"""Where site administration begins."""

from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from agencies.access import for_site_administrators


@require_safe
@for_site_administrators
def index(request):
    """The administrator's own start is the portal's first page."""
    return redirect("home")
