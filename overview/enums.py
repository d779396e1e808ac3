"""The words of the pages that look over everything."""

from django.db import models


class Reached(models.IntegerChoices):
    """How far an agency has come in a year: the furthest step of its path that holds anything."""

    NOTHING = 0, "ยังไม่เริ่ม"
    SCORES = 1, "คะแนน"
    ANALYSIS = 2, "วิเคราะห์"
    MEASURES = 3, "มาตรการ"
    PROGRESS = 4, "รายงานผล"
    DOCUMENTS = 5, "เอกสาร"
    PUBLISHED = 6, "เผยแพร่แล้ว"
