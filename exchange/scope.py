"""Whose data a table is about: an agency, a fiscal year and, for progress, a round."""

from dataclasses import dataclass
from functools import cached_property

from agencies.models import Agency, Department
from assessments.models import Assessment
from assessments.queries import criteria_of_year
from criteria.rulebook import Criteria
from exchange.enums import TableName
from exchange.matching import TableRefused
from measures.models import Measure, Plan, ProgressRound
from measures.queries.plans import measures_of, plan_of

_OF_A_PLAN = (TableName.MEASURES, TableName.PROGRESS)


@dataclass(frozen=True)
class Scope:
    """The rows that a file may speak about; what is asked of the database is asked once.

    ``fiscal_year`` is the assessed year of scores and findings, the plan's year of measures and progress.
    """

    table: str
    agency: Agency
    fiscal_year: int
    progress_round: ProgressRound | None = None

    @property
    def assessed_year(self) -> int:
        """The year whose scores the rows are about."""
        return self.fiscal_year - 1 if self.table in _OF_A_PLAN else self.fiscal_year

    @property
    def year_words(self) -> str:
        """The year as titles and messages name it."""
        if self.table in _OF_A_PLAN:
            return f"แผนปีงบประมาณ พ.ศ. {self.fiscal_year} (ผลการประเมินปี {self.assessed_year})"
        return f"ผลการประเมินปีงบประมาณ พ.ศ. {self.fiscal_year}"

    @cached_property
    def assessment(self) -> Assessment | None:
        """The assessed year with its scores."""
        assessments = Assessment.objects.with_scores()
        return assessments.filter(agency=self.agency, fiscal_year=self.assessed_year).first()

    @property
    def needed_assessment(self) -> Assessment:
        """The assessment; raises TableRefused where the year has no scores yet."""
        if self.assessment is None:
            raise TableRefused(f"ยังไม่มีคะแนนปี {self.assessed_year} กรุณากรอกหรือนำเข้าคะแนนก่อน")
        return self.assessment

    @cached_property
    def criteria(self) -> Criteria:
        """The assessed year's criteria; raises TableRefused where the portal has none."""
        criteria = self.assessment.criteria if self.assessment else criteria_of_year(self.assessed_year)
        if criteria is None:
            raise TableRefused(f"ระบบยังไม่มีเกณฑ์การประเมินปี {self.assessed_year} กรุณาแจ้งผู้ดูแลระบบ")
        return criteria

    @cached_property
    def plan(self) -> Plan | None:
        """The plan of the year, None before its first measure."""
        return plan_of(self.agency, self.fiscal_year)

    @cached_property
    def measures(self) -> list[Measure]:
        """The plan's measures in order."""
        return measures_of(self.plan) if self.plan else []

    @cached_property
    def departments(self) -> list[Department]:
        """All departments of the agency, those no longer in use as well."""
        return list(self.agency.departments.all())
