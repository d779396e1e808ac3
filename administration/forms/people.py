"""Forms of accounts as the site administrator keeps them."""

from django import forms

from administration.forms.agencies import ReasonForm
from agencies.enums import OversightLevel
from agencies.forms.people import NewMemberForm
from agencies.models import Oversight
from itaportal.editing.formfields import CHOOSE, EmailField, ThaiLineField
from itaportal.editing.layout import Pair
from itaportal.editing.modelfields import form_field
from itaportal.language import gettext, gettext_lazy

PERSON = ("username", "title", "first_name", "last_name", "email")


class NewPersonForm(NewMemberForm):
    """A person who works in no agency."""

    field_order = PERSON
    role = position_title = starts_on = ends_on = None  # type: ignore[assignment]
    email = EmailField(
        label=gettext_lazy("อีเมล"),
        help_text=gettext_lazy("สำหรับส่งคำเชิญให้ตั้งรหัสผ่าน"),
        error_messages={"required": gettext_lazy("กรุณากรอกอีเมล")},
    )

    @property
    def person(self) -> dict[str, str]:
        """Who it is; only of a valid form."""
        return {name: self.cleaned_data[name] for name in PERSON}


class OversightForm(ReasonForm):
    """What a person shall oversee."""

    field_order = ("level", "province", "district", "reason")
    level = forms.ChoiceField(
        label=gettext_lazy("ขอบเขต"),
        choices=OversightLevel.choices,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    province = form_field(Oversight, "province", required=False)
    district = ThaiLineField(
        label=gettext_lazy("อำเภอ"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("ไม่ต้องเขียนคำว่าอำเภอ"),
    )

    def lay_out(self):
        return ["level", Pair("province", "district"), "reason"]

    def clean(self):
        data = super().clean()
        level = data.get("level")
        is_placed = level in (OversightLevel.PROVINCE, OversightLevel.DISTRICT)
        if is_placed and not data.get("province") and "province" not in self.errors:
            self.add_error("province", gettext("กรุณากรอกจังหวัดที่กำกับดูแล"))
        if level == OversightLevel.DISTRICT and not data.get("district"):
            self.add_error("district", gettext("กรุณากรอกอำเภอที่กำกับดูแล"))
        return data

    @property
    def place(self) -> dict[str, str]:
        """What is overseen, without what the level does not need; only of a valid form."""
        level = self.cleaned_data["level"]
        province = "" if level == OversightLevel.COUNTRY else self.cleaned_data["province"]
        district = self.cleaned_data["district"] if level == OversightLevel.DISTRICT else ""
        return {"level": level, "province": province, "district": district}
