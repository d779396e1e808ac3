"""The page that tells people about the API; it is made of what programs are told."""

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse

from agencies.navigation import permanent_url
from itaportal.ratelimits import API_REQUESTS
from publications.api.operations import VERSION, describe
from publications.views.access import public_page


@public_page
def guide(request):
    """What the API has, for people."""
    paths = describe(settings.PORTAL_URL)["paths"]
    context = {
        "operations": [(path.removeprefix("/"), methods["get"]) for path, methods in paths.items()],
        "root": permanent_url(f"/api/{VERSION}/"),
        "most": API_REQUESTS.amount,
        "canonical": permanent_url(reverse("api:guide")),
    }
    return render(request, "publications/api.html", context)
