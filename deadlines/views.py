"""The calendar of an agency, its own dates, and each person's reminders and calendar file."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.views.pages import account_page
from agencies.access import get_agency
from agencies.models import Agency, Membership, User
from agencies.navigation import permanent_url
from agencies.roles import Capability, roles_with
from deadlines import actions
from deadlines.forms import DeadlineForm, RemindingForm, Things, code_of
from deadlines.ical import calendar_file
from deadlines.models import Deadline, Reminding, all_steps
from deadlines.queries import due_between, reader_of, worked_for, years_of
from deadlines.rules.due import by_month, in_days
from deadlines.tokens import token_of
from itaportal.editing.flow import ConfirmPage, FormPage, ask_first, edit_form, form_view, go_on, posted
from itaportal.language import gettext
from itaportal.thai.dates import fiscal_year, fiscal_year_end, fiscal_year_start
from measures.models import Measure, ProgressRound

# Days that a calendar file looks back and ahead.
_BACK, _AHEAD = 180, 730
_PLANS = 2  # of the newest, whose measures and rounds a date may be of


@require_safe
def calendar(request, slug):
    """What falls due in a fiscal year, this one unless ?year= names another: overdue, next, and what is over.

    What of last year is still overdue stands on this year's page.
    """
    agency, today = get_agency(request, slug), timezone.localdate()
    asked, this_year = request.GET.get("year", ""), fiscal_year(today)
    years = years_of(agency, this_year)
    year = int(asked) if asked.isdecimal() and int(asked) in years else this_year
    first, last = fiscal_year_start(year), fiscal_year_end(year)
    since = fiscal_year_start(year - 1) if year == this_year else first
    found = due_between([agency], since, last)
    over = [due for due in found if due.is_over(today) and due.day >= first]
    context = {
        "year": year,
        "years": years,
        "overdue": in_days(filter(lambda due: due.is_overdue(today), found), today),
        "months": by_month(in_days(filter(lambda due: due.is_ahead(today), found), today)),
        "over": by_month(in_days(over, today)),
        "has_national": any(due.agency is None and due.day >= first for due in found),
    }
    return render(request, "deadlines/calendar.html", context)


@form_view
def add(request, slug):
    """A new date of the agency's own."""
    agency = get_agency(request, slug, Capability.ENTER)
    form = DeadlineForm(posted(request), instance=Deadline(agency=agency), things=_things(agency))

    def save():
        added = actions.add_deadline(agency=agency, by=request.user, **form.values)
        return go_on(request, gettext("เพิ่มกำหนด “{added}” แล้ว").format(added=added), _calendar_of(added))

    return edit_form(request, _page(gettext("เพิ่มกำหนด"), slug), form, save)


@form_view
def edit(request, slug, pk):
    """A date of the agency's own; there it is said to be done as well."""
    deadline = _get_deadline(request, slug, pk)
    things = _things(deadline.agency)
    if thing := deadline.measure or deadline.round:
        things.setdefault(code_of(thing), thing)
    form = DeadlineForm(posted(request), instance=deadline, things=things)

    def save():
        saved = actions.save_deadline(
            deadline=deadline, version=form.opened_version, by=request.user, **form.values
        )
        return go_on(request, gettext("บันทึกกำหนด “{saved}” แล้ว").format(saved=saved), _calendar_of(saved))

    page = _page(gettext("แก้ไขกำหนด"), slug)
    return edit_form(
        request, page, form, save, template="deadlines/edit.html", context={"deadline": deadline}
    )


