"""What can be searched: each app registers its models from its AppConfig.ready().

A model's entries are read again whenever a row of it, or of one it is written from, is saved or deleted; what is
written without signals (bulk, ``update``) says so by ``search.indexing.refresh``.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from search.enums import Audience


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing as the person chooses it.

    ``url_name`` is the page of one, "" for the first page of its agency; ``of_agency`` tells whether the agency's slug
    leads the address. ``site_page`` is where a site administrator reads it who may not enter the agency.
    """

    code: str
    label: str
    url_name: str
    order: int
    audience: Audience = Audience.VIEW
    of_agency: bool = True
    site_page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry as an app describes it; ``args`` follow the agency's slug in the address, an agency of None is nobody's."""

    kind: Kind
    object_id: int
    agency_id: int | None
    title: str
    text: str = ""
    fiscal_year: int | None = None
    args: tuple[int | str, ...] = ()
    fragment: str = ""
    audience: Audience | None = None


# Returns the keys of the rows that are written from one of another model's.
Concerned = Callable[[Any], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Source:
    """A model whose rows can be found: ``read`` describes those with the given keys, in a fixed number of queries.

    ``follows`` are models from which entries are written too, with what returns the keys concerned by one of their rows.
    """

    model: type[models.Model]
    kinds: tuple[Kind, ...]
    read: Callable[[Collection[int]], Iterable[Draft]]
    follows: tuple[tuple[type[models.Model], Concerned], ...] = ()


_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Keep the source; apps call ``search.indexing.register``."""
    _sources.append(source)


def sources() -> tuple[Source, ...]:
    """Return every source."""
    return tuple(_sources)


def sources_of(model: type[models.Model]) -> list[Source]:
    """Return the sources that read the model's rows."""
    return [source for source in _sources if source.model is model]


def kinds() -> dict[str, Kind]:
    """Return every kind by its code, in the order in which they are offered."""
    found = sorted((kind for source in _sources for kind in source.kinds), key=lambda kind: kind.order)
    return {kind.code: kind for kind in found}


def joined(*texts: str) -> str:
    """Return the texts that are there, one a line."""
    return "\n".join(filter(None, texts))
