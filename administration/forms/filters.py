"""What lists are narrowed by; a choice that does not exist leaves all."""

from typing import Any

from django import forms
from django.utils.http import urlencode

from administration.enums import AccountState, AgencyState, Duty, TaskState
from agencies.enums import AgencyKind
from agencies.models import Agency
from itaportal.editing.forms import LaidOutForm
from itaportal.language import gettext, gettext_lazy

ALL = ("", gettext_lazy("ทั้งหมด"))


class WordsField(forms.CharField):
    """Words to look for."""

    def __init__(self, label: str):
        super().__init__(
            label=label,
            max_length=100,
            required=False,
            widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
            error_messages={
                "max_length": gettext("ข้อความยาวเกิน %(limit_value)d ตัวอักษร กรุณาพิมพ์เพียงบางส่วน"),
                "null_characters_not_allowed": gettext("ข้อความมีอักขระที่ใช้ค้นหาไม่ได้ กรุณาพิมพ์ใหม่"),
            },
        )


class NarrowingForm(LaidOutForm):
    """Words and choices from lists, asked for in the address."""

    def __init__(self, data: Any):
        super().__init__(data)
        self.offer_lists()
        self.full_clean()
        for name in self.errors.keys() - {"q"}:
            del self.errors[name]

    def offer_lists(self) -> None:
        """Give fields the choices that are read from the database."""

    def chosen(self, name: str) -> str:
        """Return what was typed or chosen, "" for nothing and for what is not on the list."""
        return self.cleaned_data.get(name) or ""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return any(self.chosen(name) for name in self.fields)

    @property
    def query(self) -> str:
        """What was asked for, as a query string."""
        return urlencode({name: self.chosen(name) for name in self.fields if self.chosen(name)})


class AgencyFilter(NarrowingForm):
    """Which agencies."""

    q = WordsField(gettext_lazy("ชื่อหน่วยงาน อำเภอ หรือจังหวัด"))
    province = forms.ChoiceField(label=gettext_lazy("จังหวัด"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("ประเภท"), choices=[ALL, *AgencyKind.choices], required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("สถานะ"), choices=[ALL, *AgencyState.choices], required=False
    )

    def offer_lists(self) -> None:
        provinces = Agency.objects.order_by("province_order").values_list("province", flat=True).distinct()
        self.offer("province", [ALL, *((name, name) for name in provinces)])


class PeopleFilter(NarrowingForm):
    """Which accounts."""

    q = WordsField(gettext_lazy("ชื่อ ชื่อผู้ใช้ หรืออีเมล"))
    state = forms.ChoiceField(label=gettext_lazy("บัญชี"), choices=[ALL, *AccountState.choices], required=False)
    duty = forms.ChoiceField(label=gettext_lazy("หน้าที่"), choices=[ALL, *Duty.choices], required=False)


class TaskFilter(NarrowingForm):
    """Which tasks."""

    state = forms.ChoiceField(label=gettext_lazy("สถานะ"), choices=[ALL, *TaskState.choices], required=False)
