"""Places in a text that are nearly a known name: of the agency, its people, departments, district and province."""

from collections.abc import Collection, Iterator
from functools import cache
from re import compile

from itaportal.thai.proofing.slip import Kind, Slip, slip_at
from itaportal.thai.proofing.tokens import RARE, Tokens, made_of_words
from itaportal.thai.provinces import provinces

_SHORTEST = 6
_LIKENESS = 85
_MOST_PLACES = 5
_COVER = "\x00"


def nearly_names(tokens: Tokens, names: Collection[str]) -> Iterator[Slip]:
    """Yield what differs from a name by a letter, of a longer name by two, and is made up of no right words."""
    text = covered = tokens.text
    wanted = sorted((name for name in names if len(name) >= _SHORTEST), key=len, reverse=True)
    for name in wanted:
        covered = covered.replace(name, _COVER * len(name))
    for name in wanted:
        for start, end in _places(covered, name):
            if tokens.starts[tokens.place_of(start)] != start or made_of_words(text[start:end], RARE):
                continue
            covered = covered[:start] + _COVER * (end - start) + covered[end:]
            yield slip_at(text, start, end, Kind.NAME, name)
    yield from _provinces(text)


def _places(text: str, name: str) -> Iterator[tuple[int, int]]:
    from rapidfuzz.distance import OSA
    from rapidfuzz.fuzz import partial_ratio_alignment

    most = 2 if len(name) >= 10 else 1
    for _ in range(_MOST_PLACES):
        found = partial_ratio_alignment(name, text, score_cutoff=_LIKENESS)
        if found is None or len(text) < len(name) - most:
            return
        around = [
            (OSA.distance(name, text[start:end]), end - start, start, end)
            for start in range(max(found.dest_start - 1, 0), found.dest_start + 2)
            for end in range(found.dest_end - 1, min(found.dest_end + 2, len(text) + 1))
        ]
        distance, _, start, end = min(around)
        if not 0 < distance <= most or _COVER in text[start:end]:
            return
        yield start, end
        text = text[:start] + _COVER * (end - start) + text[end:]


_PROVINCE = compile("(?:จังหวัด|(?<![ก-๎])จ\\.\\s?)([ก-๎]{4,20})")


def _provinces(text: str) -> Iterator[Slip]:
    """Yield what stands after จังหวัด and is nearly one of the 77."""
    from rapidfuzz.distance import OSA

    for found in _PROVINCE.finditer(text):
        word = found[1]
        if word.startswith(_all_provinces()):
            continue
        for province in (name for name in _all_provinces() if name[0] == word[0]):
            likely = word[: len(province)], word[: len(province) - 1], word[: len(province) + 1]
            near = min(likely, key=lambda written: OSA.distance(written, province))
            if OSA.distance(near, province) == 1:
                yield slip_at(text, found.start(1), found.start(1) + len(near), Kind.NAME, province)
                break


@cache
def _all_provinces() -> tuple[str, ...]:
    return tuple(sorted(provinces(), key=len, reverse=True))
