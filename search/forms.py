"""What somebody looks for."""

from django import forms
from django.utils import timezone

from itaportal.editing.forms import LaidOutForm
from itaportal.language import format_lazy, gettext, gettext_lazy
from itaportal.templatetags.thai import digits
from itaportal.thai import dates
from search.analysis import plain
from search.finding import has_words
from search.sources import Kind

LONGEST = 200
# A browser sends no more, so that the answer to too much is this page's and not the server's.
_SENT = 400
_OLDEST_YEAR = 2560
_TOO_LONG = format_lazy(
    gettext_lazy("คำค้นยาวเกิน {longest} ตัวอักษร กรุณาพิมพ์เฉพาะคำสำคัญ เช่น คู่มือทรัพย์สิน"), longest=LONGEST
)
_NOTHING = gettext_lazy("คำค้นมีแต่เครื่องหมายหรือช่องว่าง กรุณาพิมพ์เป็นคำ เช่น คู่มือทรัพย์สิน")


class SearchForm(LaidOutForm):
    """Words, and of which kind and year; a choice that does not exist leaves all."""

    q = forms.CharField(
        label=gettext_lazy("คำค้น"),
        required=False,
        strip=False,
        error_messages={"null_characters_not_allowed": _NOTHING},
        widget=forms.TextInput(
            attrs={"maxlength": _SENT, "type": "search", "autocomplete": "off", "data-search-box": True}
        ),
    )
    kind = forms.ChoiceField(label=gettext_lazy("ประเภท"), required=False)
    year = forms.TypedChoiceField(
        label=gettext_lazy("ปีงบประมาณ"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args, kinds: list[Kind], **kwargs):
        super().__init__(*args, **kwargs)
        newest = dates.fiscal_year(timezone.localdate()) + 1
        years = range(newest, _OLDEST_YEAR - 1, -1)
        self.offer("kind", [("", gettext("ทั้งหมด")), *((kind.code, kind.label) for kind in kinds)])
        self.offer("year", [("", gettext("ทุกปี")), *((year, digits(year)) for year in years)])

    def clean_q(self) -> str:
        """Return the words as they are compared; refuse what is no words or too many."""
        typed = self.cleaned_data["q"]
        if len(typed) > LONGEST:
            raise forms.ValidationError(_TOO_LONG)
        if typed and not has_words(typed):
            raise forms.ValidationError(_NOTHING)
        return plain(typed)

    def asked(self) -> tuple[str, str, int | None]:
        """Return words, kind and year; the words are empty where they are refused."""
        self.is_valid()
        values = self.cleaned_data
        return values.get("q", ""), values.get("kind", ""), values.get("year")
