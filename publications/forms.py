"""The public pages' forms: search, code, file."""

from django import forms

from approvals.rules.codes import read_code
from itaportal.editing.forms import LaidOutForm

MAX_MEGABYTES = 25
_MAX_BYTES = MAX_MEGABYTES * 1024 * 1024
_NO_CODE = "รหัสตรวจสอบต้องมีตัวอักษรอังกฤษและตัวเลขรวม 10 ตัว กรุณาดูรหัสท้ายกระดาษแล้วพิมพ์ใหม่"


class SearchForm(LaidOutForm):
    """Part of an agency's name, or its province."""

    q = forms.CharField(
        label="ชื่อหน่วยงานหรือจังหวัด",
        max_length=100,
        required=False,
        error_messages={
            "max_length": "ข้อความยาวเกิน %(limit_value)d ตัวอักษร กรุณาพิมพ์เพียงบางส่วนของชื่อ เช่น ชื่อตำบลหรือจังหวัด",
            "null_characters_not_allowed": "ข้อความมีอักขระที่ใช้ค้นหาไม่ได้ กรุณาพิมพ์ใหม่",
        },
    )


class CodeForm(LaidOutForm):
    """The code that a document's pages carry, read as people type it."""

    code = forms.CharField(
        label="รหัสตรวจสอบ",
        help_text="อยู่ท้ายกระดาษทุกหน้า เช่น 7F3K-9QWD-2M พิมพ์ตัวเล็กหรือใหญ่ มีขีดหรือไม่มีขีดก็ได้",
        error_messages={"required": "กรุณาพิมพ์รหัสตรวจสอบ", "null_characters_not_allowed": _NO_CODE},
        widget=forms.TextInput(attrs={"class": "w-medium", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Return the code as it is stored."""
        code = read_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_NO_CODE)
        return code


class FileForm(LaidOutForm):
    """A PDF to be checked; it is read and forgotten."""

    file = forms.FileField(
        label="ไฟล์ PDF",
        help_text=f"ไม่เกิน {MAX_MEGABYTES} เมกะไบต์ ระบบอ่านเพื่อตรวจเท่านั้น ไม่เก็บไฟล์ไว้",
        error_messages={
            "required": "กรุณาเลือกไฟล์ PDF ที่ต้องการตรวจสอบ",
            "empty": "ไฟล์นี้ว่างเปล่า กรุณาเลือกไฟล์อื่น",
            "invalid": "ระบบไม่ได้รับไฟล์ กรุณาเลือกไฟล์แล้วลองอีกครั้ง",
        },
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_file(self):
        """Refuse what is larger than any document of ours."""
        file = self.cleaned_data["file"]
        if file.size > _MAX_BYTES:
            raise forms.ValidationError(
                f"ไฟล์นี้ใหญ่เกิน {MAX_MEGABYTES} เมกะไบต์ จึงตรวจไม่ได้ กรุณาตรวจด้วยรหัสตรวจสอบแทน"
            )
        return file
