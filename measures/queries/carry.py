"""Reading what goes on from one plan year to the next."""

from dataclasses import dataclass

from agencies.models import Agency, ApprovalStep, Department, Membership
from assessments.models import Assessment
from criteria.rulebook import Criteria
from itaportal.thai.order import sort_key
from measures.models import Measure, Plan
from measures.queries.plans import ProgressLine, latest_lines, measures_of
from measures.rules.carry import Content, find_years, list_left_behind


@dataclass(frozen=True, slots=True)
class CarryLine(ProgressLine):
    """A measure with what was last reported, its continuation if there is one, and what that is without."""

    continued_as: Measure | None
    without: list[str]


def next_criteria(plan: Plan) -> Criteria | None:
    """Return the criteria of the result that the next plan answers, None where that result is not entered yet."""
    assessments = Assessment.objects.filter(agency_id=plan.agency_id, fiscal_year=plan.fiscal_year)
    assessment = assessments.select_related("criteria_pack").first()
    return assessment.criteria if assessment else None


def carry_lines(plan: Plan, criteria: Criteria | None) -> list[CarryLine]:
    """Return one line per measure in the plan's order; ``without`` is empty while the criteria are not known."""
    following = Measure.objects.filter(continued_from__plan=plan, plan__fiscal_year=plan.fiscal_year + 1)
    continued = {measure.continued_from_id: measure for measure in following.order_by("-pk")}
    return [
        CarryLine(
            line.measure,
            line.entry,
            continued.get(line.measure.pk),
            list_left_behind(_content(line.measure), criteria) if criteria else [],
        )
        for line in latest_lines(measures_of(plan))
    ]


def _content(measure: Measure) -> Content:
    return Content(
        indicator_codes=measure.indicator_codes,
        topic_numbers=measure.topic_numbers,
        item_codes=measure.item_codes,
        departments_gone=[entry.name for entry in measure.departments.all() if not entry.active],
        period_text=measure.period_text,
        step_periods=[step.period_text for step in measure.steps.all()],
        budget=measure.budget,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What belongs to the agency and stays: departments, chain (with who is no longer in office), sentences by year."""

    departments: list[Department]
    departments_gone: list[Department]
    chain: list[tuple[ApprovalStep, bool]]
    dated_sentences: list[tuple[str, str, list[int]]]


def standing_of(agency: Agency) -> Standing:
    """Return what the next year starts with; four queries."""
    departments = list(agency.departments.all())
    steps = agency.approval_steps.select_related("membership__user")
    in_office = set(Membership.objects.current().filter(agency=agency).values_list("pk", flat=True))
    return Standing(
        departments=[entry for entry in departments if entry.active],
        departments_gone=[entry for entry in departments if not entry.active],
        chain=[(step, step.membership_id in in_office) for step in steps],
        dated_sentences=_dated_sentences(agency),
    )


def _dated_sentences(agency: Agency) -> list[tuple[str, str, list[int]]]:
    """Return (document kind, its Thai name, years) for each sentence of the agency's own that names a year."""
    # A table of reports, asked by the name of the relation.
    sentences = agency.standard_sentences.order_by("pk")
    named = [(each.kind, each.get_kind_display(), find_years(each.text)) for each in sentences]
    return sorted((entry for entry in named if entry[2]), key=lambda entry: sort_key(entry[1]))
