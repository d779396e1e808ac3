"""The agency's own data: letterhead, emblem, departments."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from agencies import actions
from agencies.access import get_agency
from agencies.concurrency import StaleEdit
from agencies.editing import resolve_conflict
from agencies.forms import (
    AgencyForm,
    DepartmentForm,
    EmblemForm,
)
from agencies.models import Agency, Department
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
    initial = DepartmentForm.initial_of(department) if department else None
    form = DepartmentForm(request.POST or None, initial=initial)
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_department(
                agency=agency, department=department, by=request.user, **form.cleaned_data
            )
        except StaleEdit as stale:
            conflict = resolve_conflict(form, stale, DepartmentForm.initial_of(stale.current))
        except actions.DuplicateName:
            form.add_error("name", "มีส่วนราชการชื่อนี้แล้ว กรุณาใช้ชื่ออื่น")
        else:
            messages.success(request, f"บันทึกส่วนราชการ “{form.cleaned_data['name']}” แล้ว")
            return redirect("agencies:settings", agency.slug)
    context = {"form": form, "conflict": conflict, "title": title}
    return render(request, "agencies/settings_form.html", context, status=409 if conflict else 200)
