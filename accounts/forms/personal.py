"""The form with which a site administrator removes what the portal holds about a person."""

from django import forms

from agencies.models import User
from itaportal.editing.formfields import ThaiTextField
from itaportal.editing.forms import LaidOutForm
from itaportal.language import gettext, gettext_lazy


class RemovalForm(LaidOutForm):
    """Why, and whose data: the user name typed by hand, so that nobody removes the wrong person's."""

    reason = ThaiTextField(
        label=gettext_lazy("เหตุผล"),
        max_length=300,
        rows=2,
        help_text=gettext_lazy("เช่น เจ้าของข้อมูลยื่นคำขอเมื่อวันที่ 1/12/2569 เหตุผลอยู่ในบันทึกการใช้งาน"),
        error_messages={"required": gettext_lazy("กรุณากรอกเหตุผล")},
    )
    username = forms.CharField(
        label=gettext_lazy("ชื่อผู้ใช้ของบุคคลนี้"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "w-medium"}),
        error_messages={"required": gettext_lazy("กรุณาพิมพ์ชื่อผู้ใช้เพื่อยืนยันว่าเป็นบุคคลนี้")},
    )

    def __init__(self, *args, person: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_username(self) -> str:
        """Refuse another name than the person's."""
        typed = self.cleaned_data["username"]
        if typed != self.person.username:
            raise forms.ValidationError(gettext("ชื่อผู้ใช้ไม่ตรงกับบุคคลนี้ กรุณาตรวจว่าเปิดถูกบุคคลแล้วพิมพ์ใหม่"))
        return typed
