"""The stored versions of every fiscal year's criteria."""

from django.db import models
from django.db.models import Q

from agencies.models import User
from criteria.rulebook import Criteria
from itaportal.language import gettext, gettext_lazy

FISCAL_YEAR_IS_BUDDHIST = Q(fiscal_year__gte=2550, fiscal_year__lte=2650)


_MOST_READ = 64  # packs; a country has one a year, and their drafts
_READ: dict[tuple[int, str], Criteria] = {}


class CriteriaPackQuerySet(models.QuerySet):
    """Questions about criteria packs."""

    def published(self) -> "CriteriaPackQuerySet":
        """The frozen versions, the only ones that scores are entered by."""
        return self.filter(published_at__isnull=False)

    def drafts(self) -> "CriteriaPackQuerySet":
        """The versions that may still be replaced or thrown away."""
        return self.filter(published_at__isnull=True)

    def latest_of_years(self) -> "CriteriaPackQuerySet":
        """The newest published version of every fiscal year, newest year first."""
        newest = (
            CriteriaPack.objects.published()
            .filter(fiscal_year=models.OuterRef("fiscal_year"))
            .order_by("-version")
            .values("pk")[:1]
        )
        return self.filter(pk=models.Subquery(newest)).order_by("-fiscal_year")

    def newest_criteria(self) -> dict[int, Criteria]:
        """The newest published criteria by fiscal year; one query, one more for each pack that this process never read."""
        return {pack.fiscal_year: pack.criteria for pack in self.latest_of_years().defer("data")}

    def of_year(self, fiscal_year: int) -> "CriteriaPack | None":
        """The newest published version of one fiscal year."""
        return self.published().filter(fiscal_year=fiscal_year).order_by("-version").first()


def source_path(pack: "CriteriaPack", name: str) -> str:
    """Return where the uploaded file of a pack is kept."""
    return f"criteria/{name}"


class CriteriaPack(models.Model):
    """One version of a fiscal year's criteria (เกณฑ์): a draft until it is published, then it never changes."""

    fiscal_year = models.PositiveSmallIntegerField(gettext_lazy("ปีงบประมาณ"))
    version = models.PositiveSmallIntegerField(gettext_lazy("รุ่น"))
    data = models.JSONField(gettext_lazy("เนื้อหา"))
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(gettext_lazy("นำเข้าเมื่อ"), auto_now_add=True)
    loaded_by = models.ForeignKey(
        User,
        verbose_name=gettext_lazy("นำเข้าโดย"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    source_name = models.CharField(gettext_lazy("ชื่อไฟล์"), max_length=200, blank=True)
    source = models.FileField(gettext_lazy("ไฟล์ต้นฉบับ"), upload_to=source_path, max_length=200, blank=True)
    published_at = models.DateTimeField(gettext_lazy("เผยแพร่เมื่อ"), null=True, blank=True)
    published_by = models.ForeignKey(
        User,
        verbose_name=gettext_lazy("เผยแพร่โดย"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = CriteriaPackQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("เกณฑ์การประเมิน")
        verbose_name_plural = gettext_lazy("เกณฑ์การประเมิน")
        ordering = ["-fiscal_year", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["fiscal_year", "version"], name="criteria_version_once"),
            models.CheckConstraint(
                condition=FISCAL_YEAR_IS_BUDDHIST, name="criteria_fiscal_year_is_buddhist"
            ),
        ]

    def __str__(self):
        return gettext("เกณฑ์ ITA ปีงบประมาณ พ.ศ. {fiscal_year} รุ่นที่ {version}").format(
            fiscal_year=self.fiscal_year, version=self.version
        )

    @property
    def is_published(self) -> bool:
        """Whether the version is frozen and in use."""
        return self.published_at is not None

    @property
    def criteria(self) -> Criteria:
        """The pack's content as typed values, which are frozen: read once per content and process."""
        known = _READ.get((self.pk, self.sha256))
        if known is None:
            if "data" in self.get_deferred_fields():
                # With its hash: a draft may have been replaced since.
                self.refresh_from_db(fields=["data", "sha256"])
            if len(_READ) >= _MOST_READ:
                _READ.clear()
            known = _READ[self.pk, self.sha256] = Criteria.from_data(self.data)
        return known
