"""The tables of the project itself, below every app: ``ratelimits.py``, ``editing/drafts.py`` and ``working/`` know one each."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

from itaportal.language import gettext_lazy


class RequestCount(models.Model):
    """How often somebody asked for something in the window of time that is running; see ``itaportal/ratelimits.py``."""

    key = models.CharField(max_length=120, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.FloatField(db_index=True)  # seconds since 1970, as the library counts them

    class Meta:
        verbose_name = gettext_lazy("จำนวนคำขอในช่วงเวลา")
        verbose_name_plural = gettext_lazy("จำนวนคำขอในช่วงเวลา")

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"


class FormDraft(models.Model):
    """What a person typed on a page and has not saved; see ``itaportal/editing/drafts.py``."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="form_drafts")
    page = models.CharField(gettext_lazy("หน้า"), max_length=300)
    fields = models.JSONField(gettext_lazy("ข้อความในแบบฟอร์ม"))
    saved_at = models.DateTimeField(gettext_lazy("เก็บร่างเมื่อ"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = gettext_lazy("ร่างแบบฟอร์มที่ยังไม่บันทึก")
        verbose_name_plural = gettext_lazy("ร่างแบบฟอร์มที่ยังไม่บันทึก")
        constraints = [models.UniqueConstraint(fields=["person", "page"], name="form_draft_once_per_page")]

    def __str__(self) -> str:
        return self.page


class WorkerBeat(models.Model):
    """A worker that lives, or had not said that it ended; see ``itaportal/working/``."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    host = models.CharField(gettext_lazy("เครื่อง"), max_length=255)
    pid = models.PositiveIntegerField(gettext_lazy("เลขกระบวนการ"))
    process = models.CharField(
        max_length=100
    )  # tells the process from another that gets the same number later
    since = models.DateTimeField(gettext_lazy("เริ่มทำงานเมื่อ"), db_default=Now())
    last = models.DateTimeField(gettext_lazy("แจ้งว่ายังทำงานเมื่อ"), db_default=Now())

    class Meta:
        verbose_name = gettext_lazy("ตัวทำงานเบื้องหลัง")
        verbose_name_plural = gettext_lazy("ตัวทำงานเบื้องหลัง")

    def __str__(self) -> str:
        return f"{self.host} {self.pid}"
