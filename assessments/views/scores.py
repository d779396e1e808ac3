"""Scores of a year: list, entry, paste from ITAS, and what the result means."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.http import require_safe

from agencies.access import get_agency
from agencies.models import Agency
from agencies.navigation import page_address
from agencies.roles import Capability
from assessments import actions, tables
from assessments.actions import ScoreSheet, sheet_of
from assessments.forms import CheckForm, ItemScores, PasteForm, ScoreForm
from assessments.grading import PointsChange
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
from itaportal.editing.flow import Button, FormPage, edit_form, form_view, go_on, posted, show_form
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
    assessments = Assessment.objects.with_scores()
    view = overview(get_object_or_404(assessments, agency=agency, fiscal_year=year))
    years = tables.year_lines(history(agency, until=year, years=6))[-5:]
    context = {
        "year": year,
        "view": view,
        "total_change": PointsChange.of(view.total_change),
        "difference": PointsChange.of(view.total_difference),
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

    def fill(self, form: type[ScoreForm], data: Any, shown: ScoreSheet, **words: Any) -> ScoreForm:
        """Return the form with the scores of the sheet, for the version that is stored."""
        opened = {
            **ScoreForm.values_of(shown),
            "version": self.assessment.version if self.assessment else None,
        }
        level = self.sheet.printed_level
        return form(data, opened=opened, criteria=self.criteria, stored_level=level, **words)

    def page(self, title: str, here: str, **words: Any) -> FormPage:
        name, args = "assessments:index", [self.agency.slug]
        if self.assessment:
            name, args = "assessments:score_detail", [*args, str(self.year)]
        return FormPage(title=title, here=here, cancel=reverse(name, args=args), **words)

    def shown(self, template: str, **context: Any) -> dict[str, Any]:
        """Return what ``show_form`` asks for the page."""
        year = {"year": self.year, "started": self.assessment is not None}
        return {"template": f"assessments/{template}.html", "context": year | context}

    def save(self, request, sheet: ScoreSheet, version: int) -> HttpResponse:
        """Save, say what is missing, and go on to the result."""
        saved = actions.save_scores(
            agency=self.agency, fiscal_year=self.year, sheet=sheet, version=version, by=request.user
        )
        text = f"บันทึกคะแนนปี {self.year} แล้ว"
        if missing := _missing_codes(saved.criteria, sheet):
            text += f" ยังขาดคะแนนตัวชี้วัดที่ {', '.join(missing)}"
        return go_on(request, digits(text), "assessments:score_detail", self.agency.slug, self.year)


def _open(agency: Agency, year: int) -> _Opened:
    """Return the year; Http404 where it has neither scores nor criteria."""
    assessment = Assessment.objects.with_scores().filter(agency=agency, fiscal_year=year).first()
    criteria = assessment.criteria if assessment else criteria_of_year(year)
    if criteria is None:
        raise Http404
    return _Opened(agency, year, criteria, assessment, sheet_of(assessment) if assessment else ScoreSheet())


def _missing_codes(criteria: Criteria, sheet: ScoreSheet) -> list[str]:
    return [each.code for each in criteria.indicators if each.code not in sheet.indicators]


@form_view
def edit(request, slug, year):
    """Scores of the year typed by hand."""
    opened = _open(get_agency(request, slug, Capability.ENTER), year)
    criteria, stored, data = opened.criteria, opened.sheet, posted(request)
    last_year = comparable_scores(criteria, year_before(opened.agency, year))
    explains = criteria.scope is not Scope.TOTAL_ONLY
    form = opened.fill(ScoreForm, data, stored, last_year=last_year, explains=explains)
    items = ItemScores(data, criteria=criteria, stored=stored.items) if criteria.instruments else None

    def entered() -> ScoreSheet:
        return form.sheet(replace(stored, items=items.scores() if items else {}))

    page = opened.page(
        f"บันทึกคะแนนปี {digits(year)}",
        "บันทึกคะแนน",
        lead="กรอกตามหน้าผลการประเมินในระบบ ITAS ใช้เลขไทยหรืออารบิกก็ได้ ช่องที่ยังไม่ทราบเว้นว่างไว้ก่อน"
        if criteria.indicators
        else f"ปี {digits(year)} ใช้ตัวชี้วัดคนละชุดกับปีหลัง ระบบจึงบันทึกเฉพาะคะแนนรวมและระดับ",
        submit="บันทึกคะแนน",
        rows_label="คะแนนรายข้อ แถวที่",
    )
    missing = _missing_codes(criteria, stored) if stored.indicators else []
    return edit_form(
        request,
        page,
        form,
        lambda: opened.save(request, entered(), form.opened_version),
        formset=items,
        compare_rows=lambda current: _item_rows(criteria, sheet_of(current), entered()),
        **opened.shown("score_form", missing=missing, ranges=tables.item_ranges(criteria)),
    )


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


@form_view
def paste(request, slug, year):
    """Scores copied from the ITAS page: read, shown for checking, saved only when confirmed."""
    opened = _open(get_agency(request, slug, Capability.ENTER), year)
    if opened.criteria.scope is Scope.TOTAL_ONLY:
        messages.info(request, digits(f"ปี {year} บันทึกเฉพาะคะแนนรวมและระดับ กรอกได้ที่หน้านี้"))
        return redirect("assessments:score_edit", slug, year)
    form = PasteForm(posted(request))
    if "back" in request.POST:
        form = PasteForm(initial={"text": request.POST.get("text", "")})
    lead = "ระบบจะอ่านคะแนนให้ตรวจก่อน ยังไม่บันทึกอะไรจนกว่าจะกดยืนยัน"
    here = "วางข้อมูลจากหน้า ITAS"
    page = opened.page(f"{here} ปี {digits(year)}", here, lead=lead, submit="อ่านคะแนน")

    def read() -> HttpResponse:
        known = [KnownIndicator(each.code, each.name, each.aliases) for each in opened.criteria.indicators]
        pasted = parse(form.cleaned_data["text"], known)
        if pasted.rows or pasted.total is not None:
            return _check(request, opened, form, pasted)
        for problem in pasted.problems:
            form.add_error("text", problem)
        return show_form(request, page, form, **opened.shown("score_paste", pasted=pasted))

    return edit_form(request, page, form, read, **opened.shown("score_paste"))


def _check(request: HttpRequest, opened: _Opened, text_form: PasteForm, pasted: Pasted) -> HttpResponse:
    """Show what was understood beside what is stored; save it when it comes back confirmed."""
    stored = opened.sheet
    known_levels = [level.name for level in opened.criteria.levels]
    read = ScoreSheet(
        indicators={**stored.indicators, **{row.code: row.score for row in pasted.rows}},
        printed_total=stored.printed_total if pasted.total is None else pasted.total,
        printed_level=pasted.level if pasted.level in known_levels else stored.printed_level,
    )
    form = opened.fill(CheckForm, request.POST if "confirm" in request.POST else None, read)
    for name, text in tables.paste_hints(pasted, known_levels, stored).items():
        form.fields[name].help_text = escape(digits(text))
    lines = tables.paste_lines(pasted, opened.criteria, stored.indicators, form.score_field)
    counts = digits(f"อ่านได้ {len(pasted.rows)} จาก {len(lines)} ตัวชี้วัด")
    page = opened.page(
        f"ตรวจคะแนนปี {digits(opened.year)} ก่อนบันทึก",
        "ตรวจคะแนนก่อนบันทึก",
        lead=f"{counts} ยังไม่ได้บันทึก แก้คะแนนในช่องได้ถ้าอ่านไม่ตรง",
        submit="ยืนยันบันทึกคะแนน",
        also=[Button(name="back", label="กลับไปแก้ข้อความ")],
        is_wide=True,
    )
    problems = "\n".join(pasted.problems)
    return edit_form(
        request,
        page,
        form,
        lambda: opened.save(request, form.sheet(stored), form.opened_version),
        **opened.shown("score_check", text=text_form["text"], pasted=pasted, problems=problems, lines=lines),
    )
