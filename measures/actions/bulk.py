"""Several measures of a plan changed at once: all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from agencies.models import Department, User
from assessments.models import Assessment
from itaportal.editing.concurrency import StaleEdit
from measures.actions.copying import copy_measures
from measures.actions.measures import entry_of, order_measures, save_measure
from measures.actions.plans import start_plan
from measures.actions.progress import StaleStatuses, StatusEntry, save_statuses
from measures.enums import Status
from measures.models import Measure, Plan, ProgressRound
from measures.rules.order import move_block


class StaleMeasures(Exception):
    """Somebody saved one of the measures, or what is reported on it, after the person had opened them."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A measure as it was opened: its version, and that of its entry in the round (0: nothing was reported)."""

    measure: Measure
    version: int
    entry_version: int
    note: str = ""
    """What stands beside the status in the round; it stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkChange:
    """What becomes of the measures; what is not given stays as each of them has it."""

    departments: Sequence[Department] = ()
    adds_departments: bool = False
    """They come to those that are responsible already, and do not take their place."""
    period: tuple[date, date] | None = None
    status: Status | None = None
    """In ``round``."""
    round: ProgressRound | None = None
    place: int | None = None
    """Where the first of them comes in the plan, from 1; the others follow it in their order."""
    copy_to: Assessment | None = None
    """The result that the plan answers into which they are copied."""

    def values_for(self, measure: Measure) -> Mapping[str, Any]:
        """Return by field name what changes in a measure itself."""
        values: dict[str, Any] = {}
        if self.departments:
            kept = list(measure.departments.all()) if self.adds_departments else []
            values["departments"] = list(dict.fromkeys([*kept, *self.departments]))
            values["all_departments"] = measure.all_departments and self.adds_departments
        if self.period:
            values |= {"period_start": self.period[0], "period_end": self.period[1], "period_text": ""}
        return values


@transaction.atomic
def change_measures(*, plan: Plan, chosen: Sequence[Chosen], change: BulkChange, by: User) -> list[Measure]:
    """Change the plan's measures and return their copies; raises StaleMeasures, and then nothing is changed."""
    measures = [each.measure for each in chosen]
    try:
        for each in chosen:
            if values := change.values_for(each.measure):
                entry = entry_of(each.measure).replace(**values)
                save_measure(measure=each.measure, entry=entry, version=each.version, by=by)
        if change.status and change.round:
            statuses = [
                StatusEntry(each.measure, change.status, each.note, each.entry_version or None)
                for each in chosen
            ]
            save_statuses(progress_round=change.round, entries=statuses, by=by)
    except (StaleEdit, StaleStatuses) as stale:
        raise StaleMeasures from stale
    if change.place:
        ids = list(plan.measures.values_list("pk", flat=True))
        order_measures(plan=plan, ids=move_block(ids, {each.pk for each in measures}, change.place), by=by)
    if change.copy_to is None:
        return []
    return copy_measures(plan=start_plan(assessment=change.copy_to, by=by), measures=measures, by=by)
