"""Where everybody starts: strangers, and whoever signed in by what they are, each with what they have to do."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.views.decorators.http import require_safe

from accounts.queries import demo_accounts
from agencies.access import get_agency
from agencies.auditlog.entries import describe_event
from agencies.auditlog.queries import audit_events, audit_head
from agencies.enums import Role
from agencies.models import Agency
from agencies.standing import Standing
from approvals.queries.desk import (
    FIRST,
    Desk,
    decided_by,
    settled_in,
    under_way,
)
from approvals.queries.signers import proposals_for, waiting_in
from overview.setup import people_to_see_to, setup_steps
from overview.site import site_tasks
from overview.views.cycle import year_context

_LATEST = 5


@login_not_required
@require_safe
def home(request):
    """What the portal is, to strangers; the start of a chair to whoever works in one agency; the comparison to those who see several."""
    if not request.user.is_authenticated:
        return render(request, "overview/welcome.html", demo_accounts())
    if request.user.is_superuser:
        return _site_admin(request)
    agencies = Standing.of(request).agencies
    if not agencies:
        return render(request, "overview/home_nowhere.html")
    if len(agencies) > 1:
        # Led there, the browser would come again; the frame and the help are those of that page.
        request.resolver_match = resolve(reverse("overview_many:agencies"))
        return request.resolver_match.func(request)
    agency = get_agency(request, agencies[0].slug)
    return _start_of(request, agency)(request, agency)


def _start_of(request, agency: Agency):
    """Return the start of the first role that the person holds today; overseers of one agency read its year.

    For whom something waits to be decided, as a substitute maybe, starts with that.
    """
    if Desk.of(request).first:
        return _manager
    held = Standing.of(request).roles_in(agency)
    return next((start for role, start in _STARTS if role in held), _clerk)


def _clerk(request, agency: Agency):
    return redirect("overview:cycle", agency.slug)


def _manager(request, agency: Agency):
    """What waits to be read and decided, what was decided lately, how the year stands."""
    desk = Desk.of(request)
    rows, (waiting, proposed) = desk.first[:FIRST], desk.waiting
    context = {
        "rows": rows,
        "waiting": waiting,
        "proposals": proposals_for(request.user, desk.places) if proposed else (),
        "decisions": decided_by(request.user)[:_LATEST],
        **(year_context(agency) or {}),
    }
    return render(request, "overview/home_manager.html", context)


def _agency_admin(request, agency: Agency):
    """The steps of setting the agency up until they are done; who has to be seen to; what changed lately."""
    waiting = waiting_in(agency)
    steps = setup_steps(agency, waiting)
    context = {
        "steps": steps,
        "next_step": next((step for step in steps if step["state"] == "current"), None),
        "waiting": waiting,
        "people": people_to_see_to(agency)[: 2 * _LATEST],
        **_log(agency),
    }
    return render(request, "overview/home_agency_admin.html", context)


def _auditor(request, agency: Agency):
    """What was decided and published lately, what is under way, and the audit log."""
    context = {
        "settled": settled_in(agency)[:_LATEST],
        "under_way": under_way(agency)[:_LATEST],
        "head": audit_head(agency),
        **_log(agency),
    }
    return render(request, "overview/home_auditor.html", context)


def _site_admin(request):
    """What waits for a site administrator, and how the portal is."""
    return render(request, "overview/home_site.html", site_tasks())


def _log(agency: Agency) -> dict[str, object]:
    return {"entries": [describe_event(event) for event in audit_events(agency)[:_LATEST]]}


# The first of these roles that a person holds decides where they start.
_STARTS = (
    (Role.EXECUTIVE, _manager),
    (Role.SECRETARY, _manager),
    (Role.CHIEF, _manager),
    (Role.STAFF, _clerk),
    (Role.AGENCY_ADMIN, _agency_admin),
    (Role.VIEWER, _auditor),
)
