"""Which notices a person wants by e-mail."""

from django import forms

from approvals.enums import NoticeKind
from itaportal.editing.formfields import CHOOSE
from itaportal.editing.forms import LaidOutForm


class MailChoicesForm(LaidOutForm):
    """One box for each kind of notice; a ticked one is mailed as well."""

    kinds = forms.MultipleChoiceField(
        label="เรื่องที่ต้องการรับทางอีเมลด้วย",
        choices=NoticeKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )
