"""Forms of accounts and agency settings."""

from django import forms
from django.conf import settings
from django.contrib.auth import forms as auth
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from agencies.editing import VersionedForm
from agencies.emblem import EmblemRefused, redraw
from agencies.enums import Digits, Role, Theme
from agencies.fields import CHOOSE, ScoreField, ThaiDateField, ThaiLineField
from agencies.models import Agency, Membership


class SignInForm(auth.AuthenticationForm):
    """User name and password; the published demo password opens nothing outside a demonstration portal."""

    error_messages = {
        "invalid_login": "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง กรุณาตรวจตัวพิมพ์เล็ก-ใหญ่ แล้วลองอีกครั้ง",
        "inactive": "บัญชีนี้ถูกระงับ กรุณาติดต่อผู้ดูแลข้อมูลหน่วยงาน",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "ชื่อผู้ใช้"
        self.fields["username"].error_messages["required"] = "กรุณากรอกชื่อผู้ใช้"
        self.fields["password"].label = "รหัสผ่าน"
        self.fields["password"].error_messages["required"] = "กรุณากรอกรหัสผ่าน"

    def confirm_login_allowed(self, user):
        super().confirm_login_allowed(user)
        if not settings.DEMO and self.cleaned_data["password"] == settings.DEMO_PASSWORD:
            raise self.get_invalid_login_error()


class PasswordForm(auth.PasswordChangeForm):
    """Old and new password, with Thai messages."""

    error_messages = {
        "password_incorrect": "รหัสผ่านเดิมไม่ถูกต้อง กรุณากรอกใหม่",
        "password_mismatch": "รหัสผ่านใหม่สองช่องไม่ตรงกัน กรุณากรอกให้เหมือนกัน",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        labels = {
            "old_password": "รหัสผ่านเดิม",
            "new_password1": "รหัสผ่านใหม่",
            "new_password2": "รหัสผ่านใหม่อีกครั้ง",
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = f"กรุณากรอก{label}"
        self.fields["new_password1"].help_text = "อย่างน้อย 10 ตัวอักษร ไม่เป็นตัวเลขล้วน และไม่คล้ายชื่อของคุณ"
        self.fields["new_password2"].help_text = ""


class PreferencesForm(forms.Form):
    """A person's own name and display choices."""

    title = ThaiLineField(label="คำนำหน้าชื่อ", max_length=30, required=False, help_text="เช่น นาย นาง นางสาว")
    first_name = ThaiLineField(label="ชื่อ", max_length=150)
    last_name = ThaiLineField(label="นามสกุล", max_length=150, required=False)
    digits = forms.ChoiceField(
        label="ตัวเลขบนหน้าจอ", choices=Digits.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    theme = forms.ChoiceField(
        label="สีของหน้าจอ",
        choices=Theme.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )

    @classmethod
    def initial_of(cls, user) -> dict[str, str]:
        """Return the person's present choices."""
        return {name: getattr(user, name) for name in cls.base_fields}


class AgencyForm(VersionedForm):
    """Letterhead data and the thresholds scores are judged by."""

    name = ThaiLineField(label="ชื่อหน่วยงาน", max_length=200)
    short_name = ThaiLineField(label="ชื่อย่อ", max_length=100, help_text="เช่น อบต.ทรายทอง")
    district = ThaiLineField(label="อำเภอ", max_length=100, help_text="ไม่ต้องเขียนคำว่าอำเภอ")
    province = ThaiLineField(label="จังหวัด", max_length=100, help_text="ไม่ต้องเขียนคำว่าจังหวัด")
    document_prefix = ThaiLineField(
        label="เลขที่หนังสือ (ส่วนหน้า)", max_length=40, required=False, help_text="เช่น กส 83301"
    )
    office = ThaiLineField(
        label="ส่วนราชการเจ้าของเรื่อง", max_length=100, required=False, help_text="เช่น สำนักงานปลัด"
    )
    unit = ThaiLineField(
        label="งานที่จัดทำรายงาน", max_length=150, required=False, help_text="เช่น งานบริหารทั่วไป สำนักปลัด"
    )
    phone = ThaiLineField(label="โทรศัพท์", max_length=50, required=False)
    email = forms.EmailField(
        label="อีเมล", required=False, error_messages={"invalid": "อีเมลไม่ถูกต้อง เช่น saraban@example.go.th"}
    )
    low_below = ScoreField(label="คะแนนต่ำกว่านี้ถือว่าต่ำ (จุดอ่อนเร่งด่วน)")
    medium_below = ScoreField(label="คะแนนต่ำกว่านี้ถือว่าปานกลาง (ควรพัฒนา)")

    @classmethod
    def initial_of(cls, agency: Agency) -> dict:
        """Return the stored values by field name."""
        return {name: getattr(agency, name) for name in cls.base_fields}

    def clean(self):
        data = super().clean()
        low, medium = data.get("low_below"), data.get("medium_below")
        if low is not None and medium is not None and low > medium:
            self.add_error("low_below", "เกณฑ์ต่ำต้องไม่มากกว่าเกณฑ์ปานกลาง กรุณาแก้ตัวเลขใดตัวเลขหนึ่ง")
        return data


class EmblemForm(forms.Form):
    """A new emblem; the picture is checked by content and drawn anew."""

    file = forms.FileField(
        label="ไฟล์ตราของหน่วยงาน",
        help_text="PNG หรือ JPG ไม่เกิน 5 เมกะไบต์ ใช้พิมพ์ที่หัวบันทึกข้อความ สูง 1.5 ซม.",
        error_messages={
            "required": "กรุณาเลือกไฟล์รูป",
            "empty": "ไฟล์ว่างเปล่า กรุณาเลือกไฟล์อื่น",
            "invalid": "กรุณาเลือกไฟล์รูป",
        },
    )

    def clean_file(self) -> bytes:
        """Return the picture as PNG."""
        try:
            return redraw(self.cleaned_data["file"].read())
        except EmblemRefused as error:
            raise ValidationError(str(error)) from None


class DepartmentForm(forms.Form):
    """One department."""

    name = ThaiLineField(label="ชื่อส่วนราชการ", max_length=150)
    active = forms.BooleanField(label="ใช้งานอยู่", required=False, initial=True)


class MemberForm(forms.Form):
    """A person's role and time in the agency."""

    role = forms.ChoiceField(label="บทบาท", choices=Role.choices, error_messages=CHOOSE)
    position_title = ThaiLineField(label="ตำแหน่ง", max_length=150)
    starts_on = ThaiDateField(label="ตั้งแต่วันที่", required=False)
    ends_on = ThaiDateField(label="ถึงวันที่", required=False)

    @classmethod
    def initial_of(cls, membership: Membership) -> dict:
        """Return the stored values by field name."""
        return {name: getattr(membership, name) for name in cls.base_fields}

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
    first_name = ThaiLineField(label="ชื่อ", max_length=150)
    last_name = ThaiLineField(label="นามสกุล", max_length=150)
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


class ChainStepForm(forms.Form):
    """One signatory of the approval chain; an empty row is left out."""

    membership = forms.ModelChoiceField(
        Membership.objects.none(),
        label="ผู้ลงนาม",
        required=False,
        empty_label="– ไม่ใช้ลำดับนี้ –",
        error_messages=CHOOSE,
    )
    heading = ThaiLineField(
        label="หัวข้อความเห็น", max_length=200, required=False, help_text="เว้นว่างสำหรับผู้จัดทำรายงาน"
    )

    def __init__(self, *args, memberships, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = memberships
