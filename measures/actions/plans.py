"""The plan's own data."""

from typing import Any

from django.db import transaction

from agencies.auditlog.writing import record
from agencies.entered_values import complete_values, entered_names, record_change, write_values
from agencies.models import User
from assessments.models import Assessment
from measures.models import Plan

PLAN_FIELDS = entered_names(Plan)


@transaction.atomic
def start_plan(*, assessment: Assessment, by: User | None) -> Plan:
    """Return the plan that answers the assessment (year N → plan N+1), made if it is not there yet."""
    year = assessment.fiscal_year + 1
    plan, created = Plan.objects.get_or_create(
        agency=assessment.agency, fiscal_year=year, defaults={"assessment": assessment, "updated_by": by}
    )
    if created:
        record("plan.start", plan, by=by, agency=plan.agency, after={"fiscal_year": year})
    return plan


@transaction.atomic
def save_plan(*, plan: Plan, version: int, by: User | None, **values: Any) -> Plan:
    """Save the plan's own data, by field name; raises StaleEdit when somebody saved something else first."""
    before = write_values(plan, complete_values(Plan, PLAN_FIELDS, values), version, by)
    record_change("plan.save", plan, before, by=by, agency=plan.agency)
    return plan
