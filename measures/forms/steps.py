"""The ordered steps of a measure as rows."""

from typing import Any

from django import forms

from itaportal.editing.forms import PlainRowForm
from itaportal.editing.layout import Include, QuietField
from itaportal.language import gettext, gettext_lazy
from measures.actions import MAX_STEPS, StepEntry
from measures.models import Measure, Step
from measures.rules.order import put_in_order


class StepForm(PlainRowForm):
    """One step; an empty row is left out."""

    place = forms.IntegerField(
        label=gettext_lazy("ย้ายไปลำดับที่"),
        required=False,
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"class": "w-num", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": gettext_lazy("กรุณากรอกลำดับเป็นตัวเลข เช่น 2"),
            "min_value": gettext_lazy("ลำดับเริ่มที่ 1"),
            "max_value": gettext_lazy("ลำดับต้องไม่เกิน 999"),
        },
    )

    class Meta:
        model = Step
        fields = ("text", "period_text", "responsible_text")

    def lay_out(self):
        return [QuietField("text"), Include("measures/_step_details.html")]

    @property
    def has_details(self) -> bool:
        """Whether there is something in the part that is folded away."""
        folded = (self[name] for name in ("period_text", "responsible_text", "place"))
        return any(field.value() or field.errors for field in folded)


class BaseStepFormSet(forms.BaseFormSet):
    """The ordered steps of a measure."""

    def __init__(self, *args, **kwargs):
        messages = {
            "too_many_forms": gettext("มีขั้นตอนได้ไม่เกิน {max_steps} ขั้น กรุณารวมบางขั้นตอนเข้าด้วยกัน").format(
                max_steps=MAX_STEPS
            ),
            "missing_management_form": gettext("ข้อมูลขั้นตอนมาไม่ครบ กรุณาบันทึกอีกครั้ง"),
        }
        super().__init__(*args, prefix="steps", error_messages=messages, **kwargs)

    def get_form_kwargs(self, index):
        # A row that was emptied is dropped like one that was never filled.
        return {**super().get_form_kwargs(index), "empty_permitted": True}

    @classmethod
    def initial_of(cls, measure: Measure) -> list[dict[str, str]]:
        """Return the stored steps as rows."""
        return [StepForm.initial_of(step) for step in measure.steps.all()]

    def entries(self) -> list[StepEntry]:
        """Return the valid rows in the order asked for."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data]
        steps = [StepEntry(row["text"], row["period_text"], row["responsible_text"]) for row in rows]
        return put_in_order(steps, [row["place"] for row in rows])


def step_formset(extra: int) -> type[BaseStepFormSet]:
    """Return the formset with so many empty rows at the end."""
    formset: Any = forms.formset_factory(
        StepForm,
        formset=BaseStepFormSet,
        extra=extra,
        max_num=MAX_STEPS,
        absolute_max=2 * MAX_STEPS,
        validate_max=True,
    )
    return formset
