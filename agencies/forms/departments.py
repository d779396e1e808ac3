"""The form of all departments of an agency: a row for each, in order."""

from copy import copy
from typing import Any

from django import forms

from agencies.actions import DepartmentRow
from agencies.models import Department
from itaportal.editing.forms import LaidOutForm, VersionedForm
from itaportal.editing.layout import QuietField
from itaportal.editing.modelfields import form_field
from itaportal.language import gettext, gettext_lazy

MAX_DEPARTMENTS = 60
ROW_FIELDS = ("pk", "version", "name", "active")


class DepartmentsForm(VersionedForm):
    """Which departments the page was opened with; they themselves are rows of their own."""

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_opened(self) -> list[int]:
        """Return the ids."""
        return [int(pk) for pk in self.cleaned_data["opened"].split(",") if pk.isascii() and pk.isdigit()]

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        return {}


class DepartmentRowForm(LaidOutForm):
    """One department; an empty row is left out."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = form_field(Department, "name", required=False)
    active = forms.BooleanField(label=gettext_lazy("ใช้งานอยู่"), required=False)

    def lay_out(self):
        return ["pk", "version", QuietField("name"), "active"]

    def clean(self):
        data = super().clean()
        if data.get("pk") and not data.get("name") and "name" not in self.errors:
            self.add_error("name", gettext("กรุณากรอกชื่อส่วนราชการ ถ้าไม่ใช้แล้ว ให้เอาเครื่องหมายที่ใช้งานอยู่ออก"))
        return data


class BaseDepartmentFormSet(forms.BaseFormSet):
    """The departments in order; ``used`` are those that cannot be removed."""

    def __init__(self, data=None, *, departments, used):
        self.used = used
        stored = [
            {"pk": each.pk, "version": each.version, "name": each.name, "active": each.active}
            for each in departments
        ]
        # A row to type into where there is none yet.
        stored = stored or [{"active": True}]
        super().__init__(
            data,
            initial=None if data is not None else stored,
            prefix="departments",
            error_messages={
                "too_many_forms": gettext("มีส่วนราชการได้ไม่เกิน {max_departments} แห่ง กรุณาเอาบางแห่งออก").format(
                    max_departments=MAX_DEPARTMENTS
                ),
                "missing_management_form": gettext("ข้อมูลส่วนราชการมาไม่ครบ กรุณาเปิดหน้านี้ใหม่แล้วบันทึกอีกครั้ง"),
            },
        )

    def clean(self):
        """Refuse a name that stands in an earlier row."""
        seen: dict[str, int] = {}
        for place, form in enumerate(self.forms, start=1):
            name = getattr(form, "cleaned_data", {}).get("name")
            if name and seen.setdefault(name, place) != place:
                form.add_error("name", gettext("ชื่อนี้อยู่ในแถวที่ {seen} แล้ว กรุณาใช้ชื่ออื่น").format(seen=seen[name]))

    @property
    def has_room(self) -> bool:
        """Whether a row can be added."""
        return self.total_form_count() < MAX_DEPARTMENTS

    def lines(self) -> list[tuple[DepartmentRowForm, bool]]:
        """Return each row with whether it may be taken out."""
        return [(form, str(form["pk"].value()) not in {str(pk) for pk in self.used}) for form in self.forms]

    def chosen(self) -> list[DepartmentRow]:
        """Return the valid rows that have a name."""
        rows = [form.cleaned_data for form in self.forms]
        return [
            DepartmentRow(row["pk"], row["version"] or 0, row["name"], row["active"])
            for row in rows
            if row.get("name")
        ]

    def take_up(self, current: Department) -> str:
        """Let the department's row carry its stored version, and return the name typed there."""
        data: Any = copy(self.data)
        self.data = data
        for form in self.forms:
            form.data = data
            if str(form["pk"].value()) == str(current.pk):
                data[form.add_prefix("version")] = str(current.version)
                return form.cleaned_data.get("name", "")
        return ""


DepartmentFormSet = forms.formset_factory(
    DepartmentRowForm,
    formset=BaseDepartmentFormSet,
    extra=0,
    max_num=MAX_DEPARTMENTS,
    absolute_max=MAX_DEPARTMENTS,
)
