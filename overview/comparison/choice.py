"""What is asked of the comparison: which agencies, of which year, in which order, as a table or as lines."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.utils.http import urlencode

from agencies.enums import AgencyKind
from agencies.models import AgencyQuerySet
from itaportal.editing.forms import LaidOutForm
from itaportal.language import gettext_lazy
from itaportal.templatetags.thai import digits
from itaportal.thai.order import sort_key
from overview.comparison.figures import ORDERS, RESULT_ORDERS, Figures
from overview.comparison.shares import UNKNOWN, Level
from overview.enums import Reached

ALL = ("", gettext_lazy("ทั้งหมด"))
TABLE, LINES = "", "lines"


class ChoiceForm(LaidOutForm):
    """Words and choices from lists; a choice that does not exist leaves all."""

    q = forms.CharField(
        label=gettext_lazy("ชื่อหน่วยงาน อำเภอ หรือจังหวัด"),
        max_length=100,
        required=False,
        error_messages={
            "max_length": gettext_lazy("ข้อความยาวเกิน %(limit_value)d ตัวอักษร กรุณาพิมพ์เพียงบางส่วนของชื่อ"),
            "null_characters_not_allowed": gettext_lazy("ข้อความมีอักขระที่ใช้ค้นหาไม่ได้ กรุณาพิมพ์ใหม่"),
        },
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    year = forms.TypedChoiceField(
        label=gettext_lazy("ปีที่ประเมิน"), coerce=int, empty_value=None, required=False
    )
    province = forms.ChoiceField(label=gettext_lazy("จังหวัด"), required=False)
    district = forms.ChoiceField(label=gettext_lazy("อำเภอ"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("ประเภท"), choices=[ALL, *AgencyKind.choices], required=False)
    level = forms.ChoiceField(label=gettext_lazy("ระดับผล"), required=False)
    reached = forms.TypedChoiceField(
        label=gettext_lazy("ถึงขั้น"),
        choices=[ALL, *Reached.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, data, figures: Figures):
        super().__init__(data)
        # One query for both, though a country has a thousand districts.
        by_name = figures.agencies.order_by("province_order").values_list("province", "district")
        places = list(by_name.distinct())
        years = figures.years()
        self._offer_choice("year", years, digits)
        provinces = list(dict.fromkeys(province for province, _ in places))
        self._offer_choice("province", provinces)
        self.year_asked = int(self.chosen("year") or 0) or next(iter(years), None)
        # The only one is as good as chosen.
        self.province_asked = self.chosen("province") or (provinces[0] if len(provinces) == 1 else "")
        districts = (district for province, district in places if province == self.province_asked)
        self._offer_choice("district", sorted(districts, key=sort_key))
        self._orders = ORDERS if figures.has_work else RESULT_ORDERS
        if not figures.has_work:
            del self.fields["reached"]

    def _offer_choice(self, name: str, values: Sequence[Any], label: Callable[[Any], str] = str) -> None:
        """Give a field its choices; one alone is no choice."""
        self.offer(name, [*([] if name == "year" else [ALL]), *((value, label(value)) for value in values)])
        if len(values) < 2:
            del self.fields[name]

    def offer_levels(self, levels: Iterable[Level]) -> None:
        """Give the year's levels to choose from."""
        self.offer("level", [ALL, *((level.key, level.name) for level in levels)])

    def chosen(self, name: str) -> str:
        """Return what was chosen from a list, "" for nothing and for what is not on it."""
        field, asked = self.fields.get(name), self.data.get(name, "")
        return asked if isinstance(field, forms.ChoiceField) and field.valid_value(asked) else ""

    @property
    def level_chosen(self) -> str:
        """The level that was chosen, "" for all."""
        return self.chosen("level")

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the year was chosen."""
        return bool(self.asked.keys() - {"year", "show"})

    @property
    def show(self) -> str:
        """Whether lines are shown, or the table."""
        return LINES if self.data.get("show") == LINES else TABLE

    @property
    def sort_asked(self) -> str:
        """The order asked for, "" for none."""
        asked = self.data.get("sort", "")
        return asked if asked.removeprefix("-") in self._orders else ""

    @property
    def sort(self) -> str:
        """The order as figures.in_order takes it; lines begin with the lowest total where no other was asked for."""
        return self.sort_asked or ("total" if self.show == LINES else "")

    @property
    def asked(self) -> dict[str, str]:
        """What was chosen, by name, without what says nothing."""
        words = self.data.get("q", "").strip()
        chosen = {"q": words, **{name: self.chosen(name) for name in self.fields if name != "q"}}
        return {name: value for name, value in {**chosen, "show": self.show}.items() if value}

    def query(self, **other: str) -> str:
        """Return what was chosen as a query string, with other values in place of some ("" for none)."""
        asked = {**self.asked, "sort": self.sort_asked, **other}
        return urlencode({name: value for name, value in asked.items() if value})

    def in_places(self, agencies: AgencyQuerySet) -> AgencyQuerySet:
        """Return those of the agencies that lie in the places and have the words and kind that were asked for."""
        if not self.is_bound_well:
            return agencies.none()
        places = {name: self.chosen(name) for name in ("province", "district", "kind")}
        chosen = {name: value for name, value in places.items() if value}
        return agencies.with_words(self.cleaned_data["q"]).filter(**chosen)

    def of_results(self, agencies: AgencyQuerySet) -> AgencyQuerySet:
        """Return those of the agencies, which have the columns, whose level and step were asked for."""
        if level := self.chosen("level"):
            agencies = agencies.filter(level="" if level == UNKNOWN else level)
        if reached := self.chosen("reached"):
            agencies = agencies.filter(reached=int(reached))
        return agencies

    @property
    def is_bound_well(self) -> bool:
        """Whether the words can be searched for; choices that do not exist are left aside."""
        self.full_clean()
        for name in self.errors.keys() - {"q"}:
            del self.errors[name]
        return not self.errors
