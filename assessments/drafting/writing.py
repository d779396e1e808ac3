"""The first text of a finding, written from facts: each variant is chosen by what is known, never by chance."""

from dataclasses import dataclass
from decimal import Decimal

from assessments.drafting.texts import Texts, standard_texts
from assessments.enums import Band, DraftPart
from assessments.grading import band
from itaportal.language import in_thai
from itaportal.sentences import fill_placeholders
from itaportal.thai.numbers import format_score

FULL_POINTS = Decimal(100)
BIG_CHANGE = Decimal(5)
CLOSE = Decimal(1)
_ADVICE_OF_BAND = {Band.LOW: DraftPart.LOW, Band.MEDIUM: DraftPart.MEDIUM, Band.GOOD: DraftPart.GOOD}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an indicator's score, in points.

    ``change`` is None where last year is unknown. ``focus`` is the criteria's phrase for what the indicator looks at;
    ``place`` counts the indicators of its instrument, ``number`` those of the year, both from 0.
    """

    score: Decimal
    change: Decimal | None
    low_below: Decimal
    medium_below: Decimal
    instrument: str
    focus: str
    place: int = 0
    number: int = 0
    is_lowest: bool = False
    is_highest: bool = False

    @property
    def band(self) -> Band:
        """The score's band."""
        return band(self.score, self.low_below, self.medium_below)

    @property
    def is_full(self) -> bool:
        """Whether no point is missing."""
        return self.score == FULL_POINTS

    @property
    def is_weak(self) -> bool:
        """Whether the score asks for something to be mended or improved."""
        return self.band != Band.GOOD

    @property
    def next_at(self) -> Decimal:
        """The points from which a weak score is in the next band."""
        return self.low_below if self.band == Band.LOW else self.medium_below

    @property
    def direction(self) -> str:
        """The group of texts for the change; "" where there is nothing to compare with."""
        if self.change is None:
            return ""
        if self.change == 0:
            return "same"
        return ("up" if self.change > 0 else "down") + ("_big" if abs(self.change) >= BIG_CHANGE else "")

    @property
    def change_part(self) -> DraftPart:
        """Where the texts for standing, change and distance are."""
        return DraftPart.WEAK if self.is_weak else DraftPart.STRONG

    @property
    def advice_part(self) -> DraftPart:
        """Where the texts for the advice are."""
        if self.is_full:
            return DraftPart.FULL
        is_fallen = self.band == Band.GOOD and self.change is not None and self.change < 0
        return DraftPart.FALLEN if is_fallen else _ADVICE_OF_BAND[self.band]


@in_thai()
def write(facts: Facts, texts: Texts) -> str:
    """Return the text of a finding: opening, standing, change, distance to the band's edge, advice."""
    groups = filter(None, (_standing(facts), facts.direction, _distance(facts)))
    said = [
        _pick(_of_instrument(texts, DraftPart.OPENING, facts), facts.place),
        *(_pick(texts[facts.change_part, group], facts.number) for group in groups),
        _advice(texts, facts),
    ]
    return fill_placeholders(" ".join(said), values(facts))


@in_thai()
def values(facts: Facts) -> dict[str, str]:
    """Return what the placeholders stand for."""
    following = band(facts.next_at, facts.low_below, facts.medium_below) if facts.is_weak else None
    return {
        "ผล": "ได้คะแนนเต็ม" if facts.is_full else f"อยู่ในเกณฑ์{facts.band.label}",
        "คะแนน": format_score(facts.score),
        "ผลต่าง": "" if facts.change is None else format_score(abs(facts.change)),
        "เกณฑ์ถัดไป": str(following.label) if following else "",
        "ขาดอีก": format_score(facts.next_at - facts.score) if following else "",
        "เรื่อง": facts.focus,
    }


def _of_instrument(texts: Texts, part: DraftPart, facts: Facts) -> tuple[str, ...]:
    return texts.get((part, facts.instrument)) or texts[part, "other"]


def _pick(variants: tuple[str, ...], number: int) -> str:
    return variants[number % len(variants)]


def _standing(facts: Facts) -> str:
    """Return the group for the year's lowest or highest score; that a full score is the highest needs no words."""
    if facts.is_weak:
        return "lowest" if facts.is_lowest else ""
    return "highest" if facts.is_highest and not facts.is_full else ""


def _distance(facts: Facts) -> str:
    """Return the group for a score close to its band's edge; where a weak one rose, the change tells what is missing."""
    if facts.is_full:
        return ""
    if not facts.is_weak:
        return "narrow" if facts.score - facts.medium_below < CLOSE else ""
    is_close = facts.next_at - facts.score <= CLOSE
    return "near" if is_close and facts.direction in ("", "same") else ""


def _advice(texts: Texts, facts: Facts) -> str:
    """Return the variant of the indicator's place, or the next that does not say the word the focus begins with.

    Which one that is follows from the shipped texts, so that an agency's own wording always stands where it was put.
    """
    shipped = _of_instrument(standard_texts(), facts.advice_part, facts)
    first = facts.focus.removeprefix("การ").removeprefix("ความ")[:5]
    places = range(facts.place, facts.place + len(shipped))
    place = next((place for place in places if first not in _pick(shipped, place)), facts.place)
    return _pick(_of_instrument(texts, facts.advice_part, facts), place)
