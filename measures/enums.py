"""The words that plans and progress store."""

from django.db import models

from itaportal.language import gettext_lazy


class MeasureKind(models.TextChoices):
    """What sort of thing is planned."""

    MEASURE = "measure", gettext_lazy("มาตรการ")
    PROJECT = "project", gettext_lazy("โครงการ")
    ACTIVITY = "activity", gettext_lazy("กิจกรรม")


class Status(models.TextChoices):
    """How far a measure is at the day of a progress round."""

    NOT_STARTED = "not_started", gettext_lazy("ยังไม่ดำเนินการ")
    IN_PROGRESS = "in_progress", gettext_lazy("อยู่ระหว่างดำเนินการ")
    DONE = "done", gettext_lazy("ดำเนินการเสร็จเรียบร้อยแล้ว")


class PlanGroup(models.TextChoices):
    """What the rows of the plan's table stand under."""

    NONE = "", gettext_lazy("ไม่จัดกลุ่ม")
    INDICATOR = "indicator", gettext_lazy("ตัวชี้วัด")
    TOPIC = "topic", gettext_lazy("ประเด็น")
    DEPARTMENT = "department", gettext_lazy("ส่วนราชการ")
    STATUS = "status", gettext_lazy("สถานะ")


class PlanColumn(models.TextChoices):
    """The columns of the plan's table that a person may choose."""

    ADDRESSED = "addressed", gettext_lazy("ตัวชี้วัดและประเด็น")
    DEPARTMENT = "department", gettext_lazy("ผู้รับผิดชอบ")
    PERIOD = "period", gettext_lazy("ระยะเวลา")
    STATUS = "status", gettext_lazy("สถานะ")
    BUDGET = "budget", gettext_lazy("งบประมาณ")
    FOLLOW_UP = "follow_up", gettext_lazy("การกำกับติดตาม")


class EvidenceKind(models.TextChoices):
    """What sort of evidence stands behind a progress entry."""

    PHOTO = "photo", gettext_lazy("รูปถ่าย")
    FILE = "file", gettext_lazy("ไฟล์")
    LINK = "link", gettext_lazy("ลิงก์")
