"""Proposed changes of who signs: what is to be, who said so, and who confirmed it."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from agencies.models import Agency, User
from approvals.enums import ConfirmedBy, ProposalKind, ProposalState
from approvals.models.office import AgencyRowsQuerySet, person_field
from approvals.rules.codes import group_code
from itaportal.editing.modelfields import ThaiText
from itaportal.keeping.fields import HashedFileField
from itaportal.language import gettext, gettext_lazy
from itaportal.thai.dates import short_date
from itaportal.translated import translated


def scan_path(proposal: "Proposal", _filename: str) -> str:
    """Return where the scan of a confirmation is stored; the name tells its content."""
    return f"proposals/{proposal.pk}/{proposal.scan_sha256}"


class Proposal(models.Model):
    """A change that takes effect when it is confirmed; ``content`` is what is to be, as its kind reads it.

    ``rows`` are label, before and after as people were shown them; the change is made only while they are still true.
    ``gaining`` are those who would sign by it, none of whom confirms it. ``code`` stands on its printed page.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(gettext_lazy("เรื่อง"), max_length=10, choices=ProposalKind)
    about = models.PositiveBigIntegerField(null=True)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    rows = models.JSONField()
    remarks = models.JSONField(default=list)
    gaining = models.ManyToManyField(User, related_name="+")
    code = models.CharField(gettext_lazy("รหัส"), max_length=10, unique=True)
    state = models.CharField(
        gettext_lazy("สถานะ"), max_length=9, choices=ProposalState, default=ProposalState.WAITING
    )
    proposed_by = person_field(null=True, verbose_name=gettext_lazy("เสนอโดย"))
    proposed_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField(gettext_lazy("เสนอเมื่อ"))
    settled_by = person_field(null=True, verbose_name=gettext_lazy("พิจารณาโดย"))
    settled_name = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(gettext_lazy("พิจารณาเมื่อ"), null=True)
    confirmed_by = models.CharField(gettext_lazy("ยืนยันโดย"), max_length=6, choices=ConfirmedBy, blank=True)
    reason = ThaiText(
        gettext_lazy("เหตุผล"),
        limit=1000,
        blank=True,
        help_text=gettext_lazy("จำเป็นเมื่อไม่ยืนยัน ผู้ลงนามและผู้ตรวจสอบทุกคนเห็นข้อความนี้"),
    )
    scan = HashedFileField(upload_to=scan_path, sha256_in="scan_sha256", max_length=200, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    scan_name = models.CharField(max_length=150, blank=True)
    scanned_at = models.DateTimeField(null=True)

    objects = AgencyRowsQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("ข้อเสนอเปลี่ยนผู้ลงนาม")
        verbose_name_plural = gettext_lazy("ข้อเสนอเปลี่ยนผู้ลงนาม")
        ordering = ["-proposed_at", "-pk"]
        indexes = [models.Index(fields=["agency", "state"], name="proposal_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at__isnull=True)
                | (~Q(state="waiting") & Q(settled_at__isnull=False)),
                name="proposal_settled_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed", confirmed_by="")
                & (Q(settled_by__isnull=True) | ~Q(confirmed_by__in=["signer", "site"]) | ~Q(settled_by=F("proposed_by"))),
                name="proposal_confirmed_by_another",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_kind_display()} {self.code_text}"

    @property
    def title(self) -> str:
        """What it is about, who says so and since when."""
        return gettext("{kind} เสนอโดย {proposed_name} เมื่อ {proposed_at}").format(
            kind=self.get_kind_display(),
            proposed_name=translated(self.proposed_name),
            proposed_at=short_date(localdate(self.proposed_at)),
        )

    @property
    def code_text(self) -> str:
        """The code in groups, as it is printed."""
        return group_code(self.code)
