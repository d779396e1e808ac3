"""The words that accounts store."""

from django.db import models


class CodeKind(models.TextChoices):
    """How a one-time code reaches its person."""

    PRINTED = "printed", "พิมพ์เป็นกระดาษ"
    MAILED = "mailed", "ลิงก์ในอีเมล"


# Ways to prove oneself beside the password, by allauth's names.
FACTORS = {"totp": "แอปสร้างรหัส", "webauthn": "กุญแจ (passkey)", "recovery_codes": "รหัสสำรอง"}
# All steps of signing in.
WAYS = {**FACTORS, "password": "รหัสผ่าน", "openid_connect": "บัญชีภายนอก"}
