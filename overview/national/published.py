"""What was published of the country's results, and points that come to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from criteria.rulebook import Criteria

_PASS = 85.0
_LOWEST, _USUALLY_FAILED = 40.0, 72.0
# What indicators 1 to 10 usually differ by from an agency's total, in points; disclosure and prevention are the weakest.
_APART = (4.0, -2.0, 2.0, -3.0, 1.0, 3.0, -1.0, -2.0, -4.0, -6.0)


@dataclass(frozen=True, slots=True)
class Published:
    """A year's mean total (points) and the share of agencies that passed (0 to 1)."""

    mean: float
    passed: float


# The shares of 2564 and 2565 are those of a part of the country or reckoned from it; the others are published.
PUBLISHED = {
    2564: Published(81.25, 0.5222),
    2565: Published(87.57, 0.705),
    2566: Published(90.19, 0.8094),
    2567: Published(93.05, 0.9244),
    2568: Published(93.82, 0.9417),
}


def total_at(rank: float, year: Published) -> float:
    """Return the total of whoever stands at ``rank`` (0 the worst, 1 the best): mean and share are the year's."""
    failed = 1 - year.passed
    if rank < failed:
        bend = (_PASS - _LOWEST) / (_PASS - _USUALLY_FAILED) - 1
        return _PASS - (_PASS - _LOWEST) * (1 - rank / failed) ** bend
    usually_passed = (year.mean - failed * _USUALLY_FAILED) / year.passed
    bend = (100 - _PASS) / (usually_passed - _PASS) - 1
    return _PASS + (100 - _PASS) * ((rank - failed) / year.passed) ** bend


def indicator_points(total: float, criteria: Criteria, random: Random) -> dict[str, Decimal]:
    """Return points of every indicator that come to the total, two decimals each.

    Who passes does so in every instrument, as later years ask of the better levels.
    """
    share: dict[str, float] = {}
    for instrument in criteria.instruments:
        codes = [indicator.code for indicator in criteria.indicators_of(instrument.code)]
        share |= dict.fromkeys(codes, float(instrument.weight) / len(codes))
    apart = {code: _APART[place % len(_APART)] + random.uniform(-3, 3) for place, code in enumerate(share)}
    middle = sum(share[code] * apart[code] for code in share)
    apart = {code: value - middle for code, value in apart.items()}
    room = [1.0, (100 - total) / max(apart.values()), total / -min(apart.values())]
    if total >= _PASS:
        room += [(total - _PASS) / -mean for mean in _means(apart, criteria) if mean < 0]
    return {
        code: Decimal(f"{min(max(total + min(room) * value, 0.0), 100.0):.2f}")
        for code, value in apart.items()
    }


def _means(apart: Mapping[str, float], criteria: Criteria) -> list[float]:
    parts = [criteria.indicators_of(instrument.code) for instrument in criteria.instruments]
    return [sum(apart[each.code] for each in part) / len(part) for part in parts]
