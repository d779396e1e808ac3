"""The plan of a year: list, the plan itself, taking over measures, order; single measures are in measures.py."""

from typing import Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from agencies.access import get_agency
from agencies.roles import Capability
from assessments.enums import WeaknessClass
from assessments.queries import overview
from itaportal.editing.flow import edit_form, form_view, go_on, posted
from itaportal.language import gettext
from itaportal.templatetags.thai import digits
from measures import actions
from measures.enums import PlanColumn
from measures.forms import ChosenForm, PlanForm, PlanViewForm, SuggestForm
from measures.models import CatalogueMeasure, Measure
from measures.queries.plan_table import PlanRow, group_rows, plan_rows
from measures.queries.plans import (
    latest_lines,
    latest_statuses,
    measures_of,
    plan_of,
    plan_summaries,
    rounds_with_statuses,
    tallies,
    weak_points,
)
from measures.views.years import PlanYear, get_plan, get_year, list_departments

# Where the session keeps how the person wants to see plans, and what they see before they say.
_VIEW = "plan view"
_COLUMNS = [PlanColumn.ADDRESSED, PlanColumn.DEPARTMENT, PlanColumn.PERIOD, PlanColumn.STATUS]


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
    """The plan as a table, and the weak points its measures have to answer."""
    plan_year = get_year(request, slug, year)
    view = overview(plan_year.assessment)
    removed = plan_year.read_removed() if Capability.ENTER in request.capabilities else []
    points = weak_points(view, plan_year.measures)
    rounds = rounds_with_statuses(plan_year.plan) if plan_year.plan else {}
    context = plan_year.context(
        overview=view,
        points=sorted(points, key=lambda point: (not point.is_open, bool(point.measures))),
        open_names=", ".join(point.row.indicator.name for point in points if point.is_open),
        has_findings=any(row.finding for row in view.rows),
        can_copy=plan_year.can_copy,
        latest=next(iter(tallies(rounds, plan_year.measures)), None),
        **_table(request, plan_rows(plan_year.measures, view.criteria, latest_statuses(rounds))),
        removed=removed,
        just_removed=[each for each in removed if str(each.pk) in request.GET.getlist("removed")],
    )
    return render(request, "measures/plan_detail.html", context)


def _table(request, rows: list[PlanRow]) -> dict[str, Any]:
    """Return the rows as the person wants to see them, now or the last time they said."""
    if "group" in request.GET:
        request.session[_VIEW] = PlanViewForm(request.GET).chosen
    shown = request.session.get(_VIEW, {"group": "", "columns": _COLUMNS})
    return {
        "groups": group_rows(rows, shown["group"]),
        "columns": shown["columns"],
        "view_form": PlanViewForm(initial=shown),
    }


@form_view
def edit(request, slug, year):
    """When and where the measures were decided."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    form = PlanForm(posted(request), instance=plan_year.plan)

    def save():
        # A page opened before the plan was begun knows no version; a begun plan has its first one.
        version = form.opened_version or 1
        actions.save_plan(plan=plan_year.begun(request.user), version=version, by=request.user, **form.values)
        return go_on(request, gettext("บันทึกข้อมูลแผนแล้ว"), plan_year.url)

    lead = gettext("บันทึกข้อความรายงานผลอ้างถึงบันทึกที่กำหนดมาตรการ เช่น “ตามบันทึกข้อความ ลงวันที่ … ข้อ 6”")
    page = plan_year.page(
        gettext("ข้อมูลแผน"), heading=gettext("ข้อมูลแผนปี {year}").format(year=digits(year)), lead=lead
    )
    shown = {"template": "measures/plan_page.html", "context": plan_year.context()}
    return edit_form(request, page, form, save, **shown)


@form_view
def suggest(request, slug, year):
    """Measures of the catalogue for the weak points."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    catalogue = list(CatalogueMeasure.objects.available_to(plan_year.agency))
    ids = [entry.pk for entry in catalogue]
    form = SuggestForm(posted(request), ids=ids, departments=list_departments(plan_year))

    def save():
        chosen = CatalogueMeasure.objects.filter(pk__in=form.cleaned_data["chosen"])
        departments = form.cleaned_data.get("departments") or ()
        plan = plan_year.begun(request.user)
        added = actions.adopt(plan=plan, catalogue=chosen, departments=departments, by=request.user)
        return _go_on(request, plan_year, form, added)

    points = weak_points(overview(plan_year.assessment), plan_year.measures, WeaknessClass, catalogue)
    context = plan_year.context(
        weak=[point for point in points if point.row.finding.weakness_class != WeaknessClass.MAINTAIN],
        strong=[point for point in points if point.row.finding.weakness_class == WeaknessClass.MAINTAIN],
    )
    page = plan_year.page(
        gettext("เลือกจากคำแนะนำ"),
        heading=gettext("เลือกมาตรการจากคำแนะนำ"),
        lead=gettext("เรียงตามจุดอ่อนของปี {year} เลือกได้หลายข้อ แล้วแก้ถ้อยคำภายหลังได้ทุกข้อ").format(
            year=digits(year - 1)
        ),
        submit=gettext("เพิ่มมาตรการที่เลือก"),
        is_wide=True,
    )
    return edit_form(request, page, form, save, template="measures/plan_suggest.html", context=context)


