"""Fields of allauth's forms in the portal's words."""

from django import forms

from itaportal.language import gettext, gettext_lazy

NEW_PASSWORD_HELP = gettext_lazy("อย่างน้อย 10 ตัวอักษร ไม่เป็นตัวเลขล้วน และไม่คล้ายชื่อของท่าน")


def in_our_words(form: forms.Form, **labels: str) -> None:
    """Give the fields their labels, and nothing else that allauth says about them."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label, field.help_text = label, ""
        field.error_messages["required"] = gettext("กรุณากรอก{label}").format(label=label)
        field.widget.attrs.pop("placeholder", None)


def as_new_password(form: forms.Form) -> None:
    """Describe the two fields of a new password."""
    in_our_words(form, password1=gettext("รหัสผ่านใหม่"), password2=gettext("รหัสผ่านใหม่อีกครั้ง"))
    form.fields["password1"].help_text = NEW_PASSWORD_HELP
