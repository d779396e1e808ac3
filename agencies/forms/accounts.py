"""Forms of a person's own account."""

from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import forms as auth
from django.core.validators import ProhibitNullCharactersValidator

from agencies.actions import PREFERENCES
from agencies.models import User
from itaportal.editing.formfields import EmailField
from itaportal.editing.forms import LaidOutForm, PlainRowForm


def _name_fields(form: LaidOutForm, **labels: str) -> None:
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].error_messages["required"] = f"กรุณากรอก{label}"


class SignInForm(LaidOutForm, auth.AuthenticationForm):
    """User name and password; the published demo password opens nothing outside a demonstration portal."""

    error_messages = {
        "invalid_login": "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง กรุณาตรวจตัวพิมพ์เล็ก-ใหญ่ แล้วลองอีกครั้ง",
        "inactive": "บัญชีนี้ถูกระงับ กรุณาติดต่อผู้ดูแลข้อมูลหน่วยงาน",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.validators = [
                check for check in field.validators if not isinstance(check, ProhibitNullCharactersValidator)
            ]
        _name_fields(self, username="ชื่อผู้ใช้", password="รหัสผ่าน")

    def clean(self):
        # Longer names and null bytes fit no column, not even that of the log of failed attempts.
        name = self.cleaned_data.get("username", "")
        if len(name) > self.fields["username"].max_length or "\x00" in name + self.data.get("password", ""):
            raise self.get_invalid_login_error()
        return super().clean()

    def confirm_login_allowed(self, user):
        super().confirm_login_allowed(user)
        if not settings.DEMO and self.cleaned_data["password"] == settings.DEMO_PASSWORD:
            raise self.get_invalid_login_error()


class AdminSignInForm(SignInForm, AdminAuthenticationForm):
    """The same sign-in at the door of the site administrator's pages."""


class PasswordForm(LaidOutForm, auth.PasswordChangeForm):
    """Old and new password, with Thai messages."""

    error_messages = {
        "password_incorrect": "รหัสผ่านเดิมไม่ถูกต้อง กรุณากรอกใหม่",
        "password_mismatch": "รหัสผ่านใหม่สองช่องไม่ตรงกัน กรุณากรอกให้เหมือนกัน",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _name_fields(
            self,
            old_password="รหัสผ่านเดิม",
            new_password1="รหัสผ่านใหม่",
            new_password2="รหัสผ่านใหม่อีกครั้ง",
        )
        self.fields["new_password1"].help_text = "อย่างน้อย 10 ตัวอักษร ไม่เป็นตัวเลขล้วน และไม่คล้ายชื่อของคุณ"
        self.fields["new_password2"].help_text = ""


class PreferencesForm(PlainRowForm):
    """A person's own address and display choices; the name, which documents print, is the administrator's."""

    email = EmailField(label="อีเมล", required=False, help_text="สำหรับรับการแจ้งเตือน เว้นว่างได้")

    class Meta:
        model = User
        fields = PREFERENCES
