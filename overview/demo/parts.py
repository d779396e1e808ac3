"""What the agencies of the demonstration have in common: years, results with their totals, measures, reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from agencies.models import User
from assessments.actions import ScoreSheet
from assessments.grading import grade
from criteria.models import CriteriaPack
from itaportal.thai.dates import fiscal_year, fiscal_year_end, fiscal_year_start
from measures.actions import MeasureEntry, StatusEntry, add_measure, entry_from, save_statuses, start_round
from measures.enums import Status
from measures.models import CatalogueMeasure, Measure, Plan
from overview.demo.seeds import FOLDER

EVERYBODY = "ทุกส่วนราชการ"


def read(name: str) -> Any:
    """Return what a file of fixtures/demo/around/ holds."""
    import yaml

    text = (FOLDER / "around" / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)


def latest_year(today: date) -> int:
    """Return the newest fiscal year (B.E.) whose result can be there: it is over, and has criteria."""
    over = fiscal_year(today) - 1
    published = CriteriaPack.objects.published().filter(fiscal_year__lte=over)
    return published.order_by("-fiscal_year").values_list("fiscal_year", flat=True)[0]


@cache
def _criteria(year: int):
    return CriteriaPack.objects.published().filter(fiscal_year=year).latest("version").criteria


def sheet(year: int, scores: Mapping[str, Decimal]) -> ScoreSheet:
    """Return the year's scores with the total and the level that they come to, as if ITAS had printed them."""
    result = grade(scores, _criteria(year))
    name = result.level.name if result.level else ""
    return ScoreSheet(indicators=scores, printed_total=result.total, printed_level=name)


@dataclass(frozen=True, slots=True)
class Given:
    """Who is responsible for a measure (names of departments, EVERYBODY for all), and its last day, None for the year's."""

    departments: Sequence[str] = (EVERYBODY,)
    ends: date | None = None

    def added_to(self, entry: MeasureEntry, plan: Plan) -> MeasureEntry:
        """Return the entry with it."""
        everybody = EVERYBODY in self.departments
        starts, ends = fiscal_year_start(plan.fiscal_year), fiscal_year_end(plan.fiscal_year)
        return entry.replace(
            all_departments=everybody,
            departments=[] if everybody else plan.agency.departments.filter(name__in=self.departments),
            period_start=starts,
            # In the first days of a fiscal year nothing of it is overdue yet.
            period_end=min(max(self.ends or ends, starts), ends),
        )


def take(plan: Plan, wanted: Mapping[str, Given], by: User) -> list[Measure]:
    """Take measures of the catalogue into the plan by their keys."""
    entries = CatalogueMeasure.objects.in_bulk(list(wanted), field_name="key")
    return [
        add_measure(
            plan=plan,
            entry=given.added_to(entry_from(entries[key], plan), plan),
            by=by,
            from_catalogue=entries[key],
        )
        for key, given in wanted.items()
    ]


def report(plan: Plan, as_at: date, statuses: Mapping[Measure, Status], note: str, by: User) -> None:
    """Open a round and tick how far each measure is."""
    opened = start_round(plan=plan, as_at=as_at, by=by)
    entries = [StatusEntry(measure, status, note, None) for measure, status in statuses.items()]
    save_statuses(progress_round=opened, entries=entries, by=by)
