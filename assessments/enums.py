"""The words that assessments store."""

from enum import StrEnum

from django.db import models


class WeaknessClass(models.TextChoices):
    """What an indicator's finding asks for."""

    URGENT = "urgent", "จุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน"
    IMPROVE = "improve", "ประเด็นที่จะพัฒนาให้ดีขึ้น"
    MAINTAIN = "maintain", "รักษาระดับไว้"


class Band(StrEnum):
    """Where a score lies against the agency's two thresholds."""

    LOW = "low"
    MEDIUM = "medium"
    GOOD = "good"
