"""The words of deadlines."""

from django.db import models

from itaportal.language import gettext_lazy


class Source(models.TextChoices):
    """Whose date it is."""

    OWN = "own", gettext_lazy("กำหนดของหน่วยงาน")
    MEASURE = "measure", gettext_lazy("สิ้นสุดมาตรการ")
    REPORT = "report", gettext_lazy("รายงานผลตามแผน")
    NATIONAL = "national", gettext_lazy("กำหนดการ ITA")


class Step(models.IntegerChoices):
    """When people are reminded, in days before the last day; OVERDUE is after it."""

    MONTH = 30, gettext_lazy("30 วันก่อนครบกำหนด")
    WEEK = 7, gettext_lazy("7 วันก่อนครบกำหนด")
    DAY = 1, gettext_lazy("1 วันก่อนครบกำหนด")
    OVERDUE = -1, gettext_lazy("เมื่อเลยกำหนดแล้ว")
