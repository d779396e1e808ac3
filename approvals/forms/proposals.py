"""What is said and attached where a change of who signs is confirmed."""

from django import forms
from django.core.exceptions import ValidationError

from approvals.models import Proposal
from itaportal.editing.forms import LaidOutForm
from itaportal.editing.modelfields import form_field
from itaportal.language import format_lazy, gettext, gettext_lazy
from itaportal.templatetags.thai import digits
from measures.evidence import MAX_FILE_BYTES, Piece, UploadRefused, check


class ReasonForm(LaidOutForm):
    """Why a change is not confirmed, or a word to go with it."""

    reason = form_field(Proposal, "reason")


class ScanForm(LaidOutForm):
    """The printed confirmation, signed by hand: a PDF or a picture, checked by content."""

    file = forms.FileField(
        label=gettext_lazy("หนังสือยืนยันที่ลงนามแล้ว"),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf,image/jpeg,image/png"}),
        help_text=format_lazy(
            gettext_lazy("PDF หรือรูปถ่าย JPG PNG ไม่เกิน {max_file_bytes} เมกะไบต์ ให้เห็นรหัสและลายมือชื่อชัดเจน"),
            max_file_bytes=MAX_FILE_BYTES >> 20,
        ),
        error_messages={
            "required": gettext_lazy("กรุณาเลือกไฟล์ที่สแกนหรือถ่ายไว้"),
            "empty": gettext_lazy("ไฟล์ว่างเปล่า กรุณาเลือกไฟล์ใหม่"),
            "invalid": gettext_lazy("กรุณาเลือกไฟล์ที่สแกนหรือถ่ายไว้"),
        },
    )

    def clean_file(self) -> Piece:
        """Return the checked file."""
        upload = self.cleaned_data["file"]
        if upload.size > MAX_FILE_BYTES:
            raise ValidationError(
                gettext("ไฟล์ใหญ่เกิน {max_file_bytes} เมกะไบต์ กรุณาสแกนใหม่ให้ละเอียดน้อยลง").format(
                    max_file_bytes=digits(MAX_FILE_BYTES >> 20)
                )
            )
        try:
            piece = check(upload.name, upload.read())
        except UploadRefused as error:
            raise ValidationError(str(error)) from None
        if piece.extension not in ("pdf", "jpg"):
            raise ValidationError(gettext("หนังสือยืนยันต้องเป็น PDF หรือรูปถ่าย กรุณาสแกนหรือถ่ายรูปแล้วเลือกใหม่"))
        return piece
