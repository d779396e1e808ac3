"""A plan's measures: adding, changing, ordering, taking over."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from agencies.auditlog.writing import record, values_of
from agencies.models import Department, User
from itaportal.editing.concurrency import claim
from itaportal.thai import fiscal_year_end, fiscal_year_start
from measures.actions.evidence import files_forgotten
from measures.actions.order import moved, store_order
from measures.enums import MeasureKind
from measures.models import CatalogueMeasure, Evidence, Measure, Plan, Step

_SENT_TWICE_WITHIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class StepEntry:
    """One step as entered."""

    text: str
    period_text: str = ""
    responsible_text: str = ""


_LISTS = ("indicator_codes", "topic_numbers", "item_codes")


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A measure as entered; indicator, topic and item numbers are those of the assessed year."""

    title: str
    kind: str = MeasureKind.MEASURE
    activities: str = ""
    indicator_codes: Sequence[str] = ()
    topic_numbers: Sequence[int] = ()
    item_codes: Sequence[str] = ()
    weak_point: str = ""
    steps: Sequence[StepEntry] = ()
    departments: Sequence[Department] = field(default=())
    all_departments: bool = False
    responsible_text: str = ""
    period_start: date | None = None
    period_end: date | None = None
    period_text: str = ""
    follow_up: str = ""
    limitation: str = ""

    def __post_init__(self):
        # One type of sequence, so that entries with the same content are equal.
        for name in (*_LISTS, "steps", "departments"):
            object.__setattr__(self, name, tuple(getattr(self, name)))


_OWN_FIELDS = (
    "kind", "title", "activities", *_LISTS, "weak_point", "all_departments", "responsible_text",
    "period_start", "period_end", "period_text", "follow_up", "limitation",
)  # fmt: skip


def entry_of(measure: Measure) -> MeasureEntry:
    """Return the stored measure as it would be entered."""
    return MeasureEntry(
        **{name: getattr(measure, name) for name in _OWN_FIELDS},
        steps=[StepEntry(step.text, step.period_text, step.responsible_text) for step in measure.steps.all()],
        departments=measure.departments.all(),
    )


def _lock(plan: Plan) -> None:
    # Whoever changes a plan's list waits here, so that two people appending at once get different places.
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
    _lock(plan)
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
    _lock(plan)
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
    for name in _OWN_FIELDS:
        value = getattr(entry, name)
        setattr(measure, name, list(value) if name in _LISTS else value)
    measure.save()
    measure.departments.set(entry.departments)
    measure.steps.all().delete()
    Step.objects.bulk_create(
        Step(measure=measure, position=position, **asdict(step))
        for position, step in enumerate(entry.steps, start=1)
    )
    measure._prefetched_objects_cache = {}


def _as_text(measure: Measure) -> dict[str, str]:
    return {
        **values_of(measure, *_OWN_FIELDS),
        "departments": ", ".join(measure.departments.values_list("name", flat=True)),
        "steps": "\n".join(measure.steps.values_list("text", flat=True)),
    }


@transaction.atomic
def delete_measure(*, measure: Measure, by: User) -> None:
    """Remove a measure with its steps, progress and evidence; the audit log keeps its text."""
    agency, gone, before = measure.plan.agency, copy(measure), _as_text(measure)
    forget = files_forgotten(agency, Evidence.objects.filter(entry__measure=measure))
    measure.delete()
    record("measure.delete", gone, by=by, agency=agency, before=before)
    transaction.on_commit(forget)


@transaction.atomic
def order_measures(*, plan: Plan, ids: Iterable[int], by: User) -> None:
    """Put the plan's measures in the given order; unknown ids are ignored, missing ones stay last in their order."""
    _lock(plan)
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
    _lock(measure.plan)
    ids = list(measure.plan.measures.order_by("position", "pk").values_list("pk", flat=True))
    order_measures(plan=measure.plan, ids=moved(ids, measure.pk, up=up), by=by)


@transaction.atomic
def adopt(*, plan: Plan, catalogue: Iterable[CatalogueMeasure], by: User) -> list[Measure]:
    """Take measures from the catalogue into the plan, for its whole fiscal year.

    Titles that the plan has already and other agencies' own entries are left out.
    """
    _lock(plan)
    taken = set(plan.measures.values_list("title", flat=True))
    return [
        add_measure(plan=plan, entry=_from_catalogue(entry, plan), by=by, from_catalogue=entry)
        for entry in catalogue
        if entry.title not in taken and entry.agency_id in (None, plan.agency_id)
    ]


def _from_catalogue(entry: CatalogueMeasure, plan: Plan) -> MeasureEntry:
    return MeasureEntry(
        kind=entry.kind,
        title=entry.title,
        weak_point=entry.weak_point,
        steps=[StepEntry(text) for text in entry.steps],
        follow_up=entry.follow_up,
        **_known(plan, entry.indicator_codes, entry.topic_numbers),
        **_whole_year(plan),
    )


@transaction.atomic
def copy_measures(*, plan: Plan, measures: Iterable[Measure], by: User) -> list[Measure]:
    """Copy measures of an earlier plan, without progress, item numbers and old periods; those copied before stay out."""
    _lock(plan)
    taken = set(plan.measures.values_list("continued_from", flat=True))
    return [
        add_measure(plan=plan, entry=_copied(measure, plan), by=by, continued_from=measure)
        for measure in measures
        if measure.pk not in taken
    ]


def _copied(measure: Measure, plan: Plan) -> MeasureEntry:
    return replace(
        entry_of(measure),
        # Item numbers change with the year's questions, so they are not carried over.
        item_codes=(),
        period_text="",
        steps=[StepEntry(step.text, "", step.responsible_text) for step in measure.steps.all()],
        departments=[entry for entry in measure.departments.all() if entry.active],
        **_known(plan, measure.indicator_codes, measure.topic_numbers),
        **_whole_year(plan),
    )


def _known(plan: Plan, indicator_codes: Iterable[str], topic_numbers: Iterable[int]) -> dict[str, list]:
    """Keep the indicators and topics that the assessed year has."""
    criteria = plan.assessment.criteria
    codes = {indicator.code for indicator in criteria.indicators}
    numbers = {topic.number for topic in criteria.topics}
    return {
        "indicator_codes": [code for code in indicator_codes if code in codes],
        "topic_numbers": [number for number in topic_numbers if number in numbers],
    }


def _whole_year(plan: Plan) -> dict[str, date]:
    return {
        "period_start": fiscal_year_start(plan.fiscal_year),
        "period_end": fiscal_year_end(plan.fiscal_year),
    }
