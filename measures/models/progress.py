"""Progress on a plan in rounds, with the evidence behind it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies.models import Agency
from itaportal.editing.concurrency import Versioned
from itaportal.editing.modelfields import Choice, ThaiDay, ThaiLine, ThaiText
from itaportal.keeping.fields import HashedFileField
from itaportal.language import gettext, gettext_lazy
from itaportal.thai import dates
from measures.enums import EvidenceKind, Status
from measures.models.plans import Measure, Plan


class ProgressRound(models.Model):
    """A report on all measures of a plan as at one day."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="rounds")
    as_at = ThaiDay(
        gettext_lazy("รายงาน ณ วันที่"),
        why=gettext_lazy("ผลของทุกมาตรการในรอบเป็นผล ณ วันนี้วันเดียว เอกสารพิมพ์วันนี้ และรอบเก่าไม่เปลี่ยนเมื่อเปิดรอบใหม่"),
    )

    class Meta:
        verbose_name = gettext_lazy("รอบรายงานผล")
        verbose_name_plural = gettext_lazy("รอบรายงานผล")
        ordering = ["as_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "as_at"],
                name="progress_round_once_per_day",
                violation_error_message=gettext_lazy("มีรอบรายงาน ณ วันนี้แล้ว"),
            )
        ]

    def __str__(self):
        return gettext("รายงานผล ณ {as_at}").format(as_at=dates.long_date(self.as_at))


class StandingProgress(models.Manager):
    """All but what was reported on measures that were removed."""

    def get_queryset(self):
        return super().get_queryset().filter(measure__removed_at=None)


