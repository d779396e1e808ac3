"""Sending a document off."""

from itaportal.editing.formfields import ThaiTextField
from itaportal.editing.forms import VersionedForm


class SubmitForm(VersionedForm):
    """A word to those who decide; ``version`` is the document's as its submitter saw it."""

    message = ThaiTextField(
        label="ข้อความถึงผู้พิจารณา",
        max_length=1000,
        required=False,
        help_text="เช่น สิ่งที่ขอให้พิจารณาเป็นพิเศษ ไม่พิมพ์ลงในเอกสาร ไม่เกิน 1,000 ตัวอักษร",
    )
