"""Forms of the agency's letterhead, emblem and departments."""

from django import forms
from django.core.exceptions import ValidationError

from agencies.editing import VersionedForm
from agencies.emblem import EmblemRefused, redraw
from agencies.fields import EmailField, ScoreField, ThaiLineField
from agencies.models import Agency, Department


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
    email = EmailField(
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


class DepartmentForm(VersionedForm):
    """One department."""

    name = ThaiLineField(label="ชื่อส่วนราชการ", max_length=150)
    active = forms.BooleanField(label="ใช้งานอยู่", required=False, initial=True)

    @classmethod
    def initial_of(cls, department: Department) -> dict:
        """Return the stored values by field name."""
        return {name: getattr(department, name) for name in cls.base_fields}
