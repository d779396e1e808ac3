"""Forms of the ways into the portal."""

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings

from accounts.forms.fields import as_new_password, in_our_words
from accounts.tasks import ask_for_reset_link
from agencies.models import User
from itaportal.editing.forms import LaidOutForm
from itaportal.language import gettext, gettext_lazy

_LONGEST_NAME = User._meta.get_field("username").max_length or 150


class SignInForm(LaidOutForm, allauth.LoginForm):
    """User name and password; the published demo password opens nothing outside a demonstration portal."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        widget = forms.TextInput(attrs={"autocomplete": "username", "maxlength": _LONGEST_NAME})
        self.fields["login"] = forms.CharField(widget=widget)
        self.order_fields(["login", "password"])
        in_our_words(self, login=gettext("ชื่อผู้ใช้"), password=gettext("รหัสผ่าน"))
        for field in self.fields.values():
            # Null bytes are a wrong name, not a lesson.
            field.validators = []

    def clean(self):
        name, password = (self.cleaned_data.get(field, "") for field in ("login", "password"))
        # Longer names and null bytes fit no column, not even that of the log of failed attempts.
        impossible = len(name) > _LONGEST_NAME or "\x00" in name + password
        if impossible or (password == settings.DEMO_PASSWORD and not settings.DEMO):
            raise get_adapter().validation_error("username_password_mismatch")
        return super().clean()


class ForgottenForm(LaidOutForm, allauth.ResetPasswordForm):
    """Where the link to a new password goes: the address that a person's account has."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_our_words(self, email=gettext("อีเมล"))
        self.fields["email"].error_messages["invalid"] = gettext("อีเมลไม่ถูกต้อง เช่น somchai@example.go.th")
        self.fields["email"].help_text = gettext("อีเมลที่อยู่ในบัญชีของท่าน")

    def clean_email(self):
        """Return the address; whose it is, is asked outside the request."""
        return self.cleaned_data["email"]

    def save(self, request, **kwargs):
        """Ask for the link."""
        ask_for_reset_link(self.cleaned_data["email"])


class NewPasswordForm(LaidOutForm, allauth.ResetPasswordKeyForm):
    """A password of one's own, typed twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        as_new_password(self)


class PasswordForm(LaidOutForm, allauth.ChangePasswordForm):
    """Old and new password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_our_words(self, oldpassword=gettext("รหัสผ่านเดิม"))
        as_new_password(self)

    def clean(self):
        data = super().clean()
        if data.get("password1") and data["password1"] == data.get("oldpassword"):
            self.add_error("password1", gettext("รหัสผ่านใหม่ต้องต่างจากรหัสผ่านเดิม กรุณาตั้งรหัสผ่านอื่น"))
        return data


class AgainForm(LaidOutForm, allauth.ReauthenticateForm):
    """The password again, before something that matters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_our_words(self, password=gettext("รหัสผ่าน"))


class CodeForm(LaidOutForm):
    """A one-time code from paper."""

    username = forms.CharField(
        label=gettext_lazy("ชื่อผู้ใช้"),
        max_length=_LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
        error_messages={
            "required": gettext_lazy("กรุณากรอกชื่อผู้ใช้"),
            "max_length": gettext_lazy("ชื่อผู้ใช้ยาวเกินไป กรุณาตรวจสอบ"),
        },
    )
    code = forms.CharField(
        label=gettext_lazy("รหัสครั้งเดียว"),
        max_length=40,
        help_text=gettext_lazy("12 ตัว ตามกระดาษ พิมพ์เล็กหรือใหญ่ก็ได้ ขีดคั่นไม่ต้องพิมพ์"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
        error_messages={
            "required": gettext_lazy("กรุณากรอกรหัสครั้งเดียว"),
            "max_length": gettext_lazy("รหัสยาวเกินไป กรุณาตรวจสอบ"),
        },
    )
