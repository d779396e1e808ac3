"""A column of scores without any name, as it is copied from a spreadsheet: dealt out in order, to be looked at. Pure."""

import re
from collections.abc import Sequence
from decimal import Decimal

from itaportal.thai.numbers import ScoreError, parse_score, to_arabic_digits

_HEADING = re.compile(r"(?:ผล)?คะแนน(?:ที่ได้)?(?:\s*ปี\s*[0-9]{4})?|ร้อยละ|ปี\s*[0-9]{4}")


def bare_scores(lines: Sequence[str], count: int) -> list[Decimal] | None:
    """Return exactly ``count`` scores where the text is nothing else, perhaps under one heading; else None."""
    filled = [to_arabic_digits(line) for line in lines if line]
    if filled and _HEADING.fullmatch(filled[0]):
        del filled[0]
    pieces = " ".join(filled[: 2 * count + 2]).replace("%", " ").split()
    if count < 2 or len(pieces) != count:
        return None
    try:
        scores = [parse_score(piece) for piece in pieces]
    except ScoreError:
        return None
    # 1 to 10 in order are ranks.
    return None if all(score == place for place, score in enumerate(scores, 1)) else scores
