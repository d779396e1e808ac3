"""Which notices a person wants by e-mail."""

from django import forms

from approvals.enums import MAILED_BY_CHOICE
from itaportal.editing.formfields import CHOOSE
from itaportal.editing.forms import LaidOutForm
from itaportal.language import gettext_lazy


class MailChoicesForm(LaidOutForm):
    """One box for each kind of notice; a ticked one is mailed as well, and receipts of signatures always are."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("เรื่องที่ต้องการรับทางอีเมลด้วย"),
        choices=MAILED_BY_CHOICE,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=CHOOSE,
    )
