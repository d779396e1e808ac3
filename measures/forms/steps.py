"""The ordered steps of a measure as rows."""

from django import forms

from itaportal.editing.formfields import ThaiLineField, ThaiTextField
from measures.actions import StepEntry
from measures.models import Measure
from measures.rules.steps import MAX_STEPS, in_order


class StepForm(forms.Form):
    """One step; an empty row is left out."""

    text = ThaiTextField(
        label="ขั้นตอน / วิธีการ", rows=2, error_messages={"required": "กรุณาเขียนขั้นตอน หรือลบข้อความอื่นในแถวนี้"}
    )
    period_text = ThaiLineField(label="ระยะเวลาของขั้นตอนนี้", max_length=200, required=False)
    responsible_text = ThaiLineField(label="หน่วยงานของขั้นตอนนี้", max_length=200, required=False)
    place = forms.IntegerField(
        label="ย้ายไปลำดับที่",
        required=False,
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"class": "w-num", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": "กรุณากรอกลำดับเป็นตัวเลข เช่น 2",
            "min_value": "ลำดับเริ่มที่ 1",
            "max_value": "ลำดับต้องไม่เกิน 999",
        },
    )


class BaseStepFormSet(forms.BaseFormSet):
    """The ordered steps of a measure."""

    def __init__(self, *args, **kwargs):
        messages = {
            "too_many_forms": f"มีขั้นตอนได้ไม่เกิน {MAX_STEPS} ขั้น กรุณารวมบางขั้นตอนเข้าด้วยกัน",
            "missing_management_form": "ข้อมูลขั้นตอนมาไม่ครบ กรุณาบันทึกอีกครั้ง",
        }
        super().__init__(*args, prefix="steps", error_messages=messages, **kwargs)

    def get_form_kwargs(self, index):
        # A row that was emptied is dropped like one that was never filled.
        return {**super().get_form_kwargs(index), "empty_permitted": True}

    @classmethod
    def initial_of(cls, measure: Measure) -> list[dict[str, str]]:
        """Return the stored steps as rows."""
        return [
            {
                "text": step.text,
                "period_text": step.period_text,
                "responsible_text": step.responsible_text,
            }
            for step in measure.steps.all()
        ]

    def entries(self) -> list[StepEntry]:
        """Return the valid rows in the order asked for."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data]
        steps = [StepEntry(row["text"], row["period_text"], row["responsible_text"]) for row in rows]
        return in_order(steps, [row["place"] for row in rows])


def step_formset(extra: int) -> type[BaseStepFormSet]:
    """Return the formset with so many empty rows at the end."""
    return forms.formset_factory(
        StepForm,
        formset=BaseStepFormSet,
        extra=extra,
        max_num=MAX_STEPS,
        absolute_max=2 * MAX_STEPS,
        validate_max=True,
    )
