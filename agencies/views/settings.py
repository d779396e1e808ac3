"""The agency's own data: letterhead, departments, people, approval chain."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import formset_factory
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from agencies import actions
from agencies.access import get_agency
from agencies.concurrency import StaleEdit
from agencies.editing import resolve_conflict
from agencies.forms import (
    AgencyForm,
    ChainStepForm,
    DepartmentForm,
    EmblemForm,
    MemberForm,
    NewMemberForm,
)
from agencies.models import Agency, Department, Membership
from agencies.roles import Capability

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def detail(request, slug):
    """Everything about the agency on one page, each part with its change link."""
    agency = get_agency(request, slug, Capability.MANAGE)
    people = agency.memberships.select_related("user").order_by("role", "pk")
    return render(
        request,
        "agencies/settings_detail.html",
        {
            "departments": agency.departments.all(),
            "people": Paginator(people, 50).get_page(request.GET.get("page")),
            "chain": agency.approval_steps.select_related("membership__user"),
        },
    )


@form_view
def agency_edit(request, slug):
    """Letterhead data and thresholds."""
    agency = get_agency(request, slug, Capability.MANAGE)
    form = AgencyForm(request.POST or None, initial=AgencyForm.initial_of(agency))
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            actions.save_agency(agency=agency, values=form.cleaned_data, version=version, by=request.user)
        except StaleEdit as stale:
            conflict = resolve_conflict(form, stale, AgencyForm.initial_of(stale.current))
        else:
            messages.success(request, "บันทึกข้อมูลหน่วยงานแล้ว")
            return redirect("agencies:settings", slug)
    context = {"form": form, "conflict": conflict, "title": "ข้อมูลหน่วยงานและเกณฑ์คะแนน"}
    return render(request, "agencies/settings_form.html", context, status=409 if conflict else 200)


@form_view
def emblem_edit(request, slug):
    """Upload or remove the emblem."""
    agency = get_agency(request, slug, Capability.MANAGE)
    if request.method == "POST" and "remove" in request.POST:
        actions.save_emblem(agency=agency, png=None, by=request.user)
        messages.success(request, "ลบตราของหน่วยงานแล้ว")
        return redirect("agencies:settings", slug)
    form = EmblemForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        actions.save_emblem(agency=agency, png=form.cleaned_data["file"], by=request.user)
        messages.success(request, "บันทึกตราของหน่วยงานแล้ว")
        return redirect("agencies:settings", slug)
    return render(request, "agencies/emblem_form.html", {"form": form})


@form_view
def department_add(request, slug):
    """A new department."""
    agency = get_agency(request, slug, Capability.MANAGE)
    return _department(request, agency, None, "เพิ่มส่วนราชการ")


@form_view
def department_edit(request, slug, pk):
    """Rename a department or take it out of use."""
    agency = get_agency(request, slug, Capability.MANAGE)
    return _department(request, agency, get_object_or_404(agency.departments, pk=pk), "แก้ไขส่วนราชการ")


def _department(request, agency: Agency, department: Department | None, title: str):
    initial = {"name": department.name, "active": department.active} if department else None
    form = DepartmentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_department(
                agency=agency, department=department, by=request.user, **form.cleaned_data
            )
        except actions.DuplicateName:
            form.add_error("name", "มีส่วนราชการชื่อนี้แล้ว กรุณาใช้ชื่ออื่น")
        else:
            messages.success(request, f"บันทึกส่วนราชการ “{form.cleaned_data['name']}” แล้ว")
            return redirect("agencies:settings", agency.slug)
    return render(request, "agencies/settings_form.html", {"form": form, "title": title})


@form_view
def member_add(request, slug):
    """A new person in the agency."""
    agency = get_agency(request, slug, Capability.MANAGE)
    form = NewMemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_member(agency=agency, by=request.user, **form.cleaned_data)
        except actions.DuplicateName:
            form.add_error("username", "ชื่อผู้ใช้นี้มีคนใช้แล้ว กรุณาตั้งชื่ออื่น")
        else:
            messages.success(request, f"เพิ่ม {form.cleaned_data['first_name']} เป็นสมาชิกหน่วยงานแล้ว")
            return redirect("agencies:settings", slug)
    return render(request, "agencies/settings_form.html", {"form": form, "title": "เพิ่มบุคคล"})


@form_view
def member_edit(request, slug, pk):
    """A person's role, position title and time in the agency."""
    agency = get_agency(request, slug, Capability.MANAGE)
    membership = get_object_or_404(agency.memberships.select_related("user"), pk=pk)
    form = MemberForm(request.POST or None, initial=MemberForm.initial_of(membership))
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_member(membership=membership, by=request.user, **form.cleaned_data)
        except actions.DuplicateName:
            form.add_error("role", "บุคคลนี้มีบทบาทนี้ในหน่วยงานอยู่แล้ว")
        else:
            messages.success(request, "บันทึกข้อมูลบุคคลแล้ว")
            return redirect("agencies:settings", slug)
    title = f"แก้ไขข้อมูลของ {membership.user.get_full_name()}"
    return render(request, "agencies/settings_form.html", {"form": form, "title": title})


@form_view
def chain_edit(request, slug):
    """Who signs the agency's documents, in order."""
    agency = get_agency(request, slug, Capability.MANAGE)
    memberships = Membership.objects.current().filter(agency=agency).select_related("user")
    steps = agency.approval_steps.select_related("membership")
    formset = formset_factory(ChainStepForm, extra=2, max_num=8, absolute_max=8)(
        request.POST or None,
        initial=[{"membership": step.membership_id, "heading": step.heading} for step in steps],
        form_kwargs={"memberships": memberships},
        prefix="steps",
    )
    if request.method == "POST" and formset.is_valid():
        chosen = [form.cleaned_data for form in formset if form.cleaned_data.get("membership")]
        actions.save_chain(
            agency=agency,
            steps=[(entry["membership"], entry["heading"]) for entry in chosen],
            by=request.user,
        )
        messages.success(request, "บันทึกลำดับผู้ลงนามแล้ว")
        return redirect("agencies:settings", slug)
    return render(request, "agencies/chain_form.html", {"formset": formset})
