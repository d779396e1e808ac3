"""Who took over from whom while an edition was under way."""

from django.db import models
from django.utils.timezone import localdate

from approvals.models.editions import Edition, Signatory
from approvals.models.office import person_field
from itaportal.editing.modelfields import ThaiDay
from itaportal.language import gettext, gettext_lazy
from itaportal.thai.dates import long_date
from itaportal.translated import translated


class Succession(models.Model):
    """That somebody else answers for a step since ``from_day``, or, without ``signatory``, for the edition as its author.

    What was signed before keeps its names. Name and title are those of both on the day of the change.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="successions")
    signatory = models.ForeignKey(Signatory, on_delete=models.CASCADE, null=True, related_name="successions")
    former = person_field(verbose_name=gettext_lazy("เดิม"))
    former_name = models.CharField(gettext_lazy("ชื่อเดิม"), max_length=200)
    former_title = models.CharField(gettext_lazy("ตำแหน่งเดิม"), max_length=150, blank=True)
    name = models.CharField(gettext_lazy("ผู้รับช่วง"), max_length=200)
    position_title = models.CharField(gettext_lazy("ตำแหน่ง"), max_length=150, blank=True)
    from_day = ThaiDay(gettext_lazy("ตั้งแต่วันที่"))
    reason = models.CharField(gettext_lazy("เหตุผล"), max_length=300)
    by = person_field(null=True, verbose_name=gettext_lazy("ผู้บันทึก"))
    by_name = models.CharField(max_length=450)
    at = models.DateTimeField(gettext_lazy("บันทึกเมื่อ"))

    class Meta:
        verbose_name = gettext_lazy("การรับช่วงเอกสาร")
        verbose_name_plural = gettext_lazy("การรับช่วงเอกสาร")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.edition_id}: {self.former_name} → {self.name}"

    @property
    def words(self) -> str:
        """Who took over what from whom, since when and why, and who put it on record, in one sentence."""
        what = (
            gettext("ลงนามลำดับที่ {position}").format(position=self.signatory.position)
            if self.signatory
            else gettext("งานของผู้เสนอ")
        )
        return gettext(
            "{name} {position_title} รับช่วง{what} จาก {former_name} {former_title} ซึ่งพ้นจากหน้าที่ตั้งแต่วันที่ {from_day} เหตุผล: {reason} บันทึกโดย {by_name} เมื่อวันที่ {at}"
        ).format(
            name=self.name,
            position_title=self.position_title,
            what=what,
            former_name=self.former_name,
            former_title=self.former_title,
            from_day=long_date(self.from_day),
            reason=self.reason,
            by_name=translated(self.by_name),
            at=long_date(localdate(self.at)),
        )
