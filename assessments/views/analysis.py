"""Findings of a year: the weak points by urgency, one finding at a time."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agencies.access import get_agency
from agencies.models import Agency
from agencies.roles import Capability
from assessments import actions, tables
from assessments.drafting.year import draft_texts
from assessments.enums import WeaknessClass
from assessments.forms import FindingForm
from assessments.models import Assessment
from assessments.queries import IndicatorRow, Overview, overview
from itaportal.editing.flow import Button, FormPage, edit_form, form_view, go_on, posted
from itaportal.language import gettext
from itaportal.templatetags.thai import digits


def _assessment(agency: Agency, year: int) -> Assessment:
    assessment = Assessment.objects.of_year(agency, year)
    if assessment is None:
        raise Http404
    return assessment


@require_safe
def index(request, slug):
    """Straight to the latest year that can be analysed."""
    year = get_agency(request, slug).assessments.latest_scored_year()
    if year is None:
        return render(request, "assessments/analysis_empty.html")
    return redirect("assessments:analysis", slug, year)


@require_safe
def detail(request, slug, year):
    """The year's findings by class, and the indicators that have none yet."""
    agency = get_agency(request, slug)
    view = overview(_assessment(agency, year))
    classes = [(entry, tables.finding_lines(view, entry)) for entry in WeaknessClass]
    context = {
        "year": year,
        "view": view,
        "classes": [(entry, lines) for entry, lines in classes if lines],
    }
    return render(request, "assessments/analysis_detail.html", context)


@require_POST
def draft(request, slug, year):
    """Draft a finding for every scored indicator that has none."""
    agency = get_agency(request, slug, Capability.ENTER)
    drafts = actions.draft_findings(assessment=_assessment(agency, year), by=request.user)
    if drafts:
        text = gettext("ร่างผลการวิเคราะห์ {drafts} ตัวชี้วัดแล้ว กรุณาอ่านและปรับให้ตรงกับหน่วยงาน").format(
            drafts=len(drafts)
        )
        messages.success(request, digits(text))
    else:
        messages.info(request, gettext("ตัวชี้วัดที่มีคะแนนมีผลการวิเคราะห์ครบแล้ว"))
    return redirect("assessments:analysis", slug, year)


@form_view
def finding(request, slug, year, code):
    """What the agency makes of one indicator."""
    agency = get_agency(request, slug, Capability.ENTER)
    view = overview(_assessment(agency, year))
    before, row, after = _neighbours(view, code)
    drafted = _draft_values(view, row)
    form = FindingForm(posted(request), instance=row.finding, initial=drafted, proposed=row.proposed_class)
    analysis = reverse("assessments:analysis", args=[slug, year])

    def save():
        version = form.opened_version
        actions.save_finding(
            assessment=view.assessment, code=code, version=version, by=request.user, **form.values
        )
        message = digits(gettext("บันทึกผลการวิเคราะห์ตัวชี้วัดที่ {code} แล้ว").format(code=code))
        if "next" in request.POST and after:
            return go_on(request, message, "assessments:analysis_finding", slug, year, after.indicator.code)
        return go_on(request, message, f"{analysis}#finding-{code}")

    name = gettext("ตัวชี้วัดที่ {code}").format(code=digits(code))
    page = FormPage(
        title=gettext("วิเคราะห์{name} ปี {year}").format(name=name, year=digits(year)),
        heading=f"{name} {row.indicator.name}",
        here=name,
        lead=gettext("ข้อความด้านล่างเป็นร่างของระบบ ปรับให้ตรงกับหน่วยงานแล้วบันทึก") if drafted else "",
        also=[
            Button(
                name="next", label=gettext("บันทึกแล้วไปตัวชี้วัดที่ {code}").format(code=digits(after.indicator.code))
            )
        ]
        if after
        else [],
        cancel=analysis,
        is_wide=True,
        keeps_draft=True,
    )
    items = view.criteria.item_list(row.indicator.instrument)
    context = {
        "year": year,
        "view": view,
        "row": row,
        "groups": tables.items_of(view, row.indicator),
        "shaky_places": not items.block.indicator_confidence.is_backed,
        "before": before,
        "after": after,
    }
    return edit_form(request, page, form, save, template="assessments/finding_form.html", context=context)


def _neighbours(view: Overview, code: str) -> tuple[IndicatorRow | None, IndicatorRow, IndicatorRow | None]:
    """Return the indicator between the one before and the one after it; Http404 where the year has none such."""
    rows = view.rows
    place = next((place for place, row in enumerate(rows) if row.indicator.code == code), None)
    if place is None:
        raise Http404
    return rows[place - 1] if place else None, rows[place], rows[place + 1] if place + 1 < len(rows) else None


def _draft_values(view: Overview, row: IndicatorRow) -> dict[str, Any]:
    """Return the first draft of a finding, nothing where there is one already or no score to draft from."""
    if row.finding or row.score is None:
        return {}
    return {"text": draft_texts(view)[row.indicator.code], "weakness_class": row.proposed_class}
