"""Who signs the agency's documents, in order."""

from itertools import zip_longest

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from agencies import actions
from agencies.access import get_agency
from agencies.concurrency import StaleEdit
from agencies.editing import resolve_conflict
from agencies.forms import ChainForm, ChainFormSet
from agencies.models import Agency, Membership
from agencies.roles import Capability


@require_http_methods(["GET", "HEAD", "POST"])
def chain_edit(request, slug):
    """Choose the signatories and their headings."""
    agency = get_agency(request, slug, Capability.MANAGE)
    people = Membership.objects.selectable_for_chain(agency).select_related("user")
    formset = ChainFormSet(request.POST or None, steps=agency.approval_steps.all(), memberships=people)
    form = ChainForm(request.POST or None, initial={"version": agency.version})
    conflict = None
    if request.method == "POST" and form.is_valid() and formset.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            actions.save_chain(agency=agency, steps=formset.chosen(), version=version, by=request.user)
        except StaleEdit as stale:
            conflict = resolve_conflict(form, stale, {}) | {"rows": _rows(agency, formset)}
        else:
            messages.success(request, "บันทึกลำดับผู้ลงนามแล้ว")
            return redirect("agencies:settings", slug)
    context = {"formset": formset, "form": form, "conflict": conflict}
    return render(request, "agencies/chain_form.html", context, status=409 if conflict else 200)


def _rows(agency: Agency, formset: ChainFormSet) -> list[dict[str, str]]:
    """Return both chains side by side, for a conflict."""
    steps = agency.approval_steps.select_related("membership__user")
    theirs = [_words(step.membership, step.heading) for step in steps]
    yours = [_words(*row) for row in formset.chosen()]
    return [
        {"label": f"ลำดับที่ {place}", "theirs": their, "yours": your}
        for place, (their, your) in enumerate(zip_longest(theirs, yours, fillvalue=""), start=1)
    ]


def _words(membership: Membership, heading: str) -> str:
    return f"{membership}\nหัวข้อ “{heading}”" if heading else str(membership)
