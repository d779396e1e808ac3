"""An agency with the result of 2564 and what is built on it; plan year 2565."""

import pytest

from tests.conftest import signed_in
from tests.factories.measures import (
    AssessmentFactory,
    FindingFactory,
    MeasureFactory,
    PlanFactory,
    RoundFactory,
)


@pytest.fixture
def assessment(agency, packs):
    """The result of 2564: indicator 8 is urgent, 2 to be improved, 1 to be kept."""
    assessment = AssessmentFactory(agency=agency)
    FindingFactory(assessment=assessment, code="8")
    FindingFactory(assessment=assessment, code="2", weakness_class="improve", text="ยังไม่ทราบแผนการใช้จ่าย")
    FindingFactory(assessment=assessment, code="1", weakness_class="maintain", text="ควรรักษามาตรฐานไว้")
    return assessment


@pytest.fixture
def plan(assessment):
    return PlanFactory(assessment=assessment)


@pytest.fixture
def measure(plan):
    return MeasureFactory(plan=plan, title="จัดทำคู่มือการใช้ทรัพย์สิน")


@pytest.fixture
def progress_round(plan):
    return RoundFactory(plan=plan)


@pytest.fixture
def foreign_plan(other_agency, packs):
    """A plan of the same year of another agency."""
    return PlanFactory(assessment=AssessmentFactory(agency=other_agency))


@pytest.fixture
def second_clerk_client(agency):
    from agencies.enums import Role
    from tests.conftest import member

    return signed_in(member(agency, Role.CHIEF))
