"""Making the whole index anew, and telling where it is not what it should be."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from django.db import transaction

from itaportal.thai import words
from search import index
from search.analysis import ANALYSIS
from search.indexing import entry_of, refresh_source, same, stored_entries
from search.models import IndexState, SearchEntry, SearchWord
from search.sources import Source, kinds, sources
from search.vocabulary import remember

_AT_ONCE = 200
_TERMS = ("title_terms", "body_terms", "place_terms")


def rebuild() -> int:
    """Read everything anew and return how many entries there are; whoever searches meanwhile finds the old ones."""
    for source in sources():
        for keys in _pieces(source):
            refresh_source(source, keys, anew=True)
    _take_out_lost()
    index.refill()
    with transaction.atomic():
        SearchWord.objects.all().delete()
        remember(_all_words())
        IndexState.objects.all().delete()
        IndexState.objects.create(fingerprint=fingerprint())
    return SearchEntry.objects.count()


def is_current() -> bool:
    """Whether the index was made by today's rules and dictionaries."""
    return IndexState.objects.filter(fingerprint=fingerprint()).exists()


def fingerprint() -> str:
    """Return what the words of an index depend on: rules, the library's dictionary, the words of the field, short forms."""
    files = [Path(words.__file__).with_name("domain_words.txt"), Path(__file__).with_name("short_forms.txt")]
    parts = [
        str(ANALYSIS),
        version("pythainlp"),
        *sorted(kinds()),
        *(file.read_text("utf-8") for file in files),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def differences() -> Counter[str]:
    """Return how many entries are missing, old, or of things that are gone, by kind."""
    found: Counter[str] = Counter()
    for source in sources():
        known = 0
        for keys in _pieces(source):
            stored = {(entry.kind, entry.object_id): entry for entry in stored_entries(source, keys)}
            for draft in source.read(keys):
                entry = stored.pop((draft.kind.code, draft.object_id), None)
                known += entry is not None
                if entry is None:
                    found[f"{draft.kind.code} missing"] += 1
                elif not same(entry, draft) or _terms(entry) != _terms(entry_of(draft)):
                    found[f"{draft.kind.code} old"] += 1
        codes = [kind.code for kind in source.kinds]
        if lost := SearchEntry.objects.filter(kind__in=codes).count() - known:
            found[f"{codes[0]} gone"] += lost
    return found


def _terms(entry: SearchEntry) -> list[str]:
    return [getattr(entry, name) for name in _TERMS]


def _pieces(source: Source) -> Iterator[list[int]]:
    keys = list(source.model._default_manager.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]


def _take_out_lost() -> None:
    """Take out entries of rows that are gone, and of kinds that nobody describes any more."""
    SearchEntry.objects.exclude(kind__in=kinds()).delete()
    for source in sources():
        entries = SearchEntry.objects.filter(kind__in=[kind.code for kind in source.kinds])
        entries.exclude(object_id__in=source.model._default_manager.values("pk")).delete()


def _all_words() -> set[str]:
    rows = SearchEntry.objects.values_list("title_terms", "body_terms")
    return {word for title, body in rows.iterator() for word in f"{title} {body}".split()}
