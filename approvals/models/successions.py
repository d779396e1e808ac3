"""Who took over from whom while an edition was under way."""

from django.db import models
from django.utils.timezone import localdate

from approvals.models.editions import Edition, Signatory
from approvals.models.office import person_field
from itaportal.editing.modelfields import ThaiDay
from itaportal.thai.dates import long_date


class Succession(models.Model):
    """That somebody else answers for a step since ``from_day``, or, without ``signatory``, for the edition as its author.

    What was signed before keeps its names. Name and title are those of both on the day of the change.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="successions")
    signatory = models.ForeignKey(Signatory, on_delete=models.CASCADE, null=True, related_name="successions")
    former = person_field(verbose_name="เดิม")
    former_name = models.CharField("ชื่อเดิม", max_length=200)
    former_title = models.CharField("ตำแหน่งเดิม", max_length=150, blank=True)
    name = models.CharField("ผู้รับช่วง", max_length=200)
    position_title = models.CharField("ตำแหน่ง", max_length=150, blank=True)
    from_day = ThaiDay("ตั้งแต่วันที่")
    reason = models.CharField("เหตุผล", max_length=300)
    by = person_field(null=True, verbose_name="ผู้บันทึก")
    by_name = models.CharField(max_length=450)
    at = models.DateTimeField("บันทึกเมื่อ")

    class Meta:
        verbose_name = "การรับช่วงเอกสาร"
        verbose_name_plural = "การรับช่วงเอกสาร"
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.edition_id}: {self.former_name} → {self.name}"

    @property
    def words(self) -> str:
        """Who took over what from whom, since when and why, and who put it on record, in one sentence."""
        what = f"ลงนามลำดับที่ {self.signatory.position}" if self.signatory else "งานของผู้เสนอ"
        return (
            f"{self.name} {self.position_title} รับช่วง{what} จาก {self.former_name} {self.former_title} "
            f"ซึ่งพ้นจากหน้าที่ตั้งแต่วันที่ {long_date(self.from_day)} เหตุผล: {self.reason} "
            f"บันทึกโดย {self.by_name} เมื่อวันที่ {long_date(localdate(self.at))}"
        )
