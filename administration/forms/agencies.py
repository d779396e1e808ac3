"""Forms of agencies as the site administrator keeps them."""

from django import forms

from administration.actions.agencies import FACTS
from agencies.enums import AgencyKind
from agencies.forms.people import NewMemberForm
from agencies.models import Agency
from exchange.forms import FileForm
from itaportal.editing.formfields import ThaiTextField
from itaportal.editing.forms import LaidOutForm, PlainRowForm, RowForm
from itaportal.editing.layout import Pair, Section
from itaportal.language import gettext, gettext_lazy

PERSON = ("username", "title", "first_name", "last_name", "position_title", "email")
_KINDS = [("", gettext_lazy("เลือกประเภท")), *AgencyKind.choices]


class AdministratorForm(NewMemberForm):
    """The person who will keep an agency's data."""

    field_order = PERSON
    role = starts_on = ends_on = None  # type: ignore[assignment]

    @property
    def person(self) -> dict[str, str]:
        """Who it is, as ``add_member`` takes it; only of a valid form."""
        return {name: self.cleaned_data[name] for name in PERSON}


class NewAgencyForm(PlainRowForm, AdministratorForm):
    """A new agency, and who will keep its data."""

    slug = forms.RegexField(
        r"^[a-z0-9][a-z0-9-]{0,59}$",
        label=gettext_lazy("ชื่อในที่อยู่เว็บ"),
        required=False,
        help_text=gettext_lazy(
            "a–z 0–9 และขีดกลาง เช่น sai-thong เปลี่ยนภายหลังไม่ได้ เพราะที่อยู่ในเอกสารที่เผยแพร่ใช้ชื่อนี้ เว้นว่างให้ระบบตั้งให้"
        ),
        error_messages={
            "invalid": gettext_lazy("ใช้ได้เฉพาะ a–z 0–9 และขีดกลาง ไม่เกิน 60 ตัว และไม่ขึ้นต้นด้วยขีดกลาง")
        },
    )

    class Meta:
        model = Agency
        fields = FACTS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("kind", _KINDS)
        self.fields["short_name"].required = False
        self.fields["short_name"].help_text = gettext("เช่น อบต.ทรายทอง เว้นว่างให้ระบบย่อให้")

    def lay_out(self):
        return [
            Section(
                "agency",
                gettext("หน่วยงาน"),
                "kind",
                "name",
                "short_name",
                Pair("district", "province"),
                "slug",
            ),
            Section(
                "administrator",
                gettext("ผู้ดูแลข้อมูลหน่วยงานคนแรก"),
                "username",
                "title",
                Pair("first_name", "last_name"),
                "position_title",
                "email",
                help_text=gettext("บุคคลนี้ได้รับคำเชิญ แล้วเพิ่มบุคคลอื่นและข้อมูลของหน่วยงานเองได้"),
            ),
        ]


class FactsForm(RowForm):
    """What an agency is called and where it lies."""

    class Meta:
        model = Agency
        fields = FACTS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("kind", _KINDS)

    def lay_out(self):
        return ["kind", "name", "short_name", Pair("district", "province")]


class ReasonForm(LaidOutForm):
    """Why something is done; the reason stands in the audit log."""

    reason = ThaiTextField(
        label=gettext_lazy("เหตุผล"),
        max_length=300,
        rows=2,
        help_text=gettext_lazy("เหตุผลอยู่ในบันทึกการใช้งาน และแจ้งให้ผู้เกี่ยวข้องทราบ"),
        error_messages={"required": gettext_lazy("กรุณากรอกเหตุผล")},
    )


class AgencyFileForm(FileForm):
    """A file of agencies."""

    field_order = ("file", "mode")
    blank = None  # type: ignore[assignment]
