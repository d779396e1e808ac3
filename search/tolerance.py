"""What somebody may have meant who left out a tone mark, slipped, or put spaces elsewhere.

The text is cut anew by the words that the index has, without tone marks: newmm would cut "คูมือ" into คู and มือ.
What stays over is compared with words that look alike. Pure: what the index knows is handed in.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from search.analysis import joined, pieces, toneless
from search.query import Place

_LONGEST = 20
# Letters that belong to the one before or after them: no word begins or ends between the two.
_FOLLOWING, _LEADING = frozenset("ะัาำิีึืฺุูๅํ"), frozenset("เแโใไ")
_KNOWN, _UNKNOWN = 1.0, 4.0
_SHORTEST_GUESS, _MOST_GUESSES = 4, 12
_LIKE_ENOUGH, _MOST_LIKE = 0.72, 4


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of what was typed, without tone marks, and the words it may be."""

    text: str
    words: Place = ()
    cost: float = _UNKNOWN


Near = Callable[[str], list[tuple[str, float]]]


def forms_in(text: str) -> set[str]:
    """Return every part of the text, without tone marks, that could be a word."""
    return {
        run[start:end]
        for run, thai in _runs(text)
        for start in (_borders(run) if thai else [0])
        for end in (_borders(run) if thai else [len(run)])
        if start < end <= start + max(_LONGEST, 0 if thai else len(run))
    }


def cut_by(text: str, known: Mapping[str, Collection[str]]) -> list[list[Segment]]:
    """Return the text in the fewest known words (by their form without tone marks) and what is left over, run by run."""
    return [_cut(run, known) if thai else [_whole(run, known)] for run, thai in _runs(text)]


def guessed(runs: Iterable[list[Segment]], near: Near) -> list[Place]:
    """Return the words for each place, where neighbours that make no sense are read as a word that looks like them."""
    budget = iter(range(_MOST_GUESSES))
    return [segment.words or (segment.text,) for run in runs for segment in _read_anew(run, near, budget)]


def guess_lengths(runs: Iterable[list[Segment]]) -> set[int]:
    """Return how long words may be that look like some part of the text."""
    lengths = {len(guess) for run in runs for _, _, guess in _guesses(run)}
    slack = {length: max(1, int(length * (1 - _LIKE_ENOUGH))) for length in lengths}
    return {near for length in lengths for near in range(length - slack[length], length + slack[length] + 1)}


def likeness_in(words: Mapping[str, str]) -> Near:
    """Return what finds the words (word → form without tone marks) that look like a text, the likest first."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    def near(text: str) -> list[tuple[str, float]]:
        found = process.extract(
            text, words, scorer=OSA.normalized_similarity, score_cutoff=_LIKE_ENOUGH, limit=_MOST_LIKE
        )
        return [(word, score) for _, score, word in found]

    return near


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    for piece, thai in pieces(joined(text)):
        if run := toneless(piece) if thai else piece:
            yield run, thai


def _borders(run: str) -> list[int]:
    inside = range(1, len(run))
    between = [place for place in inside if run[place] not in _FOLLOWING and run[place - 1] not in _LEADING]
    return [0, *between, len(run)]


def _whole(run: str, known: Mapping[str, Collection[str]]) -> Segment:
    return Segment(run, tuple(known[run]), _KNOWN) if run in known else Segment(run)


def _cut(run: str, known: Mapping[str, Collection[str]]) -> list[Segment]:
    borders = _borders(run)
    best: dict[int, tuple[float, int]] = {borders[0]: (0.0, 0)}
    for place, end in enumerate(borders[1:], start=1):
        steps = [
            (best[start][0] + (_KNOWN if run[start:end] in known else _UNKNOWN * (end - start)), start)
            for start in borders[max(0, place - _LONGEST) : place]
            if start in best and (run[start:end] in known or start == borders[place - 1])
        ]
        best[end] = min(steps)
    ends, end = [], borders[-1]
    while end > borders[0]:
        ends.append((best[end][1], end))
        end = best[end][1]
    return _merged(_whole(run[start:end], known) for start, end in reversed(ends))


def _merged(segments: Iterable[Segment]) -> list[Segment]:
    """Return the segments, unknown neighbours as one."""
    merged: list[Segment] = []
    for segment in segments:
        if merged and not merged[-1].words and not segment.words:
            merged[-1] = Segment(merged[-1].text + segment.text)
        else:
            merged.append(segment)
    return merged


def _guesses(run: list[Segment]) -> Iterator[tuple[int, int, str]]:
    """Yield where neighbours stand that may be one misspelt word; known ones only where nothing is unknown."""
    doubtful = [not segment.words for segment in run]
    for start in range(len(run)):
        for end in range(start + 1, min(start + 3, len(run)) + 1):
            text = "".join(segment.text for segment in run[start:end])
            suspected = any(doubtful[start:end]) or (not any(doubtful) and end > start + 1)
            if suspected and _SHORTEST_GUESS <= len(text) <= _LONGEST:
                yield start, end, text


def _read_anew(run: list[Segment], near: Near, budget: Iterator[int]) -> list[Segment]:
    """Return the run by its known words and the likest guesses, the cheapest reading of all."""
    steps: dict[int, list[tuple[int, Segment]]] = {}
    for place, segment in enumerate(run):
        steps.setdefault(place, []).append((place + 1, segment))
    for (start, end, text), _ in zip(_guesses(run), budget, strict=False):
        if found := near(text):
            cost = _KNOWN + 2 * (1 - found[0][1])
            guess = Segment(text, tuple(word for word, _ in found), cost)
            steps[start].append((end, guess))
    best: dict[int, tuple[float, list[Segment]]] = {0: (0.0, [])}
    for start in range(len(run)):
        cost, read = best[start]
        for end, segment in steps[start]:
            if end not in best or cost + segment.cost < best[end][0]:
                best[end] = (cost + segment.cost, [*read, segment])
    return best[len(run)][1]
