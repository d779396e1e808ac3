"""Scores of a year: list, entry, paste from ITAS, and what the result means."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.http import require_http_methods, require_safe

from agencies.access import get_agency
from agencies.models import Agency
from agencies.navigation import page_address
from agencies.roles import Capability
from assessments import actions, tables
from assessments.actions import ScoreSheet, sheet_of
from assessments.forms import PasteForm, ScoreEditForm, ScoreForm, item_scores
from assessments.itas import KnownIndicator, Pasted, parse
from assessments.models import Assessment
from assessments.queries import (
    Overview,
    comparable_scores,
    criteria_of_year,
    history,
    open_years,
    overview,
    year_before,
)
from criteria.enums import Scope
from criteria.rulebook import Criteria
from itaportal.editing.concurrency import StaleEdit
from itaportal.editing.conflicts import resolve_conflict
from itaportal.templatetags.thai import digits
from itaportal.thai import format_score

YEARS_SHOWN = 10
form_view = require_http_methods(["GET", "HEAD", "POST"])


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
    assessments = Assessment.objects.with_scores()
    view = overview(get_object_or_404(assessments, agency=agency, fiscal_year=year))
    years = tables.year_lines(history(agency, until=year, years=6))[-5:]
    context = {
        "year": year,
        "view": view,
        "groups": tables.instrument_lines(view),
        "comparison": tables.comparison(view),
        "total_change": tables.Change.of(view.total_change),
        "years": years,
        "items": tables.item_lines(view),
        "caveat": tables.caveat(view.criteria),
        "next_step": _next_step(view, slug),
    }
    return render(request, "assessments/score_detail.html", context)


def _next_step(view: Overview, slug: str) -> dict[str, str]:
    """Return what to do next with the year's scores: title, reason, button and its address."""
    year = view.assessment.fiscal_year
    edit = reverse("assessments:score_edit", args=[slug, year])
    analysis = reverse("assessments:analysis", args=[slug, year])
    unexplained = view.total_difference is not None or view.level_differs
    if not view.scored:
        return {}
    if view.missing:
        count = f"ยังขาดคะแนน {len(view.missing)} จาก {len(view.rows)} ตัวชี้วัด"
        return {"title": "กรอกคะแนนให้ครบ", "body": count, "action": "กรอกคะแนนที่ขาด", "url": edit}
    if unexplained and not view.assessment.explanation:
        body = "ผลที่ประกาศกับผลที่คำนวณไม่ตรงกัน ควรบันทึกเหตุผลไว้ก่อนทำเอกสาร"
        return {
            "title": "อธิบายผลที่ไม่ตรงกัน",
            "body": body,
            "action": "เขียนคำอธิบาย",
            "url": f"{edit}#explanation",
        }
    if view.unanalysed:
        body = f"ยังไม่มีผลการวิเคราะห์ {len(view.unanalysed)} ตัวชี้วัด ระบบช่วยร่างให้ได้"
        return {"title": "วิเคราะห์จุดอ่อน", "body": body, "action": "วิเคราะห์จุดอ่อน", "url": analysis}
    return {
        "title": f"กำหนดมาตรการปี {year + 1}",
        "body": "วิเคราะห์ครบทุกตัวชี้วัดแล้ว",
        "action": "กำหนดมาตรการ",
        "url": page_address("plan", slug, year + 1),
    }


@dataclass(frozen=True, slots=True)
class _Opened:
    """A year as it is stored when somebody opens it for entry; without assessment it is a new one."""

    agency: Agency
    year: int
    criteria: Criteria
    assessment: Assessment | None
    sheet: ScoreSheet

    @property
    def version(self) -> int | None:
        return self.assessment.version if self.assessment else None

    def initial(self, sheet: ScoreSheet) -> dict[str, Any]:
        return {**ScoreForm.initial_of(sheet), "version": self.version}

    def save(self, sheet: ScoreSheet, version: int | None, by) -> Assessment:
        return actions.save_scores(
            agency=self.agency, fiscal_year=self.year, sheet=sheet, version=version, by=by
        )


def _open(agency: Agency, year: int) -> _Opened:
    """Return the year; Http404 where it has neither scores nor criteria."""
    assessment = Assessment.objects.with_scores().filter(agency=agency, fiscal_year=year).first()
    criteria = assessment.criteria if assessment else criteria_of_year(year)
    if criteria is None:
        raise Http404
    return _Opened(agency, year, criteria, assessment, sheet_of(assessment) if assessment else ScoreSheet())


