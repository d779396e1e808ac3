"""A ``tsvector`` that the database makes of the terms as they are, and a GIN index on it.

PostgreSQL's own parser is not asked: what it takes for a Thai letter depends on the locale of the server.
"""

from typing import TYPE_CHECKING

from django.db.models import FloatField
from django.db.models.expressions import RawSQL

from search.query import All, Either, Node, Term

if TYPE_CHECKING:
    from django.db.models import QuerySet

_ENTRIES = "search_searchentry"
# Words with their places in the text, those of the title marked A; without places a word has no weight.
_WORDS = (
    "(SELECT string_agg(quote_literal(replace(word, '\\', '')) || ':' || least(place, 16383) || '{weight}', ' ') "
    "FROM unnest(string_to_array({terms}, ' ')) WITH ORDINALITY AS words(word, place) WHERE word <> '')"
)
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION search_vector(title text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
SELECT coalesce({_WORDS.format(terms="title", weight="A")}, '')::tsvector
    || coalesce({_WORDS.format(terms="body", weight="D")}, '')::tsvector
$$
"""
_STATEMENTS = (
    _FUNCTION,
    f"ALTER TABLE {_ENTRIES} ADD COLUMN IF NOT EXISTS vector tsvector "
    "GENERATED ALWAYS AS (search_vector(title_terms, body_terms)) STORED",
    f"CREATE INDEX IF NOT EXISTS search_entry_vector ON {_ENTRIES} USING gin (vector) WITH (fastupdate = off)",
)
# As in the other engine a word in the title weighs six times one in the text (D, C, B, A).
_WEIGHTS = "{0.15, 0.15, 0.15, 0.9}"


def install(connection) -> None:
    """Make the column of words and its index where they are missing."""
    with connection.cursor() as cursor:
        for statement in _STATEMENTS:
            cursor.execute(statement)


def refill(connection) -> None:
    """Nothing to do: the database makes the words whenever it writes a row."""


def narrow(entries: "QuerySet", wanted: Node, places: Node | None, most: int) -> "QuerySet":
    """Return the newest entries that hold what is wanted, at most so many, with ``score``.

    Marks of place are not asked: the database knows agencies and audiences by their own indexes. Only what is left is
    ranked, by a statement of its own: the database would rank all before it leaves any out.
    """
    vector, asked = f"{_ENTRIES}.vector", _written(wanted)
    found = entries.extra(where=[f"{vector} @@ %s::tsquery"], params=[asked]).order_by("-pk")
    newest = list(found.values_list("pk", flat=True)[:most])
    rank = RawSQL(f"ts_rank(%s, {vector}, %s::tsquery)", (_WEIGHTS, asked), output_field=FloatField())
    return entries.model._default_manager.filter(pk__in=newest).annotate(score=rank).order_by("-pk")


def _written(node: Node) -> str:
    match node:
        case Term(text):
            return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"
        case All(parts):
            return f"({' & '.join(map(_written, parts))})"
        case Either(parts):
            return f"({' | '.join(map(_written, parts))})"
