"""The words that lists of site administration are narrowed by."""

from django.db import models


class AgencyState(models.TextChoices):
    """How an agency stands."""

    OPEN = "open", "ใช้งานอยู่"
    CLOSED = "closed", "ปิดแล้ว"
    LACKING = "lacking", "ไม่มีผู้ดูแลข้อมูลหน่วยงาน"


class AccountState(models.TextChoices):
    """How an account stands."""

    ACTIVE = "active", "ใช้งานได้"
    NEVER = "never", "ยังไม่เคยเข้าใช้"
    BLOCKED = "blocked", "ถูกระงับ"


class Duty(models.TextChoices):
    """What a person is beyond one agency, or that they are nothing."""

    SITE = "site", "ผู้ดูแลระบบ"
    OVERSEER = "overseer", "ผู้กำกับดูแล"
    NONE = "none", "ไม่มีหน้าที่ใดในปัจจุบัน"
