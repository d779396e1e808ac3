"""The plan of a fiscal year: its measures with their steps."""

from collections.abc import Iterable
from functools import cached_property

from django.db import models
from django.db.models import Q

from agencies.models import Agency, Department
from assessments.models import Assessment
from itaportal.editing.concurrency import Versioned
from itaportal.editing.modelfields import Baht, Choice, ThaiDay, ThaiLine, ThaiText
from itaportal.language import gettext, gettext_lazy
from itaportal.thai import dates
from measures.enums import MeasureKind
from measures.models.catalogue import CatalogueMeasure


class Plan(Versioned):
    """The measures of a fiscal year (N+1), answering the result of the year before (N)."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="plans")
    fiscal_year = models.PositiveSmallIntegerField(gettext_lazy("ปีงบประมาณของแผน (พ.ศ.)"))
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="plans")
    decided_on = ThaiDay(
        gettext_lazy("วันที่ของบันทึกที่กำหนดมาตรการ"),
        null=True,
        blank=True,
        why=gettext_lazy("บันทึกข้อความรายงานผลขึ้นต้นด้วยการอ้างถึงบันทึกฉบับนี้ ถ้าไม่มี ผู้อ่านไม่รู้ว่ามาตรการมาจากที่ใด"),
    )
    decided_in = ThaiLine(
        gettext_lazy("อยู่ในข้อใดของบันทึกนั้น"),
        max_length=60,
        blank=True,
        help_text=gettext_lazy("เช่น ข้อ 6"),
        why=gettext_lazy("พิมพ์ต่อจากวันที่ของบันทึก ผู้ตรวจเปิดไปยังข้อนั้นได้ทันที"),
    )

    class Meta:
        verbose_name = gettext_lazy("แผนมาตรการ")
        verbose_name_plural = gettext_lazy("แผนมาตรการ")
        ordering = ["-fiscal_year"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "fiscal_year"], name="plan_once_per_year"),
            models.CheckConstraint(
                condition=Q(fiscal_year__range=(2550, 2650)), name="plan_year_is_buddhist"
            ),
        ]

    def __str__(self):
        return gettext("แผนมาตรการ ปีงบประมาณ พ.ศ. {fiscal_year} {short_name}").format(
            fiscal_year=self.fiscal_year, short_name=self.agency.short_name
        )


class MeasureQuerySet(models.QuerySet):
    """Questions about measures."""

    def with_details(self) -> "MeasureQuerySet":
        """With steps and departments in a fixed number of queries."""
        return self.prefetch_related("steps", "departments")

    def in_brief(self) -> "MeasureQuerySet":
        """With no more of steps and departments than whether there are some; one query."""
        has_steps = models.Exists(Step.objects.filter(measure=models.OuterRef("pk")))
        chosen = models.Exists(Measure.departments.through.objects.filter(measure=models.OuterRef("pk")))
        is_assigned = chosen | Q(all_departments=True) | ~Q(responsible_text="")
        return self.annotate(has_steps=has_steps, is_assigned=is_assigned)


class StandingMeasures(models.Manager.from_queryset(MeasureQuerySet)):  # type: ignore[misc]  # a class made by Django
    """All but what was removed and can still be brought back."""

    def get_queryset(self):
        return super().get_queryset().filter(removed_at=None)


class Measure(Versioned):
    """One measure, project or activity of a plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveSmallIntegerField(gettext_lazy("ลำดับ"))
    kind = Choice(
        gettext_lazy("ประเภท"),
        radio=True,
        max_length=10,
        choices=MeasureKind,
        default=MeasureKind.MEASURE,
        error_messages={
            "required": gettext_lazy("กรุณาเลือกประเภท"),
            "invalid_choice": gettext_lazy("กรุณาเลือกประเภทจากรายการ"),
        },
    )
    title = ThaiText(
        gettext_lazy("ชื่อมาตรการ / โครงการ / กิจกรรม"),
        limit=1000,
        rows=2,
        one_line=True,
        error_messages={"required": gettext_lazy("กรุณากรอกชื่อ เช่น จัดทำคู่มือการใช้ทรัพย์สินของราชการ")},
    )
    activities = ThaiText(
        gettext_lazy("กิจกรรมย่อย"),
        blank=True,
        help_text=gettext_lazy("เช่น “จัดอบรมพนักงานจ้าง” ขึ้นบรรทัดใหม่สำหรับแต่ละกิจกรรม"),
        why=gettext_lazy("โครงการหนึ่งมักมีหลายกิจกรรม เอกสารพิมพ์แยกเป็นข้อ ๆ ใต้ชื่อโครงการ"),
    )
    indicator_codes = models.JSONField(gettext_lazy("ตัวชี้วัดที่เกี่ยวข้อง"), default=list, blank=True)
    topic_numbers = models.JSONField(gettext_lazy("ประเด็นของรายงาน"), default=list, blank=True)
    item_codes = models.JSONField(gettext_lazy("ข้อคำถามที่คะแนนต่ำ"), default=list, blank=True)
    weak_point = ThaiText(
        gettext_lazy("ข้อบกพร่อง / จุดอ่อน"),
        limit=3000,
        blank=True,
        help_text=gettext_lazy("สิ่งที่ต้องแก้ เขียนตามผลการวิเคราะห์ของปีที่ประเมิน"),
        why=gettext_lazy("รายงานพิมพ์คู่กับมาตรการ ให้เห็นว่ามาตรการนี้แก้เรื่องใด"),
    )
    departments = models.ManyToManyField(
        Department, verbose_name=gettext_lazy("ส่วนราชการที่รับผิดชอบ"), blank=True, related_name="measures"
    )
    all_departments = models.BooleanField(
        gettext_lazy("ทุกส่วนราชการ"),
        default=False,
        help_text=gettext_lazy("เอกสารพิมพ์ว่า “ทุกส่วนราชการ” แทนรายชื่อ"),
    )
    responsible_text = ThaiLine(
        gettext_lazy("ผู้รับผิดชอบที่เขียนเอง"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy("เช่น “หัวหน้าส่วนราชการทุกกอง” พิมพ์ต่อท้ายส่วนราชการที่เลือก"),
        why=gettext_lazy("ใช้เมื่อรายชื่อส่วนราชการบอกไม่ครบ เช่น คณะทำงานหรือหัวหน้าทุกกอง"),
    )
    period_start = ThaiDay(gettext_lazy("เริ่มวันที่"), null=True, blank=True)
    period_end = ThaiDay(
        gettext_lazy("สิ้นสุดวันที่"),
        null=True,
        blank=True,
        why=gettext_lazy("ใช้ในปฏิทินและการเตือน และบอกว่ามาตรการใดเลยกำหนดแล้ว"),
    )
    period_text = ThaiLine(
        gettext_lazy("ระยะเวลาที่เขียนเอง"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy("เช่น “เป็นประจำทุกเดือน” พิมพ์แทนวันที่ด้านบน"),
        why=gettext_lazy("งานที่ทำเป็นประจำไม่มีวันเริ่มและวันสิ้นสุด เอกสารจึงพิมพ์ถ้อยคำนี้แทนวันที่"),
    )
    budget = Baht(
        gettext_lazy("งบประมาณ (บาท)"),
        null=True,
        blank=True,
        help_text=gettext_lazy("เช่น 50,000 ถ้าไม่ใช้งบประมาณให้กรอก 0"),
        why=gettext_lazy("0 หมายถึงไม่ใช้งบประมาณ ช่องว่างหมายถึงยังไม่ทราบ เอกสารพิมพ์สองอย่างนี้ต่างกัน"),
    )
    follow_up = ThaiText(
        gettext_lazy("การกำกับติดตาม"),
        blank=True,
        help_text=gettext_lazy("ใครติดตาม อย่างไร บ่อยเพียงใด เช่น รายงานในที่ประชุมประจำเดือน"),
        why=gettext_lazy("บอกว่าใครดูให้มาตรการเกิดขึ้นจริง รายงานพิมพ์เป็นส่วนหนึ่งของมาตรการ"),
    )
    limitation = ThaiText(
        gettext_lazy("ข้อจำกัดของหน่วยงาน"),
        blank=True,
        why=gettext_lazy("ให้ผู้อ่านเข้าใจว่าเหตุใดหน่วยงานจึงทำได้เท่านี้ เช่น บุคลากรหรืองบประมาณไม่พอ"),
    )
    continued_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continued_as"
    )
    from_catalogue = models.ForeignKey(
        CatalogueMeasure, null=True, blank=True, on_delete=models.SET_NULL, related_name="adopted"
    )

    removed_at = models.DateTimeField(
        gettext_lazy("ลบเมื่อ"), null=True, blank=True, editable=False, db_index=True
    )
    """Removed, and kept with progress and evidence until ``purge_removed``; pages and documents do not see it."""

    objects = StandingMeasures()
    everything = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("มาตรการ")
        verbose_name_plural = gettext_lazy("มาตรการ")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_start__isnull=True)
                | Q(period_end__isnull=True)
                | Q(period_start__lte=models.F("period_end")),
                name="measure_starts_before_it_ends",
                violation_error_message=gettext_lazy("วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม"),
            ),
            models.CheckConstraint(condition=Q(budget__gte=0), name="measure_budget_is_not_negative"),
        ]

    def __str__(self):
        return self.title[:200]

    @property
    def responsible(self) -> str:
        """Who is responsible, one per line, as documents print it."""
        return self.responsible_by(
            () if self.all_departments else [each.name for each in self.departments.all()]
        )

    def responsible_by(self, departments: Iterable[str]) -> str:
        """Return the same with the names of its departments given."""
        names = [gettext("ทุกส่วนราชการ")] if self.all_departments else [*departments]
        return "\n".join([*names, self.responsible_text] if self.responsible_text else names)

    @cached_property
    def is_assigned(self) -> bool:
        """Whether anybody is responsible; known where it was read ``in_brief``."""
        return bool(self.responsible)

    @cached_property
    def has_steps(self) -> bool:
        """Whether it says how it is done; known where it was read ``in_brief``."""
        return bool(self.steps.all())

    @property
    def period(self) -> str:
        """The period in words, "" where none is set."""
        if self.period_text:
            return self.period_text
        if self.period_start and self.period_end:
            return dates.period(self.period_start, self.period_end)
        return ""


class Step(models.Model):
    """One ordered step of a measure; it may have its own period and unit."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(gettext_lazy("ลำดับ"))
    text = ThaiText(
        gettext_lazy("ขั้นตอน / วิธีการ"),
        rows=2,
        error_messages={"required": gettext_lazy("กรุณาเขียนขั้นตอน หรือลบข้อความอื่นในแถวนี้")},
    )
    period_text = ThaiLine(gettext_lazy("ระยะเวลาของขั้นตอนนี้"), max_length=200, blank=True)
    responsible_text = ThaiLine(gettext_lazy("หน่วยงานของขั้นตอนนี้"), max_length=200, blank=True)

    class Meta:
        verbose_name = gettext_lazy("ขั้นตอนของมาตรการ")
        verbose_name_plural = gettext_lazy("ขั้นตอนของมาตรการ")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text[:100]
