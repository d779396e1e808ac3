"""Forms for a year's scores, for text pasted from ITAS and for findings."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory

from assessments import weakness
from assessments.actions import ScoreSheet
from assessments.enums import WeaknessClass
from assessments.itas import MAX_CHARACTERS
from assessments.models import Finding
from criteria.enums import Scope
from criteria.rulebook import Criteria, ItemCodeError, parse_item_code
from criteria.schema import Indicator, Instrument
from itaportal.editing.formfields import ScoreField, ThaiLineField, ThaiTextField
from itaportal.editing.forms import VersionedForm

MAX_ITEM_ROWS = 150
SPARE_ITEM_ROWS = 5


def _score_input() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "w-num", "data-score-grid": True})


class ScoreForm(VersionedForm):
    """The indicators' scores of a year and what ITAS printed as total and level."""

    printed_total = ScoreField(label="คะแนนรวมที่ ITAS ประกาศ", required=False, widget=_score_input())

    def __init__(
        self, *args, criteria: Criteria, last_year: Mapping[str, Decimal] | None = None, level="", **kwargs
    ):
        """``last_year``: points to show beside the fields, by code; ``level``: the stored one, always a choice."""
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for indicator in criteria.indicators:
            before = (last_year or {}).get(indicator.code)
            self.fields[_name(indicator.code)] = ScoreField(
                label=f"{indicator.code} {indicator.name}",
                required=False,
                widget=_score_input(),
                help_text="" if before is None else f"{before:.2f}",
            )
        self.fields["printed_level"] = _level_field(criteria, level)
        if criteria.scope is Scope.TOTAL_ONLY:
            self.fields["printed_total"].required = True
        names = [_name(indicator.code) for indicator in criteria.indicators]
        self.order_fields([*names, "printed_total", "printed_level"])

    @staticmethod
    def initial_of(sheet: ScoreSheet) -> dict[str, Any]:
        """Return the stored values by field name."""
        scores = {_name(code): score for code, score in sheet.indicators.items()}
        return {
            **scores,
            "printed_total": sheet.printed_total,
            "printed_level": sheet.printed_level,
            "explanation": sheet.explanation,
        }

    def groups(self) -> list[tuple[Instrument, list[tuple[Indicator, forms.BoundField]]]]:
        """Return the score fields by instrument, for the grid."""
        return [
            (
                instrument,
                [
                    (each, self.score_field(each.code))
                    for each in self.criteria.indicators_of(instrument.code)
                ],
            )
            for instrument in self.criteria.instruments
        ]

    def score_field(self, code: str) -> forms.BoundField:
        """Return the field of an indicator."""
        return self[_name(code)]

    def clean(self):
        data = super().clean()
        if not self.errors and not self._scores() and data.get("printed_total") is None:
            raise ValidationError("ยังไม่ได้กรอกคะแนน กรุณากรอกคะแนนตัวชี้วัดหรือคะแนนรวมอย่างน้อยหนึ่งช่อง")
        return data

    def _scores(self) -> dict[str, Decimal]:
        found = {each.code: self.cleaned_data.get(_name(each.code)) for each in self.criteria.indicators}
        return {code: score for code, score in found.items() if score is not None}

    def sheet(self, stored: ScoreSheet) -> ScoreSheet:
        """Return the stored sheet with what was entered here."""
        return replace(
            stored,
            indicators=self._scores(),
            printed_total=self.cleaned_data["printed_total"],
            printed_level=self.cleaned_data["printed_level"],
        )


def _name(code: str) -> str:
    return f"score_{code}"


