"""What of an agency can go out to files and come in from them."""

from dataclasses import dataclass

from agencies.models import Agency
from assessments.models import Assessment
from criteria.models import CriteriaPack
from exchange.enums import TableName
from exchange.tables.scope import Scope
from itaportal.language import in_thai, marked
from itaportal.thai.dates import long_date
from measures.models import ProgressRound


@dataclass(frozen=True, slots=True)
class Target:
    """A table of a year; ``key`` names it in addresses and forms, ``year`` is the assessed year it belongs to."""

    table: str
    fiscal_year: int
    year: int
    label: str
    progress_round: ProgressRound | None = None
    is_new: bool = False

    @property
    def key(self) -> str:
        """The target as one word."""
        return f"{self.table}-{self.progress_round.pk if self.progress_round else self.fiscal_year}"

    def scope(self, agency: Agency) -> Scope:
        """Return whose rows the table holds."""
        return Scope(self.table, agency, self.fiscal_year, self.progress_round)


@in_thai()
def targets(agency: Agency) -> list[Target]:
    """Return all tables of the agency, newest year first, in three queries."""
    assessed = set(Assessment.objects.filter(agency=agency).values_list("fiscal_year", flat=True))
    known = set(CriteriaPack.objects.published().values_list("fiscal_year", flat=True))
    rounds: dict[int, list[ProgressRound]] = {}
    of_agency = ProgressRound.objects.filter(plan__agency=agency).select_related("plan").order_by("as_at")
    for each in of_agency:
        rounds.setdefault(each.plan.fiscal_year, []).append(each)
    found = []
    for year in sorted(assessed | known, reverse=True):
        found.append(
            Target(TableName.SCORES, year, year, marked(f"คะแนน ปี {year}"), is_new=year not in assessed)
        )
        if year in assessed:
            found += _after_scores(year, rounds.get(year + 1, ()))
    return found


def _after_scores(year: int, rounds) -> list[Target]:
    plan = year + 1
    return [
        Target(TableName.FINDINGS, year, year, marked(f"ผลการวิเคราะห์ ปี {year}")),
        Target(TableName.MEASURES, plan, year, marked(f"มาตรการ แผนปี {plan}")),
        *(
            Target(
                TableName.PROGRESS,
                plan,
                year,
                marked(f"ผลการดำเนินการ แผนปี {plan} ณ วันที่ {long_date(each.as_at)}"),
                each,
            )
            for each in rounds
        ),
    ]
