"""One-time codes, and the history of signing in."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.enums import WAYS, CodeKind

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
    kind = models.CharField("ส่งถึงตัวอย่างไร", max_length=10, choices=CodeKind)
    made_at = models.DateTimeField("ออกเมื่อ")
    expires_at = models.DateTimeField("ใช้ได้ถึง")
    hash = models.CharField("ค่าแฮชของรหัส", max_length=64)
    wrong_tries = models.PositiveSmallIntegerField("จำนวนครั้งที่ใส่ผิด", default=0)
    used_at = models.DateTimeField("ใช้เมื่อ", null=True)

    objects = OneTimeCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "รหัสครั้งเดียว"
        verbose_name_plural = "รหัสครั้งเดียว"
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.user} – {self.made_at:%Y-%m-%d %H:%M}"


class SignIn(models.Model):
    """One attempt to sign in to somebody's account, for that person to look at."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField("เมื่อ", default=timezone.now)
    succeeded = models.BooleanField("สำเร็จ")
    method = models.CharField("วิธี", max_length=60, blank=True)
    address = models.CharField("ที่อยู่ IP", max_length=45, blank=True)
    device = models.CharField("เครื่อง", max_length=60, blank=True)

    class Meta:
        verbose_name = "การเข้าสู่ระบบ"
        verbose_name_plural = "ประวัติการเข้าสู่ระบบ"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "-at"], name="sign_in_of_person")]

    def __str__(self):
        return f"{self.user} – {self.at:%Y-%m-%d %H:%M}"

    @property
    def ways(self) -> str:
        """The steps in words."""
        return " + ".join(str(WAYS.get(way, way)) for way in self.method.split("+") if way)
