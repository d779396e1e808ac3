"""A comparison as its page shows it: the rows of one page, shares by level, places, and what can be chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from agencies.models import Agency
from criteria.models import CriteriaPack
from criteria.rulebook import Criteria
from overview.comparison.choice import ChoiceForm
from overview.comparison.figures import YEARS, Figures, Row, in_order
from overview.comparison.lines import Line, Scale
from overview.comparison.shares import Place, levels_of, places_of, shares_of

_ON_A_PAGE = 50
_LARGE = {"width": 220, "height": 72}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row with its line, and its means in the order of the year's instruments: code and points, None for none."""

    row: Row
    line: Line
    means: list[tuple[str, Decimal | None]]


class Comparison:
    """The agencies of ``figures`` that ``form`` asks for in its ``year`` (B.E.)."""

    def __init__(self, form: ChoiceForm, figures: Figures):
        self.form, self.figures = form, figures
        self.year: int = form.year_asked or 0
        self.years = range(self.year - YEARS + 1, self.year + 1)
        self.plan_year = self.year + 1
        found = form.in_places(figures.agencies).annotate(**figures.results(self.year))
        self.by = "district" if form.province_asked else "province"
        self.together, self.places = places_of(found, self.by)
        self.levels = levels_of(self.criteria, self.together.numbers)
        form.offer_levels(self.levels)
        self._found = found

    @cached_property
    def _criteria(self) -> dict[int, Criteria]:
        """The year's published criteria by pack, the newest last."""
        packs = CriteriaPack.objects.published().filter(fiscal_year=self.year).order_by("version")
        return {pack.pk: pack.criteria for pack in packs}

    @property
    def criteria(self) -> Criteria | None:
        """The year's newest criteria, None where there are none."""
        return next(reversed(self._criteria.values()), None)

    @cached_property
    def instruments(self) -> list[str]:
        """The codes of the year's instruments."""
        return [each.code for each in self.criteria.instruments] if self.criteria else []

    @property
    def agencies(self) -> QuerySet[Any]:
        """All that was asked for, in order; columns of work are there only where the choice needs them."""
        found = self._found.annotate(**self._needed_work)
        return in_order(self.form.of_results(found), self.form.sort)

    @property
    def _needed_work(self) -> dict[str, Any]:
        needed = {self.form.sort.removeprefix("-"), *self.form.asked}
        return {name: column for name, column in self.figures.work(self.year).items() if name in needed}

    def rows(self, pks: Iterable[Any], *, as_lines: bool = False) -> list[Row]:
        """Return the agencies of these ids, or that a query gives, in order, with all figures or those of lines alone."""
        work = self._needed_work if as_lines else self.figures.work(self.year)
        found = Agency.objects.filter(pk__in=pks).annotate(**self.figures.results(self.year), **work)
        return self.figures.rows(list(in_order(found, self.form.sort)), self.year, self._criteria)

    @property
    def number(self) -> int:
        """How many agencies were asked for: known from their levels, and counted where a step was asked for."""
        if self.form.chosen("reached"):
            return self.agencies.count()
        level = self.form.level_chosen
        return self.together.numbers.get(level, 0) if level else self.together.number

    def page(self, number: str | None) -> tuple[Page, list[Drawn]]:
        """Return a page of the agencies, and its rows with their lines, all of one scale."""
        paginator = Paginator(self.agencies.values("pk"), _ON_A_PAGE)
        paginator.count = self.number
        page = paginator.get_page(number)
        rows = self.rows(page.object_list, as_lines=bool(self.form.show))
        totals = [total for row in rows for total in row.totals.values()]
        pass_line = self.criteria.pass_line if self.criteria else None
        scale = Scale.of(totals, self.years, pass_line, **(_LARGE if self.form.show else {}))
        return page, [self._draw(row, scale) for row in rows]

    def _draw(self, row: Row, scale: Scale) -> Drawn:
        means = [(code, row.means.get(code)) for code in self.instruments]
        return Drawn(row, Line.of(row.totals, scale), means)

    @property
    def shares(self) -> list[Any]:
        """The parts of the bar of all agencies by level."""
        return shares_of(self.together, self.levels)

    @property
    def table_of_places(self) -> list[tuple[Place, list[int]]]:
        """Each place with its numbers in the order of the levels, nothing where there is but one place."""
        if len(self.places) < 2:
            return []
        return [(place, [place.numbers.get(level.key, 0) for level in self.levels]) for place in self.places]
