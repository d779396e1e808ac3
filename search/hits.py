"""What was found, as the page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from agencies.models import Agency
from agencies.navigation import home_url
from search import marking
from search.access import visible_entries
from search.models import SearchEntry
from search.sources import Kind, kinds


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry: its title and the place in its text, in parts of which some are marked."""

    kind: str
    title: list[marking.Part]
    text: list[marking.Part]
    url: str
    agency: str
    fiscal_year: int | None


def hits(user, keys: Sequence[int], words: Sequence[str]) -> list[Hit]:
    """Return the entries with the keys, in that order; what the person may not see any more is left out."""
    stored = visible_entries(user).select_related("agency").in_bulk(keys)
    entries = [stored[key] for key in keys if key in stored]
    wanted = marking.pattern(words)
    own = _agency_of(user, entries)
    offered = kinds()
    return [
        Hit(
            kind=offered[entry.kind].label,
            title=marking.marked(entry.title, wanted),
            text=marking.excerpt(entry.text, wanted),
            url=_address(user, entry, offered[entry.kind], own),
            agency=entry.agency.short_name if entry.agency else "",
            fiscal_year=entry.fiscal_year,
        )
        for entry in entries
        if entry.kind in offered
    ]


def _agency_of(user, entries: Sequence[SearchEntry]) -> Agency | None:
    """Return an agency of the person in whose pages that is read which belongs to none; asked only where needed."""
    if not user.is_authenticated or all(entry.agency_id for entry in entries):
        return None
    return Agency.objects.visible_to(user).order_by("pk").first()


def _address(user, entry: SearchEntry, kind: Kind, own: Agency | None) -> str:
    place = f"#{entry.fragment}" if entry.fragment else ""
    if kind.site_page and user.is_superuser:
        return reverse(kind.site_page, args=[entry.object_id])
    agency = entry.agency or own
    if not kind.of_agency:
        return reverse(kind.url_name, args=entry.args) + place
    slug = agency.slug if agency else ""
    return reverse(kind.url_name, args=[slug, *entry.args]) + place if kind.url_name else home_url(slug)
