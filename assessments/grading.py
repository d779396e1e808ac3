"""From indicator scores to instrument means, total, level and bands.

Points are 0–100 with two decimals. The formula is the one that reproduces the published totals of fiscal years
2563–2565 (seed document 000; province means of the official group 2 report): each instrument is the unweighted
mean of its indicators, the total is the weighted sum of the instruments, rounded half up once at the end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from assessments.enums import Band
from criteria.rulebook import Criteria
from criteria.schema import Level

TOLERANCE = Decimal("0.05")  # published indicators are rounded themselves, so totals may differ a little


def round_points(value: Decimal) -> Decimal:
    """Round half up to two decimals, as published scores are."""
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def instrument_means(scores: Mapping[str, Decimal], criteria: Criteria) -> dict[str, Decimal]:
    """Return the unrounded mean of every instrument whose indicators all have a score."""
    means = {}
    for instrument in criteria.instruments:
        codes = [indicator.code for indicator in criteria.indicators_of(instrument.code)]
        if codes and all(code in scores for code in codes):
            means[instrument.code] = sum((scores[code] for code in codes), Decimal(0)) / len(codes)
    return means


def total(means: Mapping[str, Decimal], criteria: Criteria) -> Decimal | None:
    """Return the weighted total, rounded once; None while an instrument is incomplete."""
    if not criteria.instruments or any(entry.code not in means for entry in criteria.instruments):
        return None
    return round_points(sum((entry.weight * means[entry.code] for entry in criteria.instruments), Decimal(0)))


def level(points: Decimal, means: Mapping[str, Decimal], criteria: Criteria) -> Level | None:
    """Return the first level whose conditions hold; None where the year's rules need scores that are missing.

    From 2566 the two upper levels also ask a minimum of every instrument. Instruments are compared as they are
    printed, with two decimals.
    """
    for candidate in criteria.levels:
        if points < candidate.minimum:
            continue
        if candidate.instrument_minimum is None:
            return candidate
        if len(means) < len(criteria.instruments):
            return None
        if all(round_points(mean) >= candidate.instrument_minimum for mean in means.values()):
            return candidate
    return None


def band(points: Decimal, low_below: Decimal, medium_below: Decimal) -> Band:
    """Return where the score lies: below the first threshold low, below the second medium, else good."""
    if points < low_below:
        return Band.LOW
    return Band.MEDIUM if points < medium_below else Band.GOOD


@dataclass(frozen=True, slots=True)
class Result:
    """What indicator scores come to under a year's criteria; None where scores are missing."""

    means: dict[str, Decimal]
    total: Decimal | None
    level: Level | None


def grade(scores: Mapping[str, Decimal], criteria: Criteria) -> Result:
    """Return instrument means (unrounded), total and level of the scores."""
    means = instrument_means(scores, criteria)
    points = total(means, criteria)
    return Result(means, points, None if points is None else level(points, means, criteria))


def official(printed_total: Decimal | None, printed_level: str, result: Result) -> tuple[Decimal | None, str]:
    """Return the official total and level: the printed ones, else what the scores come to.

    The level of scores that do not come to the printed total is nobody's: it is "" then, as where nothing is known.
    """
    computed = result.level.name if result.level and difference(printed_total, result.total) is None else ""
    return (result.total if printed_total is None else printed_total), printed_level or computed


def difference(printed_total: Decimal | None, computed_total: Decimal | None) -> Decimal | None:
    """Return printed minus computed total where they disagree beyond rounding, else None."""
    if printed_total is None or computed_total is None or abs(printed_total - computed_total) <= TOLERANCE:
        return None
    return printed_total - computed_total


@dataclass(frozen=True, slots=True)
class Running:
    """What scores come to while they are typed: of how many indicators, and how far from the printed total."""

    result: Result
    scored: int
    of: int
    difference: Decimal | None
    """Points from the printed to the reckoned total; None where one is missing or they agree."""

    @classmethod
    def from_scores(cls, scores: Mapping[str, Decimal], criteria: Criteria, printed: Decimal | None) -> Self:
        """Reckon the scores under the criteria."""
        result = grade(scores, criteria)
        apart = difference(printed, result.total)
        return cls(result, len(scores), len(criteria.indicators), None if apart is None else -apart)

    @property
    def means(self) -> dict[str, Decimal]:
        """The instruments' means as they are printed."""
        return {code: round_points(mean) for code, mean in self.result.means.items()}


def ranking(scores: Mapping[str, Decimal]) -> dict[str, int]:
    """Return each indicator's rank, 1 for the highest score; equal scores share the better rank."""
    ordered = sorted(scores.values(), reverse=True)
    return {code: ordered.index(score) + 1 for code, score in scores.items()}


@dataclass(frozen=True, slots=True)
class PointsChange:
    """A difference in points as `_components/score.html` shows it; ``direction`` is up, down, same or none."""

    text: str
    direction: str

    @classmethod
    def of(cls, points: Decimal | None) -> Self:
        """Return the words for a difference, empty ones where there is nothing to compare with."""
        if points is None:
            return cls("", "none")
        if points == 0:
            return cls("", "same")
        return cls(f"{points:+.2f}", "up" if points > 0 else "down")
