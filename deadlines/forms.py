"""Forms of dates and reminders."""

from typing import Any

from django import forms

from deadlines.enums import Step
from deadlines.models import Deadline
from itaportal.editing.formfields import CHOOSE
from itaportal.editing.forms import LaidOutForm, RowForm
from itaportal.editing.layout import Field
from itaportal.language import gettext, gettext_lazy
from itaportal.thai.spelling import shorten
from measures.models import Measure, ProgressRound

Things = dict[str, Measure | ProgressRound]
_LETTERS = 80  # of a measure's title in a list


class DeadlineForm(RowForm):
    """A date of the agency's own; ``things`` are the measures and rounds it may be of, by what the list sends."""

    about = forms.ChoiceField(
        label=gettext_lazy("เกี่ยวกับ"),
        required=False,
        help_text=gettext_lazy("มาตรการหรือรอบรายงานผลที่กำหนดนี้เป็นของ"),
        error_messages=CHOOSE,
    )

    class Meta:
        model = Deadline
        fields = ("title", "due_on", "who", "is_done")

    def __init__(self, *args, things: Things, **kwargs):
        super().__init__(*args, **kwargs)
        self.things = things
        if self.instance.pk is None:
            del self.fields["is_done"]
        plans: dict[str, list[tuple[str, str]]] = {}
        for code, thing in things.items():
            plans.setdefault(
                gettext("แผนปี {fiscal_year}").format(fiscal_year=thing.plan.fiscal_year), []
            ).append((code, shorten(str(thing), _LETTERS)))
        self.offer("about", [("", gettext("ไม่เจาะจง")), *plans.items()])

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        thing = row.measure or row.round
        return {**super().initial_of(row), "about": code_of(thing) if thing else ""}

    def lay_out(self):
        return ["title", Field("due_on", css_class="w-date"), "about", "who", *self.present("is_done")]

    @property
    def values(self) -> dict[str, Any]:
        values = super().values
        thing = self.things.get(values.pop("about"))
        return values | {
            "measure": thing if isinstance(thing, Measure) else None,
            "round": thing if isinstance(thing, ProgressRound) else None,
        }


def code_of(thing: Measure | ProgressRound) -> str:
    """Return what a list sends for the thing."""
    return f"{'measure' if isinstance(thing, Measure) else 'round'}-{thing.pk}"


class RemindingForm(LaidOutForm):
    """One box for each reminder."""

    steps = forms.TypedMultipleChoiceField(
        label=gettext_lazy("เตือนเมื่อ"),
        choices=Step.choices,
        coerce=int,
        required=False,
        help_text=gettext_lazy("ไม่เลือกเลย คือไม่ต้องเตือน"),
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )
