"""The words that accounts store."""

from django.db import models

from itaportal.language import gettext_lazy


class CodeKind(models.TextChoices):
    """How a one-time code reaches its person."""

    PRINTED = "printed", gettext_lazy("พิมพ์เป็นกระดาษ")
    MAILED = "mailed", gettext_lazy("ลิงก์ในอีเมล")


# Ways to prove oneself beside the password, by allauth's names.
FACTORS = {
    "totp": gettext_lazy("แอปสร้างรหัส"),
    "webauthn": gettext_lazy("กุญแจ (passkey)"),
    "recovery_codes": gettext_lazy("รหัสสำรอง"),
}
# All steps of signing in.
WAYS = {**FACTORS, "password": gettext_lazy("รหัสผ่าน"), "openid_connect": gettext_lazy("บัญชีภายนอก")}
