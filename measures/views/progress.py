"""Progress: the rounds of a plan, one round, one measure in a round."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.access import get_agency
from agencies.roles import Capability
from itaportal.editing.concurrency import StaleEdit
from itaportal.editing.conflicts import display, resolve_conflict
from itaportal.editing.flow import Button, FormPage, edit_form, form_view, go_on, posted
from itaportal.language import gettext
from itaportal.templatetags.thai import digits
from itaportal.thai.dates import BUDDHIST_OFFSET, fiscal_year
from measures import actions
from measures.forms import ProgressForm, RoundForm, StatusForm
from measures.models import Measure, Plan, Progress, ProgressRound
from measures.queries.plans import (
    HAS_MEASURES,
    ProgressLine,
    count_lines,
    entry_before,
    measure_cards,
    progress_lines,
    rounds_with_tally,
)
from measures.queries.removal import loss_of
from measures.round_documents import round_documents
from measures.views.years import PlanYear, capability_for, find_measure, get_measure, get_year


def _get_round(plan_year: PlanYear, pk: int) -> ProgressRound:
    rounds = ProgressRound.objects.select_related("plan__agency")
    return get_object_or_404(rounds, plan=plan_year.plan, pk=pk)


@require_safe
def index(request, slug):
    """The latest plan's progress, or what to do first."""
    agency = get_agency(request, slug)
    plan = agency.plans.filter(HAS_MEASURES).order_by("-fiscal_year").first()
    if plan:
        return redirect("measures:progress", slug, plan.fiscal_year)
    return render(request, "measures/progress_empty.html")


@form_view
def detail(request, slug, year):
    """The plan's rounds; opening one needs nothing but its day."""
    plan_year = get_year(request, slug, year, capability_for(request))
    if plan_year.plan:
        # The page only counts them.
        plan_year.measures = list(plan_year.plan.measures.all())
    form, duplicate = RoundForm(posted(request), fiscal_year=year), None
    if request.method == "POST" and form.is_valid():
        try:
            opened = _open(request, plan_year, form)
        except actions.DuplicateRound as error:
            duplicate = error.existing
            form.add_error("as_at", gettext("มีรอบรายงาน ณ วันนี้แล้ว กรุณาบันทึกต่อในรอบเดิม หรือเลือกวันอื่น"))
        else:
            if opened:
                return redirect("measures:progress_round", slug, year, opened.pk)
    rounds = rounds_with_tally(plan_year.plan, plan_year.measures) if plan_year.plan else []
    taken = {entry.as_at for entry, _ in rounds}
    others = Plan.objects.filter(HAS_MEASURES, agency=plan_year.agency).exclude(fiscal_year=year)
    context = plan_year.context(
        form=form,
        duplicate=duplicate,
        rounds=rounds,
        suggested=[day for day in _usual_days(year) if day not in taken],
        other_years=others.values_list("fiscal_year", flat=True),
    )
    return render(request, "measures/progress_detail.html", context)


def _usual_days(year: int) -> list[date]:
    """The days by which agencies report: half and end of the fiscal year."""
    return [date(year - BUDDHIST_OFFSET, 3, 31), date(year - BUDDHIST_OFFSET, 9, 30)]


def _open(request, plan_year: PlanYear, form: RoundForm) -> ProgressRound | None:
    day, year = form.cleaned_data["as_at"], plan_year.fiscal_year
    if not plan_year.measures:
        form.add_error(
            "as_at", gettext("แผนปี {year} ยังไม่มีมาตรการ กรุณาเพิ่มมาตรการก่อนรายงานผล").format(year=digits(year))
        )
        return None
    opened = actions.start_round(plan=plan_year.begun(request.user), as_at=day, by=request.user)
    if fiscal_year(day) != year:
        messages.warning(
            request,
            gettext("วันที่ของรอบนี้อยู่นอกปีงบประมาณ {year} หากไม่ได้ตั้งใจ ให้ลบรอบนี้แล้วเปิดใหม่").format(
                year=digits(year)
            ),
        )
    return opened


@form_view
def round_detail(request, slug, year, pk):
    """A round: every measure's status, and a form for all of them at once."""
    plan_year = get_year(request, slug, year, capability_for(request))
    progress_round = _get_round(plan_year, pk)
    lines = progress_lines(progress_round)
    forms = [_status_form(request, line) for line in lines]
    conflict = None
    if request.method == "POST" and all(form.is_valid() for form in forms):
        answered = [
            actions.StatusEntry(line.measure, **form.cleaned_data)
            for line, form in zip(lines, forms, strict=True)
            if form.is_answered
        ]
        try:
            actions.save_statuses(progress_round=progress_round, entries=answered, by=request.user)
        except actions.StaleStatuses as stale:
            conflict = _status_conflict(lines, forms, stale.current)
        else:
            messages.success(
                request,
                gettext("บันทึกสถานะ {answered} มาตรการแล้ว").format(answered=digits(len(answered)))
                if answered
                else gettext("ไม่มีสถานะที่เปลี่ยน"),
            )
            return redirect("measures:progress_round", slug, year, pk)
    tally = count_lines(lines)
    wanted = request.method == "POST" or "all" in request.GET or not tally.reported
    context = plan_year.context(
        round=progress_round,
        lines=lines,
        rows=list(zip(lines, forms, strict=True)),
        forms=forms,
        as_form=wanted and bool(lines) and Capability.ENTER in request.capabilities,
        tally=tally,
        documents=round_documents(progress_round),
        conflict=conflict,
    )
    return render(request, "measures/round_detail.html", context, status=409 if conflict else 200)


