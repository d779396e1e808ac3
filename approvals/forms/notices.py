"""Which notices a person wants by e-mail."""

from django import forms

from approvals.enums import NoticeKind


class MailChoicesForm(forms.Form):
    """One box for each kind of notice; a ticked one is mailed as well."""

    kinds = forms.MultipleChoiceField(
        label="เรื่องที่ต้องการรับทางอีเมลด้วย",
        choices=NoticeKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "ตัวเลือกนี้ใช้ไม่ได้แล้ว กรุณาเลือกใหม่"},
    )
