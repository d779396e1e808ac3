"""The handbook, for anybody: its index by task and by role, and its pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.access import get_agency
from agencies.enums import Role
from agencies.models import Agency
from agencies.roles import Capability
from approvals.queries.signers import waiting_in
from handbook.facts import whole_text
from handbook.models import Manual
from handbook.pages import HelpPage, page_by, pages, parts
from handbook.rendering import as_html, contents
from itaportal.keeping.kept import BrokenFile, open_whole
from itaportal.language import gettext_lazy
from overview.setup import setup_steps
from overview.views.cycle import year_context


@login_not_required
@require_safe
def index(request):
    """Every page by what it is about; ?role= leaves those of one role."""
    asked = request.GET.get("role", "")
    role = asked if asked in READERS else ""
    shown = [(part, [page for page in found if not role or role in page.roles]) for part, found in parts()]
    context = {
        "parts": [(part, found) for part, found in shown if found],
        "readers": READERS.items(),
        "role": role,
        "has_manual": Manual.objects.exists(),
        "frame": _frame(request),
    }
    return render(request, "handbook/index.html", context)


@login_not_required
@require_safe
def page(request, slug):
    """One page, with its contents and what comes before and after it."""
    found = page_by(slug)
    if found is None:
        raise Http404
    place, text = pages().index(found), whole_text(found)
    context = {
        "help_page": found,
        "text": as_html(text),
        "contents": contents(text),
        "before": pages()[place - 1] if place else None,
        "after": pages()[place + 1] if place + 1 < len(pages()) else None,
        "opened": _opened(request, found),
        "frame": _frame(request),
    }
    return render(request, "handbook/page.html", context)


@login_not_required
@require_safe
def manual(request):
    """The handbook as PDF, the newest that is stored; who asks before there is one is shown the pages."""
    newest = Manual.objects.first()
    try:
        file = open_whole(newest.file.name, newest.sha256) if newest else None
    except (FileNotFoundError, BrokenFile):
        file = None
    if file is None:
        return redirect("help")
    return FileResponse(file, content_type="application/pdf", filename="ita-handbook.pdf")


@require_safe
def start(request, slug):
    """The first run of an agency: what it has to have once, then the steps of its first year, and the next of them all.

    Steps that the person may not take are told without a link.
    """
    agency = get_agency(request, slug)
    setting_up, year = setup_steps(agency, waiting_in(agency)), year_context(agency)
    may_manage = Capability.MANAGE in request.capabilities
    if not may_manage:
        setting_up = [{**step, "url": ""} for step in setting_up]
    mine = setting_up if may_manage else []
    if Capability.ENTER in request.capabilities:
        mine = [*mine, *(year["steps"] if year else [])]
    context = {
        "setting_up": setting_up,
        "year": year,
        "next_step": next((step for step in mine if step["state"] == "current"), None),
        "is_done": all(step["state"] == "done" for step in [*setting_up, *(year["steps"] if year else [])])
        and year is not None,
    }
    return render(request, "handbook/start.html", context)


def _frame(request) -> str:
    return "base.html" if request.user.is_authenticated else "base_public.html"


def _opened(request, found: HelpPage) -> str:
    """Return where the person does what the page tells, "" for strangers and for those who see several agencies."""
    if not (found.opens and request.user.is_authenticated):
        return ""
    if ":" not in found.opens:
        return reverse(found.opens)
    agencies = Agency.objects.visible_to(request.user)[:2]
    return reverse(found.opens, args=[agencies[0].slug]) if len(agencies) == 1 else ""


# Who the handbook is read by: the roles of an agency, who oversees many, who looks after the portal, anybody.
READERS = {
    **{str(role): role.label for role in Role},
    "overseer": gettext_lazy("ผู้กำกับดูแลหลายหน่วยงาน"),
    "site_admin": gettext_lazy("ผู้ดูแลระบบ"),
    "public": gettext_lazy("ประชาชนและผู้ตรวจสอบ"),
}
