"""Measures that name somebody who leaves as responsible."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.handover import (
    Leaving,
    NotHandedOver,
    WorkItem,
    WorkKind,
    is_named,
    others_in_office,
    renamed,
)
from agencies.models import Membership, User
from itaportal.language import gettext_lazy, marked
from itaportal.thai.dates import fiscal_year
from measures.actions import MeasureEntry, StepEntry, entry_of, save_measure
from measures.models import Measure, Step

_KEY = "measures"


def _named(leaving: Leaving) -> QuerySet[Measure]:
    """Return the measures of this year's and later plans, and of last year's, whose result is still reported."""
    names = is_named(leaving.person, "responsible_text")
    steps = Step.objects.filter(is_named(leaving.person, "responsible_text")).values("measure")
    since = fiscal_year(timezone.localdate()) - 1
    found = Measure.objects.filter(names | Q(pk__in=steps), plan__agency=leaving.agency)
    found = found.filter(plan__fiscal_year__gte=since).select_related("plan__agency")
    return found.prefetch_related("steps", "departments").order_by("plan__fiscal_year", "position", "pk")


def _items(leaving: Leaving) -> list[WorkItem]:
    return [
        WorkItem(
            marked(f"“{measure.title}” (แผนปี {measure.plan.fiscal_year})"),
            reverse(
                "measures:plan_measure_edit", args=[leaving.agency.slug, measure.plan.fiscal_year, measure.pk]
            ),
        )
        for measure in _named(leaving)
    ]


def _entries(leaving: Leaving, to: User) -> Iterator[tuple[Measure, MeasureEntry]]:
    """Yield each measure with what it is to say."""
    for measure in _named(leaving):
        entry = entry_of(measure)
        text = renamed(entry.responsible_text, leaving.person, to)
        steps = [
            StepEntry(step.text, step.period_text, renamed(step.responsible_text, leaving.person, to))
            for step in entry.steps
        ]
        yield measure, entry.replace(responsible_text=text, steps=steps)


def _why_not(leaving: Leaving, to: Membership) -> str:
    limits = {model: model._meta.get_field("responsible_text").max_length or 0 for model in (Measure, Step)}
    for measure, entry in _entries(leaving, to.user):
        longest = max((len(step.responsible_text) for step in entry.steps), default=0)
        if len(entry.responsible_text) > limits[Measure] or longest > limits[Step]:
            return marked(f"ชื่อผู้รับผิดชอบของมาตรการ “{measure.title}” จะยาวเกินที่รับได้ กรุณาแก้ในมาตรการนั้นให้สั้นลงก่อน")
    return ""


@transaction.atomic
def _hand_over(leaving: Leaving, to: Membership, by: User) -> None:
    if why := _why_not(leaving, to):
        raise NotHandedOver(_KEY, why)
    for measure, entry in _entries(leaving, to.user):
        save_measure(measure=measure, entry=entry, version=measure.version, by=by)


MEASURES = WorkKind(
    key=_KEY,
    label=gettext_lazy("มาตรการที่ระบุชื่อเป็นผู้รับผิดชอบ"),
    explained=gettext_lazy("ระบบเปลี่ยนชื่อผู้รับผิดชอบในมาตรการและขั้นตอนเป็นชื่อของผู้รับช่วง เอกสารที่เสนอแล้วไม่เปลี่ยน"),
    order=30,
    find=_items,
    candidates=others_in_office,
    hand_over=_hand_over,
    problem=_why_not,
)