def _level_field(criteria: Criteria, stored: str) -> forms.Field:
    label = "ระดับผลการประเมินที่ ITAS ประกาศ"
    if not criteria.levels:
        return ThaiLineField(
            label=label,
            max_length=60,
            required=False,
            help_text="พิมพ์ตามที่ประกาศ เช่น สูงมาก",
            widget=forms.TextInput(attrs={"class": "w-medium"}),
        )
    choices = {"": "– ยังไม่ทราบ –"} | {level.name: level.label for level in criteria.levels}
    if stored not in choices:
        choices[stored] = f"{stored} (ตามที่บันทึกไว้)"
    return forms.ChoiceField(
        label=label,
        choices=list(choices.items()),
        required=False,
        widget=forms.Select(attrs={"class": "w-medium"}),
        error_messages={"invalid_choice": "ไม่มีระดับนี้ในเกณฑ์ของปี กรุณาเลือกจากรายการ"},
    )


class ScoreEditForm(ScoreForm):
    """The same with the explanation of a difference between printed and computed result."""

    explanation = ThaiTextField(
        label="คำอธิบายเมื่อคะแนนไม่ตรงกัน",
        max_length=2000,
        required=False,
        help_text="กรอกเมื่อคะแนนที่ประกาศไม่ตรงกับคะแนนที่ระบบคำนวณ คำอธิบายจะพิมพ์ในรายงาน",
    )

    def sheet(self, stored: ScoreSheet) -> ScoreSheet:
        return replace(super().sheet(stored), explanation=self.cleaned_data["explanation"])


