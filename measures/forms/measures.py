"""The form of one measure."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from assessments.enums import WeaknessClass
from assessments.queries import IndicatorRow, Overview
from criteria.rulebook import Criteria, ItemCodeError, parse_item_code
from itaportal.editing.formfields import ThaiDateField, ThaiLineField, ThaiTextField
from itaportal.editing.forms import VersionedForm
from itaportal.templatetags.thai import digits, points
from itaportal.thai import clean_line, fiscal_year_end, fiscal_year_start
from measures.actions import MeasureEntry, StepEntry, entry_of
from measures.enums import MeasureKind
from measures.models import Measure


class _DepartmentsField(forms.ModelMultipleChoiceField):
    """Departments to tick; a number that no database can hold is not one of them."""

    def clean(self, value):
        if any(len(str(pk)) > 18 for pk in value or ()):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)


class MeasureForm(VersionedForm):
    """A measure without its steps; fields are named as in MeasureEntry."""

    kind = forms.ChoiceField(
        label="ประเภท",
        choices=MeasureKind.choices,
        initial=MeasureKind.MEASURE,
        widget=forms.RadioSelect,
        error_messages={"required": "กรุณาเลือกประเภท", "invalid_choice": "กรุณาเลือกประเภทจากรายการ"},
    )
    title = ThaiLineField(
        label="ชื่อมาตรการ / โครงการ / กิจกรรม",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "กรุณากรอกชื่อ เช่น จัดทำคู่มือการใช้ทรัพย์สินของราชการ"},
    )
    activities = ThaiTextField(
        label="กิจกรรมย่อย", required=False, help_text="เช่น “จัดอบรมพนักงานจ้าง” ขึ้นบรรทัดใหม่สำหรับแต่ละกิจกรรม"
    )
    indicator_codes = forms.MultipleChoiceField(
        label="ตัวชี้วัดที่เกี่ยวข้อง",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "ปีที่ประเมินไม่มีตัวชี้วัดที่ %(value)s กรุณาเลือกจากรายการ"},
    )
    topic_numbers = forms.TypedMultipleChoiceField(
        label="ประเด็นของรายงาน",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "ปีที่ประเมินไม่มีประเด็นที่ %(value)s กรุณาเลือกจากรายการ"},
    )
    item_codes = ThaiLineField(label="ข้อคำถามที่คะแนนต่ำ", max_length=200, required=False)
    weak_point = ThaiTextField(
        label="ข้อบกพร่อง / จุดอ่อน",
        max_length=3000,
        required=False,
        help_text="สิ่งที่ต้องแก้ เขียนตามผลการวิเคราะห์ของปีที่ประเมิน",
    )
    departments = _DepartmentsField(
        None,
        label="ส่วนราชการที่รับผิดชอบ",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "เลือกได้เฉพาะส่วนราชการของหน่วยงานคุณ กรุณาเลือกใหม่",
            "invalid_pk_value": "เลือกได้เฉพาะส่วนราชการของหน่วยงานคุณ กรุณาเลือกใหม่",
        },
    )
    all_departments = forms.BooleanField(
        label="ทุกส่วนราชการ", required=False, help_text="เอกสารพิมพ์ว่า “ทุกส่วนราชการ” แทนรายชื่อ"
    )
    responsible_text = ThaiLineField(
        label="ผู้รับผิดชอบที่เขียนเอง",
        max_length=300,
        required=False,
        help_text="เช่น “หัวหน้าส่วนราชการทุกกอง” พิมพ์ต่อท้ายส่วนราชการที่เลือก",
    )
    period_start = ThaiDateField(label="เริ่มวันที่", required=False)
    period_end = ThaiDateField(label="สิ้นสุดวันที่", required=False)
    period_text = ThaiLineField(
        label="ระยะเวลาที่เขียนเอง",
        max_length=300,
        required=False,
        help_text="เช่น “เป็นประจำทุกเดือน” พิมพ์แทนวันที่ด้านบน",
    )
    follow_up = ThaiTextField(
        label="การกำกับติดตาม",
        required=False,
        help_text="ใครติดตาม อย่างไร บ่อยเพียงใด เช่น รายงานในที่ประชุมประจำเดือน",
    )
    limitation = ThaiTextField(label="ข้อจำกัดของหน่วยงาน", required=False)

    def __init__(self, *args, overview: Overview, departments, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = overview.criteria
        self.fields["departments"].queryset = departments
        for name in ("period_start", "period_end"):
            self.fields[name].widget.attrs["class"] = "w-date"
        self.fields["item_codes"].widget.attrs["class"] = "w-medium"
        self.fields["item_codes"].help_text = _item_hint(self.criteria)
        self.fields["indicator_codes"].choices = [
            (f"{group.instrument.code} {group.instrument.name}", [_choice(row) for row in group.rows])
            for group in overview.groups
        ]
        self.fields["topic_numbers"].choices = [
            (topic.number, f"{digits(topic.number)}. {topic.name}") for topic in self.criteria.topics
        ]
        self._drop_what_the_year_has_not(departments)

    def _drop_what_the_year_has_not(self, departments) -> None:
        if not self.criteria.instruments:
            del self.fields["indicator_codes"], self.fields["item_codes"]
        if not self.criteria.topics:
            del self.fields["topic_numbers"]
        if not departments:
            del self.fields["departments"]

    @classmethod
    def initial_of(cls, measure: Measure) -> dict[str, Any]:
        """Return the stored values by field name."""
        initial = {name: getattr(measure, name) for name in cls.base_fields}
        return {
            **initial,
            "item_codes": ", ".join(measure.item_codes),
            "departments": list(measure.departments.all()),
        }

    @staticmethod
    def initial_for(plan_year: int, row: IndicatorRow | None) -> dict[str, Any]:
        """Return what a new measure of the plan year starts with: its months and, if named, the weak point."""
        initial = {
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
                errors.append(str(error))
        if errors:
            raise ValidationError(errors)
        return self.criteria.sorted_items(codes)

    def clean(self):
        data = super().clean()
        if {"period_start", "period_end"} <= data.keys():
            start, end = data["period_start"], data["period_end"]
            if start and end and end < start:
                self.add_error("period_end", "วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม กรุณาแก้วันใดวันหนึ่ง")
            elif bool(start) != bool(end):
                missing = "period_end" if start else "period_start"
                self.add_error(missing, "กรุณากรอกทั้งวันเริ่มและวันสิ้นสุด หรือเว้นว่างทั้งสองช่อง")
        return data

    def entry(self, steps: list[StepEntry], measure: Measure | None = None) -> MeasureEntry:
        """Return the valid form as the actions take it; what the form does not ask stays as the measure has it."""
        kept = {}
        if measure:
            stored = entry_of(measure)
            kept = {name: getattr(stored, name) for name in self.base_fields if name != "version"}
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return MeasureEntry(**{**kept, **given, "steps": steps})


_CLASS_WORDS = {WeaknessClass.URGENT: "ต้องแก้ไขเร่งด่วน", WeaknessClass.IMPROVE: "จะพัฒนา"}


def _choice(row: IndicatorRow) -> tuple[str, str]:
    words = [f"{digits(row.indicator.code)}. {row.indicator.name}"]
    if row.score is not None:
        words.append(f"{points(row.score)} คะแนน")
    if row.finding and row.finding.weakness_class in _CLASS_WORDS:
        words.append(_CLASS_WORDS[row.finding.weakness_class])
    return row.indicator.code, " · ".join(words)


def _item_hint(criteria: Criteria) -> str:
    ranges = [
        f"{entry.letter}1–{entry.letter}{count}"
        for entry in criteria.instruments
        if (count := criteria.item_list(entry.code).count)
    ]
    known = f" ปี {criteria.fiscal_year} มีข้อ {' '.join(ranges)}" if ranges else ""
    return digits(f"เช่น I3, E7 คั่นด้วยจุลภาค{known}")


def _split_items(text: str) -> list[str]:
    """Split "ข้อ I3, E 7 และ O14" at commas, the word และ, and before the next letter."""
    plain = re.sub(r"ข้อ(คำถาม)?(ที่)?", " ", text)
    parts = re.split(r"[,;/]|และ|\s+(?=[A-Za-z])", plain)
    return [part for part in map(clean_line, parts) if part]
