"""One small interface to the index of words, whichever database holds it."""

from typing import Any

from django.db import connection as default_connection
from django.db.models import QuerySet

from search.engines import postgresql, sqlite
from search.models import SearchEntry
from search.query import Node

_ENGINES: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}


def install(connection=default_connection) -> None:
    """Make what the database needs beside the entries where it is missing; does nothing before their table is there."""
    with connection.cursor() as cursor:
        present = SearchEntry._meta.db_table in connection.introspection.table_names(cursor)
    if present:
        _ENGINES[connection.vendor].install(connection)


def refill(connection=default_connection) -> None:
    """Make the words anew from the entries as they are stored."""
    _ENGINES[connection.vendor].refill(connection)


def narrow(entries: QuerySet, wanted: Node, places: Node | None, most: int) -> QuerySet:
    """Return the newest entries that hold the wanted words, at most so many, with ``score``.

    ``places`` are marks of place that all of ``entries`` carry (see ``SearchEntry.place_terms``): an engine may use them
    to be quick where a person sees few of many agencies, and they decide nothing.
    """
    return _ENGINES[default_connection.vendor].narrow(entries, wanted, places, most)
