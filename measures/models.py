"""What is done about a result: the plan's measures with steps, and progress in rounds."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies.models import Agency, Department
from assessments.models import Assessment
from itaportal import thai
from itaportal.editing.concurrency import Versioned
from itaportal.editing.modelfields import Choice, ThaiDay, ThaiLine, ThaiText
from measures.catalogue_entries import CatalogueMeasure
from measures.enums import EvidenceKind, MeasureKind, Status


class Plan(Versioned):
    """The measures of a fiscal year (N+1), answering the result of the year before (N)."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="plans")
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณของแผน (พ.ศ.)")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="plans")
    decided_on = ThaiDay("วันที่ของบันทึกที่กำหนดมาตรการ", null=True, blank=True)
    decided_in = ThaiLine("อยู่ในข้อใดของบันทึกนั้น", max_length=60, blank=True, help_text="เช่น ข้อ 6")

    class Meta:
        verbose_name = "แผนมาตรการ"
        verbose_name_plural = "แผนมาตรการ"
        ordering = ["-fiscal_year"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "fiscal_year"], name="plan_once_per_year"),
            models.CheckConstraint(
                condition=Q(fiscal_year__range=(2550, 2650)), name="plan_year_is_buddhist"
            ),
        ]

    def __str__(self):
        return f"แผนมาตรการ ปีงบประมาณ พ.ศ. {self.fiscal_year} {self.agency.short_name}"


class MeasureQuerySet(models.QuerySet):
    """Questions about measures."""

    def with_details(self) -> "MeasureQuerySet":
        """With steps and departments in a fixed number of queries."""
        return self.select_related("plan__agency").prefetch_related("steps", "departments")


class Measure(Versioned):
    """One measure, project or activity of a plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveSmallIntegerField("ลำดับ")
    kind = Choice(
        "ประเภท",
        radio=True,
        max_length=10,
        choices=MeasureKind,
        default=MeasureKind.MEASURE,
        error_messages={"required": "กรุณาเลือกประเภท", "invalid_choice": "กรุณาเลือกประเภทจากรายการ"},
    )
    title = ThaiText(
        "ชื่อมาตรการ / โครงการ / กิจกรรม",
        limit=1000,
        rows=2,
        one_line=True,
        error_messages={"required": "กรุณากรอกชื่อ เช่น จัดทำคู่มือการใช้ทรัพย์สินของราชการ"},
    )
    activities = ThaiText(
        "กิจกรรมย่อย", blank=True, help_text="เช่น “จัดอบรมพนักงานจ้าง” ขึ้นบรรทัดใหม่สำหรับแต่ละกิจกรรม"
    )
    indicator_codes = models.JSONField("ตัวชี้วัดที่เกี่ยวข้อง", default=list, blank=True)
    topic_numbers = models.JSONField("ประเด็นของรายงาน", default=list, blank=True)
    item_codes = models.JSONField("ข้อคำถามที่คะแนนต่ำ", default=list, blank=True)
    weak_point = ThaiText(
        "ข้อบกพร่อง / จุดอ่อน",
        limit=3000,
        blank=True,
        help_text="สิ่งที่ต้องแก้ เขียนตามผลการวิเคราะห์ของปีที่ประเมิน",
    )
    departments = models.ManyToManyField(
        Department, verbose_name="ส่วนราชการที่รับผิดชอบ", blank=True, related_name="measures"
    )
    all_departments = models.BooleanField(
        "ทุกส่วนราชการ", default=False, help_text="เอกสารพิมพ์ว่า “ทุกส่วนราชการ” แทนรายชื่อ"
    )
    responsible_text = ThaiLine(
        "ผู้รับผิดชอบที่เขียนเอง",
        max_length=300,
        blank=True,
        help_text="เช่น “หัวหน้าส่วนราชการทุกกอง” พิมพ์ต่อท้ายส่วนราชการที่เลือก",
    )
    period_start = ThaiDay("เริ่มวันที่", null=True, blank=True)
    period_end = ThaiDay("สิ้นสุดวันที่", null=True, blank=True)
    period_text = ThaiLine(
        "ระยะเวลาที่เขียนเอง",
        max_length=300,
        blank=True,
        help_text="เช่น “เป็นประจำทุกเดือน” พิมพ์แทนวันที่ด้านบน",
    )
    follow_up = ThaiText(
        "การกำกับติดตาม",
        blank=True,
        help_text="ใครติดตาม อย่างไร บ่อยเพียงใด เช่น รายงานในที่ประชุมประจำเดือน",
    )
    limitation = ThaiText("ข้อจำกัดของหน่วยงาน", blank=True)
    continued_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continued_as"
    )
    from_catalogue = models.ForeignKey(
        CatalogueMeasure, null=True, blank=True, on_delete=models.SET_NULL, related_name="adopted"
    )

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "มาตรการ"
        verbose_name_plural = "มาตรการ"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_start__isnull=True)
                | Q(period_end__isnull=True)
                | Q(period_start__lte=models.F("period_end")),
                name="measure_starts_before_it_ends",
                violation_error_message="วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม",
            )
        ]

    def __str__(self):
        return self.title[:200]

    @property
    def responsible(self) -> str:
        """Who is responsible, one per line, as documents print it."""
        names = ["ทุกส่วนราชการ"] if self.all_departments else [entry.name for entry in self.departments.all()]
        return "\n".join([*names, self.responsible_text] if self.responsible_text else names)

    @property
    def period(self) -> str:
        """The period in words, "" where none is set."""
        if self.period_text:
            return self.period_text
        if self.period_start and self.period_end:
            return thai.period(self.period_start, self.period_end)
        return ""


class Step(models.Model):
    """One ordered step of a measure; it may have its own period and unit."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField("ลำดับ")
    text = ThaiText("ขั้นตอน / วิธีการ", rows=2, error_messages={"required": "กรุณาเขียนขั้นตอน หรือลบข้อความอื่นในแถวนี้"})
    period_text = ThaiLine("ระยะเวลาของขั้นตอนนี้", max_length=200, blank=True)
    responsible_text = ThaiLine("หน่วยงานของขั้นตอนนี้", max_length=200, blank=True)

    class Meta:
        verbose_name = "ขั้นตอนของมาตรการ"
        verbose_name_plural = "ขั้นตอนของมาตรการ"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text[:100]