class ItemScoreForm(forms.Form):
    """The score of one question or disclosure item; an empty row counts as none."""

    code = ThaiLineField(
        label="ข้อ",
        max_length=24,
        required=False,
        widget=forms.TextInput(
            attrs={"class": "w-num", "autocomplete": "off", "autocapitalize": "characters"}
        ),
    )
    score = ScoreField(label="คะแนน", required=False, widget=forms.TextInput(attrs={"class": "w-num"}))

    def __init__(self, *args, criteria: Criteria, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = criteria

    def clean_code(self) -> str:
        """Return the code as it is stored: "ข้อ i ๓" becomes I3."""
        typed = self.cleaned_data["code"]
        try:
            return parse_item_code(typed, self.criteria) if typed else ""
        except ItemCodeError as error:
            raise ValidationError(str(error)) from None

    def clean(self):
        data = super().clean()
        if data.get("code") and data.get("score") is None and "score" not in self.errors:
            self.add_error("score", f"กรุณากรอกคะแนนของข้อ {data['code']} หรือลบเลขข้อออก")
        if data.get("score") is not None and data.get("code") == "":
            self.add_error("code", "กรุณากรอกเลขข้อ เช่น I3 หรือลบคะแนนออก")
        return data


class BaseItemScores(BaseFormSet):
    """Item scores of a year, each item once."""

    def clean(self):
        rows: dict[str, int] = {}
        for number, form in enumerate(self.forms, start=1):
            code = form.cleaned_data.get("code") if hasattr(form, "cleaned_data") else ""
            if code and rows.setdefault(code, number) != number:
                form.add_error("code", f"ข้อ {code} กรอกไว้แล้วในแถวที่ {rows[code]} กรุณาลบออกหนึ่งแถว")

    def scores(self) -> dict[str, Decimal]:
        """Return points by item code."""
        rows = [form.cleaned_data for form in self.forms]
        return {row["code"]: row["score"] for row in rows if row.get("code")}


def item_scores(data, *, criteria: Criteria, stored: Mapping[str, Decimal]) -> BaseItemScores:
    """Return the rows for item scores: the stored ones and some spare ones."""
    kind = formset_factory(
        ItemScoreForm,
        formset=BaseItemScores,
        extra=SPARE_ITEM_ROWS,
        max_num=MAX_ITEM_ROWS,
        absolute_max=MAX_ITEM_ROWS,
        validate_max=True,
    )
    return kind(
        data,
        initial=[{"code": code, "score": stored[code]} for code in criteria.sorted_items(stored)],
        form_kwargs={"criteria": criteria},
        prefix="items",
        error_messages={
            "missing_management_form": "แบบฟอร์มส่งมาไม่ครบ กรุณาเปิดหน้านี้ใหม่แล้วกรอกอีกครั้ง",
            "too_many_forms": f"กรอกคะแนนรายข้อได้ไม่เกิน {MAX_ITEM_ROWS} แถว",
        },
    )


class PasteForm(forms.Form):
    """Whatever was copied from the ITAS page; the reader takes any text, so nothing is cleaned here."""

    text = forms.Field(
        label="วางข้อมูลจากหน้า ITAS ที่นี่",
        widget=forms.Textarea(attrs={"rows": 10, "class": "tall", "spellcheck": "false"}),
        error_messages={"required": "ยังไม่มีข้อความ กรุณาคัดลอกจากหน้า ITAS แล้ววางในช่องนี้"},
    )

    def clean_text(self) -> str:
        """Return the text if it is short enough to be read."""
        text = self.cleaned_data["text"]
        if not text.strip():
            raise ValidationError(self.fields["text"].error_messages["required"])
        if len(text) > MAX_CHARACTERS:
            raise ValidationError(
                f"ข้อความยาว {len(text):,} ตัวอักษร เกินที่รับได้ {MAX_CHARACTERS:,} ตัวอักษร กรุณาคัดลอกเฉพาะตารางคะแนน"
            )
        return text


class FindingForm(VersionedForm):
    """What the agency makes of one indicator's score."""

    text = ThaiTextField(
        label="ผลการวิเคราะห์",
        max_length=5000,
        rows=5,
        help_text="คะแนนอยู่ในเกณฑ์ใด เพราะอะไร และควรปรับปรุงเรื่องใด",
    )
    weakness_class = forms.ChoiceField(
        label="จัดเป็น",
        choices=WeaknessClass.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "กรุณาเลือกกลุ่ม", "invalid_choice": "กรุณาเลือกกลุ่มจากรายการ"},
    )
    class_reason = ThaiTextField(label="เหตุผลที่จัดกลุ่มต่างจากเกณฑ์", max_length=1000, rows=2, required=False)
    recommendation = ThaiTextField(
        label="ข้อเสนอแนะของผู้ตรวจประเมิน",
        max_length=10_000,
        required=False,
        help_text="คัดลอกจากผลการประเมินในระบบ ITAS มาวางได้ทั้งข้อความ",
    )
    response = ThaiTextField(
        label="แนวทางที่หน่วยงานพิจารณาแล้ว",
        max_length=5000,
        required=False,
        help_text="เช่น พิจารณาแล้วว่าจะต้องแก้ไขโดย…",
    )
    rank = forms.IntegerField(
        label="ลำดับในกลุ่ม",
        min_value=1,
        max_value=99,
        required=False,
        help_text="เลขน้อยแสดงก่อน ถ้าเว้นว่าง ระบบเรียงจากคะแนนต่ำสุด",
        widget=forms.TextInput(attrs={"class": "w-num", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "กรุณากรอกเลข 1–99 หรือเว้นว่าง"),
    )

    def __init__(self, *args, proposed: WeaknessClass | None, **kwargs):
        """``proposed`` is the class that the score asks for, None without a score."""
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        if proposed:
            self.fields["weakness_class"].help_text = f"ตามเกณฑ์คะแนน: {proposed.label}"
            self.fields["class_reason"].help_text = f"ต้องกรอก ถ้าไม่ได้จัดเป็น “{proposed.label}”"

    @classmethod
    def initial_of(cls, finding: Finding) -> dict[str, Any]:
        """Return the stored values by field name."""
        return {name: getattr(finding, name) for name in cls.base_fields}

    def clean(self):
        data = super().clean()
        departs = weakness.needs_reason(data.get("weakness_class", self.proposed), self.proposed)
        if departs and not data.get("class_reason") and "class_reason" not in self.errors:
            self.add_error("class_reason", f"กรุณาบอกเหตุผล เพราะคะแนนนี้ตามเกณฑ์จัดเป็น “{self.proposed.label}”")
        return data
