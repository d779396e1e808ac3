"""The answer of an agency to each O-item of a fiscal year."""

from django.db import models
from django.db.models import Q

from agencies.models import Agency, Department
from disclosure.enums import State
from itaportal.editing.concurrency import Versioned
from itaportal.editing.modelfields import Choice, ThaiText, WebAddresses


class Disclosure(Versioned):
    """Who answers an O-item (``code``, as "O14") of a fiscal year (B.E.), where it stands, and how far it is.

    An item without a row has not been begun.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="disclosures")
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    code = models.CharField("ข้อ", max_length=4)
    department = models.ForeignKey(
        Department,
        verbose_name="ส่วนราชการที่รับผิดชอบ",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="disclosures",
    )
    state = Choice("สถานะ", radio=True, max_length=10, choices=State, default=State.NOT_BEGUN)
    addresses = WebAddresses(
        "ลิงก์",
        blank=True,
        help_text="หน้าเว็บหรือไฟล์ที่ประชาชนเปิดได้โดยไม่ต้องเข้าสู่ระบบ หนึ่งลิงก์ต่อหนึ่งบรรทัด ไม่เกิน 10 ลิงก์",
    )
    explanation = ThaiText(
        "คำอธิบาย",
        blank=True,
        help_text="วิธีไปถึงข้อมูลจากหน้าแรกของเว็บไซต์ เช่น หน้าแรก > ข้อมูลหน่วยงาน > โครงสร้าง ใช้กรอกในระบบ ITAS",
    )
    note = ThaiText(
        "หมายเหตุภายใน", limit=1000, rows=2, blank=True, help_text="เห็นเฉพาะผู้ใช้ของหน่วยงานและผู้กำกับดูแล"
    )

    class Meta:
        verbose_name = "ข้อ OIT"
        verbose_name_plural = "ข้อ OIT"
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
        return f"{self.code} ปี {self.fiscal_year}"

    @property
    def links(self) -> list[str]:
        """The addresses in order."""
        return self.addresses.split("\n") if self.addresses else []

    @property
    def state_tag(self) -> str:
        """The kind of the tag of its state."""
        return State(self.state).tag
