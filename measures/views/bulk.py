"""Several measures of a plan at once: change, remove, bring back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from agencies.roles import Capability
from assessments.models import Assessment
from itaportal.editing.conflicts import moment
from itaportal.editing.flow import (
    ConfirmPage,
    FormPage,
    ask_first,
    edit_form,
    form_view,
    go_on,
    posted,
    show_form,
)
from itaportal.language import gettext
from itaportal.templatetags.thai import digits
from itaportal.thai import dates
from measures import actions
from measures.enums import Status
from measures.forms import BulkForm
from measures.models import Measure, Progress, ProgressRound
from measures.queries.removal import loss_of
from measures.views.years import PlanYear, get_plan, get_year, list_departments

Versions = tuple[int, int, int]


@dataclass
class _Opened:
    """Measures as they are now, with their entries in the latest round."""

    measures: list[Measure]
    round: ProgressRound | None
    entries: dict[int, Progress]

    def versions(self, measure: Measure) -> Versions:
        """Return the version of the measure, the round, and the version of its entry there; 0 for what there is not."""
        entry = self.entries.get(measure.pk)
        return measure.version, self.round.pk if self.round else 0, entry.version if entry else 0

    def rows(self) -> list[str]:
        """Return them as the form carries them."""
        return ["-".join(map(str, (each.pk, *self.versions(each)))) for each in self.measures]

    def chosen(self, opened: dict[int, Versions], change: actions.BulkChange) -> list[actions.Chosen]:
        """Return them as the person opened them; raises StaleMeasures where what they would change is not there any more."""
        now = {each.pk: self.versions(each) for each in self.measures}
        if now.keys() != opened.keys() or (
            change.status and any(opened[pk][1:] != versions[1:] for pk, versions in now.items())
        ):
            raise actions.StaleMeasures
        notes = {pk: entry.note for pk, entry in self.entries.items()}
        return [
            actions.Chosen(each, opened[each.pk][0], opened[each.pk][2], notes.get(each.pk, ""))
            for each in self.measures
        ]

    def describe(self, measure: Measure) -> str:
        """Return in words what the form may change."""
        entry = self.entries.get(measure.pk)
        parts = (measure.responsible, measure.period, entry.get_status_display() if entry else "")
        return "\n".join(filter(None, parts))


def _open(plan_year: PlanYear, ids: Iterable[int]) -> _Opened:
    """Return those of the ids that stand in the plan; Http404 for those that never did."""
    wanted = set(ids)
    measures = [each for each in plan_year.measures if each.pk in wanted]
    missing = wanted - {each.pk for each in measures}
    if missing and Measure.everything.filter(plan=plan_year.plan, pk__in=missing).count() < len(missing):
        raise Http404
    latest = plan_year.plan.rounds.order_by("-as_at").first() if plan_year.plan else None
    entries = {entry.measure_id: entry for entry in latest.entries.all()} if latest else {}
    return _Opened(measures, latest, entries)


@form_view
def bulk(request, slug, year):
    """Change department, period, status and place of the chosen measures, or copy them into another plan."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    ids = _ids(request.POST.getlist("rows") if request.method == "POST" else request.GET.getlist("chosen"))
    opened, results = _open(plan_year, ids), _other_results(plan_year)
    if not opened.measures and request.method != "POST" or not ids:
        return _nothing_chosen(request, plan_year)
    form = BulkForm(
        posted(request),
        initial={"rows": opened.rows()},
        departments=list_departments(plan_year),
        progress_round=opened.round,
        years=results,
    )

    def save():
        versions, change = form.cleaned_data["rows"], _change_of(form, opened, results)
        try:
            copied = actions.change_measures(
                plan=plan_year.plan, chosen=opened.chosen(versions, change), change=change, by=request.user
            )
        except actions.StaleMeasures:
            now = _open(get_year(request, slug, year, Capability.ENTER), ids)
            form.open_anew(now.rows())
            conflict = _conflict(now, versions, change)
            return show_form(
                request, _page(plan_year, now), form, conflict=conflict, **_shown(plan_year, now)
            )
        _tell_copied(request, change, copied)
        return go_on(
            request,
            gettext("บันทึก {measures} มาตรการแล้ว").format(measures=digits(len(opened.measures))),
            plan_year.url,
        )

    return edit_form(request, _page(plan_year, opened), form, save, **_shown(plan_year, opened))


def _other_results(plan_year: PlanYear) -> dict[int, Assessment]:
    """Return the results that other plans of the agency answer, by the plan's year, latest first."""
    results = Assessment.objects.filter(agency=plan_year.agency).exclude(pk=plan_year.assessment.pk)
    return {each.fiscal_year + 1: each for each in results.order_by("-fiscal_year")}


def _change_of(form: BulkForm, opened: _Opened, results: dict[int, Assessment]) -> actions.BulkChange:
    data = form.cleaned_data
    return actions.BulkChange(
        departments=list(data.get("departments") or ()),
        adds_departments=data.get("adds_departments", False),
        period=(data["period_start"], data["period_end"]) if data["period_start"] else None,
        status=Status(data["status"]) if data.get("status") else None,
        round=opened.round,
        place=data["place"],
        copy_to=results.get(data.get("copy_to") or 0),
    )


