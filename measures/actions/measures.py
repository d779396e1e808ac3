"""A plan's measures: adding, changing, ordering, removing."""

from collections.abc import Iterable
from copy import copy
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from agencies.auditlog.writing import record, values_of
from agencies.entered_values import complete_values, entered_names
from agencies.models import Department, User
from itaportal.editing.concurrency import claim
from measures.actions.evidence import forget_files
from measures.actions.order import store_order
from measures.models import CatalogueMeasure, Evidence, Measure, Plan, Step
from measures.rules.order import move_one
from search.indexing import together

KEPT_REMOVED = timedelta(days=30)
_SENT_TWICE_WITHIN = timedelta(minutes=1)

# What people enter of a measure's own row; the named ones are no texts, days or choices.
MEASURE_FIELDS = entered_names(Measure, "all_departments", "indicator_codes", "topic_numbers", "item_codes")
MAX_STEPS = 30


@dataclass(frozen=True, slots=True)
class StepEntry:
    """One step as entered."""

    text: str
    period_text: str = ""
    responsible_text: str = ""


@dataclass(frozen=True, init=False)
class MeasureEntry:
    """A measure as entered: ``values`` by field name (MEASURE_FIELDS), its steps and its departments.

    Indicator, topic and item numbers are those of the assessed year. A value that is not given is the field's default;
    each can be read as an attribute.
    """

    values: dict[str, Any]
    steps: tuple[StepEntry, ...]
    departments: tuple[Department, ...]

    def __init__(
        self, *, steps: Iterable[StepEntry] = (), departments: Iterable[Department] = (), **values: Any
    ):
        complete = complete_values(Measure, MEASURE_FIELDS, values)
        # One type of sequence, so that entries with the same content are equal.
        plain = {name: tuple(value) if isinstance(value, list) else value for name, value in complete.items()}
        self.__dict__.update(values=plain, steps=tuple(steps), departments=tuple(departments))

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["values"][name]
        except KeyError:
            raise AttributeError(name) from None

    def replace(self, **changes: Any) -> "MeasureEntry":
        """Return the entry with other values, steps or departments."""
        return MeasureEntry(
            **{**self.values, "steps": self.steps, "departments": self.departments, **changes}
        )


def entry_of(measure: Measure) -> MeasureEntry:
    """Return the stored measure as it would be entered."""
    return MeasureEntry(
        **{name: getattr(measure, name) for name in MEASURE_FIELDS},
        steps=[StepEntry(step.text, step.period_text, step.responsible_text) for step in measure.steps.all()],
        departments=measure.departments.all(),
    )


def lock_plan(plan: Plan) -> None:
    """Have others who change the plan's list wait, so that two people appending at once get different places."""
    Plan.objects.select_for_update().get(pk=plan.pk)


@transaction.atomic
def add_measure(
    *,
    plan: Plan,
    entry: MeasureEntry,
    by: User | None,
    continued_from: Measure | None = None,
    from_catalogue: CatalogueMeasure | None = None,
) -> Measure:
    """Append a measure to the plan; the last two tell what it was made from."""
    lock_plan(plan)
    last = plan.measures.order_by("-position").values_list("position", flat=True).first() or 0
    measure = Measure(
        plan=plan,
        position=last + 1,
        continued_from=continued_from,
        from_catalogue=from_catalogue,
        updated_by=by,
    )
    _write(measure, entry)
    record("measure.add", measure, by=by, agency=plan.agency, after=_as_text(measure))
    return measure


@transaction.atomic
def add_measure_once(*, plan: Plan, entry: MeasureEntry, by: User) -> Measure:
    """Append a measure; the very same one that this person sent a moment ago (a form sent twice) is returned."""
    lock_plan(plan)
    since = timezone.now() - _SENT_TWICE_WITHIN
    for measure in plan.measures.filter(title=entry.title, updated_by=by, updated_at__gte=since):
        if entry_of(measure) == entry:
            return measure
    return add_measure(plan=plan, entry=entry, by=by)


@transaction.atomic
def save_measure(*, measure: Measure, entry: MeasureEntry, version: int, by: User | None) -> Measure:
    """Save a measure with its steps as one whole; raises StaleEdit when somebody saved something else first."""
    if entry_of(measure) == entry:
        return measure
    before = _as_text(measure)
    claim(measure, version, by)
    _write(measure, entry)
    record("measure.save", measure, by=by, agency=measure.plan.agency, before=before, after=_as_text(measure))
    return measure


