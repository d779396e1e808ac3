"""The words that accounts store."""

from django.db import models


class CodeKind(models.TextChoices):
    """How a one-time code reaches its person."""

    PRINTED = "printed", "พิมพ์เป็นกระดาษ"
    MAILED = "mailed", "ลิงก์ในอีเมล"
