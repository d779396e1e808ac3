"""What was decided, asked and attached on the way of an edition."""

from django.db import models

from approvals.enums import Means, Move, SignatureLevel
from approvals.models.editions import Edition, Signatory, StoredFile
from approvals.models.office import person_field
from approvals.rules.titles import title_lines
from itaportal.editing.modelfields import ThaiLine, ThaiText
from itaportal.keeping.fields import HashedFileField

_DECISIONS = [(Move.APPROVE.value, "เห็นชอบ"), (Move.RETURN.value, "ส่งกลับให้แก้ไข")]


class Decision(models.Model):
    """What a step decided, bound to the bytes it was shown and to the revision that signs it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="decisions")
    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="decision")
    move = models.CharField("ผลการพิจารณา", max_length=10, choices=_DECISIONS)
    opinion = ThaiText("ความเห็น", limit=1000, blank=True)
    by = person_field("decisions")
    name = models.CharField(max_length=200)
    position_title = models.CharField(max_length=150)
    acting_for = models.CharField("รักษาราชการแทน", max_length=300, blank=True)
    at = models.DateTimeField()
    seen_sha256 = models.CharField(max_length=64)
    signed = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="decision")
    means = models.CharField("ลงนามด้วย", max_length=12, choices=Means)
    certificate = models.CharField("ใบรับรอง", max_length=300)
    level = models.CharField("ระดับลายมือชื่อ", max_length=6, choices=SignatureLevel)
    timestamp_error = models.CharField(max_length=300, blank=True)
    audit_head = models.CharField(max_length=90)

    class Meta:
        verbose_name = "ผลการพิจารณา"
        verbose_name_plural = "ผลการพิจารณา"
        ordering = ["signatory__position"]
        indexes = [models.Index(fields=["by", "-at"], name="decision_by")]

    def __str__(self):
        return f"{self.signatory}: {self.get_move_display()}"

    title = property(lambda row: title_lines(row.position_title, row.acting_for))  # below the name

    @property
    def signed_as(self) -> str:
        """Name, position and authority in one line."""
        return " ".join(filter(None, (self.name, *self.title)))


class Question(models.Model):
    """What an approver asks before deciding, and the answer."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="questions")
    by = person_field()
    name = models.CharField(max_length=200)
    text = ThaiText(
        "ข้อสอบถาม",
        limit=1000,
        help_text="ส่งถึงผู้เสนอ เอกสารยังรอท่านพิจารณาเหมือนเดิม",
        error_messages={"required": "กรุณาพิมพ์ข้อสอบถาม"},
    )
    at = models.DateTimeField()
    answer = ThaiText("คำตอบ", limit=1000, blank=True, error_messages={"required": "กรุณาพิมพ์คำตอบ"})
    answered_by = person_field(null=True)
    answered_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "ข้อสอบถาม"
        verbose_name_plural = "ข้อสอบถาม"
        ordering = ["at", "pk"]

    def __str__(self):
        return self.text[:80]


def signed_copy_path(copy: "SignedCopy", _filename: str) -> str:
    """Return where a scan is stored; the name tells its content."""
    return f"editions/{copy.edition_id}/copy-{copy.sha256}.pdf"


class SignedCopy(models.Model):
    """The printed document, signed by hand and scanned."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="signed_copies")
    file = HashedFileField(upload_to=signed_copy_path, max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    note = ThaiLine(
        "หมายเหตุ", max_length=300, blank=True, help_text="เช่น ลงนามเมื่อวันที่ 1/4/2569 เก็บต้นฉบับที่งานสารบรรณ"
    )
    by = person_field()
    at = models.DateTimeField()

    class Meta:
        verbose_name = "ฉบับที่ลงนามด้วยมือ"
        verbose_name_plural = "ฉบับที่ลงนามด้วยมือ"
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "sha256"], name="signed_copy_once")]

    def __str__(self):
        return f"ฉบับลงนามด้วยมือของ {self.edition}"
