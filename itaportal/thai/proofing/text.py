"""All rules over one text."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from itaportal.thai.proofing.digits import mixed_digits
from itaportal.thai.proofing.names import nearly_names
from itaportal.thai.proofing.numbering import skipped_numbers
from itaportal.thai.proofing.repeats import repeated
from itaportal.thai.proofing.slip import Slip
from itaportal.thai.proofing.spaces import loose_spaces, torn_words
from itaportal.thai.proofing.spelling import misspelt
from itaportal.thai.proofing.tokens import tokens_of

MOST_SLIPS = 200


def slips(text: str, names: Iterable[str] = (), own_words: Iterable[str] = ()) -> tuple[Slip, ...]:
    """Return what may be wrong in the text, in its order, at most 200 places.

    ``names`` are those of the agency, its people, departments and places: right as they stand, and looked for where
    they are nearly right. ``own_words`` are right as well.
    """
    return _slips(text, frozenset(filter(None, names)), frozenset(filter(None, own_words)))


@lru_cache(maxsize=4096)
def _slips(text: str, names: frozenset[str], own_words: frozenset[str]) -> tuple[Slip, ...]:
    known = names | own_words
    tokens = tokens_of(text, known)
    # Where two rules speak of one place, the first one here has it.
    rules = (
        nearly_names(tokens, names),
        mixed_digits(text),
        skipped_numbers(text),
        torn_words(tokens),
        misspelt(tokens),
        repeated(tokens),
        loose_spaces(tokens),
    )
    found = [slip for rule in rules for slip in islice(rule, MOST_SLIPS) if not _is_known(slip, text, known)]
    return without_overlaps(found)[:MOST_SLIPS]


def without_overlaps(found: Iterable[Slip]) -> tuple[Slip, ...]:
    """Return the slips in the order of the text; of two at one place the one that came first."""
    kept: dict[int, Slip] = {}
    taken: set[int] = set()
    for slip in found:
        letters = range(slip.start, slip.end)
        if taken.isdisjoint(letters):
            taken.update(letters)
            kept[slip.start] = slip
    return tuple(kept[start] for start in sorted(kept))


def _is_known(slip: Slip, text: str, known: Iterable[str]) -> bool:
    """Whether the slip stands inside a known name or word of the agency, or is little more than one."""
    for word in known:
        if word in slip.word and len(slip.word) <= 2 * len(word):
            return True
        if slip.word in word:
            start = text.find(word, max(slip.end - len(word), 0), slip.start + len(word))
            if start >= 0:
                return True
    return False
