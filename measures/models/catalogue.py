"""The catalogue's rows: measures ready to be taken into a plan."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.models import Agency
from itaportal.editing.modelfields import ThaiLine, ThaiText
from itaportal.language import gettext_lazy
from itaportal.ordering import InOrder, InOrderQuerySet, ThaiOrder
from measures.enums import MeasureKind


class CatalogueMeasureQuerySet(InOrderQuerySet):
    """Questions about the catalogue."""

    def shared(self) -> "CatalogueMeasureQuerySet":
        """What every agency may take."""
        return self.filter(agency__isnull=True)

    def available_to(self, agency: Agency) -> "CatalogueMeasureQuerySet":
        """What is shared, and what the agency keeps for itself."""
        return self.filter(Q(agency__isnull=True) | Q(agency=agency))

    def offered(self) -> "CatalogueMeasureQuerySet":
        """What agencies would like to share, the longest waiting first."""
        return self.filter(offered_at__isnull=False).order_by("offered_at", "pk")


class CatalogueMeasure(InOrder):
    """A measure ready to be taken into a plan (คลังมาตรการ), drawn from real documents.

    Without ``agency`` it is shared by all. ``item_codes`` are those of the fiscal year ``items_year``.
    """

    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.CASCADE, related_name="catalogue_measures"
    )
    key = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=MeasureKind)
    title = ThaiText(gettext_lazy("ชื่อ"), limit=1000, one_line=True)
    title_order = ThaiOrder(of=("title",))
    weak_point = ThaiText(gettext_lazy("ข้อบกพร่อง / จุดอ่อน"), limit=3000, blank=True)
    steps = models.JSONField(gettext_lazy("ขั้นตอน"), default=list)
    follow_up = ThaiText(gettext_lazy("การกำกับติดตาม"), blank=True)
    indicator_codes = models.JSONField(gettext_lazy("ตัวชี้วัด"), default=list)
    topic_numbers = models.JSONField(gettext_lazy("ประเด็น"), default=list)
    item_codes = models.JSONField(gettext_lazy("ข้อคำถาม"), default=list)
    items_year = models.PositiveSmallIntegerField(gettext_lazy("เลขข้อคำถามของปี"), null=True, blank=True)
    source = models.CharField(gettext_lazy("ที่มา"), max_length=150)
    origin = models.ForeignKey(
        "Measure", null=True, blank=True, on_delete=models.SET_NULL, related_name="catalogue_entries"
    )
    offered_at = models.DateTimeField(gettext_lazy("เสนอให้ใช้ร่วมกันเมื่อ"), null=True, blank=True)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("เสนอโดย"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    declined_reason = ThaiLine(
        gettext_lazy("เหตุผลที่ยังไม่รับ"),
        max_length=500,
        rows=2,
        blank=True,
        help_text=gettext_lazy("หน่วยงานที่เสนอจะเห็นข้อความนี้"),
        error_messages={"required": gettext_lazy("กรุณาเขียนเหตุผล เพื่อให้หน่วยงานแก้ไขแล้วเสนอใหม่ได้")},
    )

    objects = CatalogueMeasureQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("มาตรการในคลัง")
        verbose_name_plural = gettext_lazy("มาตรการในคลัง")
        ordering = ["title_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["origin"], name="catalogue_entry_once_per_measure"),
            models.CheckConstraint(
                condition=Q(agency__isnull=False) | Q(offered_at__isnull=True),
                name="catalogue_offer_is_an_agencys",
            ),
        ]

    def __str__(self):
        return self.title[:200]
