"""What can be found: one entry for each thing of the portal, with its words, and the words of all entries."""

from django.db import models

from agencies.models import Agency
from itaportal.language import gettext_lazy
from search.enums import Audience


class SearchEntry(models.Model):
    """A thing that can be found: title and text as they are shown, and the terms by which they are found.

    The terms are kept apart by spaces; those of the place are marks like "A12" (agency), "P" (public), "Y2566" and
    "Kmeasure". ``search.indexing`` alone writes here, and the database keeps the index of the terms in step.
    """

    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    agency = models.ForeignKey(Agency, null=True, on_delete=models.CASCADE, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience)
    fiscal_year = models.PositiveSmallIntegerField(null=True)
    title = models.TextField()
    text = models.TextField(blank=True)
    # What its page's address is made of, without the agency's slug; ``fragment`` is the place on the page.
    args = models.JSONField(default=list)
    fragment = models.CharField(max_length=60, blank=True)
    title_terms = models.TextField()
    body_terms = models.TextField(blank=True)
    place_terms = models.TextField(blank=True)

    class Meta:
        verbose_name = gettext_lazy("รายการที่ค้นหาได้")
        verbose_name_plural = gettext_lazy("รายการที่ค้นหาได้")
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")]
        indexes = [models.Index(fields=["audience"], name="search_entry_audience")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.title[:80]}"


class SearchWord(models.Model):
    """A word that some entry has, for whoever misspells it; ``toneless`` is the word without its tone marks, ``length`` that of it."""

    word = models.CharField(max_length=80, unique=True)
    toneless = models.CharField(max_length=80, db_index=True)
    length = models.PositiveSmallIntegerField(db_index=True)

    class Meta:
        verbose_name = gettext_lazy("คำในดัชนี")
        verbose_name_plural = gettext_lazy("คำในดัชนี")

    def __str__(self) -> str:
        return self.word


class IndexState(models.Model):
    """By which rules the index was made: its one row; other rules, and the next ``prepare`` makes the index anew."""

    fingerprint = models.CharField(max_length=64)

    class Meta:
        verbose_name = gettext_lazy("รุ่นของดัชนีค้นหา")
        verbose_name_plural = gettext_lazy("รุ่นของดัชนีค้นหา")

    def __str__(self) -> str:
        return self.fingerprint
