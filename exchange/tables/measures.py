"""The measures of a plan with their steps."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from agencies.models import User
from exchange.engine.columns import NAME, NUMBER, Column
from exchange.engine.compare import RowChange
from exchange.engine.match import StoredRow
from exchange.engine.table import UndoRefused, WrittenRow
from exchange.enums import TableName
from exchange.tables.measure_columns import STEPS, measure_columns
from exchange.tables.scope import AgencyTable
from itaportal.language import marked
from measures.actions import (
    MEASURE_FIELDS,
    MeasureEntry,
    StepEntry,
    add_measure,
    delete_measure,
    entry_of,
    save_measure,
    start_plan,
)
from measures.enums import MeasureKind
from measures.models import Measure
from measures.rules.period import find_period_error

_DAYS = ("period_start", "period_end")
_AMOUNTS = ("budget",)


class MeasuresTable(AgencyTable):
    """A row for every measure of the plan; a file may add others. The plan is started with its first one."""

    title = TableName.MEASURES.label
    model = Measure
    spare_rows = 60
    details = STEPS

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return measure_columns(self.scope)

    def list_rows(self) -> list[StoredRow]:
        # A plan answers scores, so without them there is nothing to import.
        assert self.scope.needed_assessment
        return [_stored_row(number, measure) for number, measure in enumerate(self.scope.measures, start=1)]

    def check_change(self, change: RowChange) -> list[tuple[str, str]]:
        """The period has both days or none, in order; as in the form."""
        error = find_period_error(*(change.values.get(name) for name in _DAYS))
        return [(self.headings[error[0]], error[1])] if error and change.fields else []

    def apply(self, changes: Sequence[RowChange], by: User | None) -> Iterator[WrittenRow]:
        plan = self.scope.plan or start_plan(assessment=self.scope.needed_assessment, by=by)
        measures: dict[int | None, Measure] = {measure.pk: measure for measure in self.scope.measures}
        for change in changes:
            entry = self._entry(change)
            if change.stored is None:
                yield WrittenRow.of(add_measure(plan=plan, entry=entry, by=by), None)
                continue
            measure = measures[change.stored.pk]
            before = _as_plain(entry_of(measure))
            saved = save_measure(measure=measure, entry=entry, version=change.stored.version or 0, by=by)
            yield WrittenRow.of(saved, before)

    def _entry(self, change: RowChange) -> MeasureEntry:
        values = change.values
        given = {name: values[name] for name in MEASURE_FIELDS if values.get(name) not in (None, "")}
        chosen = set(values.get("departments") or ())
        known = {"kind": MeasureKind.MEASURE, **given, "title": values[NAME], "steps": _steps(change)}
        return MeasureEntry(
            **known, departments=[each for each in self.scope.departments if each.name in chosen]
        )

    def undo_row(self, row: Measure, before: dict[str, Any] | None, version: int, by: User | None) -> None:
        """Put the measure back as it was, or take it away where it was not there and nothing was built on it."""
        if before is not None:
            days = {name: date.fromisoformat(before[name]) if before[name] else None for name in _DAYS}
            amounts = {name: Decimal(before[name]) if before.get(name) else None for name in _AMOUNTS}
            departments = row.plan.agency.departments.filter(pk__in=before["departments"])
            steps = [StepEntry(*step) for step in before["steps"]]
            entry = MeasureEntry(**{**before, **days, **amounts, "steps": steps, "departments": departments})
            save_measure(measure=row, entry=entry, version=version, by=by)
            return
        if row.progress.exists() or row.continued_as.exists():
            raise UndoRefused(marked(f"มีผลการดำเนินการหรือแผนปีต่อไปที่ทำจาก “{str(row)[:80]}” แล้ว"))
        delete_measure(measure=row, by=by)


def _stored_row(number: int, measure: Measure) -> StoredRow:
    entry = entry_of(measure)
    return StoredRow(
        number=str(number),
        names=(measure.title,),
        values={
            **entry.values,
            NUMBER: number,
            NAME: entry.title,
            "departments": tuple(department.name for department in entry.departments),
            "steps": tuple(step.text for step in entry.steps),
        },
        pk=measure.pk,
        version=measure.version,
        details=tuple(entry.steps),
    )


def _steps(change: RowChange) -> list[StepEntry]:
    """Return the steps of the second sheet, else those of the cell; a step that stays keeps its period."""
    if change.details is not None:
        return list(change.details)
    known = list(change.stored.details) if change.stored else []
    steps = []
    for text in change.values.get("steps") or ():
        same = next((step for step in known if step.text == text), None)
        if same:
            known.remove(same)
        steps.append(same or StepEntry(text))
    return steps


def _as_plain(entry: MeasureEntry) -> dict[str, Any]:
    days = {name: day.isoformat() if (day := entry.values[name]) else None for name in _DAYS}
    # As text, because JSON knows no exact decimals.
    amounts = {name: None if (value := entry.values[name]) is None else str(value) for name in _AMOUNTS}
    steps = [[step.text, step.period_text, step.responsible_text] for step in entry.steps]
    departments = [entry.pk for entry in entry.departments]
    return {**entry.values, **days, **amounts, "steps": steps, "departments": departments}
