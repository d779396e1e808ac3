"""The words of deadlines."""

from django.db import models


class Source(models.TextChoices):
    """Whose date it is."""

    OWN = "own", "กำหนดของหน่วยงาน"
    MEASURE = "measure", "สิ้นสุดมาตรการ"
    REPORT = "report", "รายงานผลตามแผน"
    NATIONAL = "national", "กำหนดการ ITA"


class Step(models.IntegerChoices):
    """When people are reminded, in days before the last day; OVERDUE is after it."""

    MONTH = 30, "30 วันก่อนครบกำหนด"
    WEEK = 7, "7 วันก่อนครบกำหนด"
    DAY = 1, "1 วันก่อนครบกำหนด"
    OVERDUE = -1, "เมื่อเลยกำหนดแล้ว"
