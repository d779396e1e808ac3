"""Scores pasted from ITAS or another table: read, shown with what is doubtful, saved only when confirmed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import escape

from agencies.access import get_agency
from agencies.roles import Capability
from assessments.actions import ScoreSheet
from assessments.itas import KnownIndicator, Pasted, parse
from assessments.itas.whose import foreign, other_agencies, years_in
from assessments.paste_forms import CheckForm, PasteForm
from assessments.queries import criteria_of_year
from assessments.score_check import Recomputed, paste_hints, paste_lines, recompute
from assessments.views.opened import Opened, open_year
from criteria.enums import Scope
from itaportal.editing.flow import (
    Button,
    ConfirmPage,
    FormPage,
    ask_first,
    edit_form,
    form_view,
    posted,
    show_form,
)
from itaportal.language import gettext
from itaportal.templatetags.thai import digits
from itaportal.translated import translated


@form_view
def paste(request, slug, year):
    """A text is read; the next page shows what was understood of it."""
    opened = open_year(get_agency(request, slug, Capability.ENTER), year)
    if opened.criteria.scope is Scope.TOTAL_ONLY:
        messages.info(
            request, digits(gettext("ปี {year} บันทึกเฉพาะคะแนนรวมและระดับ กรอกได้ที่หน้านี้").format(year=year))
        )
        return redirect("assessments:score_edit", slug, year)
    form = PasteForm(posted(request))
    if "back" in request.POST:
        form = PasteForm(initial={"text": request.POST.get("text", "")})
    lead = gettext("ระบบจะอ่านคะแนนให้ตรวจก่อน ยังไม่บันทึกอะไรจนกว่าจะกดยืนยัน")
    here = gettext("วางข้อมูลจากหน้า ITAS")
    page = opened.page(
        gettext("{here} ปี {year}").format(here=here, year=digits(year)),
        here,
        lead=lead,
        submit=gettext("อ่านคะแนน"),
    )

    def read() -> HttpResponse:
        return _answer(request, opened, form, page)

    return edit_form(request, page, form, read, **opened.shown("score_paste"))


def _answer(request: HttpRequest, opened: Opened, form: PasteForm, page: FormPage) -> HttpResponse:
    """Show what was read; before that ask about a text that says it is of another year or agency."""
    text = form.cleaned_data["text"]
    known = [KnownIndicator(each.code, each.name, each.aliases) for each in opened.criteria.indicators]
    pasted = parse(text, known, opened.year)
    if not pasted.rows and pasted.total is None:
        for problem in pasted.problems:
            form.add_error("text", translated(problem))
        return show_form(request, page, form, **opened.shown("score_paste", pasted=pasted))
    owner = opened.agency
    other = foreign(
        text, year=opened.year, agency=owner.name, province=owner.province, years=not pasted.by_column
    )
    if other and request.POST.get("agreed") != other:
        return _ask(request, opened, text, other)
    return _check(request, opened, form, pasted, other)


def _ask(request: HttpRequest, opened: Opened, text: str, other: str) -> HttpResponse:
    """Ask the one question: is it really for this year and this agency?"""
    owner = opened.agency
    address = reverse("assessments:score_paste", args=[owner.slug, opened.year])
    page = ConfirmPage(
        title=gettext("ตรวจว่าเป็นคะแนนของปีและหน่วยงานนี้"),
        question=digits(
            gettext("ใช้คะแนนนี้กับปี {year} ของ {name} หรือไม่").format(year=opened.year, name=owner.name)
        ),
        body=digits(gettext("{other} ยังไม่ได้บันทึกอะไร").format(other=translated(other))),
        submit=digits(gettext("ใช่ ใช้กับปี {year}").format(year=opened.year)),
        cancel=address,
        cancel_label=gettext("ไม่ใช่ กลับไปวางใหม่"),
        is_grave=False,
        hidden=[{"name": "text", "value": text}, {"name": "agreed", "value": other}],
    )
    years = years_in(text) - {opened.year}
    fits = len(years) == 1 and not other_agencies(text, owner.name, owner.province)
    year = next(iter(years)) if fits and criteria_of_year(min(years)) else None
    context = {"text": text, "other_year": year}
    return ask_first(request, page, template="assessments/score_question.html", context=context)


def _check(
    request: HttpRequest, opened: Opened, text_form: PasteForm, pasted: Pasted, other: str
) -> HttpResponse:
    """Show what was understood beside what is stored; save it when it comes back confirmed."""
    form = _check_form(request, opened, pasted)
    lines = paste_lines(pasted, opened.criteria, opened.sheet.indicators, form.score_field, form.use_field)
    sure = sum(row.sure for row in pasted.rows)
    counts = digits(gettext("อ่านได้ {rows} จาก {lines} ตัวชี้วัด").format(rows=len(pasted.rows), lines=len(lines)))
    if sure < len(pasted.rows):
        counts += digits(gettext(" ในนี้ต้องตรวจ {rows} ตัวชี้วัด").format(rows=len(pasted.rows) - sure))
    page = opened.page(
        gettext("ตรวจคะแนนปี {year} ก่อนบันทึก").format(year=digits(opened.year)),
        gettext("ตรวจคะแนนก่อนบันทึก"),
        lead=gettext("{counts} ยังไม่ได้บันทึก แก้คะแนนในช่องได้ถ้าอ่านไม่ตรง").format(counts=counts),
        submit=gettext("ยืนยันบันทึกคะแนน"),
        also=[
            Button(name="again", label=gettext("คำนวณคะแนนรวมใหม่")),
            Button(name="back", label=gettext("กลับไปแก้ข้อความ")),
        ],
        is_wide=True,
    )

    def save() -> HttpResponse | None:
        return (
            None
            if "again" in request.POST
            else opened.save(request, form.sheet(opened.sheet), form.opened_version)
        )

    context = {
        "text": text_form["text"],
        "pasted": pasted,
        "agreed": other,
        "problems": "\n".join(map(translated, (*([other] if other else []), *pasted.problems))),
        "lines": lines,
        "left": list(zip(pasted.not_understood, form.left_fields(), strict=True)),
        "computed": _recomputed(form, opened),
    }
    return edit_form(request, page, form, save, **opened.shown("score_check", **context))


def _check_form(request: HttpRequest, opened: Opened, pasted: Pasted) -> CheckForm:
    stored = opened.sheet
    known_levels = [level.name for level in opened.criteria.levels]
    read = {row.code: row.score for row in pasted.rows if row.sure or pasted.in_order}
    sheet = ScoreSheet(
        indicators={**stored.indicators, **read},
        printed_total=stored.printed_total if pasted.total is None else pasted.total,
        printed_level=pasted.level if pasted.level in known_levels else stored.printed_level,
    )
    data = request.POST if {"confirm", "again"} & request.POST.keys() else None
    form = opened.fill(CheckForm, data, sheet, pasted=pasted, opened_sheet=sheet)
    for name, text in paste_hints(pasted, known_levels, stored).items():
        form.fields[name].help_text = escape(digits(text))
    return form


def _recomputed(form: CheckForm, opened: Opened) -> Recomputed | None:
    """Return what the fields come to as they stand."""
    if form.is_bound:
        if not form.is_valid():
            return None
        return recompute(form.sheet(opened.sheet), form.offers, opened.criteria)
    return recompute(form.opened_sheet, form.offers, opened.criteria)
