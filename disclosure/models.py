"""The answer of an agency to each O-item of a fiscal year."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from agencies.models import Agency, Department
from disclosure.enums import Outcome, State
from itaportal.editing.concurrency import Versioned
from itaportal.editing.modelfields import Choice, Score, ThaiDay, ThaiLine, ThaiText, WebAddresses
from itaportal.keeping.fields import HashedFileField
from itaportal.language import gettext, gettext_lazy


class Disclosure(Versioned):
    """Who answers an O-item (``code``, as "O14") of a fiscal year (B.E.), where it stands, and how far it is.

    An item without a row has not been begun.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="disclosures")
    fiscal_year = models.PositiveSmallIntegerField(gettext_lazy("ปีงบประมาณ"))
    code = models.CharField(gettext_lazy("ข้อ"), max_length=4)
    department = models.ForeignKey(
        Department,
        verbose_name=gettext_lazy("ส่วนราชการที่รับผิดชอบ"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="disclosures",
    )
    state = Choice(gettext_lazy("สถานะ"), radio=True, max_length=10, choices=State, default=State.NOT_BEGUN)
    addresses = WebAddresses(
        gettext_lazy("ลิงก์"),
        blank=True,
        help_text=gettext_lazy("หน้าเว็บหรือไฟล์ที่ประชาชนเปิดได้โดยไม่ต้องเข้าสู่ระบบ หนึ่งลิงก์ต่อหนึ่งบรรทัด ไม่เกิน 10 ลิงก์"),
    )
    explanation = ThaiText(
        gettext_lazy("คำอธิบาย"),
        blank=True,
        help_text=gettext_lazy(
            "วิธีไปถึงข้อมูลจากหน้าแรกของเว็บไซต์ เช่น หน้าแรก > ข้อมูลหน่วยงาน > โครงสร้าง ใช้กรอกในระบบ ITAS"
        ),
    )
    note = ThaiText(
        gettext_lazy("หมายเหตุภายใน"),
        limit=1000,
        rows=2,
        blank=True,
        help_text=gettext_lazy("เห็นเฉพาะผู้ใช้ของหน่วยงานและผู้กำกับดูแล"),
    )

    class Meta:
        verbose_name = gettext_lazy("ข้อ OIT")
        verbose_name_plural = gettext_lazy("ข้อ OIT")
        ordering = ["-fiscal_year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "fiscal_year", "code"], name="disclosure_once_per_item"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) | ~Q(addresses=""), name="disclosure_published_somewhere"
            ),
        ]

    def __str__(self):
        return gettext("{code} ปี {fiscal_year}").format(code=self.code, fiscal_year=self.fiscal_year)

    @property
    def links(self) -> list[str]:
        """The addresses in order."""
        return self.addresses.split("\n") if self.addresses else []


class LinkCheck(models.Model):
    """What one of the addresses of an item answered at a moment; of each address the newest and a few before it are kept."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.CASCADE, related_name="checks")
    address = models.TextField(gettext_lazy("ลิงก์"))
    checked_at = models.DateTimeField(gettext_lazy("ตรวจเมื่อ"), default=timezone.now)
    outcome = models.CharField(gettext_lazy("ผลการตรวจ"), max_length=12, choices=Outcome)
    status = models.PositiveSmallIntegerField(gettext_lazy("รหัสตอบกลับ"), null=True, blank=True)
    final = models.TextField(gettext_lazy("ที่อยู่สุดท้าย"), blank=True)
    redirects = models.PositiveSmallIntegerField(gettext_lazy("เปลี่ยนหน้า (ครั้ง)"), default=0)
    milliseconds = models.PositiveIntegerField(gettext_lazy("ใช้เวลา (มิลลิวินาที)"), default=0)
    is_newest = models.BooleanField(default=True)

    class Meta:
        verbose_name = gettext_lazy("ผลการตรวจลิงก์")
        verbose_name_plural = gettext_lazy("ผลการตรวจลิงก์")
        ordering = ["-checked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["disclosure", "address"], condition=Q(is_newest=True), name="link_check_newest_once"
            )
        ]

    def __str__(self):
        return f"{self.address}: {self.get_outcome_display()}"

    @property
    def told(self) -> Outcome:
        """The outcome with what it means and what to do."""
        return Outcome(self.outcome)


class LinkRound(models.Model):
    """That the links of an agency's year were asked to be checked, and when that ended (None: it has not yet)."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="link_rounds")
    fiscal_year = models.PositiveSmallIntegerField(gettext_lazy("ปีงบประมาณ"))
    asked_at = models.DateTimeField(gettext_lazy("สั่งตรวจเมื่อ"), default=timezone.now)
    ended_at = models.DateTimeField(gettext_lazy("ตรวจเสร็จเมื่อ"), null=True, blank=True)

    class Meta:
        verbose_name = gettext_lazy("รอบตรวจลิงก์")
        verbose_name_plural = gettext_lazy("รอบตรวจลิงก์")
        constraints = [
            models.UniqueConstraint(fields=["agency", "fiscal_year"], name="link_round_once_per_year")
        ]

    def __str__(self):
        return gettext("ตรวจลิงก์ปี {fiscal_year} {short_name}").format(
            fiscal_year=self.fiscal_year, short_name=self.agency.short_name
        )


