"""Forms of O-items: looking through them, answering one."""

from django import forms

from agencies.models import Agency
from disclosure.enums import Standing, State
from disclosure.models import Disclosure
from disclosure.queries.items import NOBODYS
from itaportal.editing.formfields import CHOOSE
from itaportal.editing.forms import LaidOutForm, RowForm
from itaportal.editing.layout import Section
from itaportal.language import gettext, gettext_lazy

_ANY = [("", gettext_lazy("ทั้งหมด"))]


class ItemFilter(LaidOutForm):
    """Which items to show; a choice that does not exist shows all."""

    department = forms.ChoiceField(label=gettext_lazy("ส่วนราชการ"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("สถานะ"), required=False, choices=[*_ANY, *State.choices])
    links = forms.ChoiceField(
        label=gettext_lazy("ผลการตรวจลิงก์"), required=False, choices=[*_ANY, *Standing.choices]
    )

    def __init__(self, *args, agency: Agency, **kwargs):
        super().__init__(*args, **kwargs)
        names = [(str(each.pk), each.name) for each in agency.departments.all()]
        self.offer("department", [*_ANY, *names, (NOBODYS, gettext("ยังไม่กำหนด"))])

    def chosen(self) -> dict[str, str]:
        """Return what was understood, by field name."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class DisclosureForm(RowForm):
    """The answer to one item."""

    class Meta:
        model = Disclosure
        fields = ("department", "state", "addresses", "explanation", "note")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        departments = self.instance.agency.departments
        field = self.fields["department"]
        assert isinstance(field, forms.ModelChoiceField)
        # What was closed since stays with the items that it answers.
        field.queryset = departments.filter(active=True) | departments.filter(pk=self.instance.department_id)
        field.empty_label = gettext("– ยังไม่กำหนด –")
        field.error_messages |= CHOOSE

    def lay_out(self):
        return [
            Section("who", gettext("ผู้รับผิดชอบและสถานะ"), "department", "state"),
            Section("answer", gettext("คำตอบในระบบ ITAS"), "addresses", "explanation"),
            Section("inside", gettext("ใช้ภายใน"), "note"),
        ]

    def clean(self):
        data = super().clean()
        if (
            data.get("state") == State.PUBLISHED
            and "addresses" not in self.errors
            and not data.get("addresses")
        ):
            self.add_error("addresses", gettext("เลือกว่าเผยแพร่แล้ว กรุณาวางลิงก์อย่างน้อยหนึ่งลิงก์ หรือเปลี่ยนสถานะ"))
        return data
