"""Forms of the second factor."""

from allauth.mfa.base import forms as base
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.core.exceptions import ValidationError

from accounts.adapters import FactorAdapter
from accounts.forms.fields import in_our_words
from itaportal import ratelimits
from itaportal.editing.forms import LaidOutForm
from itaportal.language import gettext


class _CodeForm(LaidOutForm, base.BaseAuthenticateForm):
    """A code of an app or a recovery code; few tries, and none twice, over all processes of the portal."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_our_words(self, code=gettext("รหัส"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
        self.fields["code"].help_text = gettext("รหัส 6 ตัวจากแอป หรือรหัสสำรอง 8 ตัว")

    def clean_code(self) -> str:
        """Return the code where it is right, fresh, and not one try too many."""
        person = str(self.user.pk)
        if ratelimits.seconds_left(ratelimits.WRONG_CODES, person):
            raise FactorAdapter().validation_error("too_many")
        try:
            code = super().clean_code()
        except ValidationError:
            ratelimits.seconds_to_wait(ratelimits.WRONG_CODES, person)
            raise
        if ratelimits.seconds_to_wait(ratelimits.USED_CODES, f"{person}:{code}"):
            raise FactorAdapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(_CodeForm, base.AuthenticateForm):
    """The code after the password."""


class AgainByCodeForm(_CodeForm, base.ReauthenticateForm):
    """A code, before something that matters."""


class AddAppForm(LaidOutForm, totp.ActivateTOTPForm):
    """The first code of an app shows that it has the secret."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        in_our_words(self, code=gettext("รหัส 6 ตัวจากแอป"))
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class RemoveAppForm(LaidOutForm, totp.DeactivateTOTPForm):
    """Nothing to fill in."""


class AddKeyForm(LaidOutForm, webauthn.AddWebAuthnForm):
    """The name of a passkey; what the browser says of it is put in by a script."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label, name.help_text, name.max_length = gettext("ชื่อเรียก"), gettext("เช่น โทรศัพท์"), 60


class SecondFactorKeyForm(LaidOutForm, webauthn.AuthenticateWebAuthnForm):
    """What a passkey answers, after the password."""


class AgainByKeyForm(LaidOutForm, webauthn.ReauthenticateWebAuthnForm):
    """What a passkey answers, before something that matters."""


class NewRecoveryCodesForm(LaidOutForm, recovery.GenerateRecoveryCodesForm):
    """Nothing to fill in."""
