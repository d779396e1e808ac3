"""The words that batches store."""

from django.db import models

from itaportal.language import gettext_lazy


class BatchState(models.TextChoices):
    """How far a batch is."""

    RUNNING = "running", gettext_lazy("กำลังทำ")
    PAUSED = "paused", gettext_lazy("พักไว้")
    DONE = "done", gettext_lazy("เสร็จแล้ว")
    CANCELLED = "cancelled", gettext_lazy("ยกเลิกแล้ว")


class SheetState(models.TextChoices):
    """How far one document of a batch is."""

    WAITING = "waiting", gettext_lazy("รอทำ")
    WORKING = "working", gettext_lazy("กำลังทำ")
    DONE = "done", gettext_lazy("เสร็จแล้ว")
    FAILED = "failed", gettext_lazy("ทำไม่สำเร็จ")