def _page(plan_year: PlanYear, opened: _Opened) -> FormPage:
    heading = gettext("แก้ไข {measures} มาตรการ").format(measures=digits(len(opened.measures)))
    return plan_year.page(gettext("แก้ไขหลายข้อ"), heading=heading, submit=gettext("บันทึกทุกข้อ"))


def _shown(plan_year: PlanYear, opened: _Opened) -> dict[str, Any]:
    return {"template": "measures/plan_bulk.html", "context": plan_year.context(opened=opened)}


def _tell_copied(request, change: actions.BulkChange, copied: list[Measure]) -> None:
    if change.copy_to is None:
        return
    if copied:
        year = digits(change.copy_to.fiscal_year + 1)
        messages.success(
            request,
            gettext("คัดลอก {copied} มาตรการไปแผนปี {year} แล้ว").format(copied=digits(len(copied)), year=year),
        )
    else:
        messages.info(request, gettext("มาตรการที่เลือกอยู่ในแผนนั้นแล้ว จึงไม่คัดลอกซ้ำ"))


def _ids(texts: Iterable[str]) -> list[int]:
    """Return the ids before the first dash of each text; what is none is left out."""
    found = (text.partition("-")[0] for text in texts)
    return [int(text) for text in found if text.isdecimal() and len(text) < 18]


def _nothing_chosen(request, plan_year: PlanYear):
    messages.error(request, gettext("ยังไม่ได้เลือกมาตรการ กรุณาเลือกในช่องหน้ามาตรการก่อน"))
    return redirect(plan_year.url)


def _conflict(now: _Opened, versions: dict[int, Versions], change: actions.BulkChange) -> dict[str, Any]:
    """Return who changed which of the measures meanwhile, and what would become of them."""
    changed = [each for each in now.measures if now.versions(each) != versions[each.pk]]
    gone = list(Measure.everything.filter(pk__in=set(versions) - {each.pk for each in now.measures}))
    edits = [*changed, *gone, *(now.entries[each.pk] for each in changed if each.pk in now.entries)]
    last = max(edits, key=lambda row: row.updated_at)
    yours = [
        *(each.name for each in change.departments),
        dates.period(*change.period) if change.period else "",
        str(change.status.label) if change.status else "",
    ]
    rows = [
        *((each, now.describe(each), "\n".join(filter(None, yours))) for each in changed),
        *((each, gettext("ลบแล้ว"), gettext("จะไม่บันทึกข้อนี้")) for each in gone),
    ]
    return {
        "heading": gettext("มีผู้แก้ไขมาตรการที่เลือกก่อนท่าน จึงยังไม่ได้บันทึกข้อใด"),
        "who": last.updated_by.get_full_name() if last.updated_by else gettext("ระบบ"),
        "when": moment(last.updated_at),
        "rows": [{"label": str(each), "theirs": theirs, "yours": mine} for each, theirs, mine in rows],
    }


@form_view
def remove(request, slug, year):
    """Take the chosen measures out of the plan after asking; they can be brought back for some days."""
    plan_year = get_year(request, slug, year, Capability.ENTER)
    ids = _ids((request.POST if request.method == "POST" else request.GET).getlist("chosen"))
    measures = _open(plan_year, ids).measures
    if not measures:
        return _nothing_chosen(request, plan_year)
    if request.method == "POST":
        actions.delete_measures(measures=measures, by=request.user)
        # The page of the plan says so, with a button that brings them back.
        return redirect(
            f"{plan_year.url}?{urlencode({'removed': [each.pk for each in measures]}, doseq=True)}"
        )
    count = digits(len(measures))
    page = ConfirmPage(
        title=gettext("ลบมาตรการ"),
        question=gettext("ลบมาตรการนี้หรือไม่")
        if len(measures) == 1
        else gettext("ลบ {count} มาตรการนี้หรือไม่").format(count=count),
        body=gettext(
            "มาตรการจะหายไปจากแผนและจากเอกสารที่ทำจากแผนนี้ พร้อมขั้นตอนและผลการดำเนินการทุกรอบ นำกลับมาได้ภายใน {days} วันจากหน้าแผน หลังจากนั้นจะลบถาวร"
        ).format(days=digits(actions.KEPT_REMOVED.days)),
        submit=gettext("ลบมาตรการ"),
        cancel=plan_year.url,
        hidden=[{"name": "chosen", "value": str(each.pk)} for each in measures],
    )
    loss = loss_of(Progress.objects.filter(measure__in=measures))
    context = plan_year.context(removing=measures, loss=loss)
    return ask_first(request, page, template="measures/plan_remove.html", context=context)


@require_POST
def restore(request, slug, year):
    """Bring removed measures back with all they had."""
    plan = get_plan(request, slug, year, Capability.ENTER)
    restored = actions.restore_measures(plan=plan, ids=_ids(request.POST.getlist("measure")), by=request.user)
    to = reverse("measures:plan", args=[slug, year])
    if not restored:
        messages.error(request, gettext("นำกลับมาไม่ได้ เพราะมาตรการอยู่ในแผนแล้ว หรือลบถาวรไปแล้ว"))
        return redirect(to)
    return go_on(
        request,
        gettext("นำมาตรการกลับมา {restored} ข้อแล้ว").format(restored=digits(len(restored))),
        f"{to}#measure-{restored[0].pk}",
    )
