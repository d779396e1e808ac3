"""Forms of the people of an agency."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from agencies.actions import MEMBERSHIP_FIELDS, PERSON_FIELDS
from agencies.enums import Role
from agencies.models import Membership, User
from itaportal.editing.forms import LaidOutForm, RowForm
from itaportal.editing.modelfields import form_field


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
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["starts_on"] > data["ends_on"]:
            self.add_error("ends_on", "วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม")
        return data


class NewMemberForm(LaidOutForm):
    """A new person with a first password."""

    username = forms.RegexField(
        r"^[A-Za-z0-9._-]{3,60}$",
        label="ชื่อผู้ใช้",
        help_text="ภาษาอังกฤษหรือตัวเลข 3–60 ตัว",
        error_messages={
            "required": "กรุณากรอกชื่อผู้ใช้",
            "invalid": "ใช้ได้เฉพาะ a–z 0–9 จุด ขีดกลาง ขีดล่าง 3–60 ตัว",
        },
    )
    title = form_field(User, "title", help_text="")
    first_name = form_field(User, "first_name", required=True)
    last_name = form_field(User, "last_name", required=True)
    role = form_field(Membership, "role", choices=Role.choices)
    position_title = form_field(Membership, "position_title")
    password = forms.CharField(
        label="รหัสผ่านแรกเข้า",
        help_text="อย่างน้อย 10 ตัวอักษร แจ้งเจ้าตัวให้เปลี่ยนหลังเข้าระบบครั้งแรก",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "กรุณากำหนดรหัสผ่านแรกเข้า"},
    )

    def clean_password(self):
        """Return the password if it is strong enough."""
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]
