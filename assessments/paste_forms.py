"""Forms for text pasted from ITAS: the text, and the check of what was read from it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from assessments.actions import ScoreSheet
from assessments.forms import ScoreForm, number_input, score_name
from assessments.itas import MAX_CHARACTERS, Pasted
from itaportal.editing.formfields import ScoreField
from itaportal.editing.forms import LaidOutForm
from itaportal.language import gettext, gettext_lazy
from itaportal.thai.numbers import format_score


class _CarriesPaste(LaidOutForm):
    def is_multipart(self) -> bool:
        """A page of Thai text is three times as long when every letter of it is escaped."""
        return True


class CheckForm(_CarriesPaste, ScoreForm):
    """The scores read from a pasted text, to be checked before they are saved; the text goes along.

    What is doubtful is not entered: its likely reading is taken with a tick (``use_…``), a piece that was not
    understood by choosing its indicator (``left_…``). A number that was typed goes before both.
    """

    def __init__(self, *args: Any, pasted: Pasted, opened_sheet: ScoreSheet, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # Nothing pasted tells it; what is stored stays.
        del self.fields["result_url"]
        self.opened_sheet = opened_sheet
        # What was read for sure is nothing to be replaced unseen.
        self._read = {row.code for row in pasted.rows if row.sure}
        self.offers = {row.code: row.score for row in pasted.rows if not row.sure and not pasted.in_order}
        for code, score in self.offers.items():
            self.fields[f"use_{code}"] = forms.BooleanField(
                label=gettext("ใช้ {score}").format(score=format_score(score)), required=False
            )
        names = [(each.code, f"{each.code} {each.name}") for each in self.criteria.indicators]
        self._left = range(len(pasted.not_understood))
        for place, left in enumerate(pasted.not_understood):
            self.fields[f"left_{place}"] = forms.ChoiceField(
                label=gettext("ตัวชี้วัดของ “{text}”").format(text=left.text), choices=[("", gettext("– ไม่ใช้ –")), *names], required=False,
                error_messages={"invalid_choice": gettext("ไม่มีตัวชี้วัดนี้ในปีนี้ กรุณาเลือกจากรายการ")},
            )  # fmt: skip
            self.fields[f"left_score_{place}"] = ScoreField(
                label=gettext("คะแนนของ “{text}”").format(text=left.text),
                required=False,
                widget=number_input(),
                initial=left.score,
            )

    def use_field(self, code: str) -> forms.BoundField | None:
        """Return the tick that takes the likely reading of an indicator."""
        return self[f"use_{code}"] if code in self.offers else None

    def left_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return indicator and score of each piece that was not understood."""
        return [(self[f"left_{place}"], self[f"left_score_{place}"]) for place in self._left]

    def clean(self):
        data = self.cleaned_data
        for code, score in self.offers.items():
            if data.get(f"use_{code}") and self._is_untouched(code):
                data[score_name(code)] = score
        for place in self._left:
            self._take_left(place, data)
        return super().clean()

    def _is_untouched(self, code: str) -> bool:
        return self.cleaned_data.get(score_name(code)) == self.initial.get(score_name(code))

    def _take_left(self, place: int, data: dict[str, Any]) -> None:
        code, score = data.get(f"left_{place}"), data.get(f"left_score_{place}")
        if not code or f"left_score_{place}" in self.errors:
            return
        if score is None:
            self.add_error(f"left_score_{place}", gettext("กรุณากรอกคะแนน หรือเลือก “ไม่ใช้”"))
        elif data.get(score_name(code)) != score and (code in self._read or not self._is_untouched(code)):
            self.add_error(
                f"left_{place}", gettext("ตัวชี้วัดที่ {code} มีคะแนนอื่นอยู่แล้ว กรุณาเหลือคะแนนเดียว").format(code=code)
            )
        else:
            data[score_name(code)] = score


class PasteForm(_CarriesPaste):
    """Whatever was copied from the ITAS page; the reader takes any text, so nothing is cleaned here."""

    text = forms.Field(
        label=gettext_lazy("วางข้อมูลจากหน้า ITAS ที่นี่"),
        widget=forms.Textarea(attrs={"rows": 10, "class": "tall", "spellcheck": "false", "autofocus": True}),
        error_messages={"required": gettext_lazy("ยังไม่มีข้อความ กรุณาคัดลอกจากหน้า ITAS แล้ววางในช่องนี้")},
    )

    def clean_text(self) -> str:
        """Return the text if it is short enough to be read."""
        text = self.cleaned_data["text"]
        if not text.strip():
            raise ValidationError(self.fields["text"].error_messages["required"])
        if len(text) > MAX_CHARACTERS:
            raise ValidationError(
                gettext(
                    "ข้อความยาว {text:,} ตัวอักษร เกินที่รับได้ {max_characters:,} ตัวอักษร กรุณาคัดลอกเฉพาะตารางคะแนน"
                ).format(text=len(text), max_characters=MAX_CHARACTERS)
            )
        return text
