"""The O-items of a year, and the answer to one."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agencies.access import get_agency
from agencies.roles import Capability
from disclosure import actions
from disclosure.actions import begin_round
from disclosure.enums import State
from disclosure.forms import DisclosureForm, ItemFilter
from disclosure.queries.items import criteria_of, line_of, lines_of, matching, tally_of, years
from disclosure.queries.links import history_of, links_of, newest_checks, round_of
from disclosure.tasks import check_year
from itaportal.editing.flow import FormPage, edit_form, form_view, go_on, posted
from itaportal.language import gettext
from itaportal.templatetags.thai import digits


@require_safe
def index(request, slug):
    """The items of a year, the newest known unless ?year= names another, by department and state."""
    agency = get_agency(request, slug)
    known = years()
    if not known:
        return render(request, "disclosure/empty.html")
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in known else known[0]
    criteria = criteria_of(year)
    assert criteria is not None
    form = ItemFilter(request.GET, agency=agency)
    chosen = form.chosen()
    every = lines_of(agency, criteria)
    tally, round_ = tally_of(every), round_of(agency, year)
    context = {
        "year": year,
        "years": known,
        "form": form,
        "filtered": any(chosen.values()),
        "lines": matching(every, **chosen),
        "tally": tally,
        "states": [(state, tally.states[state]) for state in State],
        "has_links": any(line.links for line in every),
        "broken": sum(len(line.broken) for line in every),
        "round": round_,
        "checks_links": settings.CHECK_LINKS,
        "evidence": criteria.evidence(criteria.item_blocks["OIT"]),
    }
    return render(request, "disclosure/index.html", context)


@require_safe
def answers(request, slug, year):
    """What is typed into ITAS for each item, to be copied one by one."""
    agency = get_agency(request, slug)
    criteria = criteria_of(year)
    if criteria is None:
        raise Http404
    lines = lines_of(agency, criteria)
    answered = [line for line in lines if line.addresses]
    context = {"year": year, "lines": answered, "open": len(lines) - len(answered)}
    return render(request, "disclosure/answers.html", context)


@form_view
def edit(request, slug, year, code):
    """The answer to an item: who, how far, where, and how to get there."""
    agency = get_agency(request, slug, Capability.ENTER)
    criteria = criteria_of(year)
    line = line_of(agency, criteria, code) if criteria else None
    if line is None:
        raise Http404
    form = DisclosureForm(posted(request), instance=line.row)
    index_page = f"{reverse('disclosure:index', args=[slug])}?year={year}"

    def save():
        actions.save_disclosure(
            agency=agency,
            fiscal_year=year,
            code=code,
            version=form.opened_version,
            by=request.user,
            **form.values,
        )
        return go_on(request, gettext("บันทึกข้อ {code} แล้ว").format(code=digits(code)), f"{index_page}#{code}")

    checks = newest_checks([line.row])
    shown = {"links": links_of(line.row, checks), "history": history_of(line.row)}
    page = FormPage(
        title=gettext("ข้อ {code} ปี {year}").format(code=digits(code), year=digits(year)),
        heading=f"{digits(code)} {digits(line.wording)}",
        crumbs=[(gettext("ข้อมูล OIT"), index_page)],
        here=gettext("ข้อ {code}").format(code=digits(code)),
        cancel=f"{index_page}#{code}",
        keeps_draft=True,
    )
    return edit_form(request, page, form, save, template="disclosure/edit.html", context=shown)


@require_POST
def check(request, slug, year):
    """Have the links of a year checked by the worker."""
    agency = get_agency(request, slug, Capability.ENTER)
    if year not in years():
        raise Http404
    index_page = f"{reverse('disclosure:index', args=[slug])}?year={year}"
    if not settings.CHECK_LINKS:
        messages.error(request, gettext("ระบบนี้ตั้งค่าไม่ให้ตรวจลิงก์ กรุณาเปิดดูเอง หรือแจ้งผู้ดูแลระบบ"))
        return redirect(index_page)
    if not begin_round(agency=agency, fiscal_year=year):
        messages.info(request, gettext("กำลังตรวจลิงก์อยู่แล้ว เปิดหน้านี้อีกครั้งภายหลังเพื่อดูผล"))
        return redirect(index_page)
    check_year.enqueue(agency.pk, year)
    return go_on(request, gettext("สั่งตรวจลิงก์แล้ว เปิดหน้านี้อีกครั้งภายหลังเพื่อดูผล"), index_page)
