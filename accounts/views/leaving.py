"""A person leaves the agency, and what became of the work they left."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import actions
from accounts.forms.leaving import LeavingForm
from accounts.handover import NotHandedOver, in_order, work_kinds
from agencies.access import get_agency
from agencies.actions import LastAdministrator, NeedsConfirmation, OwnAccess
from agencies.models import Agency, Membership
from agencies.roles import Capability
from agencies.signers import signers
from agencies.views.people import LAST_ADMINISTRATOR
from agencies.views.settings import propose, settings_page
from itaportal.editing.flow import edit_form, form_view, go_on, posted
from itaportal.language import gettext, gettext_lazy
from itaportal.thai.dates import long_date
from itaportal.translated import translated

_LEAD = gettext_lazy(
    "ตั้งแต่วันที่กำหนด บุคคลนี้ทำงานในหน่วยงานไม่ได้อีก บัญชียังใช้เข้าระบบและใช้กับหน่วยงานอื่นได้ เอกสารที่ลงนามแล้วคงชื่อเดิม"
)
_SIGNS = gettext_lazy(" บุคคลนี้เป็นผู้ลงนาม สิ่งที่บันทึกจึงเป็นข้อเสนอ มีผลเมื่อผู้ลงนามท่านอื่นยืนยัน")
_OWN = gettext_lazy(
    "ท่านให้ตนเองพ้นจากหน้าที่ผู้ดูแลข้อมูลหน่วยงานไม่ได้ เพราะจะเข้าหน้านี้ไม่ได้อีก กรุณาให้ผู้ดูแลข้อมูลหน่วยงานคนอื่นหรือผู้ดูแลระบบทำให้"
)
_ALREADY = gettext_lazy(
    "บทบาทนี้สิ้นสุดแล้วและไม่มีงานค้าง หรือยังไม่เริ่มในวันที่กรอก กรุณาตรวจวันที่ หรือแก้ไขระยะเวลาในหน้าข้อมูลของบุคคล"
)


@form_view
def leave(request, slug, pk):
    """End somebody's roles in the agency and hand over what they leave."""
    agency = get_agency(request, slug, Capability.MANAGE)
    membership = get_object_or_404(agency.memberships.select_related("user"), pk=pk)
    open_roles = _open_roles(agency, membership)
    form = _form(request, agency, open_roles)
    if membership.ends_on and membership.ends_on < timezone.localdate() and not form.work:
        raise Http404
    signs = agency.pk in signers().agencies_of(membership.user)

    def save():
        given = {
            "memberships": list(form.cleaned_data["roles"]),
            "from_day": form.cleaned_data["from_day"],
            "reason": form.cleaned_data["reason"],
            "successors": form.successors(),
        }
        try:
            made = actions.leave(agency=agency, by=request.user, **given)
        except NotHandedOver as refused:
            name = f"to_{refused.kind}"
            return form.add_error(name if name in form.fields else None, translated(refused))
        except NeedsConfirmation:
            return _propose(request, form, agency, given)
        when = long_date(made.from_day)
        said = gettext("{user} พ้นจากหน้าที่ตั้งแต่วันที่ {when}").format(user=made.user.get_full_name(), when=when)
        if made.carried_out_at and made.handovers.exists():
            return go_on(
                request, gettext("{said} ส่งมอบงานแล้ว").format(said=said), "accounts:departure", slug, made.pk
            )
        return go_on(request, gettext("{said} บันทึกแล้ว").format(said=said), "agencies:settings", slug)

    page = settings_page(
        agency,
        gettext("{user} พ้นจากหน้าที่").format(user=membership.user.get_full_name()),
        lead=_LEAD + (_SIGNS if signs else ""),
        submit=gettext("ส่งข้อเสนอ") if signs else gettext("ให้พ้นจากหน้าที่และส่งมอบงาน"),
    )
    refusals = {
        OwnAccess: ("roles", _OWN),
        LastAdministrator: ("roles", LAST_ADMINISTRATOR),
        actions.AlreadyLeft: ("from_day", _ALREADY),
    }
    return edit_form(request, page, form, save, refusals=refusals)


def _open_roles(agency: Agency, membership: Membership) -> list[Membership]:
    """Return the role that was asked for, and the person's others in the agency that have not ended."""
    open_ones = Q(ends_on__isnull=True) | Q(ends_on__gte=timezone.localdate()) | Q(pk=membership.pk)
    roles = agency.memberships.filter(open_ones, user=membership.user_id)
    return sorted(roles.select_related("user"), key=lambda role: (role.pk != membership.pk, role.pk))


def _form(request, agency: Agency, roles: list[Membership]) -> LeavingForm:
    leaving = replace(actions.leaving_of(agency, roles, timezone.localdate()), is_asked=True)
    work = actions.open_work(leaving)
    people = {kind.key: list(in_order(kind.candidates(leaving))) for kind in work}
    return LeavingForm(posted(request), memberships=roles, work=work, people=people)


def _propose(request, form: LeavingForm, agency: Agency, given: dict[str, Any]):
    content = {
        "memberships": [membership.pk for membership in given["memberships"]],
        "from_day": given["from_day"].isoformat(),
        "reason": given["reason"],
        "successors": {key: to.pk for key, to in given["successors"].items()},
        "by": request.user.get_full_name(),
    }
    return propose(request, form, "leave", agency=agency, about=given["memberships"][0].pk, content=content)


@require_safe
def departure(request, slug, pk):
    """Who left, why, and what went to whom; for those who administer or audit the agency, and who took work over."""
    agency = get_agency(request, slug)
    departures = agency.departures.select_related("user")
    found = get_object_or_404(departures, pk=pk)
    took_over = found.handovers.filter(to__user=request.user).exists()
    if not (took_over or request.capabilities & {Capability.MANAGE, Capability.AUDIT}):
        raise PermissionDenied
    kinds = work_kinds()
    work = [
        {"label": kinds[each.kind].label, "to": each.to, "items": each.items}
        for each in found.handovers.select_related("to__user")
    ]
    words = {"departure": found, "roles": found.memberships.all(), "work": work}
    return render(request, "accounts/departure.html", words)
