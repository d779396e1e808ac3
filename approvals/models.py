"""Editions on their way: chain, decisions, stored files, register of numbers, questions."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.models import Agency, Membership
from approvals.enums import Means, Move, SignatureLevel, State
from approvals.notices import MailChoice as MailChoice
from approvals.notices import Notice as Notice
from approvals.rules.codes import grouped
from approvals.rules.titles import title_lines
from itaportal.editing.modelfields import ThaiDay, ThaiLine, ThaiText
from reports.models import Document

APPROVED_STATES = (State.APPROVED, State.PUBLISHED)
LIVE_STATES = (State.SUBMITTED, *APPROVED_STATES)
_DECISIONS = [(Move.APPROVE.value, "เห็นชอบ"), (Move.RETURN.value, "ส่งกลับให้แก้ไข")]


def _person(related_name: str = "+", **options) -> models.ForeignKey:
    """Return a field for someone who did something; accounts with a history are closed, not deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name, **options
    )


class AgencyRowsQuerySet(models.QuerySet):
    """Questions about rows that carry their agency."""

    def visible_to(self, user) -> "AgencyRowsQuerySet":
        """Rows of agencies the person may see."""
        return self.filter(agency__in=Agency.objects.visible_to(user))


class ApprovalRules(models.Model):
    """What an agency wants of its approvals; an agency without a row has the defaults."""

    agency = models.OneToOneField(Agency, on_delete=models.CASCADE, related_name="approval_rules")
    submitter_may_decide = models.BooleanField(
        "ผู้เสนอลงนามในเอกสารที่ตนเสนอได้",
        default=False,
        help_text=(
            "ปกติไม่เลือก เพื่อให้มีผู้อื่นตรวจเอกสารทุกฉบับก่อนลงนาม เลือกเมื่อหน่วยงานมีบุคลากรน้อย "
            "และผู้จัดทำรายงานเป็นผู้ลงนามลำดับแรกด้วย"
        ),
    )

    class Meta:
        verbose_name = "กติกาการพิจารณา"
        verbose_name_plural = "กติกาการพิจารณา"

    def __str__(self):
        return f"ข้อกำหนดการลงนามของ{self.agency}"


class Substitute(models.Model):
    """Who acts for a member of the chain (รักษาราชการแทน), from day to day, by which authority."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="substitutes")
    principal = models.ForeignKey(
        Membership,
        on_delete=models.CASCADE,
        related_name="substitutes",
        verbose_name="ปฏิบัติหน้าที่แทนใคร",
        help_text="ผู้ที่อยู่ในลำดับผู้ลงนามของหน่วยงาน",
    )
    deputy = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="substitutions", verbose_name="ผู้ปฏิบัติหน้าที่แทน"
    )
    authority = ThaiLine(
        "ข้อความที่พิมพ์ใต้ชื่อผู้ลงนามแทน",
        max_length=300,
        help_text=(
            "เว้นว่างได้ ระบบจะเขียนจากตำแหน่งของทั้งสองคน เช่น “รองปลัดองค์การบริหารส่วนตำบล รักษาราชการแทน "
            "ปลัดองค์การบริหารส่วนตำบล” หากคำสั่งใช้ถ้อยคำอื่น ให้พิมพ์ตามคำสั่ง"
        ),
    )
    starts_on = ThaiDay("ตั้งแต่วันที่")
    ends_on = ThaiDay("ถึงวันที่")

    objects = AgencyRowsQuerySet.as_manager()

    class Meta:
        verbose_name = "ผู้ปฏิบัติหน้าที่แทน"
        verbose_name_plural = "ผู้ปฏิบัติหน้าที่แทน"
        ordering = ["-ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=models.F("ends_on")), name="substitute_starts_before_it_ends"
            ),
            models.CheckConstraint(condition=~Q(principal=models.F("deputy")), name="substitute_is_another"),
        ]

    def __str__(self):
        return f"{self.deputy} แทน {self.principal.position_title}"


class RegisterEntry(models.Model):
    """A number of the agency's register, given once: running within the calendar year (B.E.), or typed in."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="register_entries")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="register_entries")
    year = models.PositiveSmallIntegerField("ปี พ.ศ.")
    number = models.PositiveIntegerField("ลำดับ", null=True, blank=True)
    text = models.CharField("เลขที่", max_length=120)
    taken_at = models.DateTimeField("ออกเลขเมื่อ", auto_now_add=True)

    objects = AgencyRowsQuerySet.as_manager()

    class Meta:
        verbose_name = "เลขที่หนังสือ"
        verbose_name_plural = "เลขที่หนังสือ"
        ordering = ["-year", "-number", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "number"], name="register_number_once"),
            models.UniqueConstraint(fields=["agency", "year", "text"], name="register_text_once"),
        ]

    def __str__(self):
        return self.text


class EditionQuerySet(models.QuerySet["Edition"]):
    """Questions about editions."""

    def visible_to(self, user) -> "EditionQuerySet":
        """Editions of agencies the person may see."""
        return self.filter(document__agency__in=Agency.objects.visible_to(user))

    def with_names(self) -> "EditionQuerySet":
        """Editions with what names them: agency, plan, round and number of the document."""
        return self.select_related("document__agency", "document__plan", "document__round", "register_entry")


