"""Form fields that read Thai text, scores and dates, and say in Thai what is wrong."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from itaportal import webaddresses
from itaportal.language import gettext, gettext_lazy
from itaportal.thai import dates, money, numbers, provinces, spacing, spelling
from itaportal.translated import translated

DAY_HELP = gettext_lazy("เช่น 31/3/2565 หรือ 31 มี.ค. 65")
CHOOSE = {
    "required": gettext_lazy("กรุณาเลือกหนึ่งข้อ"),
    "invalid_choice": gettext_lazy("ตัวเลือกนี้ใช้ไม่ได้แล้ว กรุณาเลือกใหม่"),
}


class ThaiTextField(forms.CharField):
    """Prose of several lines, cleaned; refuses what documents cannot print."""

    widget: type[forms.Widget] = forms.Textarea
    cleaner = staticmethod(spacing.clean_prose)

    def __init__(self, *, max_length=2000, rows=3, **kwargs):
        kwargs.setdefault("error_messages", {}).setdefault("required", gettext("กรุณากรอกช่องนี้"))
        super().__init__(**kwargs)
        self.limit = max_length
        if isinstance(self.widget, forms.Textarea):
            self.widget.attrs.setdefault("rows", rows)

    def to_python(self, value):
        return self.cleaner(super().to_python(value) or "")

    def validate(self, value):
        super().validate(value)
        if refusal := spelling.refusal_of(value, self.limit):
            raise ValidationError(translated(refusal))


class ThaiLineField(ThaiTextField):
    """A name or a code, cleaned, on one line."""

    widget = forms.TextInput
    cleaner = staticmethod(spelling.clean_line)


class ThaiProseLineField(ThaiLineField):
    """Prose on one line, cleaned."""

    @staticmethod
    def cleaner(text):
        return spacing.joined(spelling.clean_line(text))


class ProvinceInput(forms.TextInput):
    """A line that offers the provinces while one is typed."""

    def render(self, name, value, attrs=None, renderer=None):
        offered = f"{(attrs or {}).get('id', name)}-names"
        shown = super().render(name, value, {**(attrs or {}), "list": offered}, renderer)
        options = format_html_join(
            "", '<option value="{}"></option>', ((each,) for each in provinces.provinces())
        )
        return format_html('{}<datalist id="{}">{}</datalist>', shown, offered, options)


class ProvinceField(ThaiLineField):
    """A province, also as people call it (โคราช, กทม.); an unknown one is asked about, unless it is the stored one."""

    widget = ProvinceInput
    kept = ""

    def get_bound_field(self, form, field_name):
        # A row from before there was a list can be saved for its other fields.
        self.kept = form.get_initial_for_field(self, field_name)
        return super().get_bound_field(form, field_name)

    def clean(self, value):
        text = super().clean(value)
        if not text or text == self.kept:
            return text
        try:
            return provinces.province_named(text)
        except provinces.NoProvince as error:
            raise ValidationError(translated(error)) from None


class EmailField(forms.EmailField):
    """An e-mail address no longer than what is stored."""

    default_error_messages = {"invalid": gettext_lazy("อีเมลไม่ถูกต้อง กรุณาพิมพ์ในรูปแบบ ชื่อ@ที่ทำงาน.go.th")}

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 254, **kwargs})


class WebAddressesField(forms.CharField):
    """Addresses of web pages, one on each line; each is said what is wrong with it by its line."""

    widget: type[forms.Widget] = forms.Textarea
    default_error_messages = {"required": gettext_lazy("กรุณาวางลิงก์อย่างน้อยหนึ่งลิงก์")}

    def __init__(self, *, most=10, rows=3, **kwargs):
        super().__init__(**kwargs)
        self.most = most
        self.widget.attrs |= {"rows": rows, "spellcheck": "false", "inputmode": "url"}

    def to_python(self, value):
        return webaddresses.clean_addresses(super().to_python(value) or "")

    def validate(self, value):
        super().validate(value)
        lines = value.split("\n") if value else []
        if len(lines) > self.most:
            raise ValidationError(
                gettext("วางได้ไม่เกิน {most} ลิงก์ ขณะนี้มี {lines} ลิงก์ กรุณาคงไว้เฉพาะที่ตอบข้อนี้").format(
                    most=self.most, lines=len(lines)
                )
            )
        wrong = [(number, webaddresses.refusal_of(line)) for number, line in enumerate(lines, 1)]
        if found := [
            gettext("ลิงก์ที่ {number} {refusal}").format(number=number, refusal=refusal)
            for number, refusal in wrong
            if refusal
        ]:
            raise ValidationError(found)


class _TypedField(forms.Field):
    """What is typed as text and read by ``read``, whose ValueError says in Thai what to type instead."""

    widget = forms.TextInput

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget.attrs["autocomplete"] = "off"

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def to_python(self, value):
        if value is None or not str(value).strip():
            return None
        try:
            return self.read(str(value))
        except ValueError as error:
            raise ValidationError(translated(error)) from None


class ScoreField(_TypedField):
    """A score of 0–100 points with at most two decimals, in Thai or Arabic digits."""

    default_error_messages = {"required": gettext_lazy("กรุณากรอกคะแนน เช่น 85.50")}

    def read(self, text: str) -> Decimal:
        return numbers.parse_score(text)

    def widget_attrs(self, widget):
        return {"inputmode": "decimal"}

    def prepare_value(self, value):
        return value if isinstance(value, str) else numbers.format_score(value)


class BahtField(_TypedField):
    """An amount of baht, with commas or without, in Thai or Arabic digits."""

    default_error_messages = {"required": gettext_lazy("กรุณากรอกจำนวนเงิน เช่น 50,000")}

    def read(self, text: str) -> Decimal:
        return money.parse_amount(text)

    def widget_attrs(self, widget):
        return {"inputmode": "decimal"}

    def prepare_value(self, value):
        return value if isinstance(value, str) else money.format_amount(value)


class ThaiDateField(_TypedField):
    """A date as Thai offices write it (31/3/2565, ๓๑ มีนาคม ๒๕๖๕, 31 มี.ค. 65), of a year that can be meant."""

    default_error_messages = {"required": gettext_lazy("กรุณากรอกวันที่ เช่น 31/3/2565")}

    def __init__(self, **kwargs):
        super().__init__(**{"help_text": DAY_HELP, **kwargs})

    def read(self, text: str) -> date:
        return dates.likely_date(dates.parse_date(text), timezone.localdate())

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else dates.numeric_date(value)
