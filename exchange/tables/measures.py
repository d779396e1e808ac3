"""The measures of a plan with their steps."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from agencies.models import User
from exchange.columns import NAME, NUMBER
from exchange.comparing import Change
from exchange.enums import TableName
from exchange.matching import Stored
from exchange.scope import Scope
from exchange.tables.description import Applied, Table, UndoRefused
from exchange.tables.measure_columns import STEPS, columns
from measures.actions import (
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

_DAYS = ("period_start", "period_end")
_RELATIONS = {"departments", "steps"}
_FIELDS = tuple(entry.name for entry in fields(MeasureEntry) if entry.name not in _RELATIONS)


def stored(scope: Scope) -> list[Stored]:
    """Return a row for every measure of the plan."""
    # A plan answers scores, so without them there is nothing to import.
    assert scope.needed_assessment
    return [_row(number, measure) for number, measure in enumerate(scope.measures, start=1)]


def _row(number: int, measure: Measure) -> Stored:
    entry = entry_of(measure)
    values = {name: getattr(entry, name) for name in _FIELDS}
    return Stored(
        number=str(number),
        names=(measure.title,),
        values={
            **values,
            NUMBER: number,
            NAME: entry.title,
            "departments": tuple(department.name for department in entry.departments),
            "steps": tuple(step.text for step in entry.steps),
        },
        pk=measure.pk,
        version=measure.version,
        details=tuple(entry.steps),
    )


def named(scope: Scope, number: str) -> Stored | None:
    """Return None: a measure that is not in the plan is a new one."""
    return None


def check(scope: Scope, change: Change) -> list[tuple[str, str]]:
    """The period has both days or none, in order; as in the form."""
    start, end = (change.values.get(name) for name in _DAYS)
    if bool(start) != bool(end):
        return [("สิ้นสุดวันที่" if start else "เริ่มวันที่", "กรุณากรอกทั้งวันเริ่มและวันสิ้นสุด หรือเว้นว่างทั้งสองช่อง")]
    if start and end < start:
        return [("สิ้นสุดวันที่", "วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม")]
    return []


def apply(scope: Scope, changes: list[Change], by: User | None) -> list[Applied]:
    """Add and save the measures; the plan is started with its first one."""
    plan = scope.plan or start_plan(assessment=scope.needed_assessment, by=by)
    measures = {measure.pk: measure for measure in scope.measures}
    applied = []
    for change in changes:
        entry = _entry(scope, change)
        if change.stored is None:
            applied.append(Applied(add_measure(plan=plan, entry=entry, by=by), None))
            continue
        measure = measures[change.stored.pk]
        before = _plain(entry_of(measure))
        saved = save_measure(measure=measure, entry=entry, version=change.stored.version, by=by)
        applied.append(Applied(saved, before))
    return applied


def _entry(scope: Scope, change: Change) -> MeasureEntry:
    values = change.values
    given = {name: values[name] for name in _FIELDS if values.get(name) not in (None, "")}
    chosen = set(values.get("departments") or ())
    return MeasureEntry(
        **{
            "kind": MeasureKind.MEASURE,
            **given,
            "title": values[NAME],
            "departments": [entry for entry in scope.departments if entry.name in chosen],
            "steps": _steps(change),
        }
    )


def _steps(change: Change) -> list[StepEntry]:
    """Return the steps as the second sheet tells them, else those of the cell; a step that stays keeps its period."""
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


def _plain(entry: MeasureEntry) -> dict[str, Any]:
    values = {name: getattr(entry, name) for name in _FIELDS}
    days = {name: values[name].isoformat() if values[name] else None for name in _DAYS}
    steps = [[step.text, step.period_text, step.responsible_text] for step in entry.steps]
    return {**values, **days, "steps": steps, "departments": [entry.pk for entry in entry.departments]}


def undo(measure: Measure, before: dict[str, Any] | None, version: int, by: User | None) -> None:
    """Put the measure back as it was, or take it away where it was not there and nothing was built on it."""
    if before is not None:
        days = {name: date.fromisoformat(before[name]) if before[name] else None for name in _DAYS}
        departments = measure.plan.agency.departments.filter(pk__in=before["departments"])
        entry = MeasureEntry(**{**before, **days, "steps": [], "departments": departments})
        entry = replace(entry, steps=tuple(StepEntry(*step) for step in before["steps"]))
        save_measure(measure=measure, entry=entry, version=version, by=by)
        return
    if measure.progress.exists() or measure.continued_as.exists():
        raise UndoRefused(f"มีผลการดำเนินการหรือแผนปีต่อไปที่ทำจาก “{str(measure)[:80]}” แล้ว")
    delete_measure(measure=measure, by=by)


TABLE = Table(
    name=TableName.MEASURES,
    title="มาตรการ",
    model=Measure,
    columns=columns,
    stored=stored,
    named=named,
    check=check,
    apply=apply,
    undo=undo,
    spare_rows=60,
    details=STEPS,
)
