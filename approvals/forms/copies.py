"""The printed document, signed by hand and scanned."""

from django import forms
from django.core.exceptions import ValidationError

from approvals.models import SignedCopy
from itaportal.editing.forms import LaidOutForm
from itaportal.editing.modelfields import form_field
from itaportal.language import format_lazy, gettext, gettext_lazy
from itaportal.templatetags.thai import digits
from measures.evidence import MAX_FILE_BYTES, UploadRefused, check

_ONLY_PDF = gettext_lazy("ฉบับที่ลงนามด้วยมือต้องเป็นไฟล์ PDF กรุณาสแกนเอกสารเป็น PDF แล้วเลือกใหม่")


class CopyForm(LaidOutForm):
    """A scan, checked by content."""

    file = forms.FileField(
        label=gettext_lazy("ไฟล์สแกน"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text=format_lazy(
            gettext_lazy("PDF ไม่เกิน {max_file_bytes} เมกะไบต์"), max_file_bytes=MAX_FILE_BYTES >> 20
        ),
        error_messages={
            "required": gettext_lazy("กรุณาเลือกไฟล์ PDF ที่สแกนไว้"),
            "empty": gettext_lazy("ไฟล์ว่างเปล่า กรุณาเลือกไฟล์ใหม่"),
            "invalid": gettext_lazy("กรุณาเลือกไฟล์ PDF ที่สแกนไว้"),
        },
    )
    note = form_field(SignedCopy, "note")

    def clean_file(self) -> bytes:
        """Return the checked PDF."""
        upload = self.cleaned_data["file"]
        # The size is known before the content is read.
        if upload.size > MAX_FILE_BYTES:
            raise ValidationError(
                gettext("ไฟล์ใหญ่เกิน {max_file_bytes} เมกะไบต์ กรุณาสแกนใหม่ให้ละเอียดน้อยลง").format(
                    max_file_bytes=digits(MAX_FILE_BYTES >> 20)
                )
            )
        content = upload.read()
        if content and not content.startswith(b"%PDF-"):
            raise ValidationError(_ONLY_PDF)
        try:
            return check(upload.name, content).data
        except UploadRefused as error:
            raise ValidationError(str(error)) from None
