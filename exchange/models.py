"""Files that were brought in: what came, what it would change, what it changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from agencies.models import Agency
from exchange.engine.compare import Preview
from exchange.enums import Blank, CountryTableName, ImportState, Mode, SiteTableName, TableName
from itaportal.keeping.fields import HashedFileField
from itaportal.language import gettext, gettext_lazy
from measures.models import ProgressRound


def _about(table: str, fiscal_year: int | None) -> str:
    if table in SiteTableName.values:
        return str(SiteTableName(table).label)
    names = TableName if table in TableName.values else CountryTableName
    return gettext("{label} ปี {fiscal_year}").format(label=names(table).label, fiscal_year=fiscal_year)


class SourceQuerySet(models.QuerySet):
    """Questions about sources."""

    def waiting(self) -> "SourceQuerySet":
        """Sources of which no rows were taken yet."""
        return self.filter(imports=None)


class Source(models.Model):
    """What a person pasted or chose that is no spreadsheet, as it came; imports are made of rows chosen from it."""

    agency = models.ForeignKey(
        Agency, verbose_name=gettext_lazy("หน่วยงาน"), on_delete=models.CASCADE, related_name="sources"
    )
    table = models.CharField(gettext_lazy("ตาราง"), max_length=20)
    fiscal_year = models.PositiveSmallIntegerField(gettext_lazy("ปีงบประมาณ (พ.ศ.)"))
    file = HashedFileField(gettext_lazy("ต้นฉบับ"), max_length=200)
    name = models.CharField(gettext_lazy("ชื่อไฟล์"), max_length=150)
    sha256 = models.CharField(gettext_lazy("sha256 ของต้นฉบับ"), max_length=64)
    size = models.PositiveIntegerField(gettext_lazy("ขนาด (ไบต์)"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("วางโดย"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(gettext_lazy("รับไว้เมื่อ"), default=timezone.now, editable=False)
    found_json = models.TextField(gettext_lazy("ตารางที่อ่านได้"))

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("ต้นฉบับที่วาง")
        verbose_name_plural = gettext_lazy("ต้นฉบับที่วาง")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "table", "fiscal_year", "sha256", "by"], name="source_is_kept_once"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def about(self) -> str:
        """Which table of which year its rows are meant for."""
        return _about(self.table, self.fiscal_year)


class ColumnHabit(models.Model):
    """What somebody of the agency took the columns of a table for; proposed for the next table of the same shape."""

    agency = models.ForeignKey(
        Agency, verbose_name=gettext_lazy("หน่วยงาน"), on_delete=models.CASCADE, related_name="column_habits"
    )
    table = models.CharField(gettext_lazy("ตาราง"), max_length=20)
    shape = models.CharField(gettext_lazy("หัวตาราง"), max_length=500)
    meanings = models.JSONField(gettext_lazy("ความหมายของคอลัมน์"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("เลือกโดย"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(gettext_lazy("เลือกเมื่อ"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = gettext_lazy("ความหมายของคอลัมน์ที่จำไว้")
        verbose_name_plural = gettext_lazy("ความหมายของคอลัมน์ที่จำไว้")
        constraints = [
            models.UniqueConstraint(fields=["agency", "table", "shape"], name="habit_of_a_shape_once")
        ]

    def __str__(self):
        return self.shape[:80]


class ImportQuerySet(models.QuerySet):
    """Questions about imports."""

    def visible_to(self, user) -> "ImportQuerySet":
        """Imports into agencies the person may see; those into many agencies belong to none."""
        return self.filter(agency__in=Agency.objects.visible_to(user))


class Import(models.Model):
    """One uploaded file and how far its import is; the file stays as the source of the rows it made."""

    agency = models.ForeignKey(
        Agency,
        verbose_name=gettext_lazy("หน่วยงาน"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="imports",
    )
    table = models.CharField(gettext_lazy("ตาราง"), max_length=20)
    fiscal_year = models.PositiveSmallIntegerField(gettext_lazy("ปีงบประมาณ (พ.ศ.)"), null=True, blank=True)
    progress_round = models.ForeignKey(
        ProgressRound,
        verbose_name=gettext_lazy("รอบรายงานผล"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    file = HashedFileField(gettext_lazy("ไฟล์"), max_length=200)
    name = models.CharField(gettext_lazy("ชื่อไฟล์"), max_length=150)
    sha256 = models.CharField(gettext_lazy("sha256 ของไฟล์"), max_length=64, db_index=True)
    size = models.PositiveIntegerField(gettext_lazy("ขนาด (ไบต์)"))
    source = models.ForeignKey(
        Source,
        verbose_name=gettext_lazy("ต้นฉบับที่เลือกแถวมา"),
        null=True,
        blank=True,
        # Goes only together with the agency's imports.
        on_delete=models.RESTRICT,
        related_name="imports",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("นำเข้าโดย"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(gettext_lazy("รับไฟล์เมื่อ"), default=timezone.now, editable=False)
    state = models.CharField(
        gettext_lazy("สถานะ"), max_length=10, choices=ImportState, default=ImportState.UPLOADED
    )
    compared_at = models.DateTimeField(gettext_lazy("ตรวจเมื่อ"), null=True, blank=True, editable=False)
    progress = models.PositiveSmallIntegerField(gettext_lazy("ทำไปแล้ว (ร้อยละ)"), default=0)
    mode = models.CharField(gettext_lazy("แถวที่ต่างจากเดิม"), max_length=10, choices=Mode, default=Mode.UPDATE)
    blank = models.CharField(gettext_lazy("ช่องว่างหมายถึง"), max_length=10, choices=Blank, default=Blank.KEEP)
    counts = models.JSONField(gettext_lazy("จำนวนแถว"), default=dict, blank=True)
    preview_json = models.TextField(gettext_lazy("ผลการตรวจ"), blank=True)
    problem = models.TextField(gettext_lazy("เหตุที่ทำต่อไม่ได้"), blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("ไฟล์นำเข้า")
        verbose_name_plural = gettext_lazy("ไฟล์นำเข้า")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["agency", "-at"], name="import_agency_time")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(progress__lte=100), name="import_progress_is_a_percentage"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def preview(self) -> Preview:
        """What the file would change, as last compared; empty before the file was read."""
        return Preview.from_json(self.preview_json) if self.preview_json else Preview()

    @property
    def about(self) -> str:
        """Which table of which year the file is about."""
        return _about(self.table, self.fiscal_year)


class ImportedRow(models.Model):
    """A stored object that an import made or changed, so that it can be undone."""

    source = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="imported_rows")
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    version = models.PositiveIntegerField(gettext_lazy("รุ่นของข้อมูลหลังนำเข้า"))
    before = models.JSONField(gettext_lazy("ข้อมูลก่อนนำเข้า"), null=True, blank=True)

    class Meta:
        verbose_name = gettext_lazy("แถวที่นำเข้า")
        verbose_name_plural = gettext_lazy("แถวที่นำเข้า")
        ordering = ["pk"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="imported_object")]

    def __str__(self):
        return f"{self.object_type} {self.object_id}"
