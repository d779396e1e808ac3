"""Which single slip explains that a printed total is not what the scores come to. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessments.grading import TOLERANCE, grade
from criteria.rulebook import Criteria
from itaportal.thai.numbers import ScoreError, format_score, parse_score

_MOST = 5
_CLOSE = Decimal("0.01")  # a single slip has to come to the printed total exactly, but for its rounding


@dataclass(frozen=True, slots=True)
class Suspect:
    """An indicator whose score would explain the difference, ``other`` where two rows changed places."""

    code: str
    score: Decimal | None
    instead: Decimal
    other: str = ""


def suspects(scores: Mapping[str, Decimal], printed: Decimal, criteria: Criteria) -> list[Suspect]:
    """Return the rows that would explain the printed total, likeliest slip first; none where the totals agree."""
    total = grade(scores, criteria).total
    missing = [each.code for each in criteria.indicators if each.code not in scores]
    if total is None:
        return list(_missing(scores, missing[0], printed, criteria)) if len(missing) == 1 else []
    if abs(total - printed) <= TOLERANCE:
        return []
    tried = [*_swaps(scores), *_slips(scores)]
    fitting = [each for each in tried if _fits(_with(scores, each), printed, criteria)]
    return list({(each.code, each.instead): each for each in fitting}.values())[:_MOST]


def _with(scores: Mapping[str, Decimal], change: Suspect) -> dict[str, Decimal]:
    changed = {**scores, change.code: change.instead}
    if change.other and change.score is not None:
        changed[change.other] = change.score
    return changed


def _fits(scores: Mapping[str, Decimal], printed: Decimal, criteria: Criteria) -> bool:
    total = grade(scores, criteria).total
    return total is not None and abs(total - printed) <= _CLOSE


def _missing(
    scores: Mapping[str, Decimal], code: str, printed: Decimal, criteria: Criteria
) -> Iterator[Suspect]:
    """Yield the score that the one missing row must have, to two decimals."""
    least, most = (grade({**scores, code: Decimal(end)}, criteria).total for end in (0, 100))
    if least is None or most is None or most == least:
        return
    needed = ((printed - least) * 100 / (most - least)).quantize(Decimal("0.01"))
    if 0 <= needed <= 100:
        yield Suspect(code, None, needed)


def _swaps(scores: Mapping[str, Decimal]) -> Iterator[Suspect]:
    codes = list(scores)
    for place, code in enumerate(codes):
        for other in codes[place + 1 :]:
            if scores[code] != scores[other]:
                yield Suspect(code, scores[code], scores[other], other)


def _slips(scores: Mapping[str, Decimal]) -> Iterator[Suspect]:
    """Yield two digits changed round, then one digit wrong, of every score."""
    for slip in (_turned, _mistyped):
        for code, score in scores.items():
            for text in slip(format_score(score)):
                try:
                    instead = parse_score(text)
                except ScoreError:
                    continue
                if instead != score:
                    yield Suspect(code, score, instead)


def _turned(text: str) -> Iterator[str]:
    digits = [place for place, sign in enumerate(text) if sign.isdigit()]
    for first, second in zip(digits, digits[1:], strict=False):
        signs = list(text)
        signs[first], signs[second] = signs[second], signs[first]
        yield "".join(signs)


def _mistyped(text: str) -> Iterator[str]:
    for place, sign in enumerate(text):
        if sign.isdigit():
            yield from (text[:place] + digit + text[place + 1 :] for digit in "0123456789")
