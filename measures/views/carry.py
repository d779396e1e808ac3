"""Starting the next year's plan: what stays, what goes on, and afterwards what was and was not carried."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from agencies.roles import Capability
from itaportal.editing.flow import FormPage, edit_form, form_view, posted
from itaportal.language import gettext
from itaportal.templatetags.thai import digits
from measures import actions
from measures.forms import ChosenForm
from measures.models import Plan
from measures.queries.carry import CarryLine, carry_lines, next_criteria, standing_of
from measures.views.years import get_plan


@form_view
def carry(request, slug, year):
    """Everything the plan of the year after starts with; unfinished measures are ticked."""
    plan = get_plan(request, slug, year, Capability.ENTER)
    criteria = next_criteria(plan)
    lines = carry_lines(plan, criteria)
    form = _form(request, lines)

    def save():
        if criteria is None:
            return None
        chosen = form.cleaned_data["chosen"]
        measures = [line.measure for line in lines if line.measure.pk in chosen]
        carried = actions.carry_over(plan=plan, measures=measures, by=request.user)
        if carried:
            messages.success(
                request,
                gettext("ยก {carried} มาตรการไปแผนปี {year} แล้ว").format(
                    carried=digits(len(carried)), year=digits(year + 1)
                ),
            )
        else:
            messages.info(request, gettext("มาตรการที่เลือกยกไปแล้วทั้งหมด จึงไม่เพิ่มซ้ำ"))
        return redirect("measures:carry_result", slug, year)

    title = gettext("เริ่มแผนปี {year}").format(year=digits(year + 1))
    page = FormPage(
        title=title,
        here=title,
        heading=gettext("{title} จากแผนปี {year}").format(title=title, year=digits(year)),
        lead=gettext("ยกมาตรการที่ยังทำไม่เสร็จไปทำต่อ ข้อมูลอื่นของหน่วยงานใช้ต่อได้เลยโดยไม่ต้องพิมพ์ใหม่"),
        is_wide=True,
    )
    context = _context(
        plan, lines, criteria=criteria, is_closed=criteria is None, standing=standing_of(plan.agency)
    )
    return edit_form(request, page, form, save, template="measures/carry_form.html", context=context)


@require_safe
def result(request, slug, year):
    """What went on into the next plan and what did not, as it is now."""
    plan = get_plan(request, slug, year)
    lines = carry_lines(plan, next_criteria(plan))
    if not any(line.continued_as for line in lines):
        return redirect("measures:plan", slug, year)
    return render(request, "measures/carry_result.html", _context(plan, lines))


def _form(request, lines: list[CarryLine]) -> ChosenForm:
    unfinished = [line for line in lines if line.is_unfinished]
    return ChosenForm(
        posted(request),
        # Those carried before are taken once more without effect, so that a page sent twice is no error.
        ids=[line.measure.pk for line in unfinished],
        initial={"chosen": [line.measure.pk for line in unfinished if not line.continued_as]},
    )


def _context(plan: Plan, lines: list[CarryLine], **more) -> dict:
    left = [line for line in lines if not line.continued_as]
    return {
        "plan": plan,
        "plan_year": plan.fiscal_year,
        "next_year": plan.fiscal_year + 1,
        "year": plan.fiscal_year - 1,
        "lines": lines,
        "carried": [line for line in lines if line.continued_as],
        "unfinished": [line for line in left if line.is_unfinished],
        "finished": [line for line in left if not line.is_unfinished],
        **more,
    }
