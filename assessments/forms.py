"""Forms for a year's scores, for text pasted from ITAS and for findings."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory

from assessments import weakness
from assessments.actions import ASSESSMENT_FIELDS, FINDING_FIELDS, ScoreSheet, sheet_of
from assessments.enums import WeaknessClass
from assessments.models import Assessment, Finding, ItemScore
from criteria.enums import Scope
from criteria.rulebook import Criteria, ItemCodeError, parse_item_code
from criteria.schema import Indicator, Instrument
from itaportal.editing.formfields import ScoreField, ThaiLineField
from itaportal.editing.forms import LaidOutForm, RowForm, VersionedForm
from itaportal.editing.modelfields import form_field, label_of
from itaportal.language import format_lazy, gettext, gettext_lazy
from itaportal.translated import translated

MAX_ITEM_ROWS = 150
SPARE_ITEM_ROWS = 5


def number_input(**attrs: Any) -> forms.TextInput:
    """Return an input as wide as a score."""
    return forms.TextInput(attrs={"class": "w-num", **attrs})


def score_name(code: str) -> str:
    """Return the name of an indicator's field."""
    return f"score_{code}"


class ScoreForm(VersionedForm):
    """The indicators' scores of a year and what ITAS printed; ``explains``: also why the two do not agree."""

    printed_total = form_field(Assessment, "printed_total", widget=number_input(**{"data-score-grid": True}))
    printed_level = form_field(
        Assessment,
        "printed_level",
        widget=forms.TextInput(attrs={"class": "w-medium"}),
        help_text=gettext_lazy("พิมพ์ตามที่ประกาศ เช่น สูงมาก"),
    )
    explanation = form_field(Assessment, "explanation")
    result_url = form_field(Assessment, "result_url")

    def __init__(
        self,
        data: Any = None,
        *,
        opened: dict[str, Any],
        criteria: Criteria,
        stored_level: str,
        last_year: Mapping[str, Decimal] | None = None,
        explains: bool = False,
    ):
        """``last_year``: points to show beside the fields, by code; ``stored_level`` is always a choice."""
        super().__init__(data, initial=opened)
        self.criteria = criteria
        for indicator in criteria.indicators:
            before = (last_year or {}).get(indicator.code)
            self.fields[score_name(indicator.code)] = ScoreField(
                label=f"{indicator.code} {indicator.name}",
                required=False,
                widget=number_input(**{"data-score-grid": True}),
                help_text="" if before is None else f"{before:.2f}",
            )
        if criteria.levels:
            self.fields["printed_level"] = _level_choice(criteria, stored_level)
        self.fields["printed_total"].required = criteria.scope is Scope.TOTAL_ONLY
        if not explains:
            del self.fields["explanation"]
        self.order_fields([*(score_name(each.code) for each in criteria.indicators), *ASSESSMENT_FIELDS])

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        return cls.values_of(sheet_of(row))

    @staticmethod
    def values_of(sheet: ScoreSheet) -> dict[str, Any]:
        """Return the scores by field name."""
        entered = {name: getattr(sheet, name) for name in ASSESSMENT_FIELDS}
        return {score_name(code): score for code, score in sheet.indicators.items()} | entered

    def groups(self) -> list[tuple[Instrument, list[tuple[Indicator, forms.BoundField]]]]:
        """Return the score fields by instrument, for the grid."""
        return [
            (
                each,
                [(entry, self.score_field(entry.code)) for entry in self.criteria.indicators_of(each.code)],
            )
            for each in self.criteria.instruments
        ]

    def score_field(self, code: str) -> forms.BoundField:
        """Return the field of an indicator."""
        return self[score_name(code)]

    def clean(self):
        data = super().clean()
        if not self.errors and not self.scores() and data.get("printed_total") is None:
            raise ValidationError(gettext("ยังไม่ได้กรอกคะแนน กรุณากรอกคะแนนตัวชี้วัดหรือคะแนนรวมอย่างน้อยหนึ่งช่อง"))
        return data

    def scores(self) -> dict[str, Decimal]:
        """Return the points that could be read, by indicator."""
        found = {each.code: self.cleaned_data.get(score_name(each.code)) for each in self.criteria.indicators}
        return {code: score for code, score in found.items() if score is not None}

    def sheet(self, stored: ScoreSheet) -> ScoreSheet:
        """Return the stored sheet with what was entered here."""
        entered = {name: self.cleaned_data[name] for name in self.present(*ASSESSMENT_FIELDS)}
        return replace(stored, indicators=self.scores(), **entered)


