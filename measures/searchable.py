"""What can be searched of plans, progress and the catalogue."""

from collections.abc import Collection, Iterator

from agencies.models import Department
from itaportal.language import gettext_lazy
from measures.models import CatalogueMeasure, Measure, Progress
from search.enums import Audience
from search.indexing import register
from search.sources import Draft, Kind, Source, joined

MEASURE = Kind("measure", gettext_lazy("มาตรการ"), "measures:plan", 10)
WEAK_POINT = Kind("weakpoint", gettext_lazy("ข้อบกพร่อง / จุดอ่อน"), "measures:plan", 20)
PROGRESS = Kind("progress", gettext_lazy("ผลการดำเนินการ"), "measures:progress_entry", 40)
CATALOGUE = Kind("catalogue", gettext_lazy("คลังมาตรการ"), "measures:catalogue_entry", 60)


def _read_measures(keys: Collection[int]) -> Iterator[Draft]:
    for measure in Measure.objects.with_details().filter(pk__in=keys):
        steps = [step.text for step in measure.steps.all()]
        items = f"ข้อคำถาม {', '.join(measure.item_codes)}" if measure.item_codes else ""
        texts = (
            measure.activities,
            *steps,
            measure.follow_up,
            measure.limitation,
            measure.responsible,
            items,
        )
        yield _draft_of(MEASURE, measure, measure.title, joined(*texts))
        if measure.weak_point:
            yield _draft_of(WEAK_POINT, measure, measure.weak_point, measure.title)


def _draft_of(kind: Kind, measure: Measure, title: str, text: str) -> Draft:
    return Draft(
        kind=kind,
        object_id=measure.pk,
        agency_id=measure.plan.agency_id,
        fiscal_year=measure.plan.fiscal_year,
        title=title,
        text=text,
        args=(measure.plan.fiscal_year,),
        fragment=f"measure-{measure.pk}",
    )


def _read_progress(keys: Collection[int]) -> Iterator[Draft]:
    for entry in Progress.objects.filter(pk__in=keys).select_related("measure", "round__plan"):
        plan = entry.round.plan
        yield Draft(
            kind=PROGRESS,
            object_id=entry.pk,
            agency_id=plan.agency_id,
            fiscal_year=plan.fiscal_year,
            title=entry.measure.title,
            text=joined(
                f"{entry.round}: {entry.get_status_display()}",
                entry.note,
                entry.action_taken,
                entry.result,
                entry.outcome,
                entry.suggestion,
            ),
            args=(plan.fiscal_year, entry.round_id, entry.measure_id),
        )


def _progress_on(measure: Measure) -> list[int]:
    return list(Progress.everything.filter(measure=measure).values_list("pk", flat=True))


def _read_catalogue(keys: Collection[int]) -> Iterator[Draft]:
    for entry in CatalogueMeasure.objects.filter(pk__in=keys):
        yield Draft(
            kind=CATALOGUE,
            object_id=entry.pk,
            agency_id=entry.agency_id,
            title=entry.title,
            text=joined(entry.weak_point, *entry.steps, entry.follow_up),
            args=(entry.pk,),
            audience=Audience.VIEW if entry.agency_id else Audience.SHARED,
        )


def _measures_of(department: Department) -> list[int]:
    return list(department.measures.values_list("pk", flat=True))


register(
    Source(Measure, (MEASURE, WEAK_POINT), _read_measures, follows=((Department, _measures_of),)),
)
register(Source(Progress, (PROGRESS,), _read_progress, follows=((Measure, _progress_on),)))
register(Source(CatalogueMeasure, (CATALOGUE,), _read_catalogue))
