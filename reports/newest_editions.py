"""The editions that documents went out as: the app that keeps them registers here how they are read.

An edition tells its ``stage`` (reports.enums.Stage) and its ``waiting_since`` (a datetime).
"""

from collections.abc import Callable

from django.db.models import Model, Prefetch, prefetch_related_objects

_reads: list[Callable[[], Prefetch]] = []


def register_newest_editions(read: Callable[[], Prefetch]) -> None:
    """Let ``read`` fetch editions, the newest first, into ``newest_editions`` of documents; called by AppConfig.ready()."""
    _reads.append(read)


def newest_editions() -> list[Prefetch]:
    """Return what puts ``newest_editions`` on documents: one query whatever their number."""
    return [read() for read in _reads]


def newest_edition(document: Model) -> Model | None:
    """Return the document's newest edition, None while it has none; one query."""
    prefetch_related_objects([document], *newest_editions())
    return next(iter(getattr(document, "newest_editions", ())), None)
