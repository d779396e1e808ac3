"""All departments of an agency in one form."""

from typing import Any

from agencies import actions
from agencies.access import get_agency
from agencies.forms.departments import (
    MAX_DEPARTMENTS,
    ROW_FIELDS,
    BaseDepartmentFormSet,
    DepartmentFormSet,
    DepartmentsForm,
)
from agencies.models import Department
from agencies.roles import Capability
from agencies.views.settings import settings_page
from itaportal.editing.flow import edit_form, form_view, go_on, posted, show_form
from itaportal.editing.rowmoves import is_move, leave_unjudged, rearranged
from itaportal.language import gettext


@form_view
def departments_edit(request, slug):
    """Names, order, new departments, and the removal of those that nothing refers to."""
    agency = get_agency(request, slug, Capability.MANAGE)
    departments, moving = list(agency.departments.all()), is_move(request)
    data = rearranged(request.POST, "departments", ROW_FIELDS, MAX_DEPARTMENTS) if moving else posted(request)
    rows = DepartmentFormSet(data, departments=departments, used=actions.in_use(departments))
    form = DepartmentsForm(data, initial={"opened": ",".join(str(each.pk) for each in departments)})

    def save():
        opened = form.cleaned_data["opened"]
        try:
            actions.save_departments(agency=agency, rows=rows.chosen(), opened=opened, by=request.user)
        except actions.DepartmentInUse as kept:
            form.add_error(
                None,
                gettext(
                    "เอา “{department}” ออกไม่ได้ เพราะมีงานที่ระบุส่วนราชการนี้อยู่ กรุณาเปิดหน้านี้ใหม่ แล้วเอาเครื่องหมายที่ใช้งานอยู่ออกแทน"
                ).format(department=kept.department),
            )
            return None
        return go_on(request, gettext("บันทึกส่วนราชการแล้ว"), "agencies:settings", slug)

    page = settings_page(
        agency,
        gettext("ส่วนราชการ"),
        lead=gettext(
            "รายชื่อและลำดับที่ให้เลือกเมื่อกำหนดผู้รับผิดชอบ ส่วนราชการที่มีงานระบุอยู่เอาออกไม่ได้ ให้เอาเครื่องหมายที่ใช้งานอยู่ออก"
        ),
        rows_label=gettext("แถวที่"),
    )
    shown: dict[str, Any] = {"formset": rows, "template": "agencies/departments_form.html"}
    if moving:
        leave_unjudged(form, rows)
        return show_form(request, page, form, **shown)
    taken = (None, gettext("มีส่วนราชการชื่อนี้แล้ว กรุณาใช้ชื่ออื่น"))
    return edit_form(
        request,
        page,
        form,
        save,
        refusals={actions.DuplicateName: taken},
        compare_rows=lambda current: _compare(current, rows),
        **shown,
    )


def _compare(current: Department, rows: BaseDepartmentFormSet) -> list[dict[str, str]]:
    """Return both names of the department that somebody else saved."""
    return [{"label": gettext("ชื่อส่วนราชการ"), "theirs": current.name, "yours": rows.take_up(current)}]