def _level_choice(criteria: Criteria, stored: str) -> forms.Field:
    choices = {"": gettext("– ยังไม่ทราบ –")} | {level.name: level.label for level in criteria.levels}
    choices.setdefault(stored, gettext("{stored} (ตามที่บันทึกไว้)").format(stored=stored))
    return forms.ChoiceField(
        label=label_of(Assessment, "printed_level"),
        choices=list(choices.items()),
        required=False,
        widget=forms.Select(attrs={"class": "w-medium"}),
        error_messages={"invalid_choice": gettext("ไม่มีระดับนี้ในเกณฑ์ของปี กรุณาเลือกจากรายการ")},
    )


class ItemScoreForm(LaidOutForm):
    """The score of one question or disclosure item; an empty row counts as none."""

    code = ThaiLineField(
        label=label_of(ItemScore, "code"),
        max_length=24,
        required=False,
        widget=number_input(autocomplete="off", autocapitalize="characters"),
    )
    score = form_field(ItemScore, "score", required=False, widget=number_input())

    def __init__(self, *args: Any, criteria: Criteria, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.criteria = criteria

    def clean_code(self) -> str:
        """Return the code as it is stored: "ข้อ i ๓" becomes I3."""
        typed = self.cleaned_data["code"]
        try:
            return parse_item_code(typed, self.criteria) if typed else ""
        except ItemCodeError as error:
            raise ValidationError(translated(error)) from None

    def clean(self):
        data = super().clean()
        if data.get("code") and data.get("score") is None and "score" not in self.errors:
            self.add_error(
                "score", gettext("กรุณากรอกคะแนนของข้อ {data} หรือลบเลขข้อออก").format(data=data["code"])
            )
        if data.get("score") is not None and data.get("code") == "":
            self.add_error("code", gettext("กรุณากรอกเลขข้อ เช่น I3 หรือลบคะแนนออก"))
        return data


class BaseItemScores(BaseFormSet):
    """Item scores of a year, each item once."""

    default_error_messages = {
        "missing_management_form": gettext_lazy("แบบฟอร์มส่งมาไม่ครบ กรุณาเปิดหน้านี้ใหม่แล้วกรอกอีกครั้ง"),
        "too_many_forms": format_lazy(
            gettext_lazy("กรอกคะแนนรายข้อได้ไม่เกิน {max_item_rows} แถว"), max_item_rows=MAX_ITEM_ROWS
        ),
    }

    def __init__(self, data: Any = None, *, criteria: Criteria, stored: Mapping[str, Decimal]):
        """Show the stored rows and some spare ones."""
        rows = [{"code": code, "score": stored[code]} for code in criteria.sorted_items(stored)]
        super().__init__(data, initial=rows, form_kwargs={"criteria": criteria}, prefix="items")

    def clean(self):
        rows: dict[str, int] = {}
        for number, form in enumerate(self.forms, start=1):
            code = form.cleaned_data.get("code") if hasattr(form, "cleaned_data") else ""
            if code and rows.setdefault(code, number) != number:
                form.add_error(
                    "code",
                    gettext("ข้อ {code} กรอกไว้แล้วในแถวที่ {rows} กรุณาลบออกหนึ่งแถว").format(
                        code=code, rows=rows[code]
                    ),
                )

    def scores(self) -> dict[str, Decimal]:
        """Return points by item code."""
        rows = [form.cleaned_data for form in self.forms]
        return {row["code"]: row["score"] for row in rows if row.get("code")}


ItemScores = formset_factory(
    ItemScoreForm,
    formset=BaseItemScores,
    extra=SPARE_ITEM_ROWS,
    max_num=MAX_ITEM_ROWS,
    absolute_max=MAX_ITEM_ROWS,
    validate_max=True,
)


class FindingForm(RowForm):
    """What the agency makes of one indicator's score."""

    class Meta:
        model = Finding
        fields = FINDING_FIELDS

    def __init__(self, *args: Any, proposed: WeaknessClass | None, **kwargs: Any):
        """``proposed`` is the class that the score asks for, None without a score."""
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        if proposed:
            self.fields["weakness_class"].help_text = gettext("ตามช่วงคะแนน: {label}").format(
                label=proposed.label
            )
            self.fields["class_reason"].help_text = gettext("ต้องกรอก ถ้าไม่ได้จัดเป็น “{label}”").format(
                label=proposed.label
            )

    def clean(self):
        data = super().clean()
        departs = weakness.needs_reason(data.get("weakness_class", self.proposed), self.proposed)
        if departs and not data.get("class_reason") and "class_reason" not in self.errors:
            self.add_error(
                "class_reason",
                gettext("กรุณาบอกเหตุผล เพราะคะแนนนี้ตามเกณฑ์จัดเป็น “{label}”").format(label=self.proposed.label),
            )
        return data
