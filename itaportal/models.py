"""The tables of the project itself, below every app: ``itaportal/ratelimits.py`` and ``editing/drafts.py`` know one each."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class RequestCount(models.Model):
    """How often somebody asked for something in the window of time that is running; see ``itaportal/ratelimits.py``."""

    key = models.CharField(max_length=120, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.FloatField(db_index=True)  # seconds since 1970, as the library counts them

    class Meta:
        verbose_name = "จำนวนคำขอในช่วงเวลา"
        verbose_name_plural = "จำนวนคำขอในช่วงเวลา"

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"


class FormDraft(models.Model):
    """What a person typed on a page and has not saved; see ``itaportal/editing/drafts.py``."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="form_drafts")
    page = models.CharField("หน้า", max_length=300)
    fields = models.JSONField("ข้อความในแบบฟอร์ม")
    saved_at = models.DateTimeField("เก็บร่างเมื่อ", default=timezone.now, db_index=True)

    class Meta:
        verbose_name = "ร่างแบบฟอร์มที่ยังไม่บันทึก"
        verbose_name_plural = "ร่างแบบฟอร์มที่ยังไม่บันทึก"
        constraints = [models.UniqueConstraint(fields=["person", "page"], name="form_draft_once_per_page")]

    def __str__(self) -> str:
        return self.page
