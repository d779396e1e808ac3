"""The words that batches store."""

from django.db import models


class BatchState(models.TextChoices):
    """How far a batch is."""

    RUNNING = "running", "กำลังทำ"
    PAUSED = "paused", "พักไว้"
    DONE = "done", "เสร็จแล้ว"
    CANCELLED = "cancelled", "ยกเลิกแล้ว"


class SheetState(models.TextChoices):
    """How far one document of a batch is."""

    WAITING = "waiting", "รอทำ"
    WORKING = "working", "กำลังทำ"
    DONE = "done", "เสร็จแล้ว"
    FAILED = "failed", "ทำไม่สำเร็จ"
