"""Batches of documents, and each document's sealed file."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from agencies.models import Agency
from batches.enums import BatchState, SheetState
from itaportal.keeping.fields import HashedFileField
from itaportal.language import gettext, gettext_lazy
from reports.enums import Kind
from reports.models import Document


class BatchQuerySet(models.QuerySet):
    """Questions about batches."""

    def visible_to(self, user) -> "BatchQuerySet":
        """All to site administrators; to overseers their own and those of the site, of which they read what they may."""
        if user.is_superuser:
            return self.all()
        return self.filter(Q(by=user) | Q(by=None) | Q(by__is_superuser=True))

    def ruled_by(self, user) -> "BatchQuerySet":
        """All by site administrators, their own by overseers."""
        return self.all() if user.is_superuser else self.filter(by=user)


class Batch(models.Model):
    """One kind of document of a plan's year, of many agencies, as it was chosen; ``turn`` goes on each time it is set going."""

    kind = models.CharField(gettext_lazy("ชนิดเอกสาร"), max_length=30, choices=Kind)
    fiscal_year = models.PositiveSmallIntegerField(gettext_lazy("ปีงบประมาณของแผน (พ.ศ.)"))
    province = models.CharField(gettext_lazy("จังหวัด"), max_length=100, blank=True)
    state = models.CharField(
        gettext_lazy("สถานะ"), max_length=10, choices=BatchState, default=BatchState.RUNNING
    )
    turn = models.PositiveIntegerField(default=1, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("สั่งโดย"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(gettext_lazy("สั่งเมื่อ"), default=timezone.now, editable=False)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("ชุดเอกสาร")
        verbose_name_plural = gettext_lazy("ชุดเอกสาร")
        ordering = ["-at", "-pk"]

    def __str__(self):
        place = (
            gettext("จังหวัด{province}").format(province=self.province) if self.province else gettext("ทุกจังหวัด")
        )
        return gettext("{kind} ปี {fiscal_year} {place}").format(
            kind=self.get_kind_display(), fiscal_year=self.fiscal_year, place=place
        )


class SheetQuerySet(models.QuerySet):
    """Questions about the documents of batches."""

    def visible_to(self, user) -> "SheetQuerySet":
        """Those of agencies whose working data the person may read."""
        return self.filter(document__agency__in=Agency.objects.visible_to(user))


def sheet_path(sheet: "Sheet", _filename: str) -> str:
    """Return where the sealed file is stored; the name tells its content."""
    return f"batches/{sheet.document_id}/sha256-{{sha256}}.pdf"


class Sheet(models.Model):
    """A document of a batch; ``key`` tells the content its file was made from."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="sheets")
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="sheets")
    state = models.CharField(
        gettext_lazy("สถานะ"), max_length=10, choices=SheetState, default=SheetState.WAITING
    )
    tries = models.PositiveSmallIntegerField(gettext_lazy("ทำแล้วกี่ครั้ง"), default=0)
    problem = models.CharField(gettext_lazy("เหตุที่ทำไม่สำเร็จ"), max_length=300, blank=True)
    taken_at = models.DateTimeField(null=True, editable=False)
    done_at = models.DateTimeField(gettext_lazy("ทำเสร็จเมื่อ"), null=True, editable=False)
    key = models.CharField(max_length=64, blank=True, editable=False)
    file = HashedFileField(upload_to=sheet_path, max_length=200, blank=True)
    sha256 = models.CharField(gettext_lazy("sha256 ของไฟล์"), max_length=64, blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("เอกสารในชุด")
        verbose_name_plural = gettext_lazy("เอกสารในชุด")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["batch", "document"], name="sheet_once_in_a_batch")]
        indexes = [
            models.Index(fields=["batch", "state", "tries"], name="sheet_by_state"),
            models.Index(fields=["batch", "done_at"], name="sheet_by_time"),
        ]

    def __str__(self):
        return str(self.document)
