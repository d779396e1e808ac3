"""Plans with measures and steps, progress and drafts of documents, for a share of the agencies."""

from collections.abc import Sequence
from datetime import date
from random import Random

from django.utils import timezone

from agencies.auditlog.writing import NamedRow, NewEvent, record_many
from agencies.models import Agency, Department
from assessments.models import Assessment
from itaportal.bulk import insert
from itaportal.thai.dates import fiscal_year_end
from measures.actions import MEASURE_FIELDS, MeasureEntry, entry_from
from measures.enums import Status
from measures.models import CatalogueMeasure, Measure, Plan, Progress, ProgressRound, Step
from reports.enums import Kind
from reports.models import Document
from reports.pages import KINDS

DEPARTMENTS = ("สำนักปลัด", "กองคลัง", "กองช่าง")
_PLANNED, _REPORTED, _WRITTEN = 0.8, 0.75, 0.4  # of all agencies; of these; of these again
_MEASURES = 4
_NOTE = "ตรวจสอบได้ที่เว็บไซต์ของหน่วยงาน"


def add_plans(year: int, agencies: Sequence[Agency], random: Random) -> None:
    """Enter the plans of a fiscal year that answer the result of the year before."""
    planning = [agency for agency in agencies if random.random() < _PLANNED]
    answered = dict(Assessment.objects.filter(fiscal_year=year - 1).values_list("agency_id", "pk"))
    insert(
        Plan,
        ("agency_id", "assessment_id"),
        [(each.pk, answered[each.pk]) for each in planning],
        fiscal_year=year,
    )
    plans = dict(Plan.objects.filter(fiscal_year=year).values_list("agency_id", "pk"))
    _record("plan.start", Plan, f"แผนมาตรการ ปีงบประมาณ พ.ศ. {year}", planning, plans)
    of_plans = _add_measures(year, [plans[each.pk] for each in planning], random)
    reporting = [agency for agency in planning if random.random() < _REPORTED]
    as_at = fiscal_year_end(year).replace(month=3, day=31)
    insert(ProgressRound, ("plan_id",), [(plans[each.pk],) for each in reporting], as_at=as_at)
    rounds = dict(ProgressRound.objects.filter(as_at=as_at).values_list("plan_id", "pk"))
    insert(
        Progress,
        ("round_id", "measure_id", "status", "action_taken"),
        [
            (
                rounds[plans[each.pk]],
                measure,
                status,
                "" if status == Status.NOT_STARTED else "ดำเนินการตามแผน (ข้อมูลจำลอง)",
            )
            for each in reporting
            for measure in of_plans[plans[each.pk]]
            for status in (random.choices(tuple(Status), (1, 4, 5))[0],)
        ],
        note=_NOTE,
    )
    writing = [agency for agency in reporting if random.random() < _WRITTEN]
    _add_memos(year, as_at, [(each, plans[each.pk], rounds[plans[each.pk]]) for each in writing])


def _entries(year: int) -> list[tuple[CatalogueMeasure, MeasureEntry]]:
    """Return the shared catalogue as it would be entered into a plan of the year: in any agency the same."""
    of_year = Assessment.objects.filter(fiscal_year=year - 1).select_related("criteria_pack").first()
    plan = Plan(fiscal_year=year, assessment=of_year)
    return [(each, entry_from(each, plan)) for each in CatalogueMeasure.objects.shared().order_by("key")]


def _add_measures(year: int, plans: Sequence[int], random: Random) -> dict[int, list[int]]:
    """Enter measures of the catalogue into the plans, and return their keys in order by plan."""
    known = _entries(year)
    names = [name for name in MEASURE_FIELDS if name != "all_departments"]
    plain = {
        each.pk: [
            list(value) if isinstance(value, tuple) else value
            for value in map(entry.values.__getitem__, names)
        ]
        for each, entry in known
    }
    chosen = {plan: random.sample(known, _MEASURES) for plan in plans}
    insert(
        Measure,
        ("plan_id", "position", "from_catalogue_id", *names),
        [
            (plan, position, each.pk, *plain[each.pk])
            for plan, taken in chosen.items()
            for position, (each, _) in enumerate(taken, start=1)
        ],
        all_departments=True,
    )
    stored: dict[int, list[int]] = {plan: [] for plan in plans}
    rows = Measure.objects.filter(plan__fiscal_year=year).order_by("plan_id", "position")
    for plan, key in rows.values_list("plan_id", "pk"):
        stored[plan].append(key)
    insert(
        Step,
        ("measure_id", "position", "text"),
        [
            (key, position, step.text)
            for plan, taken in chosen.items()
            for key, (_, entry) in zip(stored[plan], taken, strict=True)
            for position, step in enumerate(entry.steps, start=1)
        ],
    )
    return stored


def _add_memos(year: int, as_at: date, rows: Sequence[tuple[Agency, int, int]]) -> None:
    """Start the memo on progress of each round."""
    kind = Kind.PROGRESS_MEMO
    subject = KINDS[kind].subject(year, as_at) if hasattr(KINDS[kind], "subject") else KINDS[kind].SUBJECT
    insert(
        Document,
        ("agency_id", "plan_id", "round_id", "addressee"),
        [(agency.pk, plan, opened, f"นายก{agency.name}"[:200]) for agency, plan, opened in rows],
        kind=kind,
        dated=as_at,
        subject=subject,
        created_at=timezone.now(),
    )
    stored = dict(Document.objects.filter(kind=kind, plan__fiscal_year=year).values_list("agency_id", "pk"))
    _record("document.start", Document, subject, [agency for agency, _, _ in rows], stored)


def _record(action: str, model: type, label: str, agencies: Sequence[Agency], keys: dict[int, int]) -> None:
    events = [NewEvent(NamedRow(model, keys[each.pk], label), each) for each in agencies]
    record_many(action, events, by=None)


def add_departments(agencies: Sequence[Agency]) -> None:
    """Give every agency its usual parts."""
    rows = [(each.pk, name, place) for each in agencies for place, name in enumerate(DEPARTMENTS, start=1)]
    insert(Department, ("agency_id", "name", "position"), rows)
