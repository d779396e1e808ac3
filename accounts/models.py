"""One-time codes, the history of signing in, and who left an agency and handed over to whom."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.enums import WAYS, CodeKind
from agencies.models import Agency, Membership
from itaportal.editing.modelfields import ThaiDay, ThaiText
from itaportal.language import gettext_lazy

MOST_WRONG_TRIES = 5


class OneTimeCodeQuerySet(models.QuerySet):
    """Questions about one-time codes."""

    def open(self, at=None) -> "OneTimeCodeQuerySet":
        """Codes that still let their person in, newest first."""
        return self.filter(
            used_at__isnull=True,
            expires_at__gt=at or timezone.now(),
            wrong_tries__lt=MOST_WRONG_TRIES,
            user__is_active=True,
        )


class OneTimeCode(models.Model):
    """A code with which one person sets a password of their own, once; only its hash is stored."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="one_time_codes"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="one_time_codes_made"
    )
    kind = models.CharField(gettext_lazy("ส่งถึงตัวอย่างไร"), max_length=10, choices=CodeKind)
    made_at = models.DateTimeField(gettext_lazy("ออกเมื่อ"))
    expires_at = models.DateTimeField(gettext_lazy("ใช้ได้ถึง"))
    hash = models.CharField(gettext_lazy("ค่าแฮชของรหัส"), max_length=64)
    wrong_tries = models.PositiveSmallIntegerField(gettext_lazy("จำนวนครั้งที่ใส่ผิด"), default=0)
    used_at = models.DateTimeField(gettext_lazy("ใช้เมื่อ"), null=True)

    objects = OneTimeCodeQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("รหัสครั้งเดียว")
        verbose_name_plural = gettext_lazy("รหัสครั้งเดียว")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.user} – {self.made_at:%Y-%m-%d %H:%M}"


class SignIn(models.Model):
    """One attempt to sign in to somebody's account, for that person to look at."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField(gettext_lazy("เมื่อ"), default=timezone.now)
    succeeded = models.BooleanField(gettext_lazy("สำเร็จ"))
    method = models.CharField(gettext_lazy("วิธี"), max_length=60, blank=True)
    address = models.CharField(gettext_lazy("ที่อยู่ IP"), max_length=45, blank=True)
    device = models.CharField(gettext_lazy("เครื่อง"), max_length=60, blank=True)

    class Meta:
        verbose_name = gettext_lazy("การเข้าสู่ระบบ")
        verbose_name_plural = gettext_lazy("ประวัติการเข้าสู่ระบบ")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "-at"], name="sign_in_of_person")]

    def __str__(self):
        return f"{self.user} – {self.at:%Y-%m-%d %H:%M}"

    @property
    def ways(self) -> str:
        """The steps in words."""
        return " + ".join(str(WAYS.get(way, way)) for way in self.method.split("+") if way)


class DepartureQuerySet(models.QuerySet):
    """Questions about departures."""

    def visible_to(self, user) -> "DepartureQuerySet":
        """Departures from agencies that the person may see."""
        return self.filter(agency__in=Agency.objects.visible_to(user))


class Departure(models.Model):
    """That a person's roles in an agency end with the day before ``from_day``, and what becomes of their open work.

    ``carried_out_at`` is empty until the day has come: only then the work changes hands.
    """

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="departures")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="departures",
        verbose_name=gettext_lazy("บุคคล"),
    )
    memberships = models.ManyToManyField(
        Membership, related_name="+", verbose_name=gettext_lazy("บทบาทที่สิ้นสุด")
    )
    from_day = ThaiDay(
        gettext_lazy("พ้นจากหน้าที่ตั้งแต่วันที่"), help_text=gettext_lazy("วันแรกที่ไม่มีสิทธิ์แล้ว งานที่ค้างเปลี่ยนมือในวันนี้")
    )
    reason = ThaiText(
        gettext_lazy("เหตุผล"),
        limit=300,
        rows=2,
        help_text=gettext_lazy("เช่น โอนไปเทศบาลตำบลอื่น ตามคำสั่งที่ 12/2569 หน้าลายมือชื่อของเอกสารที่ค้างแสดงข้อความนี้"),
        error_messages={"required": gettext_lazy("กรุณากรอกเหตุผล")},
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_name = models.CharField(gettext_lazy("ผู้บันทึก"), max_length=450)
    decided_at = models.DateTimeField(gettext_lazy("บันทึกเมื่อ"))
    carried_out_at = models.DateTimeField(gettext_lazy("ส่งมอบงานเมื่อ"), null=True)
    problem = models.CharField(gettext_lazy("สิ่งที่ทำให้ส่งมอบไม่ได้"), max_length=500, blank=True)

    objects = DepartureQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("การพ้นจากหน้าที่")
        verbose_name_plural = gettext_lazy("การพ้นจากหน้าที่")
        ordering = ["-decided_at", "-pk"]

    def __str__(self):
        return f"{self.user.get_full_name()} {self.from_day:%Y-%m-%d}"


class Handover(models.Model):
    """To whom one kind of work goes (``kind`` as in ``accounts.handover``), and, once done, what it was."""

    departure = models.ForeignKey(Departure, on_delete=models.CASCADE, related_name="handovers")
    kind = models.CharField(gettext_lazy("งาน"), max_length=20)
    to = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="+", verbose_name=gettext_lazy("ผู้รับช่วงงาน")
    )
    items = models.JSONField(gettext_lazy("รายการ"), default=list)

    class Meta:
        verbose_name = gettext_lazy("การส่งมอบงาน")
        verbose_name_plural = gettext_lazy("การส่งมอบงาน")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["departure", "kind"], name="handover_kind_once")]

    def __str__(self):
        return f"{self.kind} → {self.to}"
