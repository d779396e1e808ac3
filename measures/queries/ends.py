"""Measures with what is told of their last days."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from measures.models import Measure, ProgressRound
from measures.queries.plans import LAST_STATUS
from measures.rules.carry import is_unfinished


@dataclass(frozen=True, slots=True)
class End:
    """A measure, whether it is done and goes on in a later plan, and the day its plan was last reported as at, if any."""

    measure: Measure
    is_done: bool
    is_carried: bool
    reported: date | None
    departments: list[str] = field(default_factory=list)

    @property
    def who(self) -> str:
        """Who is responsible, on one line."""
        return ", ".join(self.measure.responsible_by(self.departments).splitlines())


def ends_of(measures: QuerySet[Measure]) -> list[End]:
    """Return the measures in order with their plans; one query."""
    rounds = ProgressRound.objects.filter(plan=OuterRef("plan")).order_by("-as_at")
    rows = measures.select_related("plan").annotate(
        last=LAST_STATUS,
        carried=Exists(Measure.objects.filter(continued_from=OuterRef("pk"))),
        reported=Subquery(rounds.values("as_at")[:1]),
        # A row for each of them.
        department=F("departments__name"),
    )
    found: dict[int, End] = {}
    for row in rows.order_by("position", "pk", "departments__position", "departments__pk"):
        told = vars(row)
        end = End(row, not is_unfinished(told["last"]), told["carried"], told["reported"])
        if told["department"]:
            found.setdefault(row.pk, end).departments.append(told["department"])
        else:
            found[row.pk] = end
    return list(found.values())
