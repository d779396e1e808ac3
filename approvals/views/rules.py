"""The agency's rules of approval and its substitutes; for its administrators."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from agencies.access import get_agency
from agencies.models import Agency
from agencies.roles import Capability
from approvals import actions
from approvals.forms.rules import RulesForm, SubstituteForm
from approvals.models import Substitute
from approvals.queries.editions import submitter_may_decide

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
def rules(request, slug):
    """Whether people may sign what they submitted, and who acts for whom."""
    agency = get_agency(request, slug, Capability.MANAGE)
    if request.method == "POST":
        form = RulesForm(request.POST)
        form.full_clean()
        actions.save_rules(agency=agency, by=request.user, **form.cleaned_data)
        messages.success(request, "บันทึกข้อกำหนดการพิจารณาแล้ว")
        return redirect("approvals:rules", slug)
    form = RulesForm(initial={"submitter_may_decide": submitter_may_decide(agency)})
    context = {"form": form, **_substitutes(agency, request.GET.get("page"))}
    return render(request, "approvals/rules.html", context)


def _substitutes(agency: Agency, page) -> dict:
    """Return the agency's substitutes of today, of later and of before (in pages)."""
    today = timezone.localdate()
    everyone = agency.substitutes.select_related("principal__user", "deputy__user")
    past = everyone.filter(ends_on__lt=today)
    return {
        "acting": everyone.filter(starts_on__lte=today, ends_on__gte=today).order_by("ends_on", "pk"),
        "coming": everyone.filter(starts_on__gt=today).order_by("starts_on", "pk"),
        "past": Paginator(past, 20).get_page(page),
    }


@form_view
def substitute_add(request, slug):
    """Appoint somebody to act for a member of the chain."""
    agency = get_agency(request, slug, Capability.MANAGE)
    return _substitute(request, agency, None, "กำหนดผู้ปฏิบัติหน้าที่แทน")


@form_view
def substitute_edit(request, slug, pk):
    """Change an appointment; what was signed under it keeps its text."""
    agency = get_agency(request, slug, Capability.MANAGE)
    return _substitute(request, agency, _of(agency, pk), "แก้ไขผู้ปฏิบัติหน้าที่แทน")


def _substitute(request, agency: Agency, substitute: Substitute | None, title: str):
    form = SubstituteForm(request.POST or None, agency=agency, substitute=substitute)
    if request.method == "POST" and form.is_valid():
        saved = actions.save_substitute(
            agency=agency, substitute=substitute, by=request.user, **form.cleaned_data
        )
        messages.success(request, f"บันทึกแล้ว ใต้ชื่อผู้ลงนามจะพิมพ์ว่า “{saved.authority}”")
        return redirect("approvals:rules", agency.slug)
    context = {"form": form, "substitute": substitute, "title": title}
    return render(request, "approvals/substitute_form.html", context)


@require_POST
def substitute_remove(request, slug, pk):
    """Ask first, then end the appointment at once."""
    agency = get_agency(request, slug, Capability.MANAGE)
    substitute = _of(agency, pk)
    if "confirm" not in request.POST:
        hidden = [{"name": "confirm", "value": "1"}]
        return render(
            request, "approvals/substitute_remove.html", {"substitute": substitute, "hidden": hidden}
        )
    actions.remove_substitute(substitute=substitute, by=request.user)
    messages.success(request, f"ยกเลิกการปฏิบัติหน้าที่แทนของ {substitute.deputy.user.get_full_name()} แล้ว")
    return redirect("approvals:rules", slug)


def _of(agency: Agency, pk: int) -> Substitute:
    people = agency.substitutes.select_related("agency", "principal__user", "deputy__user")
    return get_object_or_404(people, pk=pk)
