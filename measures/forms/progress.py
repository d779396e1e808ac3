"""Forms of progress rounds."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from itaportal.editing.formfields import ThaiDateField, ThaiLineField, ThaiTextField
from itaportal.editing.forms import VersionedForm
from itaportal.thai import fiscal_year_end, fiscal_year_start, long_date
from measures.enums import Status
from measures.models import Progress


class RoundForm(forms.Form):
    """The day a progress report speaks about."""

    as_at = ThaiDateField(label="รายงาน ณ วันที่")

    def __init__(self, *args, fiscal_year: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fiscal_year = fiscal_year
        self.fields["as_at"].widget.attrs["class"] = "w-date"

    def clean_as_at(self) -> date:
        """Return the day; a day more than a year away from the plan's fiscal year is a slip."""
        day = self.cleaned_data["as_at"]
        first, last = fiscal_year_start(self.fiscal_year - 1), fiscal_year_end(self.fiscal_year + 1)
        if not first <= day <= last:
            raise ValidationError(
                f"แผนปี {self.fiscal_year} รายงานได้ตั้งแต่ {long_date(first)} ถึง {long_date(last)} "
                "กรุณาตรวจปีของวันที่"
            )
        return day


class StatusForm(VersionedForm):
    """A measure's status and note in the list of all; a row without status stays unreported."""

    status = forms.ChoiceField(
        label="สถานะ",
        choices=Status.choices,
        required=False,
        show_hidden_initial=True,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "กรุณาเลือกสถานะจากรายการ"},
    )
    note = ThaiLineField(label="หมายเหตุ", max_length=300, required=False, show_hidden_initial=True)

    @classmethod
    def initial_of(cls, entry: Progress) -> dict[str, Any]:
        """Return the stored values by field name."""
        return {name: getattr(entry, name) for name in cls.base_fields}

    def clean(self):
        data = super().clean()
        if data.get("note") and not data.get("status") and "status" not in self.errors:
            self.add_error("status", "กรุณาเลือกสถานะด้วย จึงจะบันทึกหมายเหตุได้")
        return data

    @property
    def is_answered(self) -> bool:
        """Whether the person chose something else than what the page showed."""
        return bool(self.cleaned_data["status"]) and bool({"status", "note"} & set(self.changed_data))


class ProgressForm(VersionedForm):
    """All that is reported on one measure."""

    status = forms.ChoiceField(
        label="สถานะ",
        choices=Status.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "กรุณาเลือกสถานะ", "invalid_choice": "กรุณาเลือกสถานะจากรายการ"},
    )
    note = ThaiLineField(
        label="หมายเหตุ",
        max_length=300,
        required=False,
        help_text="ข้อความสั้นข้างสถานะ เช่น ตรวจสอบได้ที่เว็บไซต์ของหน่วยงาน",
    )
    action_taken = ThaiTextField(label="สิ่งที่ได้ดำเนินการ", max_length=10_000, required=False)
    result = ThaiTextField(label="ผลการดำเนินการ", max_length=10_000, required=False)
    outcome = ThaiTextField(
        label="ผลลัพธ์หรือความสำเร็จ",
        max_length=10_000,
        required=False,
        help_text="สิ่งที่ดีขึ้น เช่น จำนวนผู้ใช้บริการ คะแนนที่เพิ่มขึ้น",
    )
    suggestion = ThaiTextField(label="ข้อเสนอแนะ", max_length=10_000, required=False)

    @classmethod
    def initial_of(cls, entry: Progress) -> dict[str, Any]:
        """Return the stored values by field name."""
        return {name: getattr(entry, name) for name in cls.base_fields}
