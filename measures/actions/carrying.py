"""Starting the next year's plan from this year's."""

from collections.abc import Iterable

from django.db import transaction

from agencies.auditlog.writing import record
from agencies.models import User
from assessments.models import Assessment
from measures.actions.measures import copy_measures
from measures.actions.plans import start_plan
from measures.models import Measure, Plan


class NoResultYet(Exception):
    """The agency has no assessment of the year that the next plan has to answer."""


@transaction.atomic
def carry_over(*, plan: Plan, measures: Iterable[Measure], by: User) -> list[Measure]:
    """Begin the plan of the year after ``plan`` and continue these of its measures there; return the new ones.

    Measures continued before stay out, so that doing it twice changes nothing. Raises NoResultYet.
    """
    assessments = Assessment.objects.select_related("agency", "criteria_pack")
    assessment = assessments.filter(agency_id=plan.agency_id, fiscal_year=plan.fiscal_year).first()
    if assessment is None:
        raise NoResultYet
    following = start_plan(assessment=assessment, by=by)
    carried = copy_measures(plan=following, measures=measures, by=by)
    if carried:
        record(
            "plan.carry", following, by=by, agency=following.agency,
            after={"from_year": plan.fiscal_year, "measures": "\n".join(entry.title for entry in carried)},
        )  # fmt: skip
    return carried
