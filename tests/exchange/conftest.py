"""A year with everything in it."""

from datetime import date

import pytest

from assessments.actions import draft_findings, save_scores
from exchange.enums import TableName
from exchange.tables.scope import Scope
from measures.actions import add_measure, save_progress, start_plan, start_round
from measures.enums import Status
from tests.factories.world import entry, sheet


@pytest.fixture
def scored(packs, agency):
    """The agency's assessment of 2565 with all indicators."""
    return save_scores(agency=agency, fiscal_year=2565, sheet=sheet(items={}), version=None, by=None)


@pytest.fixture
def planned(scored):
    """The plan of 2566 with two measures, one of them reported on."""
    draft_findings(assessment=scored, by=None)
    plan = start_plan(assessment=scored, by=None)
    first = add_measure(plan=plan, entry=entry(), by=None)
    add_measure(plan=plan, entry=entry(title="อบรมการใช้ทรัพย์สิน"), by=None)
    progress_round = start_round(plan=plan, as_at=date(2023, 3, 31), by=None)
    save_progress(
        progress_round=progress_round,
        measure=first,
        status=Status.DONE,
        note="แล้วเสร็จ",
        version=None,
        by=None,
    )
    return plan


@pytest.fixture
def scope(agency):
    """Return the scope of a table of the agency, of 2565 or the plan after it."""

    def of(table: str, progress_round=None) -> Scope:
        is_plan = table in (TableName.MEASURES, TableName.PROGRESS)
        return Scope(table, agency, 2566 if is_plan else 2565, progress_round)

    return of
