"""Forms of documents."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError

from itaportal.editing.formfields import ThaiLineField
from itaportal.editing.forms import LaidOutForm, RowForm
from reports.actions import LETTER_FIELDS
from reports.enums import Kind
from reports.kinds.wording import Sentence, has_loose_brace, unknown_placeholders
from reports.models import Document


class LetterForm(RowForm):
    """The letterhead's details; everything else in a document comes from the data entered before."""

    class Meta:
        model = Document
        fields = LETTER_FIELDS

    def __init__(self, *args, instance: Document, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        if instance.kind != Kind.PROGRESS_MEMO:
            # Reports have a title and no letterhead.
            self.fields["subject"].label = "ชื่อรายงาน"
            for name in set(LETTER_FIELDS) - {"subject"}:
                del self.fields[name]


class OwnSentenceField(ThaiLineField):
    """An agency's wording of a sentence: one paragraph with placeholders in braces, empty for the standard one."""

    widget = forms.Textarea  # type: ignore[assignment]  # the base only sets attributes both have

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


class SentenceForm(LaidOutForm):
    """A kind's sentences, one field each; ``sentences`` and ``placeholders`` by name."""

    def __init__(self, *args, sentences: Mapping[str, Sentence], placeholders: Mapping[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        for name, sentence in sentences.items():
            self.fields[name] = OwnSentenceField(label=sentence.label, placeholders=placeholders)
