"""Little lines of totals over the years, all on one scale: places in a picture, plain values in and out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from itaportal.language import gettext

HIGHEST = 100
_USUAL_LOWEST = 60
_STEP = 10
_MARGIN = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """The years from left to right, and the points from ``lowest`` at the bottom to 100 at the top."""

    years: range
    lowest: int
    pass_line: Decimal | None
    width: int = 112
    height: int = 32

    @classmethod
    def of(cls, totals: Iterable[Decimal], years: range, pass_line: Decimal | None, **size: int) -> "Scale":
        """Return the scale that all totals fit on."""
        least = min((*totals, Decimal(_USUAL_LOWEST)))
        lowest = int((least / _STEP).to_integral_value(ROUND_FLOOR)) * _STEP
        return cls(years, lowest, pass_line, **size)

    def x(self, year: int) -> float:
        """Return the place of a year."""
        room = self.width - 2 * _MARGIN
        return round(_MARGIN + room * (year - self.years[0]) / max(len(self.years) - 1, 1), 1)

    def y(self, points: Decimal) -> float:
        """Return the place of points."""
        room = self.height - 2 * _MARGIN
        share = float((HIGHEST - points) / (HIGHEST - self.lowest))
        return round(_MARGIN + room * share, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as an SVG picture draws it: ``runs`` of points without a gap, every point, the last one, the pass line."""

    scale: Scale
    totals: tuple[tuple[int, Decimal], ...]
    places: tuple[tuple[str, str], ...]
    """The points, the oldest first."""

    @classmethod
    def of(cls, totals: Mapping[int, Decimal], scale: Scale) -> "Line":
        """Return the line of the totals by year."""
        known = tuple(sorted(totals.items()))
        return cls(scale, known, tuple((str(scale.x(year)), str(scale.y(total))) for year, total in known))

    @property
    def runs(self) -> list[str]:
        """The points of each piece of the line; it breaks where a year is not known."""
        runs: list[list[str]] = []
        years = [year for year, _ in self.totals]
        for place, (x, y) in enumerate(self.places):
            if not place or years[place] - years[place - 1] > 1:
                runs.append([])
            runs[-1].append(f"{x},{y}")
        return [" ".join(run) for run in runs if len(run) > 1]

    @property
    def pass_y(self) -> str:
        """Where the pass line is, "" where the year has none."""
        return "" if self.scale.pass_line is None else str(self.scale.y(self.scale.pass_line))

    @property
    def words(self) -> str:
        """The line for whoever does not see it."""
        said = gettext("ปี {year} {total:.2f}")
        words = " ".join(said.format(year=year, total=total) for year, total in self.totals)
        return words or gettext("ยังไม่มีคะแนน")
