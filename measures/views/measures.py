"""One measure of a plan: add, change, move, remove."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from agencies.models import Department
from agencies.roles import Capability
from assessments.enums import WeaknessClass
from assessments.queries import Overview, overview
from itaportal.editing.concurrency import StaleEdit
from itaportal.editing.conflicts import resolve_conflict
from measures import actions
from measures.forms import BaseStepFormSet, MeasureForm, step_formset
from measures.models import Measure
from measures.queries.removal import loss_of
from measures.views.years import PlanYear, find_measure, get_measure, get_year, posted

form_view = require_http_methods(["GET", "HEAD", "POST"])
_EMPTY_ROWS_OF_NEW, _EMPTY_ROWS_OF_STORED = 3, 1


@form_view
def measure_add(request, slug, year):
    """A new measure; ?indicator= names the weak point it starts from."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    view = overview(plan_year.assessment)
    asked = request.GET.get("indicator")
    row = next((row for row in view.rows if row.indicator.code == asked), None)
    form = MeasureForm(
        posted(request),
        overview=view,
        departments=_departments(plan_year),
        initial=MeasureForm.initial_for(year, row),
    )
    steps = step_formset(_EMPTY_ROWS_OF_NEW)(posted(request))
    if request.method == "POST" and _valid(form, steps):
        measure = actions.add_measure_once(
            plan=plan_year.begun(request.user), entry=form.entry(steps.entries()), by=request.user
        )
        messages.success(request, "เพิ่มมาตรการแล้ว")
        return _to_card(slug, year, measure)
    return _page(request, plan_year, view, form, steps, measure=None)


@form_view
def measure_edit(request, slug, year, pk):
    """Change a measure with its steps."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    measure = find_measure(plan_year, pk) if request.method == "POST" else get_measure(plan_year, pk)
    view = overview(plan_year.assessment)
    if measure is None:
        return _gone(request, plan_year, view)
    form = MeasureForm(
        posted(request),
        overview=view,
        departments=_departments(plan_year, measure),
        initial=MeasureForm.initial_of(measure),
    )
    # A posted formset gets no initial rows: a row that was emptied has to count as empty, not as changed.
    formset = step_formset(_EMPTY_ROWS_OF_STORED)
    steps = (
        formset(request.POST)
        if request.method == "POST"
        else formset(initial=BaseStepFormSet.initial_of(measure))
    )
    if request.method != "POST" or not _valid(form, steps):
        return _page(request, plan_year, view, form, steps, measure=measure)
    entry, version = form.entry(steps.entries(), measure), form.cleaned_data["version"] or 0
    try:
        actions.save_measure(measure=measure, entry=entry, version=version, by=request.user)
    except StaleEdit as stale:
        conflict = resolve_conflict(form, stale, MeasureForm.initial_of(stale.current))
        stored = actions.entry_of(stale.current)
        conflict["rows"].append(
            {"label": "ขั้นตอน", "theirs": _step_lines(stored.steps), "yours": _step_lines(entry.steps)}
        )
        return _page(request, plan_year, view, form, steps, measure=measure, conflict=conflict)
    messages.success(request, "บันทึกมาตรการแล้ว")
    return _to_card(slug, year, measure)


def _gone(request, plan_year: PlanYear, view: Overview):
    """What was typed for a measure that somebody removed, ready to be added as a new one."""
    form = MeasureForm(request.POST, overview=view, departments=_departments(plan_year))
    steps = step_formset(_EMPTY_ROWS_OF_STORED)(request.POST)
    return _page(request, plan_year, view, form, steps, measure=None, gone=True)


def _departments(plan_year: PlanYear, measure: Measure | None = None):
    """Departments to choose from: those in use, and those the measure has had since before they were not."""
    ids = [entry.pk for entry in measure.departments.all()] if measure else []
    return Department.objects.filter(Q(active=True) | Q(pk__in=ids), agency=plan_year.agency)


def _valid(form: MeasureForm, steps: BaseStepFormSet) -> bool:
    # Both are asked, so that all errors show at once.
    return all([form.is_valid(), steps.is_valid()])


def _step_lines(steps) -> str:
    return "\n".join(
        " ".join(filter(None, [f"{number}. {step.text}", step.period_text, step.responsible_text]))
        for number, step in enumerate(steps, start=1)
    )


def _to_card(slug: str, year: int, measure: Measure):
    return redirect(reverse("measures:plan", args=[slug, year]) + f"#measure-{measure.pk}")


def _page(request, plan_year: PlanYear, view: Overview, form, steps, *, measure, conflict=None, gone=False):
    context = plan_year.context(
        form=form,
        steps=steps,
        measure=measure,
        conflict=conflict,
        gone=gone,
        findings=view.of_class(WeaknessClass.URGENT) + view.of_class(WeaknessClass.IMPROVE),
    )
    return render(
        request, "measures/measure_form.html", context, status=404 if gone else 409 if conflict else 200
    )


@require_POST
def measure_move(request, slug, year, pk):
    """One place up or down."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    measure = get_measure(plan_year, pk)
    direction = request.POST.get("direction")
    if direction not in ("up", "down"):
        return HttpResponseBadRequest("direction: up | down")
    actions.move_measure(measure=measure, up=direction == "up", by=request.user)
    return redirect(reverse("measures:plan", args=[slug, year]) + "?order#order")


@form_view
def measure_delete(request, slug, year, pk):
    """Remove a measure after asking."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    measure = get_measure(plan_year, pk)
    if request.method == "POST":
        actions.delete_measure(measure=measure, by=request.user)
        messages.success(request, "ลบมาตรการแล้ว")
        return redirect("measures:plan", slug, year)
    context = plan_year.context(measure=measure, loss=loss_of(measure.progress.all()))
    return render(request, "measures/measure_delete.html", context)
