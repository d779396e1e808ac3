"""Whose data a table is about: an agency, a fiscal year and, for progress, a round; and the tables of one agency."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from agencies.models import Agency, Department
from assessments.models import Assessment
from assessments.queries import criteria_of_year
from criteria.rulebook import Criteria
from exchange.engine import ownership
from exchange.engine.columns import AGENCY, YEAR
from exchange.engine.locate import FoundTable
from exchange.engine.match import FileRow, StoredRow, TableRefused
from exchange.engine.table import Table
from exchange.enums import TableName
from itaportal.language import marked
from measures.models import Measure, Plan, ProgressRound
from measures.queries.plans import measures_of, plan_of

_OF_A_PLAN = (TableName.MEASURES, TableName.PROGRESS)


@dataclass(frozen=True)
class Scope:
    """The rows that a file may speak about; what is asked of the database is asked once.

    ``fiscal_year`` is the assessed year of scores and findings, the plan's year of measures and progress. Without
    ``agency`` the rows are of all agencies, or of a ``province``.
    """

    table: str
    agency: Agency | None
    fiscal_year: int
    progress_round: ProgressRound | None = None
    province: str = ""

    @property
    def owner(self) -> Agency:
        """The agency of a table that belongs to one."""
        assert self.agency is not None
        return self.agency

    @property
    def assessed_year(self) -> int:
        """The year whose scores the rows are about."""
        return self.fiscal_year - 1 if self.table in _OF_A_PLAN else self.fiscal_year

    @property
    def year_words(self) -> str:
        """The year as titles and messages name it."""
        if self.table in _OF_A_PLAN:
            return marked(f"แผนปีงบประมาณ พ.ศ. {self.fiscal_year} (ผลการประเมินปี {self.assessed_year})")
        return marked(f"ผลการประเมินปีงบประมาณ พ.ศ. {self.fiscal_year}")

    @cached_property
    def assessment(self) -> Assessment | None:
        """The assessed year with its scores."""
        return Assessment.objects.of_year(self.agency, self.assessed_year) if self.agency else None

    @property
    def needed_assessment(self) -> Assessment:
        """The assessment; raises TableRefused where the year has no scores yet."""
        if self.assessment is None:
            raise TableRefused(marked(f"ยังไม่มีคะแนนปี {self.assessed_year} กรุณากรอกหรือนำเข้าคะแนนก่อน"))
        return self.assessment

    @cached_property
    def criteria(self) -> Criteria:
        """The assessed year's criteria; raises TableRefused where the portal has none."""
        criteria = self.assessment.criteria if self.assessment else criteria_of_year(self.assessed_year)
        if criteria is None:
            raise TableRefused(marked(f"ระบบยังไม่มีเกณฑ์การประเมินปี {self.assessed_year} กรุณาแจ้งผู้ดูแลระบบ"))
        return criteria

    def unknown_indicator(self, number: str, otherwise: str = "") -> str:
        """Return the words for a number that is no indicator of the year; ``otherwise`` names what it has without any."""
        known = ", ".join(each.code for each in self.criteria.indicators) or otherwise
        return marked(f"ปี {self.fiscal_year} ไม่มีตัวชี้วัดที่ “{number[:24]}” (มี {known}) ไฟล์อาจเป็นแบบกรอกของปีอื่น")

    @cached_property
    def plan(self) -> Plan | None:
        """The plan of the year, None before its first measure."""
        return plan_of(self.owner, self.fiscal_year)

    @cached_property
    def measures(self) -> list[Measure]:
        """The plan's measures in order."""
        return measures_of(self.plan) if self.plan else []

    @cached_property
    def departments(self) -> list[Department]:
        """All departments of the agency, those no longer in use as well."""
        return list(self.owner.departments.all())


class AgencyTable(Table):
    """A table of one agency's year; its rows bear the agency's code and the year."""

    def __init__(self, scope: Scope):
        self.scope = scope
        self.creator = scope.owner.name

    def check_file(self, found: FoundTable) -> None:
        scope = self.scope
        ownership.check_file(
            found, slug=scope.owner.slug, fiscal_year=scope.fiscal_year, assessed_year=scope.assessed_year
        )

    def check_owner(self, row: FileRow) -> tuple[str, str] | None:
        scope = self.scope
        if problem := ownership.check_row(row, slug=scope.owner.slug, fiscal_year=scope.fiscal_year):
            return self.headings[problem[0]], problem[1]
        return None

    def values_of(self, row: StoredRow) -> dict[str, Any]:
        return {**super().values_of(row), AGENCY: self.scope.owner.slug, YEAR: self.scope.fiscal_year}
