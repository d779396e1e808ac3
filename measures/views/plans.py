"""The plan of a year: list, the plan itself, taking over measures, order; single measures are in measures.py."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.access import get_agency
from agencies.roles import Capability
from assessments.enums import WeaknessClass
from assessments.queries import overview
from itaportal.editing.concurrency import StaleEdit
from itaportal.editing.conflicts import resolve_conflict
from itaportal.templatetags.thai import digits
from measures import actions
from measures.enums import Status
from measures.forms import ChosenForm, PlanForm
from measures.models import CatalogueMeasure, Measure
from measures.queries.plans import (
    latest_lines,
    measure_cards,
    plan_of,
    plan_summaries,
    rounds_with_tally,
    weak_points,
)
from measures.views.measures import measure_add, measure_delete, measure_edit, measure_move
from measures.views.years import get_year, posted

__all__ = [
    "copy", "detail", "edit", "index", "measure_add", "measure_delete", "measure_edit", "measure_move",
    "order", "suggest",
]  # fmt: skip

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def index(request, slug):
    """The agency's plans, and the results that have none yet."""
    agency = get_agency(request, slug)
    plans = plan_summaries(agency)
    begun = {summary.plan.fiscal_year for summary in plans if summary.measures}
    years = agency.assessments.order_by("-fiscal_year").values_list("fiscal_year", flat=True)
    without = [{"year": year, "plan_year": year + 1} for year in years if year + 1 not in begun]
    latest = without[0] if without and without[0]["plan_year"] > max(begun, default=0) else None
    context = {
        "plans": [summary for summary in plans if summary.measures],
        "next_plan": latest,
        "without": without[1:] if latest else without,
    }
    return render(request, "measures/plan_list.html", context)


@require_safe
def detail(request, slug, year):
    """The plan: its measures in order, and the weak points they have to answer."""
    plan_year = get_year(request, slug, year)
    view = overview(plan_year.assessment)
    points = weak_points(view, plan_year.measures)
    previous = plan_of(plan_year.agency, year - 1)
    rounds = rounds_with_tally(plan_year.plan) if plan_year.plan else []
    context = plan_year.context(
        overview=view,
        cards=measure_cards(plan_year.measures, view.criteria),
        points=sorted(points, key=lambda point: (not point.is_open, bool(point.measures))),
        open_names=", ".join(point.row.indicator.name for point in points if point.is_open),
        has_findings=any(row.finding for row in view.rows),
        can_copy=bool(previous and previous.measures.exists()),
        latest=rounds[0] if rounds else None,
    )
    return render(request, "measures/plan_detail.html", context)


@form_view
def edit(request, slug, year):
    """When and where the measures were decided."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    plan, conflict = plan_year.plan, None
    form = PlanForm(posted(request), initial=PlanForm.initial_of(plan) if plan else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.save_plan(
                plan=plan_year.begun(request.user),
                decided_on=data["decided_on"],
                decided_in=data["decided_in"],
                # A page opened before the plan was begun knows no version; a begun plan has its first one.
                version=data["version"] or 1,
                by=request.user,
            )
        except StaleEdit as stale:
            conflict = resolve_conflict(form, stale, PlanForm.initial_of(stale.current))
        else:
            messages.success(request, "บันทึกข้อมูลแผนแล้ว")
            return redirect("measures:plan", slug, year)
    context = plan_year.context(form=form, conflict=conflict)
    return render(request, "measures/plan_form.html", context, status=409 if conflict else 200)


@form_view
def suggest(request, slug, year):
    """Measures of the catalogue for the weak points."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    catalogue = CatalogueMeasure.objects.available_to(plan_year.agency).values_list("pk", flat=True)
    form = ChosenForm(posted(request), ids=list(catalogue))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["chosen"]
        added = actions.adopt(
            plan=plan_year.begun(request.user),
            catalogue=CatalogueMeasure.objects.filter(pk__in=chosen),
            by=request.user,
        )
        _tell_added(request, added, len(chosen))
        return redirect("measures:plan", slug, year)
    view = overview(plan_year.assessment)
    points = weak_points(view, plan_year.measures, WeaknessClass)
    context = plan_year.context(
        form=form,
        weak=[point for point in points if point.row.finding.weakness_class != WeaknessClass.MAINTAIN],
        strong=[point for point in points if point.row.finding.weakness_class == WeaknessClass.MAINTAIN],
    )
    return render(request, "measures/plan_suggest.html", context)


@form_view
def copy(request, slug, year):
    """Measures of last year's plan, the unfinished ones ticked."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    previous = plan_of(plan_year.agency, year - 1)
    lines = latest_lines(previous) if previous else []
    copied = {measure.continued_from_id for measure in plan_year.measures}
    unfinished = [
        line.measure.pk
        for line in lines
        if line.measure.pk not in copied and not (line.entry and line.entry.status == Status.DONE)
    ]
    form = ChosenForm(
        posted(request), ids=[line.measure.pk for line in lines], initial={"chosen": unfinished}
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["chosen"]
        added = actions.copy_measures(
            plan=plan_year.begun(request.user),
            measures=[line.measure for line in lines if line.measure.pk in chosen],
            by=request.user,
        )
        _tell_added(request, added, len(chosen))
        return redirect("measures:plan", slug, year)
    context = plan_year.context(form=form, lines=lines, copied=copied)
    return render(request, "measures/plan_copy.html", context)


def _tell_added(request, added: list[Measure], chosen: int) -> None:
    if added:
        messages.success(request, f"เพิ่ม {digits(len(added))} มาตรการแล้ว ตรวจผู้รับผิดชอบและระยะเวลาของแต่ละข้อ")
    if len(added) < chosen:
        messages.info(request, f"อีก {digits(chosen - len(added))} มาตรการมีอยู่ในแผนแล้ว จึงไม่เพิ่มซ้ำ")


@require_POST
def order(request, slug, year):
    """Keep the order of the measures as dragged."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    if plan_year.plan is None:
        raise Http404
    ids = [int(pk) for pk in request.POST.getlist("measure") if pk.isdecimal()]
    if {measure.pk for measure in plan_year.measures}.isdisjoint(ids):
        messages.error(request, "ยังไม่ได้บันทึกลำดับ เพราะไม่พบลำดับมาตรการที่ส่งมา กรุณาเลื่อนลำดับใหม่อีกครั้ง")
    else:
        actions.order_measures(plan=plan_year.plan, ids=ids, by=request.user)
        messages.success(request, "บันทึกลำดับมาตรการแล้ว")
    return redirect("measures:plan", slug, year)
