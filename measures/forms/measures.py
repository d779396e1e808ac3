"""The form of one measure."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from assessments.enums import WeaknessClass
from assessments.queries import IndicatorRow, Overview
from criteria.rulebook import Criteria, ItemCodeError, parse_item_code
from itaportal.editing.formfields import ThaiLineField
from itaportal.editing.forms import RowForm
from itaportal.editing.layout import Field, Include, Pair, Rest, Section
from itaportal.editing.modelfields import label_of
from itaportal.language import gettext, gettext_lazy
from itaportal.templatetags.thai import digits, points
from itaportal.thai.dates import fiscal_year_end, fiscal_year_start
from itaportal.thai.spelling import clean_line
from itaportal.translated import translated
from measures.actions import MEASURE_FIELDS, MeasureEntry, StepEntry, entry_of
from measures.models import Measure
from measures.rules.period import find_period_error

_NO_DEPARTMENTS = gettext_lazy("หน่วยงานยังไม่มีรายชื่อส่วนราชการ ผู้ดูแลข้อมูลหน่วยงานเพิ่มได้ที่หน้า “ข้อมูลหน่วยงาน”")


class DepartmentsField(forms.ModelMultipleChoiceField):
    """Departments to tick; a number that no database can hold is not one of them."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = dict.fromkeys(
        ("invalid_choice", "invalid_pk_value"), gettext_lazy("เลือกได้เฉพาะส่วนราชการของหน่วยงานท่าน กรุณาเลือกใหม่")
    )

    def clean(self, value):
        if any(len(str(pk)) > 18 for pk in value or ()):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)


def check_period(form: forms.Form) -> None:
    """Tell at the field what is wrong with the two days, where both could be read."""
    data = form.cleaned_data
    if {"period_start", "period_end"} <= data.keys():
        error = find_period_error(data["period_start"], data["period_end"])
        if error:
            form.add_error(*error)


