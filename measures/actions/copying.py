"""Measures made from others: taken from the catalogue, copied from an earlier plan, carried on into the next year."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from agencies.auditlog.writing import record
from agencies.models import Department, User
from assessments.models import Assessment
from itaportal.thai.dates import fiscal_year_end, fiscal_year_start
from measures.actions.catalogue import CATALOGUE_FIELDS
from measures.actions.measures import MeasureEntry, StepEntry, add_measure, entry_of, lock_plan
from measures.actions.plans import start_plan
from measures.models import CatalogueMeasure, Measure, Plan


class NoResultYet(Exception):
    """The agency has no assessment of the year that the next plan has to answer."""


@transaction.atomic
def adopt(
    *, plan: Plan, catalogue: Iterable[CatalogueMeasure], by: User, departments: Iterable[Department] = ()
) -> list[Measure]:
    """Take measures from the catalogue into the plan, for its whole fiscal year and the departments.

    Titles that the plan has already and other agencies' own entries are left out.
    """
    lock_plan(plan)
    taken, responsible = set(plan.measures.values_list("title", flat=True)), tuple(departments)
    return [
        add_measure(
            plan=plan,
            entry=entry_from(entry, plan).replace(departments=responsible),
            by=by,
            from_catalogue=entry,
        )
        for entry in catalogue
        if entry.title not in taken and entry.agency_id in (None, plan.agency_id)
    ]


def entry_from(entry: CatalogueMeasure, plan: Plan) -> MeasureEntry:
    """Return the catalogue's measure as it would be entered into the plan."""
    values = {name: getattr(entry, name) for name in CATALOGUE_FIELDS}
    return MeasureEntry(**{**values, **_fit(plan, entry)}, steps=[StepEntry(text) for text in entry.steps])


@transaction.atomic
def copy_measures(*, plan: Plan, measures: Iterable[Measure], by: User) -> list[Measure]:
    """Copy measures of another plan, without progress, item numbers, budgets and old periods; those copied before stay out.

    In a later plan they continue the ones they are copied from.
    """
    lock_plan(plan)
    taken = set(plan.measures.values_list("continued_from", flat=True))
    titles = set(plan.measures.values_list("title", flat=True))
    copies = []
    for measure in measures:
        is_later = plan.fiscal_year > measure.plan.fiscal_year
        if measure.pk in taken if is_later else measure.title in titles:
            continue
        before = measure if is_later else None
        copies.append(add_measure(plan=plan, entry=_copy_of(measure, plan), by=by, continued_from=before))
    return copies


def _copy_of(measure: Measure, plan: Plan) -> MeasureEntry:
    return entry_of(measure).replace(
        period_text="",
        budget=None,
        steps=[StepEntry(step.text, "", step.responsible_text) for step in measure.steps.all()],
        departments=[entry for entry in measure.departments.all() if entry.active],
        **_fit(plan, measure),
    )


def _fit(plan: Plan, source: Measure | CatalogueMeasure) -> dict[str, Any]:
    """Return what of the source the plan's year decides: its whole fiscal year and what its criteria have."""
    criteria = plan.assessment.criteria
    codes = {indicator.code for indicator in criteria.indicators}
    numbers = {topic.number for topic in criteria.topics}
    return {
        "indicator_codes": [code for code in source.indicator_codes if code in codes],
        "topic_numbers": [number for number in source.topic_numbers if number in numbers],
        # Their numbers change with the year's questions.
        "item_codes": [],
        "period_start": fiscal_year_start(plan.fiscal_year),
        "period_end": fiscal_year_end(plan.fiscal_year),
    }


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
