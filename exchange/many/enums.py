"""The tables of many agencies, as imports store them."""

from django.db import models


class ManyTable(models.TextChoices):
    """Whether agencies that are not stored are refused or added."""

    KNOWN = "agencies", "คะแนนหลายหน่วยงาน"
    CREATING = "agencies_new", "คะแนนหลายหน่วยงาน และเพิ่มหน่วยงานที่ยังไม่มี"
