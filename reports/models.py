"""What is said about a year: documents and their stored renderings."""

from django.db import models
from django.db.models import Q

from agencies.models import Agency, User
from assessments.enums import DraftPart
from itaportal.editing.concurrency import Versioned
from itaportal.editing.modelfields import ThaiDay, ThaiLine, ThaiText
from itaportal.keeping.fields import HashedFileField
from itaportal.language import gettext, gettext_lazy
from measures.models import Plan, ProgressRound
from reports.enums import KINDS_WITHOUT_ROUND, Format, Kind


class DocumentQuerySet(models.QuerySet):
    """Questions about documents."""

    def visible_to(self, user) -> "DocumentQuerySet":
        """Documents of agencies the person may see."""
        return self.filter(agency__in=Agency.objects.visible_to(user))


class Document(Versioned):
    """A memo or report of a plan year, with the details of its letterhead."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(gettext_lazy("ชนิดเอกสาร"), max_length=30, choices=Kind)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="documents")
    round = models.ForeignKey(
        ProgressRound, on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )
    number = ThaiLine(
        gettext_lazy("ที่"),
        max_length=60,
        blank=True,
        help_text=gettext_lazy("เลขที่หนังสือ เติมเลขหลังเครื่องหมาย / เมื่อลงทะเบียนแล้ว"),
    )
    dated = ThaiDay(
        gettext_lazy("วันที่ของหนังสือ"),
        null=True,
        blank=True,
        why=gettext_lazy("พิมพ์ที่หัวบันทึกข้อความ เว้นว่างได้จนกว่าจะรู้วันที่แน่นอน"),
    )
    subject = ThaiLine(gettext_lazy("เรื่อง"), max_length=500)
    addressee = ThaiLine(
        gettext_lazy("เรียน"), max_length=200, why=gettext_lazy("ผู้ที่มีอำนาจพิจารณาเป็นคนสุดท้าย พิมพ์ที่หัวบันทึกข้อความ")
    )
    via = ThaiLine(
        gettext_lazy("ผ่าน"),
        max_length=200,
        blank=True,
        why=gettext_lazy("ผู้ที่บันทึกข้อความผ่านก่อนถึงผู้รับ เว้นว่างเมื่อเสนอตรง"),
    )
    created_at = models.DateTimeField(gettext_lazy("สร้างเมื่อ"), auto_now_add=True)
    # While an edition of it is under way or approved, what the document says cannot be changed.
    frozen = models.BooleanField(gettext_lazy("เสนอแล้ว"), default=False, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("เอกสาร")
        verbose_name_plural = gettext_lazy("เอกสาร")
        ordering = ["-plan__fiscal_year", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "plan", "round"],
                name="document_once_per_round",
                violation_error_message=gettext_lazy("มีเอกสารชนิดนี้ของรอบรายงานนี้แล้ว"),
            ),
            models.UniqueConstraint(
                fields=["kind", "plan"],
                condition=Q(round__isnull=True),
                name="document_once_per_plan",
                violation_error_message=gettext_lazy("มีเอกสารชนิดนี้ของแผนปีนี้แล้ว"),
            ),
            models.CheckConstraint(
                condition=Q(round__isnull=False) ^ Q(kind__in=KINDS_WITHOUT_ROUND),
                name="document_round_fits_its_kind",
            ),
        ]

    def __str__(self):
        return gettext("{kind} ปีงบประมาณ พ.ศ. {fiscal_year}").format(
            kind=self.get_kind_display(), fiscal_year=self.plan.fiscal_year
        )


class StandardSentence(models.Model):
    """An agency's own wording for a sentence of a kind of document, or of a part of drafts (``wordings.py``)."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="standard_sentences")
    kind = models.CharField(
        gettext_lazy("ชนิดเอกสาร"), max_length=30, choices=[*Kind.choices, *DraftPart.choices]
    )
    name = models.CharField(max_length=40)
    text = ThaiText(gettext_lazy("ข้อความ"), rows=4, one_line=True)

    class Meta:
        verbose_name = gettext_lazy("ถ้อยคำในเอกสาร")
        verbose_name_plural = gettext_lazy("ถ้อยคำในเอกสาร")
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "name"], name="standard_sentence_once")
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.name}"


class KeptWord(models.Model):
    """A word that somebody looked at in proof-reading and left as it is; ``place`` is the text it stands in."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="kept_words")
    place = models.CharField(gettext_lazy("ข้อความ"), max_length=120)
    word = models.CharField(gettext_lazy("คำที่คงไว้"), max_length=100)
    kept_at = models.DateTimeField(gettext_lazy("คงไว้เมื่อ"), auto_now_add=True)
    kept_by = models.ForeignKey(
        User,
        verbose_name=gettext_lazy("คงไว้โดย"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = gettext_lazy("คำที่คงไว้")
        verbose_name_plural = gettext_lazy("คำที่คงไว้")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "place", "word"], name="kept_word_once_per_place")
        ]

    def __str__(self):
        return self.word


def rendering_path(rendering: "Rendering", _filename: str) -> str:
    """Return where a rendering is stored; the name tells its content, so nothing is ever overwritten."""
    return f"renderings/{rendering.document_id}/{rendering.key}.{rendering.format}"


class Rendering(models.Model):
    """A document rendered once from one snapshot; ``key`` names snapshot and typesetting together."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="renderings")
    format = models.CharField(max_length=5, choices=Format)
    key = models.CharField(max_length=64)
    file = HashedFileField(upload_to=rendering_path, max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = gettext_lazy("ไฟล์ของเอกสาร")
        verbose_name_plural = gettext_lazy("ไฟล์ของเอกสาร")
        constraints = [
            models.UniqueConstraint(fields=["document", "format", "key"], name="rendering_once_per_snapshot")
        ]

    def __str__(self):
        return f"{self.document} ({self.format})"


def frozen_picture_path(picture: "FrozenPicture", _filename: str) -> str:
    """Return where a kept picture is stored; ``{sha256}`` stands for the hash of its own bytes."""
    return f"pictures/{picture.sha256[:2]}/{picture.sha256[:16]}-sha256-{{sha256}}.jpg"


class FrozenPicture(models.Model):
    """A picture that a submitted document shows, kept after its evidence is deleted; ``sha256`` is the evidence's."""

    sha256 = models.CharField(max_length=64, unique=True)
    file = models.FileField(upload_to=frozen_picture_path, max_length=120)

    class Meta:
        verbose_name = gettext_lazy("ภาพในเอกสารที่เสนอ")
        verbose_name_plural = gettext_lazy("ภาพในเอกสารที่เสนอ")

    def __str__(self):
        return self.sha256
