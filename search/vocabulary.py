"""The words that entries have: what a misspelt word may have been meant for."""

from collections.abc import Collection, Iterable

from itaportal.bulk import insert
from search.analysis import toneless
from search.models import SearchWord

_AT_ONCE = 400
_LONGEST = 80


def remember(words: Iterable[str]) -> None:
    """Add words that are not known yet, no numbers; called after the entries are stored for good."""
    asked = sorted(word for word in words if 1 < len(word) <= _LONGEST and not word.isdigit())
    for start in range(0, len(asked), _AT_ONCE):
        part = asked[start : start + _AT_ONCE]
        known = set(SearchWord.objects.filter(word__in=part).values_list("word", flat=True))
        new = [(word, toneless(word), len(toneless(word))) for word in part if word not in known]
        insert(SearchWord, ("word", "toneless", "length"), new, or_keep=True)


def same_without_tones(forms: Collection[str]) -> dict[str, list[str]]:
    """Return the known words by their form without tone marks, of those that have one of the forms; one query."""
    found: dict[str, list[str]] = {}
    rows = SearchWord.objects.filter(toneless__in=forms).order_by("word")
    for form, word in rows.values_list("toneless", "word"):
        found.setdefault(form, []).append(word)
    return found


def words_of_lengths(lengths: Collection[int]) -> dict[str, str]:
    """Return known words (word → form without tone marks) whose forms have these lengths; one query."""
    return dict(SearchWord.objects.filter(length__in=lengths).values_list("word", "toneless"))
