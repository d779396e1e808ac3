"""The API's answers, and the page that tells people about it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode

from publications import queries
from publications.api import queries as lists
from publications.api import resources
from publications.api.answering import answers
from publications.api.description import openapi
from publications.api.operations import (
    AGENCIES,
    AGENCY,
    DESCRIPTION,
    DOCUMENT,
    DOCUMENTS,
    OPERATIONS,
    VERSION,
    YEAR,
)
from publications.api.throttle import MOST
from publications.views.access import public_page
from publications.views.pages import published_or_404


@public_page
def guide(request):
    """What the API has, for people."""
    context = {
        "operations": OPERATIONS.values(),
        "root": f"{settings.PORTAL_URL}/api/{VERSION}/",
        "most": MOST,
        "canonical": settings.PORTAL_URL + reverse("api:guide"),
    }
    return render(request, "publications/api.html", context)


@answers(DESCRIPTION)
def description(*, values):
    """The API, described for programs."""
    return openapi(settings.PORTAL_URL)


@answers(AGENCIES)
def agencies(*, values):
    """Agencies that publish, page by page."""
    return _page("agencies", values, lists.agencies(values), resources.agency_summary)


@answers(AGENCY)
def agency(slug, *, values):
    """An agency and its years."""
    found = get_object_or_404(queries.publishing_agencies(), slug=slug)
    return resources.agency_with_years(found, queries.years_of(found))


@answers(YEAR)
def year(slug, year, *, values):
    """What an agency publishes of a plan year, and the result that the plan answers."""
    found = get_object_or_404(queries.publishing_agencies(), slug=slug)
    editions = queries.documents_of_year(found, year)
    if not editions:
        raise Http404
    return resources.year(found, year, editions)


@answers(DOCUMENTS)
def documents(*, values):
    """Documents in their newest published edition, page by page."""
    return _page("documents", values, lists.documents(values), resources.document_summary)


@answers(DOCUMENT)
def document(code, *, values):
    """A published edition with its data."""
    edition = published_or_404(code)
    return resources.document(edition, queries.current_file(edition), queries.later_published(edition))


def _page(name: str, values: dict[str, Any], page: lists.Page, told) -> dict[str, Any]:
    following = f"{resources.address(name)}?{_query(values, page.after)}" if page.after else None
    return {"count": page.count, "next": following, "results": [told(row) for row in page.rows]}


def _query(values: dict[str, Any], after: str) -> str:
    kept = {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()
    }
    return urlencode({**kept, "after": after})
