"""What the API lists, page by page; each page in a fixed number of queries.

A page begins after an entry and not at a number, so that what is published meanwhile neither repeats nor hides anything.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

from agencies.models import Agency
from approvals.models import Edition
from publications.api.filters import AgencyFilters, DocumentFilters, ListPosition
from publications.queries import newest_published, publishing_agencies, with_totals

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Entries of one page, how many there are in all, and after what the next page begins ("" on the last)."""

    rows: Sequence[Row]
    count: int
    after: str


def agencies(filters: AgencyFilters) -> Page[Agency]:
    """Return a page of the agencies that publish, by slug; two queries."""
    found = with_totals(publishing_agencies(filters.q or "")).order_by("slug")
    for name in ("province", "kind"):
        if value := getattr(filters, name):
            found = found.filter(**{name: value})
    rest = found.filter(slug__gt=filters.after) if filters.after else found
    return _page(found, rest, filters.limit, lambda agency: agency.slug)


_FILTERED = {
    "agency": "document__agency__slug",
    "province": "document__agency__province",
    "fiscal_year": "document__plan__fiscal_year",
    "kind": "document__kind",
    "published_since": "published_at__gte",
}


def documents(filters: DocumentFilters) -> Page[Edition]:
    """Return a page of documents, each in its newest published edition, last published first; two queries."""
    wanted = {path: value for name, path in _FILTERED.items() if (value := getattr(filters, name))}
    found = newest_published().filter(**wanted).order_by("-published_at", "code")
    rest = found
    if position := filters.after:
        same_moment = Q(published_at=position.published_at, code__gt=position.code)
        rest = found.filter(Q(published_at__lt=position.published_at) | same_moment)
    return _page(found, rest, filters.limit, _position_of)


def _position_of(edition: Edition) -> str:
    assert edition.published_at is not None, "only published editions are listed"
    return str(ListPosition(edition.published_at, edition.code))


def _page(
    found: QuerySet[Row], rest: QuerySet[Row], size: int, position_of: Callable[[Row], str]
) -> Page[Row]:
    # One more than the page holds tells whether there is a next one.
    rows = list(rest[: size + 1])
    after = position_of(rows[size - 1]) if len(rows) > size else ""
    return Page(rows[:size], found.count(), after)