class MeasureForm(RowForm):
    """A measure without its steps; fields are named as in MeasureEntry."""

    indicator_codes = forms.MultipleChoiceField(
        label=label_of(Measure, "indicator_codes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("ปีที่ประเมินไม่มีตัวชี้วัดที่ %(value)s กรุณาเลือกจากรายการ")},
    )
    topic_numbers = forms.TypedMultipleChoiceField(
        label=label_of(Measure, "topic_numbers"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("ปีที่ประเมินไม่มีประเด็นที่ %(value)s กรุณาเลือกจากรายการ")},
    )
    item_codes = ThaiLineField(label=label_of(Measure, "item_codes"), max_length=200, required=False)
    departments = DepartmentsField(None, label=label_of(Measure, "departments"), required=False)

    class Meta:
        model = Measure
        fields = (*MEASURE_FIELDS, "departments")

    # As the model has them, so that errors and conflicts come in the order of the page.
    field_order = [field.name for field in sorted((*Measure._meta.fields, *Measure._meta.many_to_many))]

    def __init__(self, *args, overview: Overview, departments, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = overview.criteria
        self.fields["departments"].queryset = departments  # type: ignore[attr-defined]  # a choice of models
        self.fields["item_codes"].help_text = _item_hint(self.criteria)
        self.offer(
            "indicator_codes",
            [
                (f"{group.instrument.code} {group.instrument.name}", [_choice(row) for row in group.rows])
                for group in overview.groups
            ],
        )
        self.offer(
            "topic_numbers",
            [(topic.number, f"{digits(topic.number)}. {topic.name}") for topic in self.criteria.topics],
        )
        self._drop_what_the_year_has_not(departments)

    def _drop_what_the_year_has_not(self, departments) -> None:
        if not self.criteria.instruments:
            del self.fields["indicator_codes"], self.fields["item_codes"]
        if not self.criteria.topics:
            del self.fields["topic_numbers"]
        if not departments:
            del self.fields["departments"]

    def lay_out(self):
        codes = self.present("indicator_codes", "topic_numbers")
        items = [Field(name, css_class="w-medium") for name in self.present("item_codes")]
        period = [Field(name, css_class="w-date") for name in ("period_start", "period_end")]
        budget = Field("budget", css_class="w-date")
        departments = self.present("departments")
        return [
            Section("what", gettext("สิ่งที่จะทำ"), "kind", "title", "activities"),
            Section("why", gettext("แก้จุดอ่อนใด"), Include("measures/_findings.html"), *codes, *items, "weak_point"),
            Section(
                "steps",
                gettext("ขั้นตอน"),
                Include("measures/_step_rows.html"),
                help_text=gettext("เรียงตามลำดับที่ทำ แถวที่ว่างจะไม่บันทึก"),
            ),
            Section(
                "who", gettext("ใคร เมื่อไร ใช้งบประมาณเท่าใด"), *departments, "all_departments", "responsible_text", Pair(*period), "period_text", budget,
                help_text="" if departments else _NO_DEPARTMENTS,
            ),
            Section("follow", gettext("ติดตาม"), "follow_up", "limitation", Rest()),
        ]  # fmt: skip

    @classmethod
    def initial_of(cls, row: Any) -> dict[str, Any]:
        return {**super().initial_of(row), "item_codes": ", ".join(row.item_codes)}

    @staticmethod
    def initial_for(plan_year: int, row: IndicatorRow | None) -> dict[str, Any]:
        """Return what a new measure of the plan year starts with: its months and, if named, the weak point."""
        initial: dict[str, Any] = {
            "period_start": fiscal_year_start(plan_year),
            "period_end": fiscal_year_end(plan_year),
        }
        if row:
            initial["indicator_codes"] = [row.indicator.code]
            initial["weak_point"] = row.finding.text if row.finding else ""
        return initial

    def clean_indicator_codes(self) -> list[str]:
        """Return the codes in the year's order."""
        chosen = self.cleaned_data["indicator_codes"]
        return [indicator.code for indicator in self.criteria.indicators if indicator.code in chosen]

    def clean_item_codes(self) -> list[str]:
        """Return the item codes in natural order, each once."""
        codes, errors = set(), []
        for typed in _split_items(self.cleaned_data["item_codes"]):
            try:
                codes.add(parse_item_code(typed, self.criteria))
            except ItemCodeError as error:
                errors.append(translated(error))
        if errors:
            raise ValidationError(errors)
        return self.criteria.sorted_items(codes)

    def clean(self):
        data = super().clean()
        check_period(self)
        return data

    def entry(self, steps: list[StepEntry], measure: Measure | None = None) -> MeasureEntry:
        """Return the valid form as the actions take it; what the form does not ask stays as the measure has it."""
        given = {**self.values, "steps": steps}
        return entry_of(measure).replace(**given) if measure else MeasureEntry(**given)


def _choice(row: IndicatorRow) -> tuple[str, str]:
    words = [f"{digits(row.indicator.code)}. {row.indicator.name}"]
    if row.score is not None:
        words.append(gettext("{score} คะแนน").format(score=points(row.score)))
    if row.finding and row.finding.weakness_class != WeaknessClass.MAINTAIN:
        words.append(row.finding.short_class)
    return row.indicator.code, " · ".join(words)


def _item_hint(criteria: Criteria) -> str:
    ranges = [
        f"{entry.letter}1–{entry.letter}{count}"
        for entry in criteria.instruments
        if (count := criteria.item_list(entry.code).count)
    ]
    known = (
        gettext(" ปี {fiscal_year} มีข้อ {items}").format(
            fiscal_year=criteria.fiscal_year, items=" ".join(ranges)
        )
        if ranges
        else ""
    )
    return digits(gettext("เช่น I3, E7 คั่นด้วยจุลภาค{known}").format(known=known))


def _split_items(text: str) -> list[str]:
    """Split "ข้อ I3, E 7 และ O14" at commas, the word และ, and before the next letter."""
    plain = re.sub(r"ข้อ(คำถาม)?(ที่)?", " ", text)
    parts = re.split(r"[,;/]|และ|\s+(?=[A-Za-z])", plain)
    return [part for part in map(clean_line, parts) if part]
