"""Keeping the index in step with what it is made from: in the same transaction, by signals or by ``refresh``."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, partial
from typing import Any

from django.db import models, transaction
from django.db.models.signals import ModelSignal, post_delete, post_save

from agencies.models import Agency
from itaportal.language import in_thai
from search.analysis import index_terms
from search.models import SearchEntry
from search.places import kind_mark, whose_marks, year_mark
from search.sources import Concerned, Draft, Source, add_source, sources_of
from search.vocabulary import remember

_AT_ONCE = 200
_collected: ContextVar[dict[Source, set[int]] | None] = ContextVar("search_collected", default=None)
# What an entry shows; with these as they were, its terms are too.
_SHOWN = ("agency_id", "audience", "fiscal_year", "title", "text", "args", "fragment")
_TERMS = ("title_terms", "body_terms", "place_terms")


def register(source: Source) -> None:
    """Let the source's rows be found from now on; called once for each by an AppConfig.ready()."""
    add_source(source)
    for model, concerned in ((source.model, _own_key), *source.follows):
        _connect(post_save, source, model, partial(_refresh_concerned, source, concerned))
    # What belongs to an agency goes with it, by the entries' key; many agencies at once are deleted at once.
    if source.model is not Agency:
        _connect(post_delete, source, source.model, partial(_take_out, source))


def _connect(signal: ModelSignal, source: Source, model: type[models.Model], receiver: partial) -> None:
    name = f"search {source.kinds[0].code} {model._meta.label}"
    signal.connect(receiver, sender=model, weak=False, dispatch_uid=name)


def _own_key(row: models.Model) -> list[int]:
    return [row.pk]


def _refresh_concerned(source: Source, concerned: Concerned, instance: models.Model, **kwargs: Any) -> None:
    refresh_source(source, list(concerned(instance)))


def _take_out(source: Source, instance: models.Model, **kwargs: Any) -> None:
    stored_entries(source, [instance.pk]).delete()


def refresh(model: type[models.Model], keys: Iterable[int]) -> None:
    """Read the model's rows with the keys anew; call it in the transaction that wrote them without signals."""
    wanted = list(keys)
    for source in sources_of(model):
        for start in range(0, len(wanted), _AT_ONCE):
            refresh_source(source, wanted[start : start + _AT_ONCE])


@contextmanager
def together() -> Iterator[None]:
    """Read what the block writes once, at its end, although it is saved in several steps."""
    collected: dict[Source, set[int]] = {}
    token = _collected.set(collected)
    try:
        yield
    finally:
        _collected.reset(token)
    for source, keys in collected.items():
        refresh_source(source, keys)


@in_thai()
def refresh_source(source: Source, keys: Collection[int], *, anew: bool = False) -> None:
    """Write the entries of the keys as the source describes them, and take out those that it does not; ``anew`` writes
    also what shows the same."""
    if not keys:
        return
    if (collected := _collected.get()) is not None:
        collected.setdefault(source, set()).update(keys)
        return
    wanted = {(draft.kind.code, draft.object_id): draft for draft in source.read(keys)}
    stored = {(entry.kind, entry.object_id): entry for entry in stored_entries(source, keys)}
    gone = [entry.pk for key, entry in stored.items() if key not in wanted]
    changed = [
        entry_of(draft)
        for key, draft in wanted.items()
        if anew or key not in stored or not same(stored[key], draft)
    ]
    if gone or changed:
        with transaction.atomic(savepoint=False):
            SearchEntry.objects.filter(pk__in=gone).delete()
            write_entries(changed)


def stored_entries(source: Source, keys: Collection[int]) -> models.QuerySet[SearchEntry]:
    """Return the entries of the source's rows with the keys."""
    codes = [kind.code for kind in source.kinds]
    return SearchEntry.objects.filter(kind__in=codes, object_id__in=keys)


def same(entry: SearchEntry, draft: Draft) -> bool:
    """Whether the entry shows what the draft describes."""
    drafted = _shown_of(draft)
    return all(getattr(entry, name) == drafted[name] for name in _SHOWN)


def entry_of(draft: Draft) -> SearchEntry:
    """Return the entry with its terms, not stored yet."""
    shown = _shown_of(draft)
    return SearchEntry(
        kind=draft.kind.code,
        object_id=draft.object_id,
        **shown,
        title_terms=_terms_of(shown["title"]),
        body_terms=" ".join(filter(None, map(_terms_of, shown["text"].splitlines()))),
        place_terms=" ".join(_places_of(draft, shown)),
    )


@lru_cache(maxsize=4096)
def _terms_of(line: str) -> str:
    """Return the terms of a line; many rows share theirs: titles from the catalogue, standard sentences, classes."""
    return " ".join(index_terms(line))


def _shown_of(draft: Draft) -> dict[str, Any]:
    return {
        "agency_id": draft.agency_id,
        "audience": draft.audience or draft.kind.audience,
        "fiscal_year": draft.fiscal_year,
        "title": draft.title,
        "text": draft.text,
        "args": list(draft.args),
        "fragment": draft.fragment,
    }


def _places_of(draft: Draft, shown: dict[str, Any]) -> list[str]:
    whose = whose_marks(shown["audience"], draft.agency_id)
    year = [year_mark(draft.fiscal_year)] if draft.fiscal_year else []
    return [*whose, kind_mark(draft.kind.code), *year]


def write_entries(entries: list[SearchEntry]) -> None:
    """Store the entries, each in the place of one of the same thing, and have their words remembered."""
    SearchEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=[*_SHOWN, *_TERMS],
    )
    words = {word for entry in entries for word in f"{entry.title_terms} {entry.body_terms}".split()}
    # The words are an aid for those who misspell, and two writers must not wait for each other's.
    transaction.on_commit(partial(remember, words))
