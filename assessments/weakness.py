"""From a band to a class, and the first draft of a finding's text.

Wording after seed document 000, part 3: low "ค่อนข้างต่ำ", medium "ปานกลาง", good "ดี".
"""

import re
from decimal import Decimal

from assessments.enums import Band, WeaknessClass
from itaportal.thai.numbers import format_score

CLASS_OF_BAND = {
    Band.LOW: WeaknessClass.URGENT,
    Band.MEDIUM: WeaknessClass.IMPROVE,
    Band.GOOD: WeaknessClass.MAINTAIN,
}
_BAND_WORDS = {Band.LOW: "ค่อนข้างต่ำ", Band.MEDIUM: "ปานกลาง", Band.GOOD: "ที่ดี"}
FULL_POINTS = Decimal(100)
_QUOTED_SCORE = re.compile(r"\(([0-9]{1,3}\.[0-9]{2}) คะแนน\)")


def classify(band: Band) -> WeaknessClass:
    """Return what a band asks for: low urgent, medium improve, good maintain."""
    return CLASS_OF_BAND[band]


def needs_reason(chosen: WeaknessClass | str, proposed: WeaknessClass | None) -> bool:
    """Return whether the class departs from the one the score asks for; None where there is no score."""
    return proposed is not None and chosen != proposed


def draft(score: Decimal, band: Band, change: Decimal | None, focus: str) -> str:
    """Return a first text for a finding: the band, the change to last year, what to work on.

    ``change`` is in points, None where last year is unknown; ``focus`` is the criteria's phrase for what the
    indicator looks at, "" where the criteria have none.
    """
    parts = [f"ผลการประเมินอยู่ในเกณฑ์{_BAND_WORDS[band]} ({format_score(score)} คะแนน)"]
    if change is not None:
        parts.append(_change_words(change))
    if score == FULL_POINTS:
        parts.append("ควรรักษามาตรฐานไว้")
    elif band == Band.GOOD:
        parts.append("แต่ควรปรับปรุงและพัฒนาให้ดียิ่งขึ้น" + (f"ในด้าน{focus}" if focus else ""))
    else:
        parts.append("ควรปรับปรุง" + (f"ในด้าน{focus}" if focus else "โดยกำหนดมาตรการแก้ไขที่ชัดเจน"))
    return " ".join(parts)


def _change_words(change: Decimal) -> str:
    if change == 0:
        return "เท่ากับปีก่อน"
    word = "เพิ่มขึ้นจากปีก่อน" if change > 0 else "ลดลงจากปีก่อน"
    return f"{word} {format_score(abs(change))} คะแนน"


def outdated_score(text: str, score: Decimal | None) -> Decimal | None:
    """Return the score that a drafted text still quotes although the indicator has another one now, else None."""
    quoted = [Decimal(points) for points in _QUOTED_SCORE.findall(text)]
    return quoted[0] if score is not None and quoted and score not in quoted else None