def _write(measure: Measure, entry: MeasureEntry) -> None:
    for name, value in entry.values.items():
        setattr(measure, name, list(value) if isinstance(value, tuple) else value)
    with together():
        measure.save()
        measure.departments.set(entry.departments)
        measure.steps.all().delete()
        Step.objects.bulk_create(
            Step(measure=measure, position=position, **asdict(step))
            for position, step in enumerate(entry.steps, start=1)
        )
    measure._prefetched_objects_cache = {}  # type: ignore[attr-defined]  # Django's own, without a type


def _as_text(measure: Measure) -> dict[str, str]:
    return {
        **values_of(measure, *MEASURE_FIELDS),
        "departments": ", ".join(measure.departments.values_list("name", flat=True)),
        "steps": "\n".join(measure.steps.values_list("text", flat=True)),
    }


@transaction.atomic
def delete_measure(*, measure: Measure, by: User | None) -> None:
    """Take a measure with its steps, progress and evidence out of the plan; it can be brought back for KEPT_REMOVED."""
    before = _as_text(measure)
    # What somebody saved a moment ago goes along.
    rows = Measure.everything.select_for_update()
    claim(measure, rows.values_list("version", flat=True).get(pk=measure.pk), by)
    measure.removed_at = timezone.now()
    measure.save(update_fields=["removed_at"])
    record("measure.delete", measure, by=by, agency=measure.plan.agency, before=before)


@transaction.atomic
def delete_measures(*, measures: Iterable[Measure], by: User) -> None:
    """Take several measures out, all or none."""
    for measure in measures:
        delete_measure(measure=measure, by=by)


@transaction.atomic
def restore_measures(*, plan: Plan, ids: Iterable[int], by: User) -> list[Measure]:
    """Bring removed measures of the plan back to their places with all they had; other ids are ignored."""
    removed = list(Measure.everything.filter(plan=plan, pk__in=ids).exclude(removed_at=None))
    for measure in removed:
        claim(measure, measure.version, by)
        measure.removed_at = None
        measure.save(update_fields=["removed_at"])
        record("measure.restore", measure, by=by, agency=plan.agency, after=_as_text(measure))
    return removed


def purge_removed() -> int:
    """Delete for good, with files, what was removed longer than KEPT_REMOVED ago; return how many measures that were."""
    over = Measure.everything.filter(removed_at__lt=timezone.now() - KEPT_REMOVED)
    found = list(over.select_related("plan__agency"))
    for measure in found:
        _purge(measure)
    return len(found)


@transaction.atomic
def _purge(measure: Measure) -> None:
    agency, gone = measure.plan.agency, copy(measure)
    forget_files(agency, Evidence.everything.filter(entry__measure=measure))
    measure.delete()
    record("measure.purge", gone, by=None, agency=agency, before={"title": gone.title})


@transaction.atomic
def order_measures(*, plan: Plan, ids: Iterable[int], by: User) -> None:
    """Put the plan's measures in the given order; unknown ids are ignored, missing ones stay last in their order."""
    lock_plan(plan)
    measures = {measure.pk: measure for measure in plan.measures.order_by("position", "pk")}
    wanted = [pk for pk in dict.fromkeys(ids) if pk in measures]
    ordered = [measures[pk] for pk in (*wanted, *(pk for pk in measures if pk not in set(wanted)))]
    if [measure.pk for measure in ordered] == list(measures):
        return
    store_order(ordered)
    record(
        "plan.order_measures", plan, by=by, agency=plan.agency,
        before={"order": list(measures)}, after={"order": [measure.pk for measure in ordered]},
    )  # fmt: skip


@transaction.atomic
def move_measure(*, measure: Measure, up: bool, by: User) -> None:
    """Move a measure one place up or down; at the end of the list nothing happens."""
    lock_plan(measure.plan)
    ids = list(measure.plan.measures.order_by("position", "pk").values_list("pk", flat=True))
    order_measures(plan=measure.plan, ids=move_one(ids, measure.pk, up=up), by=by)
