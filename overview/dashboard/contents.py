"""What an agency's dashboard is made of; each piece is read when it is asked for, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from agencies.models import Agency
from assessments.models import Assessment
from assessments.queries import Overview, YearTotal, history, overview
from measures.models import Measure
from measures.queries.plans import LAST_STATUS
from overview.dashboard.averages import Average, averages
from reports.models import Document
from reports.queries import documents_of

_YEARS = 5


@dataclass(frozen=True)
class Contents:
    """A year's result, the plan that answers it and its documents, as at a day.

    ``years`` are all that the agency has, oldest first; ``compared_with`` is the key of an Average, "" the nearest.
    """

    agency: Agency
    assessment: Assessment
    years: list[YearTotal]
    compared_with: str
    today: date

    @property
    def year(self) -> int:
        """The fiscal year of the result."""
        return self.assessment.fiscal_year

    @property
    def plan_year(self) -> int:
        """The fiscal year of the plan."""
        return self.year + 1

    @property
    def last_years(self) -> list[YearTotal]:
        """At most five years up to this one, oldest first."""
        return [entry for entry in self.years if entry.fiscal_year <= self.year][-_YEARS:]

    @cached_property
    def overview(self) -> Overview:
        """The result with every indicator, without findings."""
        return overview(self.assessment, with_findings=False)

    @cached_property
    def averages(self) -> list[Average]:
        """What others scored in the same year, the nearest first."""
        return averages(self.agency, self.year)

    @property
    def average(self) -> Average | None:
        """The one that the picture compares with."""
        chosen = [average for average in self.averages if average.key == self.compared_with]
        return next(iter(chosen or self.averages), None)

    @cached_property
    def items(self) -> list[tuple[str, Decimal]]:
        """Codes and points (0–100) of the items with a score, the lowest first."""
        return sorted(self.assessment.item_points.items(), key=lambda item: (item[1], item[0]))

    @cached_property
    def measures(self) -> list[tuple[Measure, str | None]]:
        """The measures of the plan that answers the result, with the status that was last reported of each."""
        found = Measure.objects.filter(plan__assessment=self.assessment).annotate(last=LAST_STATUS)
        return [(measure, measure.last) for measure in found.prefetch_related("departments")]

    @cached_property
    def documents(self) -> list[Document]:
        """The plan's documents."""
        return list(documents_of(self.agency).filter(plan__assessment=self.assessment))


def contents_of(agency: Agency, *, year: str, compared_with: str, today: date) -> Contents | None:
    """Return the dashboard of the year asked for, else of the latest one; None for an agency without any."""
    years = history(agency, years=10)
    if not years:
        return None
    chosen = next((entry for entry in years if str(entry.fiscal_year) == year), years[-1])
    return Contents(agency, chosen.assessment, years, compared_with, today)
