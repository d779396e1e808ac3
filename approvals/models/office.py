"""What an agency decides about approvals: its rules, who acts for whom, and its register of numbers."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from agencies.models import Agency, Membership
from approvals.enums import ProofPolicy
from itaportal.editing.modelfields import ThaiDay, ThaiLine
from itaportal.language import gettext, gettext_lazy
from reports.models import Document


def person_field(related_name: str = "+", **options) -> models.ForeignKey:
    """Return a field for someone who did something; accounts with a history are closed, not deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name, **options
    )


class AgencyRowsQuerySet(models.QuerySet):
    """Questions about rows that carry their agency."""

    def visible_to(self, user) -> "AgencyRowsQuerySet":
        """Rows of agencies the person may see."""
        return self.filter(agency__in=Agency.objects.visible_to(user))


def outside_demonstration() -> bool:
    """Tell whether the portal is in earnest."""
    return not settings.DEMO


class ApprovalRules(models.Model):
    """What an agency wants of its approvals; an agency without a row has the defaults."""

    agency = models.OneToOneField(Agency, on_delete=models.CASCADE, related_name="approval_rules")
    submitter_may_decide = models.BooleanField(
        gettext_lazy("ผู้เสนอลงนามในเอกสารที่ตนเสนอได้"),
        default=False,
        help_text=(
            gettext_lazy(
                "ปกติไม่เลือก เพื่อให้มีผู้อื่นตรวจเอกสารทุกฉบับก่อนลงนาม เลือกเมื่อหน่วยงานมีบุคลากรน้อย "
                "และผู้จัดทำรายงานเป็นผู้ลงนามลำดับแรกด้วย"
            )
        ),
    )

    proof = models.CharField(
        gettext_lazy("ก่อนลงนามต้องยืนยันตัวตนด้วย"),
        max_length=8,
        choices=ProofPolicy,
        default=ProofPolicy.ANY,
        help_text=gettext_lazy("ระบบถามเมื่อยืนยันไว้นานเกิน 5 นาที ลงนามหลายฉบับพร้อมกันถามครั้งเดียว"),
    )
    may_sign_unopened = models.BooleanField(
        gettext_lazy("ลงนามหลายฉบับพร้อมกันได้แม้ยังไม่เปิดอ่าน"),
        default=False,
        help_text=gettext_lazy(
            "ปกติไม่เลือก ฉบับที่ยังไม่เปิดอ่านจะไม่ถูกลงนาม หากเลือก ระบบบันทึกและแจ้งไว้ว่าลงนามโดยยังไม่เปิดอ่าน"
        ),
    )
    trusted_only = models.BooleanField(
        gettext_lazy("ใช้ใบรับรองของบุคคลได้เฉพาะจากผู้ออกที่ระบบเชื่อถือ"),
        default=outside_demonstration,
        help_text=gettext_lazy("ใบรับรองที่ออกให้ตนเองหรือไม่รู้จักผู้ออก ใครก็สร้างขึ้นในชื่อผู้อื่นได้ จึงควรเลือกข้อนี้"),
    )
    one_person_twice = models.BooleanField(
        gettext_lazy("คนเดียวลงนามได้มากกว่าหนึ่งลำดับ"),
        default=False,
        help_text=(
            gettext_lazy(
                "ปกติไม่เลือก เลือกเมื่อหน่วยงานมีบุคลากรน้อย เช่น ปลัดรักษาราชการแทนนายกและลงนามในลำดับของตนด้วย "
                "เอกสารพิมพ์ไว้ใต้ชื่อว่าลงนามมากกว่าหนึ่งลำดับ"
            )
        ),
    )

    class Meta:
        verbose_name = gettext_lazy("ข้อกำหนดการพิจารณา")
        verbose_name_plural = gettext_lazy("ข้อกำหนดการพิจารณา")

    def __str__(self):
        return gettext("ข้อกำหนดการพิจารณาของ{agency}").format(agency=self.agency)


class Substitute(models.Model):
    """Who acts for a member of the chain (รักษาราชการแทน), from day to day, by which authority."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="substitutes")
    principal = models.ForeignKey(
        Membership,
        on_delete=models.CASCADE,
        related_name="substitutes",
        verbose_name=gettext_lazy("ปฏิบัติหน้าที่แทนใคร"),
        help_text=gettext_lazy("ผู้ที่อยู่ในลำดับผู้ลงนามของหน่วยงาน"),
    )
    deputy = models.ForeignKey(
        Membership,
        on_delete=models.CASCADE,
        related_name="substitutions",
        verbose_name=gettext_lazy("ผู้ปฏิบัติหน้าที่แทน"),
    )
    authority = ThaiLine(
        gettext_lazy("ข้อความที่พิมพ์ใต้ชื่อผู้ลงนามแทน"),
        max_length=300,
        help_text=(
            gettext_lazy(
                "เว้นว่างได้ ระบบจะเขียนจากตำแหน่งของทั้งสองคน เช่น “รองปลัดองค์การบริหารส่วนตำบล รักษาราชการแทน "
                "ปลัดองค์การบริหารส่วนตำบล” หากคำสั่งใช้ถ้อยคำอื่น ให้พิมพ์ตามคำสั่ง"
            )
        ),
    )
    starts_on = ThaiDay(gettext_lazy("ตั้งแต่วันที่"))
    ends_on = ThaiDay(gettext_lazy("ถึงวันที่"))

    objects = AgencyRowsQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("ผู้ปฏิบัติหน้าที่แทน")
        verbose_name_plural = gettext_lazy("ผู้ปฏิบัติหน้าที่แทน")
        ordering = ["-ends_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=models.F("ends_on")), name="substitute_starts_before_it_ends"
            ),
            models.CheckConstraint(condition=~Q(principal=models.F("deputy")), name="substitute_is_another"),
        ]

    def __str__(self):
        return gettext("{deputy} แทน {position_title}").format(
            deputy=self.deputy, position_title=self.principal.position_title
        )


class RegisterEntry(models.Model):
    """A number of the agency's register, given once: running within the calendar year (B.E.), or typed in."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="register_entries")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="register_entries")
    year = models.PositiveSmallIntegerField(gettext_lazy("ปี พ.ศ."))
    number = models.PositiveIntegerField(gettext_lazy("ลำดับ"), null=True, blank=True)
    text = models.CharField(gettext_lazy("เลขที่หนังสือ"), max_length=120)
    taken_at = models.DateTimeField(gettext_lazy("ออกเลขเมื่อ"), auto_now_add=True)

    objects = AgencyRowsQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("เลขที่หนังสือ")
        verbose_name_plural = gettext_lazy("เลขที่หนังสือ")
        ordering = ["-year", "-number", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "number"], name="register_number_once"),
            models.UniqueConstraint(fields=["agency", "year", "text"], name="register_text_once"),
        ]

    def __str__(self):
        return self.text