def _status_form(request, line: ProgressLine) -> StatusForm:
    initial = StatusForm.initial_of(line.entry) if line.entry else None
    return StatusForm(posted(request), prefix=f"m{line.measure.pk}", initial=initial)


def _status_conflict(lines: list[ProgressLine], forms: list[StatusForm], current: list[Progress]) -> dict:
    """Return both versions of every row that somebody saved first; the forms go on from the stored ones."""
    by_measure = {
        line.measure.pk: (number, form)
        for number, (line, form) in enumerate(zip(lines, forms, strict=True), 1)
    }
    conflict, rows = {}, []
    for entry in current:
        number, form = by_measure[entry.measure_id]
        theirs = StatusForm.initial_of(entry)
        conflict = resolve_conflict(form, StaleEdit(entry), theirs)
        rows += [
            {**row, "label": gettext("มาตรการที่ {number} {row}").format(number=number, row=row["label"])}
            for row in conflict["rows"]
        ]
        stored: Any = form.data
        for name in ("status", "note"):
            stored[form.add_initial_prefix(name)] = theirs[name]
    return {**conflict, "rows": rows}


@form_view
def round_delete(request, slug, year, pk):
    """Remove a round after asking; not while a document is made from it."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    progress_round = _get_round(plan_year, pk)
    if request.method == "POST":
        try:
            actions.delete_round(progress_round=progress_round, by=request.user)
        except actions.RoundInUse:
            # Only a document that was never submitted can be deleted.
            why = gettext(
                "ลบรอบนี้ไม่ได้ เพราะมีเอกสารที่ทำจากรอบนี้ หากยังไม่เคยเสนอ กรุณาลบเอกสารก่อน หากเคยเสนอแล้ว ต้องเก็บรอบนี้ไว้"
            )
            messages.error(request, why)
            return redirect("measures:progress_round", slug, year, pk)
        return go_on(request, gettext("ลบรอบรายงานแล้ว"), "measures:progress", slug, year)
    context = plan_year.context(
        round=progress_round,
        documents=round_documents(progress_round),
        loss=loss_of(progress_round.entries.all()),
    )
    return render(request, "measures/round_delete.html", context)


@form_view
def entry_edit(request, slug, year, pk, measure_pk):
    """What is reported on one measure; those who may not enter read it."""
    plan_year = get_year(request, slug, year, capability_for(request))
    if request.method == "POST" and _is_gone(plan_year, pk, measure_pk):
        return _show_gone(request, plan_year)
    progress_round, measure = _get_round(plan_year, pk), get_measure(plan_year, measure_pk)
    entry, before = (
        progress_round.entries.filter(measure=measure).first(),
        entry_before(progress_round, measure),
    )
    form = ProgressForm(posted(request), instance=entry, before=before)
    neighbours = _find_neighbours(plan_year, measure)
    round_url = reverse("measures:progress_round", args=[slug, year, pk])

    def save():
        actions.save_progress(
            progress_round=progress_round, measure=measure, by=request.user, **form.cleaned_data
        )
        following = neighbours["next_pk"] if "next" in request.POST else None
        to = reverse("measures:progress_entry", args=[slug, year, pk, following]) if following else round_url
        return go_on(
            request,
            gettext("บันทึกผลของมาตรการที่ {neighbours} แล้ว").format(neighbours=digits(neighbours["number"])),
            to,
        )

    context = plan_year.context(
        round=progress_round,
        measure=measure,
        card=measure_cards([measure], plan_year.assessment.criteria)[0],
        entry=entry,
        evidence=list(entry.evidence.all()) if entry else [],
        before=before,
        **neighbours,
    )
    page = _entry_page(neighbours, round_url)
    return edit_form(request, page, form, save, template="measures/entry_form.html", context=context)


def _entry_page(neighbours: dict[str, int | None], round_url: str) -> FormPage:
    return FormPage(
        title=gettext("ผลมาตรการที่ {neighbours}").format(neighbours=digits(neighbours["number"])),
        submit=gettext("บันทึกผล"),
        also=[Button(name="next", label=gettext("บันทึกแล้วไปข้อถัดไป"))] if neighbours["next_pk"] else [],
        cancel=round_url,
        is_wide=True,
        keeps_draft=True,
    )


def _find_neighbours(plan_year: PlanYear, measure: Measure) -> dict[str, int | None]:
    """Return the measure's number in the plan and its neighbours."""
    ids = [None, *(each.pk for each in plan_year.measures), None]
    number = ids.index(measure.pk)
    return {"number": number, "previous_pk": ids[number - 1], "next_pk": ids[number + 1]}


def _is_gone(plan_year: PlanYear, pk: int, measure_pk: int) -> bool:
    has_round = plan_year.plan is not None and plan_year.plan.rounds.filter(pk=pk).exists()
    return not has_round or find_measure(plan_year, measure_pk) is None


def _show_gone(request, plan_year: PlanYear):
    """What was typed of a measure or in a round that somebody removed, to be copied from the page."""
    form = ProgressForm(request.POST)
    form.is_valid()
    typed = [
        (field.label, display(field.field, form.cleaned_data.get(field.name, field.value())))
        for field in form.visible_fields()
    ]
    context = plan_year.context(typed=[(label, text) for label, text in typed if text])
    return render(request, "measures/entry_gone.html", context, status=404)