class Progress(Versioned):
    """How far one measure is in one round."""

    round = models.ForeignKey(ProgressRound, on_delete=models.CASCADE, related_name="entries")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="progress")
    status = Choice(
        gettext_lazy("สถานะ"),
        radio=True,
        max_length=12,
        choices=Status,
        error_messages={
            "required": gettext_lazy("กรุณาเลือกสถานะ"),
            "invalid_choice": gettext_lazy("กรุณาเลือกสถานะจากรายการ"),
        },
    )
    note = ThaiLine(
        gettext_lazy("หมายเหตุ"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy("ข้อความสั้นข้างสถานะ เช่น ตรวจสอบได้ที่เว็บไซต์ของหน่วยงาน"),
        why=gettext_lazy("บันทึกข้อความมีที่เพียงช่องสั้นข้างสถานะ รายละเอียดเขียนในช่องอื่น"),
    )
    action_taken = ThaiText(
        gettext_lazy("สิ่งที่ได้ดำเนินการ"),
        limit=10_000,
        blank=True,
        why=gettext_lazy("บอกว่าทำอะไรไปแล้วบ้าง ต่างจากผลการดำเนินการซึ่งบอกว่าทำแล้วได้อะไร"),
    )
    result = ThaiText(
        gettext_lazy("ผลการดำเนินการ"),
        limit=10_000,
        blank=True,
        why=gettext_lazy("บอกว่าทำแล้วได้อะไร เช่น ประกาศใช้แล้ว อบรมแล้ว 40 คน"),
    )
    outcome = ThaiText(
        gettext_lazy("ผลลัพธ์หรือความสำเร็จ"),
        limit=10_000,
        blank=True,
        help_text=gettext_lazy("สิ่งที่ดีขึ้น เช่น จำนวนผู้ใช้บริการ คะแนนที่เพิ่มขึ้น"),
        why=gettext_lazy("บอกว่าสิ่งที่ทำเปลี่ยนอะไรให้ดีขึ้น รายงานสรุปผลลัพธ์ใช้ช่องนี้"),
    )
    suggestion = ThaiText(
        gettext_lazy("ข้อเสนอแนะ"), limit=10_000, blank=True, why=gettext_lazy("นำไปพิจารณาเมื่อวางแผนปีถัดไป")
    )

    objects = StandingProgress()
    everything = models.Manager()

    class Meta:
        verbose_name = gettext_lazy("ผลการดำเนินการ")
        verbose_name_plural = gettext_lazy("ผลการดำเนินการ")
        constraints = [models.UniqueConstraint(fields=["round", "measure"], name="progress_once_per_round")]

    def __str__(self):
        return f"{self.measure} ({self.get_status_display()})"


class EvidenceQuerySet(models.QuerySet):
    """Questions about evidence."""

    def visible_to(self, user) -> "EvidenceQuerySet":
        """Evidence of agencies the person may see."""
        return self.filter(entry__round__plan__agency__in=Agency.objects.visible_to(user))

    def photos(self) -> "EvidenceQuerySet":
        """Pictures only."""
        return self.filter(kind=EvidenceKind.PHOTO)


class StandingEvidence(models.Manager.from_queryset(EvidenceQuerySet)):  # type: ignore[misc]  # a class made by Django
    """All but what belongs to measures that were removed."""

    def get_queryset(self):
        return super().get_queryset().filter(entry__measure__removed_at=None)


class Evidence(Versioned):
    """A photo, file or link that shows what a progress entry says; uploaded bytes are checked before they come here."""

    entry = models.ForeignKey(Progress, on_delete=models.CASCADE, related_name="evidence")
    position = models.PositiveSmallIntegerField(gettext_lazy("ลำดับ"))
    kind = models.CharField(gettext_lazy("ชนิด"), max_length=5, choices=EvidenceKind)
    caption = ThaiLine(
        gettext_lazy("คำบรรยาย"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy("เช่น ประชุมชี้แจงแผนการใช้จ่ายงบประมาณ"),
        why=gettext_lazy("พิมพ์กับรูปในรายงาน ผู้อ่านที่ไม่ได้อยู่ในเหตุการณ์จึงรู้ว่าเป็นรูปอะไร"),
    )
    event_date = ThaiDay(
        gettext_lazy("วันที่ของเหตุการณ์"),
        null=True,
        blank=True,
        help_text=gettext_lazy("วันที่ถ่ายรูปหรือจัดกิจกรรม เช่น 31/3/2565"),
        why=gettext_lazy("แสดงว่าเหตุการณ์เกิดในช่วงที่รายงาน"),
    )
    name = models.CharField(gettext_lazy("ชื่อไฟล์"), max_length=150, blank=True)
    url = models.URLField(gettext_lazy("ที่อยู่เว็บ"), max_length=1000, blank=True)
    file = HashedFileField(gettext_lazy("ไฟล์"), max_length=200, blank=True)
    thumbnail = models.FileField(gettext_lazy("รูปย่อ"), max_length=200, blank=True)
    print_file = models.FileField(gettext_lazy("รูปสำหรับพิมพ์"), max_length=200, blank=True)
    sha256 = models.CharField(gettext_lazy("sha256 ของไฟล์ที่เก็บ"), max_length=64, blank=True, db_index=True)
    look = models.CharField(gettext_lazy("ลายนิ้วมือของภาพ"), max_length=16, blank=True)
    size = models.PositiveIntegerField(gettext_lazy("ขนาด (ไบต์)"), default=0)
    uploaded_at = models.DateTimeField(gettext_lazy("เพิ่มเมื่อ"), default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("เพิ่มโดย"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = StandingEvidence()
    everything = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("หลักฐาน")
        verbose_name_plural = gettext_lazy("หลักฐาน")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=EvidenceKind.LINK, file="", thumbnail="", print_file="", sha256="", size=0)
                & ~Q(url="")
                | Q(kind=EvidenceKind.FILE, url="", thumbnail="", print_file="", size__gt=0)
                & ~Q(file="")
                & ~Q(sha256="")
                & ~Q(name="")
                | Q(kind=EvidenceKind.PHOTO, url="", size__gt=0)
                & ~Q(file="")
                & ~Q(thumbnail="")
                & ~Q(print_file="")
                & ~Q(sha256="")
                & ~Q(look=""),
                name="evidence_has_what_its_kind_needs",
            )
        ]

    def __str__(self):
        return self.caption or self.name or self.url[:200]

    @property
    def extension(self) -> str:
        """What the stored file is, "pdf" for example; "" for a link."""
        return (self.file.name or "").rsplit(".", 1)[-1]

    @property
    def uploaded_day(self) -> date:
        """The day it was added, here in Thailand."""
        return timezone.localdate(self.uploaded_at)
