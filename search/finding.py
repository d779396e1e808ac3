"""Answering what somebody asks: exactly, else as it may have been meant, else in part; at most six statements."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from agencies.models import Agency
from search import index, tolerance
from search.access import entries_and_places
from search.analysis import FUNCTION_WORDS, joined, plain, query_words
from search.enums import Audience
from search.models import SearchEntry
from search.places import agency_mark, audience_mark, kind_mark, year_mark
from search.query import MOST_PLACES, All, Either, Node, Place, all_but_one, all_places, any_place, any_word
from search.vocabulary import same_without_tones, words_of_lengths

# Who finds more has to say more; so many are ranked, the newest.
MOST_FOUND = 1000


@dataclass(frozen=True, slots=True)
class Found:
    """The keys of entries, the best first, the words that found them, and whether all were there as they were typed."""

    keys: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    exact: bool = True

    @property
    def more(self) -> bool:
        """Whether there may be more than is ranked."""
        return len(self.keys) >= MOST_FOUND


def find(user, text: str, *, kind: str = "", year: int | None = None) -> Found:
    """Return what the person may see and the words find, of a kind and a fiscal year where these are named."""
    entries, whose = entries_and_places(user)
    marks = [whose]
    if kind:
        entries, marks = entries.filter(kind=kind), [*marks, any_word([kind_mark(kind)])]
    if year:
        entries, marks = entries.filter(fiscal_year=year), [*marks, any_word([year_mark(year)])]
    places = tuple(mark for mark in marks if mark is not None)
    return find_among(entries, text, All(places) if places else None)


def find_among(entries: QuerySet[SearchEntry], text: str, places: Node | None = None) -> Found:
    """Return which of the entries the words find."""
    for wanted, words, exact in _questions(text):
        narrowed = index.narrow(entries, wanted, places, MOST_FOUND)
        if found := sorted(narrowed.values_list("score", "pk"), reverse=True):
            return Found(tuple(pk for _, pk in found), tuple(words), exact)
    return Found()


def find_own_and_shared(agency: Agency, kind: str, text: str) -> list[int]:
    """Return the keys of the things of a kind that the words find among the agency's own and those of all, best first."""
    entries = SearchEntry.objects.filter(Q(agency=agency) | Q(audience=Audience.SHARED), kind=kind)
    marks = any_word([agency_mark(agency.pk), audience_mark(Audience.SHARED)])
    found = find_among(entries, text, All((marks, any_word([kind_mark(kind)]))))
    objects = dict(entries.filter(pk__in=found.keys).values_list("pk", "object_id"))
    return [objects[key] for key in found.keys]


def has_words(text: str) -> bool:
    """Whether the text holds anything that can be looked for."""
    return bool(query_words(text))


def _questions(text: str) -> Iterator[tuple[Node, Iterable[str], bool]]:
    """Yield one question after the other, each wider than the one before: what is wanted, its words, whether exact."""
    readings = [
        _places(query_words(reading)) for reading in dict.fromkeys((plain(text), joined(plain(text))))
    ]
    if not readings[0]:
        return
    typed = Either(tuple(map(all_places, readings)))
    yield typed, _words(*readings), True
    if not (meant := _places_meant(plain(text))):
        return
    yield all_places(meant), _words(meant), False
    if len(meant) > 2:
        yield all_but_one(meant), _words(meant), False
    if len(meant) > 1:
        yield any_place(meant), _words(meant), False


def _places_meant(text: str) -> list[Place]:
    known = same_without_tones(tolerance.forms_in(text))
    runs = tolerance.cut_by(text, known)
    near = tolerance.likeness_in(words_of_lengths(tolerance.guess_lengths(runs)))
    return _telling(tolerance.guessed(runs, near))


def _places(words: Iterable[str]) -> list[Place]:
    return _telling([(word,) for word in dict.fromkeys(words)])


def _telling(places: list[Place]) -> list[Place]:
    """Return the places that say something, at most so many."""
    telling = [place for place in places if FUNCTION_WORDS.isdisjoint(place)]
    return (telling or places)[:MOST_PLACES]


def _words(*readings: list[Place]) -> list[str]:
    return list(dict.fromkeys(word for places in readings for place in places for word in place))
