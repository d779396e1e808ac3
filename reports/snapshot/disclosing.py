"""Gathering what an agency discloses for a document about it."""

from django.utils import timezone

from disclosure.queries.contests import contest_lines, disputed_of, window_of
from disclosure.queries.items import Line, criteria_of, lines_of
from itaportal.thai.numbers import format_score
from measures.models import Plan
from reports.snapshot.contested import Contested, ContestedItem, ContestFile
from reports.snapshot.disclosed import Disclosed, OItem


def disclosed_in(plan: Plan) -> Disclosed:
    """Return the O-items of the plan's year with what the agency answers; without items where their list is not known."""
    criteria = criteria_of(plan.fiscal_year)
    lines = lines_of(plan.agency, criteria) if criteria else []
    checks = [link.check.checked_at for line in lines for link in line.links if link.check]
    return Disclosed(
        fiscal_year=plan.fiscal_year,
        checked_on=timezone.localdate(max(checks)) if checks else None,
        items=tuple(map(_item, lines)),
    )


def _item(line: Line) -> OItem:
    return OItem(
        code=line.code,
        wording=line.wording,
        department=line.row.department.name if line.row.department else "",
        state=line.state.value,
        broken=len(line.broken),
    )


def contested_in(plan: Plan) -> Contested:
    """Return the items of the plan's year whose preliminary scores are contested; nothing where their list is not known."""
    criteria = criteria_of(plan.fiscal_year)
    lines = contest_lines(plan.agency, criteria) if criteria else []
    window = window_of(plan.agency, plan.fiscal_year)
    return Contested(
        fiscal_year=plan.fiscal_year,
        closes_on=window.closes_on,
        items=tuple(
            ContestedItem.of(
                line.row,
                wording=line.wording,
                score=format_score(line.row.score),
                links=tuple(line.row.links),
                files=tuple(ContestFile.of(file) for file in line.files),
            )
            for line in disputed_of(lines)
        ),
    )
