"""The O-items of a year, and the answer to one."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.access import get_agency
from agencies.roles import Capability
from disclosure import actions
from disclosure.enums import State
from disclosure.forms import DisclosureForm, ItemFilter
from disclosure.queries.items import criteria_of, line_of, lines_of, matching, tally_of, years
from itaportal.editing.flow import FormPage, edit_form, form_view, go_on, posted
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
    tally = tally_of(every)
    context = {
        "year": year,
        "years": known,
        "form": form,
        "filtered": any(chosen.values()),
        "lines": matching(every, **chosen),
        "tally": tally,
        "states": [(state, tally.states[state]) for state in State],
        "evidence": criteria.evidence(criteria.item_blocks["OIT"]),
    }
    return render(request, "disclosure/index.html", context)


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
        return go_on(request, f"บันทึกข้อ {digits(code)} แล้ว", f"{index_page}#{code}")

    page = FormPage(
        title=f"ข้อ {digits(code)} ปี {digits(year)}",
        heading=f"{digits(code)} {digits(line.wording)}",
        crumbs=[("ข้อมูล OIT", index_page)],
        here=f"ข้อ {digits(code)}",
        cancel=f"{index_page}#{code}",
        keeps_draft=True,
    )
    return edit_form(request, page, form, save)