@form_view
def remove(request, slug, pk):
    """Remove a date after asking."""
    deadline = _get_deadline(request, slug, pk)
    calendar_page = _calendar_of(deadline)
    if request.method == "POST":
        actions.delete_deadline(deadline=deadline, by=request.user)
        return go_on(request, gettext("ลบกำหนด “{deadline}” แล้ว").format(deadline=deadline), calendar_page)
    page = ConfirmPage(
        title=gettext("ลบกำหนด"),
        question=gettext("ลบ “{deadline}” ใช่หรือไม่").format(deadline=deadline),
        body=gettext("กำหนดนี้จะหายจากปฏิทินของทุกคนในหน่วยงาน และจะไม่มีการเตือนอีก"),
        submit=gettext("ลบกำหนด"),
        cancel=calendar_page,
        crumbs=[(gettext("ปฏิทิน"), calendar_page)],
    )
    return ask_first(request, page)


@form_view
def reminding(request):
    """When the person is reminded, and the secret address of their calendar file."""
    chosen = Reminding.objects.filter(user=request.user).first()
    steps = chosen.steps if chosen else _steps_at_first(request.user)
    if "feed" in request.POST:
        if request.POST["feed"] == "close":
            actions.close_feed(user=request.user)
            return go_on(request, gettext("ปิดที่อยู่ปฏิทินแล้ว โปรแกรมที่ใช้ที่อยู่เดิมจะไม่ได้ข้อมูลอีก"), "reminding")
        actions.open_feed(user=request.user, steps=steps)
        return go_on(request, gettext("สร้างที่อยู่ปฏิทินใหม่แล้ว ที่อยู่เดิม (ถ้ามี) ใช้ไม่ได้อีก"), "reminding")
    form = RemindingForm(posted(request), initial={"steps": steps})

    def save():
        actions.choose_steps(user=request.user, steps=form.cleaned_data["steps"])
        return go_on(request, gettext("บันทึกการเตือนแล้ว"), "reminding")

    page = account_page(gettext("การเตือนและปฏิทินของท่าน"), is_guarded=True)
    feed_url = _feed_url(chosen.feed) if chosen and chosen.feed else ""
    return edit_form(
        request, page, form, save, template="deadlines/reminding.html", context={"feed_url": feed_url}
    )


@login_not_required
@require_safe
@never_cache
def feed(request, token):
    """A person's calendar for programs that have no session: the agencies they are in office in, and nothing else."""
    user = reader_of(token)
    if user is None:
        raise Http404
    today = timezone.localdate()
    found = due_between(worked_for(user), today - timedelta(days=_BACK), today + timedelta(days=_AHEAD))
    content = calendar_file(found, site=permanent_url(""), now=timezone.now())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _feed_url(serial: str) -> str:
    return permanent_url(reverse("calendar_feed", args=[token_of(serial)]))


def _steps_at_first(user: User) -> list[int]:
    """Return what the person is reminded of as long as they chose nothing."""
    roles = roles_with(Capability.ENTER)
    return all_steps() if Membership.objects.current().filter(user=user, role__in=roles).exists() else []


def _get_deadline(request, slug: str, pk: int) -> Deadline:
    agency = get_agency(request, slug, Capability.ENTER)
    rows = Deadline.objects.select_related("agency", "measure__plan", "round__plan")
    return get_object_or_404(rows, agency=agency, pk=pk)


def _things(agency: Agency) -> Things:
    """Return the measures and rounds of the newest plans, by what a list sends for them."""
    plans = list(agency.plans.order_by("-fiscal_year").values_list("pk", flat=True)[:_PLANS])
    rows = [
        *ProgressRound.objects.filter(plan__in=plans).select_related("plan").order_by("-plan__fiscal_year", "as_at"),
        *Measure.objects.filter(plan__in=plans).select_related("plan").order_by("-plan__fiscal_year", "position"),
    ]  # fmt: skip
    return {code_of(row): row for row in rows}


def _calendar_of(deadline: Deadline) -> str:
    """Return the page on which the date stands."""
    page = reverse("deadlines:calendar", args=[deadline.agency.slug])
    return f"{page}?year={fiscal_year(deadline.due_on)}"


def _page(title: str, slug: str) -> FormPage:
    page = reverse("deadlines:calendar", args=[slug])
    return FormPage(title=title, crumbs=[(gettext("ปฏิทิน"), page)], cancel=page)