@form_view
def edit(request, slug, year):
    """Scores of the year typed by hand."""
    opened = _open(get_agency(request, slug, Capability.ENTER), year)
    criteria, data = opened.criteria, request.POST or None
    kind = ScoreForm if criteria.scope is Scope.TOTAL_ONLY else ScoreEditForm
    form = kind(
        data,
        initial=opened.initial(opened.sheet),
        criteria=criteria,
        last_year=comparable_scores(criteria, year_before(opened.agency, year)),
        level=opened.sheet.printed_level,
    )
    items = item_scores(data, criteria=criteria, stored=opened.sheet.items) if criteria.instruments else None
    conflict = None
    if request.method == "POST" and all([form.is_valid(), items is None or items.is_valid()]):
        entered = form.sheet(replace(opened.sheet, items=items.scores() if items else {}))
        try:
            saved = opened.save(entered, form.cleaned_data["version"], request.user)
        except StaleEdit as stale:
            theirs = sheet_of(stale.current)
            conflict = resolve_conflict(form, stale, ScoreForm.initial_of(theirs))
            conflict["rows"] += _item_rows(criteria, theirs, entered)
        else:
            return _saved(request, slug, saved)
    stored = opened.sheet.indicators
    context = {
        "year": year,
        "form": form,
        "items": items,
        "missing": [each.code for each in criteria.indicators if stored and each.code not in stored],
        "ranges": tables.item_ranges(criteria),
        "conflict": conflict,
        "started": opened.assessment is not None,
    }
    return render(request, "assessments/score_form.html", context, status=409 if conflict else 200)


def _item_rows(criteria: Criteria, theirs: ScoreSheet, yours: ScoreSheet) -> list[dict[str, str]]:
    """Return both versions of the item scores, for a conflict."""
    codes = criteria.sorted_items({*theirs.items, *yours.items})
    return [
        {
            "label": f"ข้อ {code}",
            "theirs": format_score(theirs.items.get(code)),
            "yours": format_score(yours.items.get(code)),
        }
        for code in codes
    ]


def _saved(request, slug: str, assessment: Assessment):
    """Say what was saved and what is missing, and show the result."""
    year, scored = assessment.fiscal_year, {row.code for row in assessment.indicator_scores.all()}
    missing = [each.code for each in assessment.criteria.indicators if each.code not in scored]
    text = f"บันทึกคะแนนปี {year} แล้ว"
    if missing:
        text += f" ยังขาดคะแนนตัวชี้วัดที่ {', '.join(missing)}"
    messages.success(request, digits(text))
    return redirect("assessments:score_detail", slug, year)


@form_view
def paste(request, slug, year):
    """Scores copied from the ITAS page: read, shown for checking, saved only when confirmed."""
    opened = _open(get_agency(request, slug, Capability.ENTER), year)
    if opened.criteria.scope is Scope.TOTAL_ONLY:
        messages.info(request, digits(f"ปี {year} บันทึกเฉพาะคะแนนรวมและระดับ กรอกได้ที่หน้านี้"))
        return redirect("assessments:score_edit", slug, year)
    if "back" in request.POST:
        return _paste_page(request, opened, PasteForm(initial={"text": request.POST.get("text", "")}))
    form = PasteForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _paste_page(request, opened, form)
    pasted = _read(form.cleaned_data["text"], opened.criteria)
    if not pasted.rows and pasted.total is None:
        for problem in pasted.problems:
            form.add_error("text", problem)
        return _paste_page(request, opened, form, pasted)
    return _check(request, slug, opened, form, pasted)


def _read(text: str, criteria: Criteria) -> Pasted:
    return parse(text, [KnownIndicator(each.code, each.name, each.aliases) for each in criteria.indicators])


def _paste_page(request, opened: _Opened, form: PasteForm, pasted: Pasted | None = None):
    context = {"year": opened.year, "form": form, "pasted": pasted, "started": opened.assessment is not None}
    return render(request, "assessments/score_paste.html", context)


def _check(request, slug: str, opened: _Opened, text_form: PasteForm, pasted: Pasted):
    """Show what was understood beside what is stored; save it when it comes back confirmed."""
    known_levels = [level.name for level in opened.criteria.levels]
    read = ScoreSheet(
        indicators={**opened.sheet.indicators, **{row.code: row.score for row in pasted.rows}},
        printed_total=opened.sheet.printed_total if pasted.total is None else pasted.total,
        printed_level=pasted.level if pasted.level in known_levels else opened.sheet.printed_level,
    )
    form = ScoreForm(
        request.POST if "confirm" in request.POST else None,
        initial=opened.initial(read),
        criteria=opened.criteria,
        level=opened.sheet.printed_level,
    )
    for name, text in tables.paste_hints(pasted, known_levels, opened.sheet).items():
        form.fields[name].help_text = escape(digits(text))
    conflict = None
    if form.is_valid():
        try:
            saved = opened.save(form.sheet(opened.sheet), form.cleaned_data["version"], request.user)
        except StaleEdit as stale:
            conflict = resolve_conflict(form, stale, ScoreForm.initial_of(sheet_of(stale.current)))
        else:
            return _saved(request, slug, saved)
    context = {
        "year": opened.year,
        "form": form,
        "text_form": text_form,
        "pasted": pasted,
        "problems": "\n".join(pasted.problems),
        "lines": tables.paste_lines(pasted, opened.criteria, opened.sheet.indicators, form.score_field),
        "conflict": conflict,
        "started": opened.assessment is not None,
    }
    return render(request, "assessments/score_check.html", context, status=409 if conflict else 200)
