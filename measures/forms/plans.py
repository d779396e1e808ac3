"""Forms of the plan as a whole."""

from django import forms

from itaportal.editing.forms import LaidOutForm, RowForm
from itaportal.language import gettext_lazy
from measures.actions import PLAN_FIELDS
from measures.forms.measures import DepartmentsField
from measures.models import Plan


class PlanForm(RowForm):
    """Where the measures were decided; documents quote it."""

    class Meta:
        model = Plan
        fields = PLAN_FIELDS


class ChosenForm(LaidOutForm):
    """Measures ticked in a list."""

    chosen = forms.TypedMultipleChoiceField(
        label=gettext_lazy("มาตรการ"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("กรุณาเลือกอย่างน้อยหนึ่งมาตรการ"),
            "invalid_choice": gettext_lazy("มาตรการที่เลือกไม่อยู่ในรายการแล้ว กรุณาเลือกใหม่"),
        },
    )

    def __init__(self, *args, ids: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("chosen", [(pk, str(pk)) for pk in ids])

    def clean_chosen(self) -> set[int]:
        """Return the ids; a suggestion may be ticked under several weak points."""
        return set(self.cleaned_data["chosen"])

    @property
    def ticked(self) -> set[str]:
        """The ids to show as ticked."""
        return {str(pk) for pk in self["chosen"].value() or ()}


class SuggestForm(ChosenForm):
    """Measures of the catalogue, and who is responsible for those that are taken."""

    departments = DepartmentsField(
        None,
        label=gettext_lazy("ส่วนราชการที่รับผิดชอบมาตรการที่เลือก"),
        required=False,
        help_text=gettext_lazy("ใส่ให้ทุกข้อที่เลือก แก้เป็นรายข้อภายหลังได้"),
    )

    def __init__(self, *args, departments, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["departments"].queryset = departments
        if not departments:
            del self.fields["departments"]
