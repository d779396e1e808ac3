"""Forms of documents."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError

from itaportal.editing.formfields import ThaiDateField, ThaiLineField
from itaportal.editing.forms import VersionedForm
from reports.enums import Kind
from reports.kinds.wording import has_loose_brace, unknown_placeholders
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


class OwnSentenceField(ThaiLineField):
    """An agency's wording of a sentence: one paragraph with placeholders in braces, empty for the standard one."""

    widget = forms.Textarea

    def __init__(self, *, placeholders: Mapping[str, str], **kwargs):
        super().__init__(required=False, rows=4, **kwargs)
        self.placeholders = placeholders

    def validate(self, value):
        super().validate(value)
        if unknown := unknown_placeholders(value, self.placeholders):
            raise ValidationError(
                f"ไม่มีคำแทน {' '.join(unknown)} กรุณาใช้คำแทนตามรายการในหน้านี้ หรือลบวงเล็บปีกกาออก"
            )
        if has_loose_brace(value):
            known = " ".join(f"{{{name}}}" for name in self.placeholders)
            raise ValidationError(f"วงเล็บปีกกา {{ }} ไม่ครบคู่ กรุณาเติมให้ครบ หรือลบออก คำแทนที่ใช้ได้ คือ {known}")


class SentenceForm(forms.Form):
    """A kind's sentences, one field each; ``labels`` and ``placeholders`` by name."""

    def __init__(self, *args, labels: Mapping[str, str], placeholders: Mapping[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in labels.items():
            self.fields[name] = OwnSentenceField(label=label, placeholders=placeholders)
