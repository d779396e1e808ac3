"""FTS5: a table of words beside the entries, which triggers keep in step."""

from typing import TYPE_CHECKING

from django.db.models import FloatField
from django.db.models.expressions import RawSQL

from search.query import All, Either, Node, Term

if TYPE_CHECKING:
    from django.db.models import QuerySet

_ENTRIES, _INDEX = "search_searchentry", "search_index"
_COLUMNS = ("title_terms", "body_terms", "place_terms")
_NAMES = ", ".join(_COLUMNS)
# Thai vowels and tones are marks, which the tokenizer would take for spaces; words arrive cut already.
_TOKENS = "unicode61 remove_diacritics 0 categories 'L* N* M*'"
# A word in the title weighs as much as six in the text; where an entry belongs says nothing about it.
_WEIGHTS = "6.0, 1.0, 0.0"


def _row(version: str) -> str:
    return ", ".join(f"{version}.{column}" for column in ("id", *_COLUMNS))


_ADD = f"INSERT INTO {_INDEX}(rowid, {_NAMES}) VALUES ({_row('NEW')});"
_TAKE_OUT = f"INSERT INTO {_INDEX}({_INDEX}, rowid, {_NAMES}) VALUES ('delete', {_row('OLD')});"
_TRIGGERS = {
    "search_index_insert": ("INSERT", _ADD),
    "search_index_delete": ("DELETE", _TAKE_OUT),
    "search_index_update": (f"UPDATE OF {_NAMES}", f"{_TAKE_OUT} {_ADD}"),
}


def install(connection) -> None:
    """Make the table of words and its triggers where they are missing."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {_INDEX} USING fts5({_NAMES}, "
            f'content="{_ENTRIES}", content_rowid="id", tokenize="{_TOKENS}")'
        )
        for name, (event, statements) in _TRIGGERS.items():
            cursor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {_ENTRIES} BEGIN {statements} END"
            )


def refill(connection) -> None:
    """Make the words anew from the entries."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {_INDEX}({_INDEX}) VALUES ('rebuild')")


def narrow(entries: "QuerySet", wanted: Node, places: Node | None, most: int) -> "QuerySet":
    """Return the newest entries that hold what is wanted and stand in the places, at most so many, with ``score``."""
    expression = f"{{title_terms body_terms}} : {_written(wanted)}"
    if places is not None:
        expression += f" AND place_terms : {_written(places)}"
    # Django has no word for a virtual table beside a model's; ``extra`` joins it without reading it whole.
    return (
        entries.extra(
            tables=[_INDEX],
            where=[f"{_INDEX}.rowid = {_ENTRIES}.id", f"{_INDEX} MATCH %s"],
            params=[expression],
            order_by=[f"-{_INDEX}.rowid"],
        )
        # Better is more negative.
        .annotate(score=RawSQL(f"-bm25({_INDEX}, {_WEIGHTS})", (), output_field=FloatField()))[:most]
    )


def _written(node: Node) -> str:
    match node:
        case Term(text):
            return '"' + text.replace('"', '""') + '"'
        case All(parts):
            return f"({' AND '.join(map(_written, parts))})"
        case Either(parts):
            return f"({' OR '.join(map(_written, parts))})"
