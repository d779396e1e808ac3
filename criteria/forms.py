"""Forms for criteria packs: a file or its text, and the draft that a step is meant for."""

from django import forms
from django.core.exceptions import ValidationError

from criteria.packs import MAX_BYTES

_TOO_LARGE = "แฟ้มเกณฑ์ต้องไม่เกิน 1 เมกะไบต์ กรุณาตรวจว่าเลือกแฟ้มถูก"


class PackUploadForm(forms.Form):
    """A pack as a file (YAML or XLSX), or as text that is mended on the page; the file goes first."""

    file = forms.FileField(
        label="แฟ้มเกณฑ์ (Excel .xlsx หรือ YAML)",
        required=False,
        max_length=200,
        help_text="ไม่เกิน 1 เมกะไบต์ เริ่มจากแฟ้มของปีล่าสุดที่ดาวน์โหลดจากระบบ",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.yaml,.yml"}),
        error_messages={
            "empty": "แฟ้มว่างเปล่า กรุณาเลือกแฟ้มอื่น",
            "invalid": "กรุณาเลือกแฟ้ม",
            "max_length": "ชื่อแฟ้มยาวเกินไป กรุณาตั้งชื่อให้สั้นลง",
        },
    )
    text = forms.CharField(
        label="เนื้อหาแบบ YAML",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "tall", "spellcheck": "false"}),
        help_text="แก้ในช่องนี้แล้วกดตรวจใหม่ได้ หรือเลือกแฟ้มที่แก้แล้วด้านบน",
    )

    def clean_file(self):
        """Return the upload if it is short enough to be read."""
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise ValidationError(_TOO_LARGE)
        return file

    def clean(self):
        data = super().clean()
        text = data.get("text", "")
        if not self.errors and not data.get("file") and not text.strip():
            self.add_error("file", "กรุณาเลือกแฟ้ม")
        if len(text.encode("utf-8", "replace")) > MAX_BYTES:
            self.add_error("text", _TOO_LARGE)
        return data

    def content(self) -> tuple[bytes, str]:
        """Return the bytes to read and the name to keep them under."""
        file = self.cleaned_data["file"]
        if file:
            return file.read(), file.name
        return self.cleaned_data["text"].encode("utf-8", "replace"), "แก้ไขบนหน้าเว็บ.yaml"


class PackStepForm(forms.Form):
    """A step on a draft carries the content that was on the page."""

    sha256 = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
