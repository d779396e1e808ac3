"""The plan's own data."""

from datetime import date

from django.db import transaction

from agencies.auditlog.writing import record, values_of
from agencies.models import User
from assessments.models import Assessment
from itaportal.editing.concurrency import claim
from measures.models import Plan

_PLAN_FIELDS = ("decided_on", "decided_in")


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
def save_plan(*, plan: Plan, decided_on: date | None, decided_in: str, version: int, by: User | None) -> Plan:
    """Save the plan's own data; raises StaleEdit when somebody saved something else first."""
    if (plan.decided_on, plan.decided_in) == (decided_on, decided_in):
        return plan
    before = values_of(plan, *_PLAN_FIELDS)
    claim(plan, version, by)
    plan.decided_on, plan.decided_in = decided_on, decided_in
    plan.save(update_fields=_PLAN_FIELDS)
    record("plan.save", plan, by=by, agency=plan.agency, before=before, after=values_of(plan, *_PLAN_FIELDS))
    return plan