class ContestWindow(Versioned):
    """From when to when the preliminary OIT scores of a year can be contested, as the agency was told."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="contest_windows")
    fiscal_year = models.PositiveSmallIntegerField(gettext_lazy("ปีงบประมาณ"))
    opens_on = ThaiDay(gettext_lazy("เปิดให้ขอทบทวนตั้งแต่วันที่"), null=True, blank=True)
    closes_on = ThaiDay(
        gettext_lazy("วันสุดท้ายที่ขอทบทวนได้"),
        null=True,
        blank=True,
        why=gettext_lazy("ระบบแสดงวันนี้ในปฏิทิน และเตือนล่วงหน้าตามที่แต่ละคนเลือกไว้"),
    )
    told_by = ThaiLine(
        gettext_lazy("อ้างอิง"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("หนังสือหรือประกาศที่แจ้งกำหนดนี้ เช่น ประกาศในระบบ ITAS"),
    )
    is_done = models.BooleanField(gettext_lazy("ดำเนินการแล้ว หรือไม่ขอทบทวนข้อใด"), default=False)

    class Meta:
        verbose_name = gettext_lazy("ช่วงเวลาขอทบทวนคะแนน OIT")
        verbose_name_plural = gettext_lazy("ช่วงเวลาขอทบทวนคะแนน OIT")
        constraints = [
            models.UniqueConstraint(fields=["agency", "fiscal_year"], name="contest_window_once_per_year"),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="contest_window_closes_after_it_opens",
            ),
        ]

    def __str__(self):
        return gettext("ช่วงเวลาขอทบทวนคะแนน OIT ปี {fiscal_year}").format(fiscal_year=self.fiscal_year)


class Contest(Versioned):
    """The preliminary score of an O-item, and why the agency contests it if it does."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="contests")
    fiscal_year = models.PositiveSmallIntegerField(gettext_lazy("ปีงบประมาณ"))
    code = models.CharField(gettext_lazy("ข้อ"), max_length=4)
    score = Score(
        gettext_lazy("คะแนนเบื้องต้น"), null=True, blank=True, help_text=gettext_lazy("ตามที่แสดงในระบบ ITAS")
    )
    is_disputed = models.BooleanField(gettext_lazy("ขอทบทวนคะแนนข้อนี้"), default=False)
    reason = ThaiText(
        gettext_lazy("เหตุผลที่ขอทบทวน"),
        limit=3000,
        rows=4,
        blank=True,
        help_text=gettext_lazy("ข้อมูลที่เปิดเผยตรงกับองค์ประกอบของข้ออย่างไร เผยแพร่ตั้งแต่เมื่อใด และไปดูได้จากที่ใด"),
        why=gettext_lazy("พิมพ์ในบันทึกข้อความที่เสนอผู้บริหาร และใช้กรอกในระบบ ITAS"),
    )
    addresses = WebAddresses(
        gettext_lazy("ลิงก์หลักฐาน"),
        blank=True,
        help_text=gettext_lazy("หน้าเว็บหรือไฟล์ที่แสดงข้อมูลนั้น หนึ่งลิงก์ต่อหนึ่งบรรทัด ไม่เกิน 10 ลิงก์"),
    )

    class Meta:
        verbose_name = gettext_lazy("คะแนน OIT เบื้องต้น")
        verbose_name_plural = gettext_lazy("คะแนน OIT เบื้องต้น")
        ordering = ["-fiscal_year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "fiscal_year", "code"], name="contest_once_per_item")
        ]

    def __str__(self):
        return gettext("{code} ปี {fiscal_year}").format(code=self.code, fiscal_year=self.fiscal_year)

    @property
    def links(self) -> list[str]:
        """The addresses in order."""
        return self.addresses.split("\n") if self.addresses else []


class ContestFile(models.Model):
    """A file that shows why a score is contested; its bytes are checked before they come here."""

    contest = models.ForeignKey(Contest, on_delete=models.CASCADE, related_name="files")
    title = ThaiLine(
        gettext_lazy("หลักฐานนี้คืออะไร"),
        max_length=200,
        help_text=gettext_lazy("เช่น ภาพหน้าเว็บที่แสดงวันที่เผยแพร่"),
        why=gettext_lazy("พิมพ์ในบันทึกข้อความแทนชื่อไฟล์"),
    )
    name = models.CharField(gettext_lazy("ชื่อไฟล์"), max_length=150)
    file = HashedFileField(gettext_lazy("ไฟล์"), max_length=200)
    sha256 = models.CharField(gettext_lazy("sha256 ของไฟล์ที่เก็บ"), max_length=64, db_index=True)
    size = models.PositiveIntegerField(gettext_lazy("ขนาด (ไบต์)"))
    uploaded_at = models.DateTimeField(gettext_lazy("เพิ่มเมื่อ"), default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("เพิ่มโดย"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = gettext_lazy("หลักฐานการขอทบทวนคะแนน")
        verbose_name_plural = gettext_lazy("หลักฐานการขอทบทวนคะแนน")
        ordering = ["pk"]

    def __str__(self):
        return self.title
