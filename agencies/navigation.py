"""The navigation of an agency's pages, which every app registers for its own pages."""

from collections.abc import Callable
from dataclasses import dataclass

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
_further_pages: dict[str, tuple[str, ...]] = {}


def register_navigation(*entries: NavigationEntry) -> None:
    """Add an app's entries; called once by its AppConfig.ready()."""
    _entries.extend(entries)
    _entries.sort(key=lambda entry: entry.order)


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
