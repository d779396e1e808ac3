"""One measure of a plan: add, change, move."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from agencies.roles import Capability
from assessments.enums import WeaknessClass
from assessments.queries import Overview, overview
from itaportal.editing.flow import Button, edit_form, form_view, go_on, posted, show_form
from itaportal.language import gettext, gettext_lazy
from measures import actions
from measures.forms import BaseStepFormSet, MeasureForm, step_formset
from measures.models import Measure
from measures.views.years import PlanYear, find_measure, get_measure, get_year, list_departments

_EMPTY_ROWS_OF_NEW, _EMPTY_ROWS_OF_STORED = 3, 1


@form_view
def add(request, slug, year):
    """A new measure; ?indicator= names the weak point it starts from, ?department= who was responsible for the last one."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    view = overview(plan_year.assessment)
    asked = request.GET.get("indicator")
    row = next((row for row in view.rows if row.indicator.code == asked), None)
    departments = list_departments(plan_year)
    kept = [each for each in departments if str(each.pk) in request.GET.getlist("department")]
    initial = {**MeasureForm.initial_for(year, row), "departments": kept}
    form = MeasureForm(posted(request), overview=view, departments=departments, initial=initial)
    steps = step_formset(_EMPTY_ROWS_OF_NEW)(posted(request))

    def save():
        measure = actions.add_measure_once(
            plan=plan_year.begun(request.user), entry=form.entry(steps.entries()), by=request.user
        )
        if "another" in request.POST:
            same = urlencode(
                {"department": [each.pk for each in form.cleaned_data.get("departments") or ()]}, True
            )
            return go_on(
                request,
                gettext("เพิ่ม “{measure}” แล้ว เพิ่มข้อต่อไปได้เลย").format(measure=measure),
                f"{request.path}?{same}",
            )
        return go_on(request, gettext("เพิ่มมาตรการแล้ว"), f"{plan_year.url}#measure-{measure.pk}")

    another = Button(name="another", label=gettext("เพิ่มแล้วเขียนอีกข้อ"))
    return _edit(request, plan_year, view, form, steps, save, also=[another])


@form_view
def edit(request, slug, year, pk):
    """Change a measure with its steps."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    measure = find_measure(plan_year, pk) if request.method == "POST" else get_measure(plan_year, pk)
    view = overview(plan_year.assessment)
    if measure is None:
        return _show_gone(request, plan_year, view)
    departments = list_departments(plan_year, measure)
    form = MeasureForm(posted(request), instance=measure, overview=view, departments=departments)
    # A bound formset gets no initial rows: a row that was emptied has to count as empty, not as changed.
    initial = None if form.is_bound else BaseStepFormSet.initial_of(measure)
    steps = step_formset(_EMPTY_ROWS_OF_STORED)(posted(request), initial=initial)

    def save():
        entry = form.entry(steps.entries(), measure)
        actions.save_measure(measure=measure, entry=entry, version=form.opened_version, by=request.user)
        return go_on(request, gettext("บันทึกมาตรการแล้ว"), f"{plan_year.url}#measure-{measure.pk}")

    return _edit(
        request,
        plan_year,
        view,
        form,
        steps,
        save,
        title=gettext("แก้ไขมาตรการ"),
        submit=gettext("บันทึกมาตรการ"),
    )


def _edit(
    request,
    plan_year: PlanYear,
    view: Overview,
    form: MeasureForm,
    steps: BaseStepFormSet,
    save: Callable,
    **words: Any,
):
    def compare_steps(current: Measure) -> list[dict[str, str]]:
        theirs, yours = actions.entry_of(current).steps, steps.entries()
        return [
            {"label": gettext("ขั้นตอน"), "theirs": _describe_steps(theirs), "yours": _describe_steps(yours)}
        ]

    page = _form_page(plan_year, **words)
    shown = _page_context(plan_year, view)
    return edit_form(request, page, form, save, formset=steps, compare_rows=compare_steps, **shown)


def _show_gone(request, plan_year: PlanYear, view: Overview):
    """What was typed for a measure that somebody removed, ready to be added as a new one."""
    form = MeasureForm(request.POST, overview=view, departments=list_departments(plan_year))
    steps = step_formset(_EMPTY_ROWS_OF_STORED)(request.POST)
    page = _form_page(
        plan_year,
        action=reverse("measures:plan_measure_add", args=[plan_year.agency.slug, plan_year.fiscal_year]),
        gone=gettext("มาตรการนี้ถูกลบแล้ว จึงยังไม่ได้บันทึก"),
        gone_help=gettext(
            "มีผู้ลบมาตรการนี้ระหว่างที่ท่านแก้ไข ข้อความที่ท่านพิมพ์ยังอยู่ครบด้านล่าง กด “เพิ่มมาตรการ” เพื่อบันทึกเป็นมาตรการใหม่ หรือกด “ยกเลิก” ถ้าไม่ใช้แล้ว"
        ),
    )
    return show_form(request, page, form, formset=steps, **_page_context(plan_year, view))


def _form_page(
    plan_year: PlanYear,
    title: str = gettext_lazy("เพิ่มมาตรการ"),
    submit: str = gettext_lazy("เพิ่มมาตรการ"),
    **words: Any,
):
    lead = gettext("แผนปี {} จัดทำจากผลการประเมินปี {} บังคับเฉพาะชื่อ ช่องอื่นเติมภายหลังได้")
    return plan_year.page(
        title, submit=submit, lead=lead, is_wide=True, keeps_draft=True, rows_label=gettext("ขั้นตอนที่"), **words
    )


def _page_context(plan_year: PlanYear, view: Overview) -> dict[str, Any]:
    findings = view.of_class(WeaknessClass.URGENT) + view.of_class(WeaknessClass.IMPROVE)
    return {"template": "measures/plan_page.html", "context": plan_year.context(findings=findings)}


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
