"""What a year said about an agency: scores as published, findings."""

from decimal import Decimal
from functools import cached_property

from django.db import models
from django.db.models import Q

from agencies.models import Agency
from assessments.enums import WeaknessClass

# ``source_path`` is named here by the first migration of this app.
from criteria.models import FISCAL_YEAR_IS_BUDDHIST, CriteriaPack, source_path  # noqa: F401
from criteria.rulebook import Criteria
from itaportal.editing.concurrency import Versioned
from itaportal.editing.modelfields import Choice, Ordinal, Score, ThaiLine, ThaiText, WebAddresses
from itaportal.language import gettext, gettext_lazy


class AssessmentQuerySet(models.QuerySet):
    """Questions about assessments."""

    def visible_to(self, user) -> "AssessmentQuerySet":
        """Assessments of agencies the person may see."""
        return self.filter(agency__in=Agency.objects.visible_to(user))

    def with_scores(self) -> "AssessmentQuerySet":
        """With criteria and the scores of indicators: two queries, one more for each pack that this process never read."""
        rows = self.select_related("criteria_pack").defer("criteria_pack__data")
        return rows.prefetch_related("indicator_scores")

    def of_year(self, agency: Agency, fiscal_year: int) -> "Assessment | None":
        """The agency's assessment of a year ``with_scores``, and the year ``before`` with it in the same queries."""
        years = agency.assessments.with_scores().filter(
            fiscal_year__gte=fiscal_year - 1, fiscal_year__lte=fiscal_year
        )
        found = {entry.fiscal_year: entry for entry in years}
        assessment = found.get(fiscal_year)
        if assessment:
            assessment.before = found.get(fiscal_year - 1)
        return assessment

    def latest_scored_year(self) -> int | None:
        """The newest fiscal year that has scores of indicators."""
        scored = self.filter(indicator_scores__isnull=False).order_by("-fiscal_year")
        return scored.values_list("fiscal_year", flat=True).first()


class Assessment(Versioned):
    """The ITA result of an agency in a fiscal year, scored by one version of that year's criteria."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="assessments")
    fiscal_year = models.PositiveSmallIntegerField(gettext_lazy("ปีงบประมาณ (พ.ศ.)"))
    criteria_pack = models.ForeignKey(CriteriaPack, on_delete=models.PROTECT, related_name="+")
    printed_total = Score(
        gettext_lazy("คะแนนรวมที่ ITAS ประกาศ"),
        null=True,
        blank=True,
        why=gettext_lazy("ระบบเทียบกับคะแนนรวมที่คำนวณจากตัวชี้วัด ตัวเลขที่พิมพ์ผิดช่องเดียวจึงเห็นได้ทันที"),
    )
    printed_level = ThaiLine(
        gettext_lazy("ระดับผลการประเมินที่ ITAS ประกาศ"),
        max_length=60,
        blank=True,
        why=gettext_lazy("ระดับที่ประกาศเป็นทางการ ระบบคำนวณได้จากคะแนน แต่เงื่อนไขของระดับอาจเปลี่ยนในแต่ละปี"),
    )
    explanation = ThaiText(
        gettext_lazy("คำอธิบายเมื่อคะแนนไม่ตรงกัน"),
        blank=True,
        help_text=gettext_lazy("กรอกเมื่อคะแนนที่ประกาศไม่ตรงกับคะแนนที่ระบบคำนวณ คำอธิบายจะพิมพ์ในรายงาน"),
        why=gettext_lazy("ผู้อ่านรายงานจะเห็นตัวเลขสองค่าที่ไม่ตรงกัน จึงต้องบอกว่าเพราะเหตุใด"),
    )
    result_url = WebAddresses(
        gettext_lazy("ลิงก์ผลการประเมินในระบบ ITAS"),
        most=1,
        rows=2,
        blank=True,
        default="",
        help_text=gettext_lazy("คัดลอกจากหน้าผลการประเมินของหน่วยงานในระบบ ITAS ลิงก์จะพิมพ์บนปกรายงาน"),
    )
    # As grading.official tells them, written with the scores, so that many agencies can be sorted and counted by them.
    official_total = models.DecimalField(max_digits=5, decimal_places=2, null=True, editable=False)
    official_level = models.CharField(max_length=60, blank=True, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("ผลการประเมิน")
        verbose_name_plural = gettext_lazy("ผลการประเมิน")
        ordering = ["-fiscal_year"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "fiscal_year"], name="assessment_once_per_year"),
            models.CheckConstraint(
                condition=FISCAL_YEAR_IS_BUDDHIST, name="assessment_fiscal_year_is_buddhist"
            ),
            models.CheckConstraint(
                condition=Q(printed_total__isnull=True) | Q(printed_total__range=(0, 100)),
                name="printed_total_0_to_100",
            ),
        ]

    def __str__(self):
        return gettext("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. {fiscal_year} {short_name}").format(
            fiscal_year=self.fiscal_year, short_name=self.agency.short_name
        )

    @property
    def criteria(self) -> Criteria:
        """That year's criteria as typed values."""
        return self.criteria_pack.criteria

    @cached_property
    def item_points(self) -> dict[str, Decimal]:
        """Points of the items by code; one query."""
        return dict(self.item_scores.values_list("code", "score"))

    @cached_property
    def before(self) -> "Assessment | None":
        """The agency's year before with its scores; two queries where it was not read with this one."""
        years = self.agency.assessments.with_scores()
        return years.filter(fiscal_year=self.fiscal_year - 1).first()


