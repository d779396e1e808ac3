"""The people of an agency: adding them, their names, roles and time in office."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from agencies import actions
from agencies.access import get_agency
from agencies.concurrency import StaleEdit
from agencies.editing import resolve_conflict
from agencies.forms import MemberForm, NewMemberForm
from agencies.models import Membership
from agencies.roles import Capability

form_view = require_http_methods(["GET", "HEAD", "POST"])
_OWN_ACCESS = (
    "คุณเปลี่ยนบทบาทหรือระยะเวลาของตนเองในฐานะผู้ดูแลไม่ได้ เพราะจะเข้าหน้านี้ไม่ได้อีก "
    "กรุณาให้ผู้ดูแลข้อมูลหน่วยงานคนอื่นหรือผู้ดูแลระบบเปลี่ยนให้"
)


@form_view
def member_add(request, slug):
    """A new person in the agency."""
    agency = get_agency(request, slug, Capability.MANAGE)
    form = NewMemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_member(agency=agency, by=request.user, **form.cleaned_data)
        except actions.DuplicateName:
            form.add_error("username", "ชื่อผู้ใช้นี้มีคนใช้แล้ว ตัวพิมพ์เล็กหรือใหญ่ถือว่าเหมือนกัน กรุณาตั้งชื่ออื่น")
        else:
            messages.success(request, f"เพิ่ม {form.cleaned_data['first_name']} เป็นสมาชิกหน่วยงานแล้ว")
            return redirect("agencies:settings", slug)
    return render(request, "agencies/settings_form.html", {"form": form, "title": "เพิ่มบุคคล"})


@form_view
def member_edit(request, slug, pk):
    """A person's name, role, position title and time in the agency."""
    agency = get_agency(request, slug, Capability.MANAGE)
    membership = get_object_or_404(agency.memberships.select_related("user"), pk=pk)
    title = f"แก้ไขข้อมูลของ {membership.user.get_full_name()}"
    form = MemberForm(request.POST or None, initial=MemberForm.initial_of(membership))
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            _save(membership, form, request.user)
        except StaleEdit as stale:
            conflict = resolve_conflict(form, stale, MemberForm.initial_of(stale.current))
        else:
            if form.is_valid():
                messages.success(request, "บันทึกข้อมูลบุคคลแล้ว")
                return redirect("agencies:settings", slug)
    context = {"form": form, "conflict": conflict, "title": title}
    return render(request, "agencies/settings_form.html", context, status=409 if conflict else 200)


def _save(membership: Membership, form: MemberForm, by) -> None:
    """Save the valid form, or put at its field why that cannot be; raises StaleEdit."""
    values = dict(form.cleaned_data)
    try:
        actions.save_member(membership=membership, values=values, version=values.pop("version") or 0, by=by)
    except actions.OwnAccess as refused:
        form.add_error(refused.field, _OWN_ACCESS)
    except actions.DuplicateName:
        form.add_error("role", "บุคคลนี้มีบทบาทนี้ในหน่วยงานอยู่แล้ว")
