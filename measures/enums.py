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


class EvidenceKind(models.TextChoices):
    """What sort of evidence stands behind a progress entry."""

    PHOTO = "photo", "รูปถ่าย"
    FILE = "file", "ไฟล์"
    LINK = "link", "ลิงก์"
