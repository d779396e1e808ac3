"""Forms of the catalogue: looking for measures, taking one, answering an offer."""

import re

from django import forms

from criteria.rulebook import Criteria
from itaportal.editing.forms import LaidOutForm
from itaportal.editing.modelfields import form_field
from itaportal.language import gettext, gettext_lazy
from itaportal.templatetags.thai import digits
from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.spelling import clean_line
from measures.models import CatalogueMeasure
from measures.queries.catalogue import OWN, SHARED, Search

_ANY = [("", gettext_lazy("ทั้งหมด"))]


class CatalogueSearchForm(LaidOutForm):
    """What to look for; a choice that does not exist looks for nothing in particular."""

    q = forms.CharField(label=gettext_lazy("คำค้น"), max_length=100, required=False)
    indicator = forms.ChoiceField(label=gettext_lazy("ตัวชี้วัด"), required=False)
    topic = forms.TypedChoiceField(label=gettext_lazy("ประเด็น"), coerce=int, empty_value=None, required=False)
    item = forms.CharField(label=gettext_lazy("ข้อคำถาม"), max_length=20, required=False)
    whose = forms.ChoiceField(
        label=gettext_lazy("คลัง"),
        required=False,
        choices=[*_ANY, (OWN, gettext_lazy("ของหน่วยงานนี้")), (SHARED, gettext_lazy("ใช้ร่วมกัน"))],
    )

    def __init__(self, *args, criteria: Criteria | None, **kwargs):
        super().__init__(*args, **kwargs)
        indicators, topics = (criteria.indicators, criteria.topics) if criteria else ((), ())
        self.offer(
            "indicator",
            [
                *_ANY,
                *((entry.code, f"{digits(entry.code)}. {entry.name}") for entry in indicators),
            ],
        )
        self.offer(
            "topic",
            [
                *_ANY,
                *((entry.number, f"{digits(entry.number)}. {entry.name}") for entry in topics),
            ],
        )
        self.fields["item"].widget.attrs["placeholder"] = gettext("เช่น I3")
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def clean_q(self) -> str:
        """Return the words as texts are stored."""
        return clean_line(self.cleaned_data["q"])

    def clean_item(self) -> str:
        """Return the number as it is stored: "ข้อ i ๓" is I3."""
        typed = re.sub(r"ข้อ(คำถาม)?(ที่)?|\s", "", to_arabic_digits(clean_line(self.cleaned_data["item"])))
        return typed.upper()

    def search(self) -> Search:
        """Return the conditions that were understood."""
        self.is_valid()
        data = self.cleaned_data
        return Search(
            words=data.get("q", ""),
            indicator=data.get("indicator", ""),
            item=data.get("item", ""),
            topic=data.get("topic"),
            whose=data.get("whose", ""),
        )


class AdoptForm(LaidOutForm):
    """The plan that takes a measure of the catalogue."""

    year = forms.TypedChoiceField(
        label=gettext_lazy("นำเข้าแผนปี"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("กรุณาเลือกปีของแผน"),
            "invalid_choice": gettext_lazy("กรุณาเลือกปีของแผนจากรายการ"),
        },
    )

    def __init__(self, *args, assessed: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.offer(
            "year",
            [
                (
                    year + 1,
                    gettext("{year} (จัดทำจากผลปี {year2})").format(year=digits(year + 1), year2=digits(year)),
                )
                for year in assessed
            ],
        )


class DeclineForm(LaidOutForm):
    """Why an offered entry is not shared; the agency reads it."""

    reason = form_field(CatalogueMeasure, "declined_reason", required=True)
