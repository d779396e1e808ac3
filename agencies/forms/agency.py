"""Forms of the agency's letterhead, emblem and departments."""

from django import forms
from django.core.exceptions import ValidationError

from agencies.actions import AGENCY_FIELDS
from agencies.emblem import EmblemRefused, redraw
from agencies.models import Agency, AgencyWord
from itaportal.editing.forms import LaidOutForm, RowForm
from itaportal.editing.modelfields import form_field
from itaportal.language import gettext, gettext_lazy
from itaportal.translated import translated


class AgencyForm(RowForm):
    """Letterhead data and the thresholds scores are judged by."""

    class Meta:
        model = Agency
        fields = AGENCY_FIELDS

    def clean(self):
        data = super().clean()
        low, medium = data.get("low_below"), data.get("medium_below")
        if low is not None and medium is not None and low > medium:
            self.add_error(
                "low_below", gettext("คะแนนของช่วงต่ำต้องไม่มากกว่าของช่วงปานกลาง กรุณาแก้ตัวเลขใดตัวเลขหนึ่ง")
            )
        return data


class EmblemForm(LaidOutForm):
    """A new emblem; the picture is checked by content and drawn anew."""

    file = forms.FileField(
        label=gettext_lazy("ไฟล์ตราของหน่วยงาน"),
        help_text=gettext_lazy("PNG หรือ JPG ไม่เกิน 5 เมกะไบต์ ใช้พิมพ์ที่หัวบันทึกข้อความ สูง 1.5 ซม."),
        error_messages={
            "required": gettext_lazy("กรุณาเลือกไฟล์รูป"),
            "empty": gettext_lazy("ไฟล์ว่างเปล่า กรุณาเลือกไฟล์อื่น"),
            "invalid": gettext_lazy("กรุณาเลือกไฟล์รูป"),
        },
    )

    def clean_file(self) -> bytes:
        """Return the picture as PNG."""
        try:
            return redraw(self.cleaned_data["file"].read())
        except EmblemRefused as error:
            raise ValidationError(translated(error)) from None


class WordForm(LaidOutForm):
    """A word of the agency's own."""

    word = form_field(AgencyWord, "word")
