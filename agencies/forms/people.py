"""Forms of the people of an agency."""

from django import forms
from django.contrib.auth.password_validation import validate_password

from agencies.actions import PERSON_FIELDS
from agencies.editing import VersionedForm
from agencies.enums import Role
from agencies.fields import CHOOSE, ThaiDateField, ThaiLineField
from agencies.models import NAME_LENGTH, Membership


class MemberForm(VersionedForm):
    """A person's name, role and time in the agency."""

    title = ThaiLineField(label="คำนำหน้าชื่อ", max_length=30, required=False, help_text="เช่น นาย นาง นางสาว")
    first_name = ThaiLineField(label="ชื่อ", max_length=NAME_LENGTH)
    last_name = ThaiLineField(label="นามสกุล", max_length=NAME_LENGTH, required=False)
    role = forms.ChoiceField(label="บทบาท", choices=Role.choices, error_messages=CHOOSE)
    position_title = ThaiLineField(label="ตำแหน่ง", max_length=150)
    starts_on = ThaiDateField(label="ตั้งแต่วันที่", required=False)
    ends_on = ThaiDateField(label="ถึงวันที่", required=False)

    @classmethod
    def initial_of(cls, membership: Membership) -> dict:
        """Return the stored values by field name."""
        names = {name: getattr(membership.user, name) for name in PERSON_FIELDS}
        return {name: getattr(membership, name) for name in cls.base_fields if name not in names} | names

    def clean(self):
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["starts_on"] > data["ends_on"]:
            self.add_error("ends_on", "วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม")
        return data


class NewMemberForm(forms.Form):
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
    title = ThaiLineField(label="คำนำหน้าชื่อ", max_length=30, required=False)
    first_name = ThaiLineField(label="ชื่อ", max_length=NAME_LENGTH)
    last_name = ThaiLineField(label="นามสกุล", max_length=NAME_LENGTH)
    role = forms.ChoiceField(label="บทบาท", choices=Role.choices, error_messages=CHOOSE)
    position_title = ThaiLineField(label="ตำแหน่ง", max_length=150)
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