class ProgressRound(models.Model):
    """A report on all measures of a plan as at one day."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="rounds")
    as_at = ThaiDay("รายงาน ณ วันที่")

    class Meta:
        verbose_name = "รอบรายงานผล"
        verbose_name_plural = "รอบรายงานผล"
        ordering = ["as_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "as_at"],
                name="progress_round_once_per_day",
                violation_error_message="มีรอบรายงาน ณ วันนี้แล้ว",
            )
        ]

    def __str__(self):
        return f"รายงานผล ณ {thai.long_date(self.as_at)}"


class Progress(Versioned):
    """How far one measure is in one round."""

    round = models.ForeignKey(ProgressRound, on_delete=models.CASCADE, related_name="entries")
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="progress")
    status = Choice(
        "สถานะ",
        radio=True,
        max_length=12,
        choices=Status,
        error_messages={"required": "กรุณาเลือกสถานะ", "invalid_choice": "กรุณาเลือกสถานะจากรายการ"},
    )
    note = ThaiLine(
        "หมายเหตุ",
        max_length=300,
        blank=True,
        help_text="ข้อความสั้นข้างสถานะ เช่น ตรวจสอบได้ที่เว็บไซต์ของหน่วยงาน",
    )
    action_taken = ThaiText("สิ่งที่ได้ดำเนินการ", limit=10_000, blank=True)
    result = ThaiText("ผลการดำเนินการ", limit=10_000, blank=True)
    outcome = ThaiText(
        "ผลลัพธ์หรือความสำเร็จ",
        limit=10_000,
        blank=True,
        help_text="สิ่งที่ดีขึ้น เช่น จำนวนผู้ใช้บริการ คะแนนที่เพิ่มขึ้น",
    )
    suggestion = ThaiText("ข้อเสนอแนะ", limit=10_000, blank=True)

    class Meta:
        verbose_name = "ผลการดำเนินการ"
        verbose_name_plural = "ผลการดำเนินการ"
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


class Evidence(Versioned):
    """A photo, file or link that shows what a progress entry says; uploaded bytes are checked before they come here."""

    entry = models.ForeignKey(Progress, on_delete=models.CASCADE, related_name="evidence")
    position = models.PositiveSmallIntegerField("ลำดับ")
    kind = models.CharField("ชนิด", max_length=5, choices=EvidenceKind)
    caption = ThaiLine("คำบรรยาย", max_length=300, blank=True, help_text="เช่น ประชุมชี้แจงแผนการใช้จ่ายงบประมาณ")
    event_date = ThaiDay(
        "วันที่ของเหตุการณ์",
        null=True,
        blank=True,
        help_text="วันที่ถ่ายรูปหรือจัดกิจกรรม เช่น 31/3/2565",
    )
    name = models.CharField("ชื่อไฟล์", max_length=150, blank=True)
    url = models.URLField("ที่อยู่เว็บ", max_length=1000, blank=True)
    file = models.FileField("ไฟล์", max_length=200, blank=True)
    thumbnail = models.FileField("รูปย่อ", max_length=200, blank=True)
    print_file = models.FileField("รูปสำหรับพิมพ์", max_length=200, blank=True)
    sha256 = models.CharField("sha256 ของไฟล์ที่เก็บ", max_length=64, blank=True, db_index=True)
    look = models.CharField("ลายนิ้วมือของภาพ", max_length=16, blank=True)
    size = models.PositiveIntegerField("ขนาด (ไบต์)", default=0)
    uploaded_at = models.DateTimeField("เพิ่มเมื่อ", default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="เพิ่มโดย",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "หลักฐาน"
        verbose_name_plural = "หลักฐาน"
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
