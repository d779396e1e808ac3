"""Forms of progress rounds."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe

from itaportal.editing.forms import LaidOutForm, RowForm
from itaportal.editing.layout import Field, Include
from itaportal.editing.modelfields import form_field
from itaportal.language import gettext
from itaportal.thai.dates import fiscal_year_end, fiscal_year_start, long_date
from measures.actions import PROGRESS_FIELDS
from measures.models import Progress, ProgressRound


class RoundForm(LaidOutForm):
    """The day a progress report speaks about."""

    as_at = form_field(ProgressRound, "as_at")

    def __init__(self, *args, fiscal_year: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fiscal_year = fiscal_year

    def lay_out(self):
        return [Field("as_at", css_class="w-date")]

    def clean_as_at(self) -> date:
        """Return the day; a day more than a year away from the plan's fiscal year is a slip."""
        day = self.cleaned_data["as_at"]
        first, last = fiscal_year_start(self.fiscal_year - 1), fiscal_year_end(self.fiscal_year + 1)
        if not first <= day <= last:
            raise ValidationError(
                gettext("แผนปี {fiscal_year} รายงานได้ตั้งแต่ {first} ถึง {last} กรุณาตรวจปีของวันที่").format(
                    fiscal_year=self.fiscal_year, first=long_date(first), last=long_date(last)
                )
            )
        return day


class StatusForm(RowForm):
    """A measure's status and note in the list of all; a row without status stays unreported."""

    status = form_field(Progress, "status", required=False, show_hidden_initial=True)
    note = form_field(Progress, "note", help_text="", show_hidden_initial=True)

    class Meta:
        model = Progress
        fields = ("status", "note")

    def clean(self):
        data = super().clean()
        if data.get("note") and not data.get("status") and "status" not in self.errors:
            self.add_error("status", gettext("กรุณาเลือกสถานะด้วย จึงจะบันทึกหมายเหตุได้"))
        return data

    @property
    def shown_values(self) -> SafeString:
        """Hidden inputs with what the page showed, by which ``is_answered`` knows what the person changed."""
        return mark_safe("".join(self[name].as_hidden(only_initial=True) for name in ("status", "note")))

    @property
    def is_answered(self) -> bool:
        """Whether the person chose something else than what the page showed."""
        return bool(self.cleaned_data["status"]) and bool({"status", "note"} & set(self.changed_data))


class ProgressForm(RowForm):
    """All that is reported on one measure; ``before`` is what the round before said, shown below each text."""

    class Meta:
        model = Progress
        fields = PROGRESS_FIELDS

    def __init__(self, *args, before: Progress | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = before

    def lay_out(self):
        parts: list[Any] = ["status"]
        for name in (name for name in PROGRESS_FIELDS if name != "status"):
            parts += [name, Include("measures/_before.html", text=getattr(self.before, name, ""))]
        return parts

    @property
    def texts(self) -> list[BoundField]:
        """What is told at length, for those who only read."""
        return [self[name] for name in PROGRESS_FIELDS if name not in ("status", "note")]
