"""The words that plans and progress store."""

from django.db import models


class MeasureKind(models.TextChoices):
    """What sort of thing is planned."""

    MEASURE = "measure", "มาตรการ"
    PROJECT = "project", "โครงการ"
    ACTIVITY = "activity", "กิจกรรม"


class Status(models.TextChoices):
    """How far a measure is at the day of a progress round."""

    NOT_STARTED = "not_started", "ยังไม่ดำเนินการ"
    IN_PROGRESS = "in_progress", "อยู่ระหว่างดำเนินการ"
    DONE = "done", "ดำเนินการเสร็จเรียบร้อยแล้ว"


class PlanGroup(models.TextChoices):
    """What the rows of the plan's table stand under."""

    NONE = "", "ไม่จัดกลุ่ม"
    INDICATOR = "indicator", "ตัวชี้วัด"
    TOPIC = "topic", "ประเด็น"
    DEPARTMENT = "department", "ส่วนราชการ"
    STATUS = "status", "สถานะ"


class PlanColumn(models.TextChoices):
    """The columns of the plan's table that a person may choose."""

    ADDRESSED = "addressed", "ตัวชี้วัดและประเด็น"
    DEPARTMENT = "department", "ผู้รับผิดชอบ"
    PERIOD = "period", "ระยะเวลา"
    STATUS = "status", "สถานะ"
    BUDGET = "budget", "งบประมาณ"
    FOLLOW_UP = "follow_up", "การกำกับติดตาม"


class EvidenceKind(models.TextChoices):
    """What sort of evidence stands behind a progress entry."""

    PHOTO = "photo", "รูปถ่าย"
    FILE = "file", "ไฟล์"
    LINK = "link", "ลิงก์"
