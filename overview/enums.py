"""The words of the pages that look over everything."""

from django.db import models

from itaportal.language import gettext_lazy


class Reached(models.IntegerChoices):
    """How far an agency has come in a year: the furthest step of its path that holds anything."""

    NOTHING = 0, gettext_lazy("ยังไม่เริ่ม")
    SCORES = 1, gettext_lazy("คะแนน")
    ANALYSIS = 2, gettext_lazy("วิเคราะห์")
    MEASURES = 3, gettext_lazy("มาตรการ")
    PROGRESS = 4, gettext_lazy("รายงานผล")
    DOCUMENTS = 5, gettext_lazy("เอกสาร")
    PUBLISHED = 6, gettext_lazy("เผยแพร่แล้ว")
