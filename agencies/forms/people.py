"""Forms of the people of an agency."""

from typing import Any

from django import forms
from django.utils import timezone

from agencies.actions import MEMBERSHIP_FIELDS, PERSON_FIELDS
from agencies.enums import Role
from agencies.models import Membership, User
from itaportal.editing.formfields import EmailField
from itaportal.editing.forms import LaidOutForm, RowForm
from itaportal.editing.modelfields import form_field
from itaportal.language import gettext, gettext_lazy


class MemberForm(RowForm):
    """A person's name, role and time in the agency; the row is the membership."""

    title = form_field(User, "title")
    first_name = form_field(User, "first_name", required=True)
    last_name = form_field(User, "last_name")

    class Meta:
        model = Membership
        fields = MEMBERSHIP_FIELDS

    field_order = PERSON_FIELDS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("role", Role.choices)

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        return super().initial_of(row) | {name: getattr(row.user, name) for name in PERSON_FIELDS}

    def clean(self):
        return _in_order(self, super().clean())


def _in_order(form: forms.Form, data: dict[str, Any]) -> dict[str, Any]:
    if data.get("starts_on") and data.get("ends_on") and data["starts_on"] > data["ends_on"]:
        form.add_error("ends_on", gettext("วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม"))
    return data


class NewMemberForm(LaidOutForm):
    """A new person, who will choose a password of their own."""

    username = forms.RegexField(
        r"^[A-Za-z0-9._-]{3,60}$",
        label=gettext_lazy("ชื่อผู้ใช้"),
        help_text=gettext_lazy("ภาษาอังกฤษหรือตัวเลข 3–60 ตัว"),
        error_messages={
            "required": gettext_lazy("กรุณากรอกชื่อผู้ใช้"),
            "invalid": gettext_lazy("ใช้ได้เฉพาะ a–z 0–9 จุด ขีดกลาง ขีดล่าง 3–60 ตัว"),
        },
    )
    title = form_field(User, "title", help_text="")
    first_name = form_field(User, "first_name", required=True)
    last_name = form_field(User, "last_name", required=True)
    role = form_field(Membership, "role", choices=Role.choices)
    position_title = form_field(Membership, "position_title")
    starts_on = form_field(
        Membership, "starts_on", required=False, help_text=gettext_lazy("เว้นว่างได้ หมายถึงตั้งแต่วันนี้")
    )
    ends_on = form_field(
        Membership, "ends_on", required=False, help_text=gettext_lazy("เว้นว่างได้ หมายถึงยังไม่กำหนด")
    )
    email = EmailField(
        label=gettext_lazy("อีเมล"),
        required=False,
        help_text=gettext_lazy("สำหรับส่งคำเชิญ หากไม่มี ระบบออกรหัสครั้งเดียวให้พิมพ์เป็นกระดาษ"),
    )

    def clean(self):
        data = super().clean()
        return _in_order(self, {**data, "starts_on": data.get("starts_on") or timezone.localdate()})


class KnownMemberForm(LaidOutForm):
    """Somebody who has an account already, for a further role or in a further agency."""

    username = forms.CharField(
        label=gettext_lazy("ชื่อผู้ใช้ของบุคคลนั้น"),
        max_length=150,
        help_text=gettext_lazy("ชื่อที่ใช้เข้าระบบ สอบถามได้จากเจ้าตัว"),
        error_messages={"required": gettext_lazy("กรุณากรอกชื่อผู้ใช้")},
    )
    role = form_field(Membership, "role", choices=Role.choices)
    position_title = form_field(Membership, "position_title")
    starts_on = form_field(Membership, "starts_on", required=False)
    ends_on = form_field(Membership, "ends_on", required=False)

    def clean_username(self):
        """Return the person."""
        person = User.objects.filter(username__iexact=self.cleaned_data["username"], is_active=True).first()
        if person is None:
            raise forms.ValidationError(gettext("ไม่พบบัญชีที่มีชื่อผู้ใช้นี้ กรุณาตรวจตัวสะกดกับเจ้าตัว หรือเพิ่มเป็นบุคคลใหม่"))
        return person

    def clean(self):
        return _in_order(self, super().clean())
