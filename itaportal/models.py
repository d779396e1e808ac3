"""The one table of the project itself: below every app, known to ``itaportal/ratelimits.py`` alone."""

from django.db import models


class RequestCount(models.Model):
    """How often somebody asked for something in the window of time that is running; see ``itaportal/ratelimits.py``."""

    key = models.CharField(max_length=120, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.FloatField(db_index=True)  # seconds since 1970, as the library counts them

    class Meta:
        verbose_name = "จำนวนคำขอในช่วงเวลา"
        verbose_name_plural = "จำนวนคำขอในช่วงเวลา"

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
