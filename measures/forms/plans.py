"""Forms of the plan as a whole."""

from typing import Any

from django import forms

from itaportal.editing.formfields import ThaiDateField, ThaiLineField
from itaportal.editing.forms import VersionedForm
from measures.models import Plan


class PlanForm(VersionedForm):
    """Where the measures were decided; documents quote it."""

    decided_on = ThaiDateField(label="วันที่ของบันทึกที่กำหนดมาตรการ", required=False)
    decided_in = ThaiLineField(label="อยู่ในข้อใดของบันทึกนั้น", max_length=60, required=False, help_text="เช่น ข้อ 6")

    @classmethod
    def initial_of(cls, plan: Plan) -> dict[str, Any]:
        """Return the stored values by field name."""
        return {name: getattr(plan, name) for name in cls.base_fields}


class ChosenForm(forms.Form):
    """Measures ticked in a list."""

    chosen = forms.TypedMultipleChoiceField(
        label="มาตรการ",
        coerce=int,
        error_messages={
            "required": "กรุณาเลือกอย่างน้อยหนึ่งมาตรการ",
            "invalid_choice": "มาตรการที่เลือกไม่อยู่ในรายการแล้ว กรุณาเลือกใหม่",
        },
    )

    def __init__(self, *args, ids: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(pk, str(pk)) for pk in ids]

    def clean_chosen(self) -> set[int]:
        """Return the ids; a suggestion may be ticked under several weak points."""
        return set(self.cleaned_data["chosen"])

    @property
    def ticked(self) -> set[str]:
        """The ids to show as ticked."""
        return {str(pk) for pk in self["chosen"].value() or ()}
