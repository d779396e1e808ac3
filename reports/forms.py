"""Forms of documents."""

from agencies.editing import VersionedForm
from agencies.fields import ThaiDateField, ThaiLineField
from reports.enums import Kind
from reports.models import Document


class LetterForm(VersionedForm):
    """The letterhead's details; everything else in a document comes from the data entered before."""

    number = ThaiLineField(
        label="ที่", max_length=60, required=False, help_text="เลขที่หนังสือ เติมเลขหลังเครื่องหมาย / เมื่อลงทะเบียนแล้ว"
    )
    dated = ThaiDateField(label="วันที่ของหนังสือ", required=False)
    subject = ThaiLineField(label="เรื่อง", max_length=500)
    addressee = ThaiLineField(label="เรียน", max_length=200)
    via = ThaiLineField(label="ผ่าน", max_length=200, required=False)

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        if kind != Kind.PROGRESS_MEMO:
            # Reports have a title and no letterhead.
            self.fields["subject"].label = "ชื่อรายงาน"
            for name in ("number", "dated", "addressee", "via"):
                del self.fields[name]

    @classmethod
    def initial_of(cls, document: Document) -> dict:
        """Return the stored values by field name."""
        return {name: getattr(document, name) for name in cls.base_fields}
