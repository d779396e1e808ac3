"""What the API lists, page by page; each page in a fixed number of queries.

A page begins after an entry and not at a number, so that what is published meanwhile neither repeats nor hides anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Q, QuerySet

from agencies.models import Agency
from approvals.models import Edition
from publications.api.parameters import Place, page_size
from publications.queries import newest_published, publishing_agencies

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Entries of one page, how many there are in all, and after what the next page begins ("" on the last)."""

    rows: Sequence[Row]
    count: int
    after: str


def agencies(values: Mapping[str, Any]) -> Page[Agency]:
    """Return a page of the agencies that publish, by slug; two queries."""
    found = publishing_agencies(values.get("q", "")).order_by("slug")
    for name in ("province", "kind"):
        if name in values:
            found = found.filter(**{name: values[name]})
    rest = found.filter(slug__gt=values["after"]) if "after" in values else found
    return _page(found, rest, page_size(values), lambda agency: agency.slug)


_FILTERS = {
    "agency": "document__agency__slug",
    "province": "document__agency__province",
    "fiscal_year": "document__plan__fiscal_year",
    "kind": "document__kind",
    "published_since": "published_at__gte",
}


def documents(values: Mapping[str, Any]) -> Page[Edition]:
    """Return a page of documents, each in its newest published edition, last published first; two queries."""
    wanted = {path: values[name] for name, path in _FILTERS.items() if name in values}
    found = newest_published().filter(**wanted).order_by("-published_at", "code")
    rest = found
    if place := values.get("after"):
        same_moment = Q(published_at=place.published_at, code__gt=place.code)
        rest = found.filter(Q(published_at__lt=place.published_at) | same_moment)
    return _page(
        found, rest, page_size(values), lambda edition: str(Place(edition.published_at, edition.code))
    )


def _page(found: QuerySet[Row], rest: QuerySet[Row], size: int, place_of) -> Page[Row]:
    # One more than the page holds tells whether there is a next one.
    rows = list(rest[: size + 1])
    after = place_of(rows[size - 1]) if len(rows) > size else ""
    return Page(rows[:size], found.count(), after)
