"""Scores of a year: list, entry, and what the result means."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.access import get_agency
from agencies.navigation import page_address
from agencies.roles import Capability
from assessments import tables
from assessments.actions import ScoreSheet, sheet_of
from assessments.forms import ItemScores, ScoreForm
from assessments.grading import PointsChange, Running
from assessments.models import Assessment
from assessments.queries import (
    Overview,
    comparable_scores,
    history,
    open_years,
    overview,
)
from assessments.score_check import difference_words
from assessments.views.opened import missing_codes, open_year
from criteria.enums import Scope
from criteria.rulebook import Criteria
from itaportal.editing.flow import edit_form, form_view, posted
from itaportal.language import gettext
from itaportal.templatetags.thai import digits
from itaportal.thai.numbers import format_score

YEARS_SHOWN = 10


@require_safe
def index(request, slug):
    """The agency's years, and the years that can be started."""
    agency = get_agency(request, slug)
    # One more than shown, so that the oldest one has a year to be compared with.
    lines = tables.year_lines(history(agency, years=YEARS_SHOWN + 1))[-YEARS_SHOWN:][::-1]
    unstarted = open_years(agency)
    latest = lines[0].entry.fiscal_year if lines else 0
    context = {
        "lines": lines,
        "open_years": unstarted,
        "next_year": next((year for year in unstarted if year > latest), None),
    }
    return render(request, "assessments/score_list.html", context)


@require_safe
def detail(request, slug, year):
    """What the year's result means."""
    agency = get_agency(request, slug)
    known = history(agency, until=year, years=6)
    if not known or known[-1].fiscal_year != year:
        raise Http404
    view = overview(known[-1].assessment)
    told = (
        difference_words(sheet_of(view.assessment), view.criteria)
        if view.total_difference is not None
        else ()
    )
    context = {
        "year": year,
        "view": view,
        "total_change": PointsChange.of(view.total_change),
        "difference": PointsChange.of(view.total_difference),
        "years": tables.year_lines(known)[-5:],
        "items": tables.item_lines(view),
        "caveat": tables.caveat(view.criteria),
        "suspects": told,
        "next_step": _next_step(view, slug, bool(told)),
    }
    return render(request, "assessments/score_detail.html", context)


def _next_step(view: Overview, slug: str, has_suspects: bool = False) -> dict[str, str]:
    """Return what to do next with the year's scores: title, reason, button and its address."""
    year = view.assessment.fiscal_year
    edit = reverse("assessments:score_edit", args=[slug, year])
    analysis = reverse("assessments:analysis", args=[slug, year])
    unexplained = view.total_difference is not None or view.level_differs
    if not view.scored:
        return {}
    if view.missing:
        count = gettext("ยังขาดคะแนน {missing} จาก {rows} ตัวชี้วัด").format(
            missing=len(view.missing), rows=len(view.rows)
        )
        return {
            "title": gettext("กรอกคะแนนให้ครบ"),
            "body": count,
            "action": gettext("กรอกคะแนนที่ขาด"),
            "url": edit,
        }
    if has_suspects and not view.assessment.explanation:
        body = gettext("คะแนนรวมที่ประกาศไม่ตรงกับที่คำนวณ และมีแถวที่อาจกรอกผิด กรุณาเทียบกับหน้า ITAS ก่อน")
        return {"title": gettext("ตรวจคะแนนที่กรอก"), "body": body, "action": gettext("ตรวจคะแนน"), "url": edit}
    if unexplained and not view.assessment.explanation:
        body = gettext("ผลที่ประกาศกับผลที่คำนวณไม่ตรงกัน ควรบันทึกเหตุผลไว้ก่อนทำเอกสาร")
        return {
            "title": gettext("อธิบายผลที่ไม่ตรงกัน"),
            "body": body,
            "action": gettext("เขียนคำอธิบาย"),
            "url": f"{edit}#explanation",
        }
    if view.unanalysed:
        body = gettext("ยังไม่มีผลการวิเคราะห์ {unanalysed} ตัวชี้วัด ระบบช่วยร่างให้ได้").format(
            unanalysed=len(view.unanalysed)
        )
        return {
            "title": gettext("วิเคราะห์จุดอ่อน"),
            "body": body,
            "action": gettext("วิเคราะห์จุดอ่อน"),
            "url": analysis,
        }
    return {
        "title": gettext("กำหนดมาตรการปี {year}").format(year=year + 1),
        "body": gettext("วิเคราะห์ครบทุกตัวชี้วัดแล้ว"),
        "action": gettext("กำหนดมาตรการ"),
        "url": page_address("plan", slug, year + 1),
    }


@form_view
def edit(request, slug, year):
    """Scores of the year typed by hand."""
    opened = open_year(get_agency(request, slug, Capability.ENTER), year)
    criteria, stored, data = opened.criteria, opened.sheet, posted(request)
    assessment = opened.assessment or Assessment(agency=opened.agency, fiscal_year=year)
    last_year = comparable_scores(criteria, assessment.before)
    explains = criteria.scope is not Scope.TOTAL_ONLY
    form = opened.fill(ScoreForm, data, stored, last_year=last_year, explains=explains)
    if request.method == "POST" and request.headers.get("X-Requested-With") == "fetch":
        return _show_running(request, form)
    items = ItemScores(data, criteria=criteria, stored=stored.items) if criteria.instruments else None

    def entered() -> ScoreSheet:
        return form.sheet(replace(stored, items=items.scores() if items else {}))

    page = opened.page(
        gettext("บันทึกคะแนนปี {year}").format(year=digits(year)),
        gettext("บันทึกคะแนน"),
        lead=gettext("กรอกตามหน้าผลการประเมินในระบบ ITAS ใช้เลขไทยหรืออารบิกก็ได้ ช่องที่ยังไม่ทราบเว้นว่างไว้ก่อน")
        if criteria.indicators
        else gettext("ปี {year} ใช้ตัวชี้วัดคนละชุดกับปีหลัง ระบบจึงบันทึกเฉพาะคะแนนรวมและระดับ").format(year=digits(year)),
        submit=gettext("บันทึกคะแนน"),
        rows_label=gettext("คะแนนรายข้อ แถวที่"),
        keeps_draft=True,
    )
    missing = missing_codes(criteria, stored) if stored.indicators else []
    return edit_form(
        request,
        page,
        form,
        lambda: opened.save(request, entered(), form.opened_version),
        formset=items,
        compare_rows=lambda current: _item_rows(criteria, sheet_of(current), entered()),
        **opened.shown(
            "score_form",
            missing=missing,
            ranges=tables.item_ranges(criteria),
            running=Running.from_scores(stored.indicators, criteria, stored.printed_total),
        ),
    )


def _show_running(request, form: ScoreForm):
    """What the scores come to that are typed so far; nothing is stored."""
    form.is_valid()
    running = Running.from_scores(form.scores(), form.criteria, form.cleaned_data.get("printed_total"))
    return render(request, "assessments/_score_running.html", {"running": running})


def _item_rows(criteria: Criteria, theirs: ScoreSheet, yours: ScoreSheet) -> list[dict[str, str]]:
    """Return both versions of the item scores, for a conflict."""
    codes = criteria.sorted_items({*theirs.items, *yours.items})
    return [
        {
            "label": gettext("ข้อ {code}").format(code=code),
            "theirs": format_score(theirs.items.get(code)),
            "yours": format_score(yours.items.get(code)),
        }
        for code in codes
    ]
