"""Ways between the pages of apps: the navigation of an agency's pages, and links to pages of upper apps.

An app names its own pages and those of lower apps. What leads upwards has a place, and the upper app registers for it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from agencies.roles import Capability


def _everybody(held: frozenset[Capability]) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A link in the frame of an agency's pages.

    ``url_name`` is a page that needs the agency's slug alone, ``order`` says where the entry stands, ``pages`` how the
    names of the pages that belong to it begin, and ``shown_to`` who sees it by what they may do in the agency.
    """

    label: str
    url_name: str
    order: int
    pages: tuple[str, ...]
    shown_to: Callable[[frozenset[Capability]], bool] = _everybody


_entries: list[NavigationEntry] = []
_site_entries: list[NavigationEntry] = []
_further_pages: dict[str, tuple[str, ...]] = {}


def register_navigation(*entries: NavigationEntry) -> None:
    """Add an app's entries; called once by its AppConfig.ready()."""
    _entries.extend(entries)
    _entries.sort(key=lambda entry: entry.order)


def register_site_navigation(*entries: NavigationEntry) -> None:
    """Add entries for site administrators, whose pages belong to no agency; called once by an AppConfig.ready()."""
    _site_entries.extend(entries)
    _site_entries.sort(key=lambda entry: entry.order)


def site_navigation(current: str) -> list[dict[str, object]]:
    """Return what ``navigation`` does of the pages of site administrators."""
    return [
        {"label": entry.label, "url": reverse(entry.url_name), "current": current.startswith(entry.pages)}
        for entry in _site_entries
    ]


def register_pages(url_name: str, *pages: str) -> None:
    """Let an app's pages belong to the entry of a lower app; called once by its AppConfig.ready()."""
    _further_pages[url_name] = (*_further_pages.get(url_name, ()), *pages)


def navigation(slug: str, held: frozenset[Capability], current: str) -> list[dict[str, object]]:
    """Return label, url and whether it is current of each entry that the person sees; ``current`` is a URL name."""
    return [
        {
            "label": entry.label,
            "url": reverse(entry.url_name, args=[slug]),
            "current": current.startswith((*entry.pages, *_further_pages.get(entry.url_name, ()))),
        }
        for entry in _entries
        if entry.shown_to(held)
    ]


def home_url(slug: str) -> str:
    """Return the address of an agency's first page: that of the first entry."""
    return reverse(_entries[0].url_name, args=[slug])


OUTLINED = "btn btn-outline-primary"


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page to which pages of lower apps lead; its name is followed by what the place gives and by ``further``."""

    url_name: str
    label: str = ""
    further: tuple[str, ...] = ()
    css_class: str = ""

    def address(self, *given: object) -> str:
        """Return the page's address."""
        return reverse(self.url_name, args=[*given, *self.further])


_links: dict[str, list[PageLink]] = {}


def register_links(place: str, *links: PageLink) -> None:
    """Let pages of lower apps lead to an app's own from a place they name; called by its AppConfig.ready()."""
    _links.setdefault(place, []).extend(links)


def links_at(place: str) -> list[PageLink]:
    """Return what is registered for the place."""
    return _links.get(place, [])


def page_address(place: str, *given: object) -> str:
    """Return the address of the first page registered for the place. Raises LookupError where there is none."""
    for link in links_at(place):
        return link.address(*given)
    raise LookupError(f"No page is registered for {place!r}.")


def permanent_url(address: str) -> str:
    """Return an address as it is printed, mailed and copied: with the portal's own name."""
    return settings.PORTAL_URL + address