class IndicatorScore(models.Model):
    """Points (0–100) of one indicator."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="indicator_scores")
    code = models.CharField(gettext_lazy("ตัวชี้วัดที่"), max_length=8)
    score = Score(gettext_lazy("คะแนน"))

    class Meta:
        verbose_name = gettext_lazy("คะแนนตัวชี้วัด")
        verbose_name_plural = gettext_lazy("คะแนนตัวชี้วัด")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="indicator_score_once"),
            models.CheckConstraint(condition=Q(score__range=(0, 100)), name="indicator_score_0_to_100"),
        ]

    def __str__(self):
        return f"{self.code}: {self.score}"


class ItemScore(models.Model):
    """Points (0–100) of a single item such as I3, E7 or O14."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="item_scores")
    code = models.CharField(gettext_lazy("ข้อ"), max_length=8)
    score = Score(gettext_lazy("คะแนน"))

    class Meta:
        verbose_name = gettext_lazy("คะแนนข้อคำถาม")
        verbose_name_plural = gettext_lazy("คะแนนข้อคำถาม")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="item_score_once"),
            models.CheckConstraint(condition=Q(score__range=(0, 100)), name="item_score_0_to_100"),
        ]

    def __str__(self):
        return f"{self.code}: {self.score}"


class Finding(Versioned):
    """What the agency makes of one indicator's score (ผลการวิเคราะห์)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(gettext_lazy("ตัวชี้วัดที่"), max_length=8)
    text = ThaiText(
        gettext_lazy("ผลการวิเคราะห์"),
        limit=5000,
        rows=5,
        help_text=gettext_lazy("คะแนนอยู่ในเกณฑ์ใด เพราะอะไร และควรปรับปรุงเรื่องใด"),
        why=gettext_lazy("เป็นเนื้อความหลักของรายงานการวิเคราะห์ และเป็นเหตุผลของมาตรการในแผนปีถัดไป"),
    )
    weakness_class = Choice(
        gettext_lazy("จัดเป็น"),
        radio=True,
        max_length=10,
        choices=WeaknessClass,
        error_messages={
            "required": gettext_lazy("กรุณาเลือกกลุ่ม"),
            "invalid_choice": gettext_lazy("กรุณาเลือกกลุ่มจากรายการ"),
        },
        why=gettext_lazy("กำหนดงานของปีถัดไป จุดอ่อนเร่งด่วนทุกข้อต้องมีมาตรการในแผน"),
    )
    class_reason = ThaiText(
        gettext_lazy("เหตุผลที่จัดกลุ่มต่างจากเกณฑ์"),
        limit=1000,
        rows=2,
        blank=True,
        why=gettext_lazy("ผู้อ่านรายงานจะเห็นว่าคะแนนกับกลุ่มไม่ตรงกัน จึงต้องบอกเหตุผลไว้"),
    )
    recommendation = ThaiText(
        gettext_lazy("ข้อเสนอแนะของผู้ตรวจประเมิน"),
        limit=10_000,
        blank=True,
        help_text=gettext_lazy("คัดลอกจากผลการประเมินในระบบ ITAS มาวางได้ทั้งข้อความ"),
        why=gettext_lazy("รายงานพิมพ์ข้อเสนอแนะคู่กับแนวทางของหน่วยงาน ให้เห็นว่าข้อเสนอแนะแต่ละเรื่องได้รับการพิจารณาแล้ว"),
    )
    response = ThaiText(
        gettext_lazy("แนวทางที่หน่วยงานพิจารณาแล้ว"),
        limit=5000,
        blank=True,
        help_text=gettext_lazy("เช่น พิจารณาแล้วว่าจะต้องแก้ไขโดย…"),
        why=gettext_lazy("แสดงว่าหน่วยงานพิจารณาผลและข้อเสนอแนะแล้วจะทำอย่างไร ก่อนเขียนเป็นมาตรการ"),
    )
    rank = Ordinal(
        gettext_lazy("ลำดับในกลุ่ม"),
        null=True,
        blank=True,
        help_text=gettext_lazy("เลขน้อยแสดงก่อน ถ้าเว้นว่าง ระบบเรียงจากคะแนนต่ำสุด"),
    )

    class Meta:
        verbose_name = gettext_lazy("ผลการวิเคราะห์")
        verbose_name_plural = gettext_lazy("ผลการวิเคราะห์")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="finding_once_per_indicator")
        ]

    def __str__(self):
        return gettext("ผลการวิเคราะห์ตัวชี้วัดที่ {code} ปี {fiscal_year}").format(
            code=self.code, fiscal_year=self.assessment.fiscal_year
        )

    @property
    def short_class(self) -> str:
        """The class as a tag shows it."""
        return WeaknessClass(self.weakness_class).short
