"""Forms of the plan as a table: what it shows, and what is changed in several measures at once."""

from collections.abc import Iterable
from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from itaportal.editing.forms import LaidOutForm
from itaportal.editing.layout import Field, Pair, Section
from itaportal.editing.modelfields import form_field
from itaportal.language import gettext, gettext_lazy
from itaportal.templatetags.thai import digits
from itaportal.thai.dates import short_date
from measures.enums import PlanColumn, PlanGroup, Status
from measures.forms.measures import DepartmentsField, check_period
from measures.models import Measure, ProgressRound


class PlanViewForm(LaidOutForm):
    """How a person wants to see the plan."""

    group = forms.ChoiceField(label=gettext_lazy("จัดกลุ่มตาม"), choices=PlanGroup.choices, required=False)
    columns = forms.MultipleChoiceField(
        label=gettext_lazy("คอลัมน์"),
        choices=PlanColumn.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @property
    def chosen(self) -> dict[str, Any]:
        """What is asked for; what is unknown counts as not asked for."""
        self.is_valid()
        return {
            "group": self.cleaned_data.get("group") or "",
            "columns": self.cleaned_data.get("columns") or [],
        }


class RowVersionsField(forms.Field):
    """The rows as they were opened: "measure-version-round-version of its entry" each; cleaned to the three by id."""

    widget = forms.MultipleHiddenInput

    def clean(self, value):
        found = {}
        for text in value or ():
            numbers = str(text).split("-")
            if len(numbers) != 4 or not all(each.isdecimal() and len(each) < 18 for each in numbers):
                raise ValidationError(gettext("ข้อมูลส่งมาไม่ครบ กรุณาเลือกมาตรการใหม่จากหน้าแผน"))
            pk, *versions = map(int, numbers)
            found[pk] = tuple(versions)
        return found


class BulkForm(LaidOutForm):
    """What to change in the chosen measures; what is left empty stays as each of them has it."""

    rows = RowVersionsField()
    departments = DepartmentsField(None, label=gettext_lazy("ส่วนราชการที่รับผิดชอบ"), required=False)
    adds_departments = forms.BooleanField(
        label=gettext_lazy("คงส่วนราชการเดิมไว้ด้วย"),
        required=False,
        help_text=gettext_lazy("ไม่เลือก = ใช้ส่วนราชการที่เลือกด้านบนแทนของเดิม"),
    )
    period_start = form_field(Measure, "period_start")
    period_end = form_field(Measure, "period_end")
    status = forms.ChoiceField(label=gettext_lazy("สถานะ"), required=False)
    place = forms.IntegerField(
        label=gettext_lazy("ย้ายไปเริ่มที่ลำดับ"),
        required=False,
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"class": "w-num", "inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("ข้อที่เลือกเรียงต่อกันตามลำดับเดิม"),
        error_messages={
            "invalid": gettext_lazy("กรุณากรอกลำดับเป็นตัวเลข เช่น 2"),
            "min_value": gettext_lazy("ลำดับเริ่มที่ 1"),
            "max_value": gettext_lazy("ลำดับต้องไม่เกิน 999"),
        },
    )
    copy_to = forms.TypedChoiceField(
        label=gettext_lazy("คัดลอกไปแผนปี"), required=False, coerce=int, empty_value=None
    )

    def __init__(
        self, *args, departments, progress_round: ProgressRound | None, years: Iterable[int], **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.fields["departments"].queryset = departments  # type: ignore[attr-defined]  # a choice of models
        self.offer("status", [("", gettext("– ไม่เปลี่ยน –")), *Status.choices])
        self.offer("copy_to", [("", gettext("– ไม่คัดลอก –")), *((year, digits(year)) for year in years)])
        if not departments:
            del self.fields["departments"], self.fields["adds_departments"]
        if progress_round is None:
            del self.fields["status"]
        else:
            self.fields["status"].help_text = digits(
                gettext("ในรอบรายงานล่าสุด ณ {as_at}").format(as_at=short_date(progress_round.as_at))
            )
        if len(self.fields["copy_to"].choices) == 1:  # type: ignore[attr-defined]  # a choice
            del self.fields["copy_to"]

    def lay_out(self):
        period = [Field(name, css_class="w-date") for name in ("period_start", "period_end")]
        return [
            *self.present("rows"),
            Section(
                "change", gettext("เปลี่ยนอะไร"), *self.present("departments", "adds_departments"), Pair(*period), *self.present("status"),
                "place", *self.present("copy_to"), help_text=gettext("ช่องที่เว้นว่างไม่เปลี่ยน แต่ละข้อคงค่าเดิมของตน"),
            ),
        ]  # fmt: skip

    def clean(self):
        data = super().clean()
        check_period(self)
        names = ("departments", "period_start", "status", "place", "copy_to")
        if not self.errors and not any(data.get(name) for name in names):
            raise ValidationError(gettext("ยังไม่ได้เลือกว่าจะเปลี่ยนอะไร กรุณาเลือกหรือกรอกอย่างน้อยหนึ่งช่อง"))
        return data

    def open_anew(self, rows: list[str]) -> None:
        """Take the versions of now up, so that saving again is a decision."""
        data: Any = copy(self.data)
        data.setlist(self.add_prefix("rows"), rows)
        self.data = data