class Edition(models.Model):
    """A document as it was submitted: frozen snapshot, number, code; ``current`` is the step whose turn it is."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField("ฉบับที่")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.SUBMITTED)
    current = models.PositiveSmallIntegerField("ลำดับปัจจุบัน", default=1)
    file_number = models.PositiveSmallIntegerField("ไฟล์ล่าสุด", default=0)
    register_entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="editions")
    code = models.CharField("รหัสตรวจสอบ", max_length=10, unique=True)
    snapshot = models.TextField()
    snapshot_sha256 = models.CharField(max_length=64)
    message = ThaiText(
        "ข้อความถึงผู้พิจารณา",
        limit=1000,
        blank=True,
        help_text="เช่น สิ่งที่ขอให้พิจารณาเป็นพิเศษ ไม่พิมพ์ลงในเอกสาร ไม่เกิน 1,000 ตัวอักษร",
    )
    submitted_by = _person("submitted_editions")
    submitted_name = models.CharField(max_length=200)
    submitted_at = models.DateTimeField("เสนอเมื่อ")
    # Since when it has been waiting for the current step.
    waiting_since = models.DateTimeField()
    closed_at = models.DateTimeField("สิ้นสุดเมื่อ", null=True)
    closing_reason = ThaiText("เหตุผล", limit=1000, blank=True)
    published_at = models.DateTimeField("เผยแพร่เมื่อ", null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "ฉบับที่เสนอ"
        verbose_name_plural = "ฉบับที่เสนอ"
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state="submitted"), name="edition_one_under_way"
            ),
            models.CheckConstraint(
                condition=Q(state__in=State) & ~Q(state="draft"), name="edition_state_known"
            ),
        ]
        indexes = [models.Index(fields=["state", "waiting_since"], name="edition_waiting")]

    def __str__(self):
        return f"{self.document} ฉบับที่ {self.number}"

    @property
    def code_text(self) -> str:
        """The code in groups, as it is printed."""
        return grouped(self.code)


class Signatory(models.Model):
    """One step of an edition's chain, as the agency's chain was when it was submitted."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="signatories")
    position = models.PositiveSmallIntegerField("ลำดับ")
    membership = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    user = _person()
    heading = models.CharField("หัวข้อความเห็น", max_length=200, blank=True)
    name = models.CharField("ชื่อ", max_length=200)
    position_title = models.CharField("ตำแหน่ง", max_length=150)

    class Meta:
        verbose_name = "ผู้ลงนามของฉบับ"
        verbose_name_plural = "ผู้ลงนามของฉบับ"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="signatory_position_once")
        ]

    def __str__(self):
        return f"{self.position}. {self.name} {self.position_title}"


def stored_file_path(stored: "StoredFile", _filename: str) -> str:
    """Return where an edition's file is stored; the name tells its content, so nothing is ever overwritten."""
    return f"editions/{stored.edition_id}/{stored.number}-{stored.sha256}.pdf"


class StoredFile(models.Model):
    """The edition's PDF after submission (0), and after each revision that a signature or time stamp added."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to=stored_file_path, max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "ไฟล์ของฉบับ"
        verbose_name_plural = "ไฟล์ของฉบับ"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="stored_file_number_once")]

    def __str__(self):
        return f"{self.edition} ไฟล์ {self.number}"


class Decision(models.Model):
    """What a step decided, bound to the bytes it was shown and to the revision that signs it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="decisions")
    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="decision")
    move = models.CharField("ผลการพิจารณา", max_length=10, choices=_DECISIONS)
    opinion = ThaiText("ความเห็น", limit=1000, blank=True)
    by = _person("decisions")
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
    by = _person()
    name = models.CharField(max_length=200)
    text = ThaiText(
        "ข้อสอบถาม",
        limit=1000,
        help_text="ส่งถึงผู้เสนอ เอกสารยังรอท่านพิจารณาเหมือนเดิม",
        error_messages={"required": "กรุณาพิมพ์ข้อสอบถาม"},
    )
    at = models.DateTimeField()
    answer = ThaiText("คำตอบ", limit=1000, blank=True, error_messages={"required": "กรุณาพิมพ์คำตอบ"})
    answered_by = _person(null=True)
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
    file = models.FileField(upload_to=signed_copy_path, max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    note = ThaiLine(
        "หมายเหตุ", max_length=300, blank=True, help_text="เช่น ลงนามเมื่อวันที่ 1/4/2569 เก็บต้นฉบับที่งานสารบรรณ"
    )
    by = _person()
    at = models.DateTimeField()

    class Meta:
        verbose_name = "ฉบับที่ลงนามด้วยมือ"
        verbose_name_plural = "ฉบับที่ลงนามด้วยมือ"
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "sha256"], name="signed_copy_once")]

    def __str__(self):
        return f"ฉบับลงนามด้วยมือของ {self.edition}"
