"""One measure of a plan: add, change, move, remove."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from agencies.models import Department
from agencies.roles import Capability
from assessments.enums import WeaknessClass
from assessments.queries import Overview, overview
from itaportal.editing.flow import edit_form, form_view, go_on, posted, show_form
from measures import actions
from measures.forms import BaseStepFormSet, MeasureForm, step_formset
from measures.models import Measure
from measures.queries.removal import loss_of
from measures.views.years import PlanYear, find_measure, get_measure, get_year

_EMPTY_ROWS_OF_NEW, _EMPTY_ROWS_OF_STORED = 3, 1


@form_view
def add(request, slug, year):
    """A new measure; ?indicator= names the weak point it starts from."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    view = overview(plan_year.assessment)
    asked = request.GET.get("indicator")
    row = next((row for row in view.rows if row.indicator.code == asked), None)
    initial = MeasureForm.initial_for(year, row)
    form = MeasureForm(
        posted(request), overview=view, departments=_list_departments(plan_year), initial=initial
    )
    steps = step_formset(_EMPTY_ROWS_OF_NEW)(posted(request))

    def save():
        measure = actions.add_measure_once(
            plan=plan_year.begun(request.user), entry=form.entry(steps.entries()), by=request.user
        )
        return go_on(request, "เพิ่มมาตรการแล้ว", f"{plan_year.url}#measure-{measure.pk}")

    return _edit(request, plan_year, view, form, steps, save)


@form_view
def edit(request, slug, year, pk):
    """Change a measure with its steps."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    measure = find_measure(plan_year, pk) if request.method == "POST" else get_measure(plan_year, pk)
    view = overview(plan_year.assessment)
    if measure is None:
        return _show_gone(request, plan_year, view)
    departments = _list_departments(plan_year, measure)
    form = MeasureForm(posted(request), instance=measure, overview=view, departments=departments)
    # A posted formset gets no initial rows: a row that was emptied has to count as empty, not as changed.
    initial = None if request.method == "POST" else BaseStepFormSet.initial_of(measure)
    steps = step_formset(_EMPTY_ROWS_OF_STORED)(posted(request), initial=initial)

    def save():
        entry = form.entry(steps.entries(), measure)
        actions.save_measure(measure=measure, entry=entry, version=form.opened_version, by=request.user)
        return go_on(request, "บันทึกมาตรการแล้ว", f"{plan_year.url}#measure-{measure.pk}")

    return _edit(request, plan_year, view, form, steps, save, title="แก้ไขมาตรการ", submit="บันทึกมาตรการ")


def _edit(
    request,
    plan_year: PlanYear,
    view: Overview,
    form: MeasureForm,
    steps: BaseStepFormSet,
    save: Callable,
    **words: str,
):
    def compare_steps(current: Measure) -> list[dict[str, str]]:
        theirs, yours = actions.entry_of(current).steps, steps.entries()
        return [{"label": "ขั้นตอน", "theirs": _describe_steps(theirs), "yours": _describe_steps(yours)}]

    page = _form_page(plan_year, **words)
    shown = _page_context(plan_year, view)
    return edit_form(request, page, form, save, formset=steps, compare_rows=compare_steps, **shown)


def _show_gone(request, plan_year: PlanYear, view: Overview):
    """What was typed for a measure that somebody removed, ready to be added as a new one."""
    form = MeasureForm(request.POST, overview=view, departments=_list_departments(plan_year))
    steps = step_formset(_EMPTY_ROWS_OF_STORED)(request.POST)
    page = _form_page(
        plan_year,
        action=reverse("measures:plan_measure_add", args=[plan_year.agency.slug, plan_year.fiscal_year]),
        gone="มาตรการนี้ถูกลบแล้ว จึงยังไม่ได้บันทึก",
        gone_help="มีผู้ลบมาตรการนี้ระหว่างที่ท่านแก้ไข ข้อความที่ท่านพิมพ์ยังอยู่ครบด้านล่าง กด “เพิ่มมาตรการ” เพื่อบันทึกเป็นมาตรการใหม่ หรือกด “ยกเลิก” ถ้าไม่ใช้แล้ว",
    )
    return show_form(request, page, form, formset=steps, **_page_context(plan_year, view))


def _form_page(plan_year: PlanYear, title: str = "เพิ่มมาตรการ", submit: str = "เพิ่มมาตรการ", **words: str):
    lead = "แผนปี {} ตอบผลการประเมินปี {} บังคับเฉพาะชื่อ ช่องอื่นเติมภายหลังได้"
    return plan_year.page(title, submit=submit, lead=lead, is_wide=True, rows_label="ขั้นตอนที่", **words)


def _page_context(plan_year: PlanYear, view: Overview) -> dict[str, Any]:
    findings = view.of_class(WeaknessClass.URGENT) + view.of_class(WeaknessClass.IMPROVE)
    return {"template": "measures/plan_page.html", "context": plan_year.context(findings=findings)}


def _list_departments(plan_year: PlanYear, measure: Measure | None = None):
    """Departments to choose from: those in use, and those the measure has had since before they were not."""
    ids = [entry.pk for entry in measure.departments.all()] if measure else []
    return Department.objects.filter(Q(active=True) | Q(pk__in=ids), agency=plan_year.agency)


def _describe_steps(steps) -> str:
    return "\n".join(
        " ".join(filter(None, [f"{number}. {step.text}", step.period_text, step.responsible_text]))
        for number, step in enumerate(steps, start=1)
    )


@require_POST
def move(request, slug, year, pk):
    """One place up or down."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    measure = get_measure(plan_year, pk)
    direction = request.POST.get("direction")
    if direction not in ("up", "down"):
        return HttpResponseBadRequest("direction: up | down")
    actions.move_measure(measure=measure, up=direction == "up", by=request.user)
    return redirect(f"{plan_year.url}?order#order")


@form_view
def delete(request, slug, year, pk):
    """Remove a measure after asking."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    measure = get_measure(plan_year, pk)
    if request.method == "POST":
        actions.delete_measure(measure=measure, by=request.user)
        return go_on(request, "ลบมาตรการแล้ว", "measures:plan", slug, year)
    context = plan_year.context(measure=measure, loss=loss_of(measure.progress.all()))
    return render(request, "measures/measure_delete.html", context)