@form_view
def copy(request, slug, year):
    """Measures of last year's plan, the unfinished ones ticked."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    previous = plan_of(plan_year.agency, year - 1)
    lines = latest_lines(measures_of(previous)) if previous else []
    copied = {measure.continued_from_id for measure in plan_year.measures}
    unfinished = [line.measure.pk for line in lines if line.is_unfinished and line.measure.pk not in copied]
    ids = [line.measure.pk for line in lines]
    form = ChosenForm(posted(request), ids=ids, initial={"chosen": unfinished})

    def save():
        measures = [line.measure for line in lines if line.measure.pk in form.cleaned_data["chosen"]]
        plan = plan_year.begun(request.user)
        added = actions.copy_measures(plan=plan, measures=measures, by=request.user)
        return _go_on(request, plan_year, form, added)

    page = plan_year.page(
        gettext("คัดลอกจากปีก่อน"),
        heading=gettext("คัดลอกมาตรการจากแผนปี {year}").format(year=digits(year - 1)),
        lead=gettext("มาตรการที่ยังทำไม่เสร็จเลือกไว้ให้แล้ว") if lines else "",
        submit=gettext("คัดลอกมาตรการที่เลือก"),
        is_wide=True,
    )
    context = plan_year.context(lines=lines, copied=copied)
    return edit_form(request, page, form, save, template="measures/plan_copy.html", context=context)


def _go_on(request, plan_year: PlanYear, form: ChosenForm, added: list[Measure]):
    chosen = len(form.cleaned_data["chosen"])
    if added:
        messages.success(
            request,
            gettext("เพิ่ม {added} มาตรการแล้ว ตรวจผู้รับผิดชอบและระยะเวลาของแต่ละข้อ").format(
                added=digits(len(added))
            ),
        )
    if len(added) < chosen:
        messages.info(
            request,
            gettext("อีก {chosen} มาตรการมีอยู่ในแผนแล้ว จึงไม่เพิ่มซ้ำ").format(chosen=digits(chosen - len(added))),
        )
    return redirect(plan_year.url)


@require_POST
def order(request, slug, year):
    """Keep the order of the measures as dragged."""
    plan = get_plan(request, slug, year, Capability.ENTER)
    ids = [int(pk) for pk in request.POST.getlist("measure") if pk.isdecimal()]
    if set(plan.measures.values_list("pk", flat=True)).isdisjoint(ids):
        messages.error(request, gettext("ยังไม่ได้บันทึกลำดับ เพราะไม่พบลำดับมาตรการที่ส่งมา กรุณาเลื่อนลำดับใหม่อีกครั้ง"))
    else:
        actions.order_measures(plan=plan, ids=ids, by=request.user)
        messages.success(request, gettext("บันทึกลำดับมาตรการแล้ว"))
    return redirect("measures:plan", slug, year)
