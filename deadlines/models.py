"""An agency's own dates, and how each person is told of what falls due."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.models import Agency
from deadlines.enums import Step
from itaportal.editing.concurrency import Versioned
from itaportal.editing.modelfields import ThaiDay, ThaiLine
from itaportal.language import gettext_lazy
from measures.models import Measure, ProgressRound


class Deadline(Versioned):
    """A date that an agency set for itself, of a measure or a progress round or of neither."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="deadlines")
    title = ThaiLine(
        gettext_lazy("เรื่อง"), max_length=200, help_text=gettext_lazy("เช่น ส่งร่างรายงานผลให้ปลัดตรวจ")
    )
    due_on = ThaiDay(gettext_lazy("ครบกำหนดวันที่"))
    who = ThaiLine(
        gettext_lazy("ผู้รับผิดชอบ"), max_length=150, blank=True, help_text=gettext_lazy("เช่น สำนักปลัด")
    )
    measure = models.ForeignKey(
        Measure,
        verbose_name=gettext_lazy("มาตรการ"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="deadlines",
    )
    round = models.ForeignKey(
        ProgressRound,
        verbose_name=gettext_lazy("รอบรายงานผล"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="deadlines",
    )
    is_done = models.BooleanField(gettext_lazy("ทำเสร็จแล้ว"), default=False)

    class Meta:
        verbose_name = gettext_lazy("กำหนดของหน่วยงาน")
        verbose_name_plural = gettext_lazy("กำหนดของหน่วยงาน")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(measure__isnull=True) | Q(round__isnull=True), name="deadline_of_one_thing"
            )
        ]

    def __str__(self):
        return self.title


def all_steps() -> list[int]:
    """Return every reminder there is."""
    return [step.value for step in Step]


class Reminding(models.Model):
    """How one person is reminded; ``feed`` is half of the secret address of their calendar, "" for none.

    Without a row people who enter data are reminded at every step, others of nothing, and there is no such address.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminding")
    steps = models.JSONField(gettext_lazy("เตือนเมื่อ"), default=all_steps)
    feed = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = gettext_lazy("การเตือนตามกำหนด")
        verbose_name_plural = gettext_lazy("การเตือนตามกำหนด")
        constraints = [
            models.UniqueConstraint(fields=["feed"], condition=~Q(feed=""), name="calendar_feed_once")
        ]

    def __str__(self):
        return str(self.user)


class Reminder(models.Model):
    """That a person was reminded of a thing (``Due.key``) at a step before that day; a day that moves is told anew."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(gettext_lazy("เรื่อง"), max_length=60)
    day = models.DateField(gettext_lazy("ครบกำหนดวันที่"))
    step = models.SmallIntegerField(gettext_lazy("เตือนเมื่อ"), choices=Step)

    class Meta:
        verbose_name = gettext_lazy("การเตือนที่ส่งแล้ว")
        verbose_name_plural = gettext_lazy("การเตือนที่ส่งแล้ว")
        constraints = [models.UniqueConstraint(fields=["user", "key", "day", "step"], name="reminded_once")]

    def __str__(self):
        return f"{self.key} {self.get_step_display()}"
