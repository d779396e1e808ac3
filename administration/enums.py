"""The words that lists of site administration are narrowed by."""

from django.db import models


class AgencyState(models.TextChoices):
    """How an agency stands."""

    OPEN = "open", "ใช้งานอยู่"
    CLOSED = "closed", "ปิดแล้ว"
    LACKING = "lacking", "ไม่มีผู้ดูแลข้อมูลหน่วยงาน"
