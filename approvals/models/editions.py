"""A document on its way: the edition, its chain of signatories and its stored files."""

from django.db import models
from django.db.models import Q

from agencies.models import Agency, Membership
from approvals.enums import State
from approvals.models.office import RegisterEntry, person_field
from approvals.rules.codes import group_code
from itaportal.editing.modelfields import ThaiText
from itaportal.keeping.fields import HashedFileField
from itaportal.language import gettext, gettext_lazy
from reports.enums import Stage
from reports.models import Document

APPROVED_STATES = (State.APPROVED, State.PUBLISHED)
LIVE_STATES = (State.SUBMITTED, *APPROVED_STATES)


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
    number = models.PositiveSmallIntegerField(gettext_lazy("ฉบับที่"))
    state = models.CharField(gettext_lazy("สถานะ"), max_length=10, choices=State, default=State.SUBMITTED)
    current = models.PositiveSmallIntegerField(gettext_lazy("ลำดับปัจจุบัน"), default=1)
    file_number = models.PositiveSmallIntegerField(gettext_lazy("ไฟล์ล่าสุด"), default=0)
    register_entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="editions")
    code = models.CharField(gettext_lazy("รหัสตรวจสอบ"), max_length=10, unique=True)
    snapshot = models.TextField()
    snapshot_sha256 = models.CharField(max_length=64)
    # What the snapshot says of the year it is about, so that many agencies can be sorted and counted by it.
    stated_total = models.DecimalField(max_digits=5, decimal_places=2, null=True, editable=False)
    stated_before = models.DecimalField(max_digits=5, decimal_places=2, null=True, editable=False)
    stated_level = models.CharField(max_length=60, blank=True, editable=False)
    message = ThaiText(
        gettext_lazy("ข้อความถึงผู้พิจารณา"),
        limit=1000,
        blank=True,
        help_text=gettext_lazy("เช่น สิ่งที่ขอให้พิจารณาเป็นพิเศษ ไม่พิมพ์ลงในเอกสาร ไม่เกิน 1,000 ตัวอักษร"),
    )
    submitted_by = person_field("submitted_editions")
    submitted_name = models.CharField(max_length=200)
    submitted_at = models.DateTimeField(gettext_lazy("เสนอเมื่อ"))
    # Who answers for it since its submitter has left the agency.
    taken_over_by = person_field("editions_taken_over", null=True, editable=False)
    # Since when it has been waiting for the current step.
    waiting_since = models.DateTimeField()
    closed_at = models.DateTimeField(gettext_lazy("สิ้นสุดเมื่อ"), null=True)
    closing_reason = ThaiText(gettext_lazy("เหตุผล"), limit=1000, blank=True)
    published_at = models.DateTimeField(gettext_lazy("เผยแพร่เมื่อ"), null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("ฉบับที่เสนอ")
        verbose_name_plural = gettext_lazy("ฉบับที่เสนอ")
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
        return gettext("{document} ฉบับที่ {number}").format(document=self.document, number=self.number)

    @property
    def author_id(self) -> int:
        """Who answers questions and may take it back: its submitter, or who took it over."""
        return self.taken_over_by_id or self.submitted_by_id

    @property
    def stage(self) -> Stage:
        """How far the document is as this edition, its newest, stands."""
        goes_on = self.state in LIVE_STATES and not self.document.frozen
        return Stage.DRAFT if goes_on or self.state not in Stage else Stage(self.state)

    @property
    def code_text(self) -> str:
        """The code in groups, as it is printed."""
        return group_code(self.code)


class Signatory(models.Model):
    """One step of an edition's chain, as the agency's chain was when it was submitted."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="signatories")
    position = models.PositiveSmallIntegerField(gettext_lazy("ลำดับ"))
    membership = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    user = person_field()
    heading = models.CharField(gettext_lazy("หัวข้อความเห็น"), max_length=200, blank=True)
    name = models.CharField(gettext_lazy("ชื่อ"), max_length=200)
    position_title = models.CharField(gettext_lazy("ตำแหน่ง"), max_length=150)

    class Meta:
        verbose_name = gettext_lazy("ผู้ลงนามของฉบับ")
        verbose_name_plural = gettext_lazy("ผู้ลงนามของฉบับ")
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
    file = HashedFileField(upload_to=stored_file_path, max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = gettext_lazy("ไฟล์ของฉบับ")
        verbose_name_plural = gettext_lazy("ไฟล์ของฉบับ")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="stored_file_number_once")]

    def __str__(self):
        return gettext("{edition} ไฟล์ {number}").format(edition=self.edition, number=self.number)


class SignatureCheck(models.Model):
    """When the signatures of an edition's newest file were last judged; ``fault`` is English, "" for none."""

    edition = models.OneToOneField(
        Edition, on_delete=models.CASCADE, primary_key=True, related_name="signature_check"
    )
    file_number = models.PositiveSmallIntegerField()
    at = models.DateTimeField(db_index=True)
    fault = models.TextField(blank=True)

    class Meta:
        verbose_name = gettext_lazy("ผลตรวจลายมือชื่อ")
        verbose_name_plural = gettext_lazy("ผลตรวจลายมือชื่อ")

    def __str__(self):
        return f"{self.edition_id}: {self.fault or 'as recorded'}"
