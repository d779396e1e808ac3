"""Certificates that the portal's local authority has issued to people, with their keys."""

from django.db import models
from django.db.models import F

from agencies.models import Agency
from approvals.models.office import person_field


class PersonalKey(models.Model):
    """The key with which the portal signs for one person of an agency; encrypted with a key made of SECRET_KEY."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="personal_keys")
    user = person_field("personal_keys")
    name = models.CharField("ชื่อ", max_length=200)
    position_title = models.CharField("ตำแหน่ง", max_length=150)
    certificate = models.TextField("ใบรับรอง")
    serial = models.CharField("เลขที่ใบรับรอง", max_length=48)
    secret = models.TextField()
    issued_at = models.DateTimeField("ออกเมื่อ")
    ends_at = models.DateTimeField("ใช้ได้ถึง")

    class Meta:
        verbose_name = "ใบรับรองที่ระบบออกให้"
        verbose_name_plural = "ใบรับรองที่ระบบออกให้"
        constraints = [
            models.UniqueConstraint(fields=["agency", "user"], name="personal_key_once"),
            models.CheckConstraint(condition=models.Q(issued_at__lt=F("ends_at")), name="personal_key_lasts"),
        ]

    def __str__(self):
        return f"{self.name} {self.position_title}"
