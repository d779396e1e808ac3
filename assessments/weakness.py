"""From a band to a class, and whether a finding still fits its score."""

import re
from decimal import Decimal

from assessments.enums import Band, WeaknessClass

CLASS_OF_BAND = {
    Band.LOW: WeaknessClass.URGENT,
    Band.MEDIUM: WeaknessClass.IMPROVE,
    Band.GOOD: WeaknessClass.MAINTAIN,
}
_QUOTED_SCORE = re.compile(r"\(([0-9]{1,3}\.[0-9]{2}) คะแนน\)")


def classify(band: Band) -> WeaknessClass:
    """Return what a band asks for: low urgent, medium improve, good maintain."""
    return CLASS_OF_BAND[band]


def needs_reason(chosen: WeaknessClass | str, proposed: WeaknessClass | None) -> bool:
    """Return whether the class departs from the one the score asks for; None where there is no score."""
    return proposed is not None and chosen != proposed


def outdated_score(text: str, score: Decimal | None) -> Decimal | None:
    """Return the score that a drafted text still quotes although the indicator has another one now, else None."""
    quoted = [Decimal(points) for points in _QUOTED_SCORE.findall(text)]
    return quoted[0] if score is not None and quoted and score not in quoted else None
