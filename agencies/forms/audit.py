"""The form that narrows the audit log."""

from django import forms

from agencies.auditlog.entries import object_name
from agencies.auditlog.words import group_words, object_labels
from itaportal.editing.formfields import CHOOSE, ThaiDateField
from itaportal.editing.forms import LaidOutForm
from itaportal.language import gettext, gettext_lazy
from itaportal.thai import spelling

_ALL = ("", gettext_lazy("ทั้งหมด"))


class _SearchField(forms.CharField):
    """Text on one line, spelled as it is stored."""

    def to_python(self, value):
        return spelling.clean_line(super().to_python(value))


class AuditFilterForm(LaidOutForm):
    """Who, what, when and any text; everything may stay empty."""

    actor = forms.ChoiceField(label=gettext_lazy("ผู้ทำรายการ"), required=False, error_messages=CHOOSE)
    group = forms.ChoiceField(
        label=gettext_lazy("การกระทำ"),
        required=False,
        choices=lambda: [_ALL, *group_words().items()],
        error_messages=CHOOSE,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("ทำกับสิ่งใด"),
        required=False,
        choices=lambda: [_ALL, *((label, object_name(label)) for label in object_labels())],
        error_messages=CHOOSE,
    )
    since = ThaiDateField(label=gettext_lazy("ตั้งแต่วันที่"), required=False)
    until = ThaiDateField(label=gettext_lazy("ถึงวันที่"), required=False)
    text = _SearchField(
        label=gettext_lazy("ข้อความ"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("เช่น ชื่อมาตรการ หรือคำที่อยู่ในข้อมูล"),
        error_messages={"max_length": gettext_lazy("ข้อความที่ค้นยาวเกิน 200 ตัวอักษร กรุณาย่อให้สั้นลง")},
    )

    def __init__(self, *args, actors, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("actor", [_ALL, *actors])

    def clean(self):
        data = super().clean()
        if data.get("since") and data.get("until") and data["since"] > data["until"]:
            self.add_error("until", gettext("วันสุดท้ายต้องไม่มาก่อนวันแรก กรุณาแก้วันใดวันหนึ่ง"))
        return data
