"""What was decided, asked and attached on the way of an edition."""

from django.db import models

from accounts.enums import WAYS
from approvals.enums import AddressClass, Means, Move, SignatureLevel, Trust
from approvals.models.editions import Edition, Signatory, StoredFile
from approvals.models.office import person_field
from approvals.rules.presence import Presence, circumstances
from approvals.rules.titles import title_lines
from itaportal.editing.conflicts import moment
from itaportal.editing.modelfields import ThaiLine, ThaiText
from itaportal.keeping.fields import HashedFileField
from itaportal.language import gettext, gettext_lazy, marked
from itaportal.translated import translated

_DECISIONS = [(Move.APPROVE.value, gettext_lazy("เห็นชอบ")), (Move.RETURN.value, gettext_lazy("ส่งกลับให้แก้ไข"))]


class Decision(models.Model):
    """What a step decided, bound to the bytes it was shown and to the revision that signs it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="decisions")
    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="decision")
    move = models.CharField(gettext_lazy("ผลการพิจารณา"), max_length=10, choices=_DECISIONS)
    opinion = ThaiText(gettext_lazy("ความเห็น"), limit=1000, blank=True)
    by = person_field("decisions")
    name = models.CharField(max_length=200)
    position_title = models.CharField(max_length=150)
    acting_for = models.CharField(gettext_lazy("รักษาราชการแทน"), max_length=400, blank=True)
    at = models.DateTimeField()
    seen_sha256 = models.CharField(max_length=64)
    signed = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="decision")
    means = models.CharField(gettext_lazy("ลงนามด้วย"), max_length=12, choices=Means)
    certificate = models.CharField(gettext_lazy("ใบรับรอง"), max_length=300)
    level = models.CharField(gettext_lazy("ระดับลายมือชื่อ"), max_length=6, choices=SignatureLevel)
    timestamp_error = models.CharField(max_length=300, blank=True)
    audit_head = models.CharField(max_length=90)
    # How it came about; all empty where it was decided before these were kept.
    proof_method = models.CharField(
        gettext_lazy("ยืนยันตัวตนด้วย"), max_length=20, choices=list(WAYS.items()), blank=True
    )
    proved_at = models.DateTimeField(gettext_lazy("ยืนยันตัวตนเมื่อ"), null=True)
    session_mark = models.CharField(gettext_lazy("รหัสย่อของการเข้าใช้"), max_length=16, blank=True)
    address_class = models.CharField(gettext_lazy("ลงนามจาก"), max_length=8, choices=AddressClass, blank=True)
    opened = models.BooleanField(gettext_lazy("เปิดอ่านเอกสารก่อนลงนาม"), null=True)
    trust = models.CharField(gettext_lazy("ใบรับรองที่ใช้"), max_length=10, choices=Trust, blank=True)

    class Meta:
        verbose_name = gettext_lazy("ผลการพิจารณา")
        verbose_name_plural = gettext_lazy("ผลการพิจารณา")
        ordering = ["signatory__position"]
        indexes = [models.Index(fields=["by", "-at"], name="decision_by")]

    def __str__(self):
        return f"{self.signatory}: {self.get_move_display()}"

    title = property(lambda row: title_lines(row.position_title, row.acting_for))  # below the name

    @property
    def signed_as(self) -> str:
        """Name, position and authority in one line."""
        return " ".join(filter(None, (self.name, *self.title)))

    @property
    def trust_line(self) -> str:
        """What stands beside the name wherever it is shown; "" on decisions of before."""
        return self.get_trust_display()

    @property
    def how_signed(self) -> str:
        """With what, when, by what proof and from where it was signed, in lines; what is not on record is left out."""
        means, at = self.get_means_display(), moment(self.at)
        signed = translated(marked(f"ลงนามด้วย{means} เมื่อ {at}"))
        return "\n".join(filter(None, (signed, self.proof_lines)))

    @property
    def proof_lines(self) -> str:
        """By what proof it was signed, from where, and whether unread; "" on decisions of before."""
        method, place = self.get_proof_method_display(), self.get_address_class_display()
        known = (
            method and translated(marked(f"ยืนยันตัวตนด้วย{method}")),
            place and translated(marked(f"ลงนามจาก{place}")),
            translated(marked("ลงนามโดยยังไม่ได้เปิดอ่าน")) if self.opened is False else "",
        )
        return "\n".join(filter(None, known))

    @property
    def presence(self) -> Presence:
        """How the person proved who they are."""
        return Presence(self.proof_method, self.proved_at, self.session_mark, self.address_class)

    @property
    def circumstances(self) -> str:
        """What the signature states of how it came about."""
        return circumstances(self.presence, opened=self.opened, trust=self.trust)


class Opening(models.Model):
    """That somebody whose turn it was opened what an edition holds: its page with the pages, its file or its text."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="openings")
    by = person_field()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = gettext_lazy("การเปิดอ่านเอกสาร")
        verbose_name_plural = gettext_lazy("การเปิดอ่านเอกสาร")
        constraints = [models.UniqueConstraint(fields=["edition", "by"], name="opening_once")]

    def __str__(self):
        return f"{self.edition_id}: {self.by_id}"


class Question(models.Model):
    """What an approver asks before deciding, and the answer."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="questions")
    by = person_field()
    name = models.CharField(max_length=200)
    text = ThaiText(
        gettext_lazy("ข้อสอบถาม"),
        limit=1000,
        help_text=gettext_lazy("ส่งถึงผู้เสนอ เอกสารยังรอท่านพิจารณาเหมือนเดิม"),
        error_messages={"required": gettext_lazy("กรุณาพิมพ์ข้อสอบถาม")},
    )
    at = models.DateTimeField()
    answer = ThaiText(
        gettext_lazy("คำตอบ"),
        limit=1000,
        blank=True,
        error_messages={"required": gettext_lazy("กรุณาพิมพ์คำตอบ")},
    )
    answered_by = person_field(null=True)
    answered_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = gettext_lazy("ข้อสอบถาม")
        verbose_name_plural = gettext_lazy("ข้อสอบถาม")
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
        gettext_lazy("หมายเหตุ"),
        max_length=300,
        blank=True,
        help_text=gettext_lazy("เช่น ลงนามเมื่อวันที่ 1/4/2569 เก็บต้นฉบับที่งานสารบรรณ"),
    )
    by = person_field()
    at = models.DateTimeField()

    class Meta:
        verbose_name = gettext_lazy("ฉบับที่ลงนามด้วยมือ")
        verbose_name_plural = gettext_lazy("ฉบับที่ลงนามด้วยมือ")
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "sha256"], name="signed_copy_once")]

    def __str__(self):
        return gettext("ฉบับลงนามด้วยมือของ {edition}").format(edition=self.edition)
