"""Forms of documents."""

from collections.abc import Collection, Sequence

from django import forms
from django.core.exceptions import ValidationError

from itaportal.editing.formfields import ThaiLineField
from itaportal.editing.forms import LaidOutForm, RowForm
from itaportal.language import gettext
from itaportal.sentences import has_loose_brace, unknown_placeholders
from reports.actions import LETTER_FIELDS
from reports.enums import MEMOS
from reports.models import Document
from reports.wordings import Wording


class LetterForm(RowForm):
    """The letterhead's details; everything else in a document comes from the data entered before."""

    class Meta:
        model = Document
        fields = LETTER_FIELDS

    def __init__(self, *args, instance: Document, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        if instance.kind not in MEMOS:
            # Reports have a title and no letterhead.
            self.fields["subject"].label = gettext("ชื่อรายงาน")
            for name in set(LETTER_FIELDS) - {"subject"}:
                del self.fields[name]


class OwnSentenceField(ThaiLineField):
    """An agency's wording of a sentence: one paragraph with placeholders in braces, empty for the standard one."""

    widget = forms.Textarea  # type: ignore[assignment]  # the base only sets attributes both have

    def __init__(self, *, placeholders: Collection[str], needed: Sequence[str] = (), **kwargs):
        super().__init__(required=False, **kwargs)
        self.placeholders, self.needed = placeholders, needed

    def validate(self, value):
        super().validate(value)
        if unknown := unknown_placeholders(value, self.placeholders):
            raise ValidationError(
                gettext("ไม่มีคำแทน {items} กรุณาใช้คำแทนตามรายการในหน้านี้ หรือลบวงเล็บปีกกาออก").format(
                    items=" ".join(unknown)
                )
            )
        if has_loose_brace(value):
            known = " ".join(f"{{{name}}}" for name in self.placeholders)
            raise ValidationError(
                gettext("วงเล็บปีกกา {{ }} ไม่ครบคู่ กรุณาเติมให้ครบ หรือลบออก คำแทนที่ใช้ได้ คือ {known}").format(
                    known=known
                )
            )
        if missing := [each for each in self.needed if value and each not in value]:
            raise ValidationError(
                gettext("ข้อความนี้ต้องมี {items} กรุณาเติมไว้ในที่ที่เหมาะสม").format(
                    items=gettext(" และ ").join(missing)
                )
            )


class SentenceForm(LaidOutForm):
    """Everything that may be worded in one place, one field each."""

    def __init__(self, *args, wording: Wording, **kwargs):
        super().__init__(*args, **kwargs)
        for name, sentence in wording.sentences.items():
            self.fields[name] = OwnSentenceField(
                label=sentence.label,
                placeholders=wording.placeholders if sentence.known is None else sentence.known,
                needed=sentence.needed,
                rows=4 if wording.is_printed else 2,
                help_text=""
                if wording.is_printed
                else gettext("ประโยคมาตรฐาน: {text}").format(text=sentence.text),
            )


class SlipForm(forms.Form):
    """What was pressed beside a slip, and which text of which version the page showed."""

    text = forms.CharField(max_length=200)
    version = forms.IntegerField(min_value=0)
    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=0)
    do = forms.RegexField("^(keep|learn|spaces|take-[0-9])$")
