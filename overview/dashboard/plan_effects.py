"""Reading what scores did after a plan's measures, in a fixed number of queries."""

from dataclasses import dataclass
from decimal import Decimal

from agencies.models import Agency
from assessments.models import Assessment
from assessments.queries import scores_by_codes_before, scores_of, total_of
from criteria.rulebook import Criteria
from measures.models import Plan
from measures.queries.plans import HAS_MEASURES, ProgressLine, latest_lines
from overview.dashboard.effects import Group, Target, average_move, same_items, targets


@dataclass(frozen=True, slots=True)
class MeasureEffects:
    """A measure with what was last reported on it, and what it aimed at."""

    line: ProgressLine
    targets: list[Target]


@dataclass(frozen=True, slots=True)
class PlanEffects:
    """A plan's measures beside the scores of the year it answers and of its own year.

    ``total_after`` (points) is None while the plan's own year has no result; ``aimed`` are the indicators that
    a measure names, ``others`` all the rest.
    """

    plan: Plan
    measures: list[MeasureEffects]
    total_before: Decimal | None
    total_after: Decimal | None
    aimed: Group
    others: Group


def plans_of(agency: Agency) -> list[Plan]:
    """Return the agency's plans with measures, the latest first."""
    return list(agency.plans.filter(HAS_MEASURES).order_by("-fiscal_year"))


def latest_scored(agency: Agency, plans: list[Plan]) -> Plan | None:
    """Return the latest plan whose own year has scores, else the latest one."""
    scored = set(
        Assessment.objects.filter(agency=agency, indicator_scores__isnull=False).values_list(
            "fiscal_year", flat=True
        )
    )
    return next((plan for plan in plans if plan.fiscal_year in scored), next(iter(plans), None))


def effects_of(plan: Plan) -> PlanEffects:
    """Return what the scores did; only between indicators and items that ask the same in both years."""
    years = (plan.fiscal_year - 1, plan.fiscal_year)
    assessments = plan.agency.assessments.with_scores().filter(fiscal_year__in=years)
    found = {each.fiscal_year: each for each in assessments}
    before, after = found[years[0]], found.get(years[1])
    lines, criteria = latest_lines(plan.measures.all()), before.criteria
    old, new = scores_of(before), scores_by_codes_before(after) if after else {}
    old_items = before.item_points
    new_items = _items_after(criteria, after)
    names = {entry.code: entry.name for entry in criteria.indicators}
    aimed = {code for line in lines for code in line.measure.indicator_codes}
    return PlanEffects(
        plan,
        [
            MeasureEffects(
                line,
                targets(line.measure.indicator_codes, names, old, new)
                + targets(line.measure.item_codes, _wordings(criteria, line), old_items, new_items),
            )
            for line in lines
        ],
        total_of(before),
        total_of(after) if after else None,
        average_move(aimed, old, new),
        average_move(old.keys() - aimed, old, new),
    )


def _items_after(criteria: Criteria, after: Assessment | None) -> dict[str, Decimal]:
    """Return the points of the items of the year after, by the codes that they had before."""
    if after is None:
        return {}
    scores = after.item_points
    pairs = same_items(criteria, after.criteria).items()
    return {then: scores[now] for then, now in pairs if now in scores}


def _wordings(criteria: Criteria, line: ProgressLine) -> dict[str, str]:
    found = {code: criteria.item(code) for code in line.measure.item_codes}
    return {code: item.wording for code, item in found.items() if item}
