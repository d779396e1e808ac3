"""The handbook as the database knows it, so that its pages are found among everything else."""

from django.db import models

from itaportal.keeping.fields import HashedFileField
from itaportal.language import gettext_lazy


class StoredPage(models.Model):
    """A page's words as they are looked for; the page itself is a file (``handbook.pages``)."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        verbose_name = gettext_lazy("หน้าคู่มือ")
        verbose_name_plural = gettext_lazy("หน้าคู่มือ")

    def __str__(self) -> str:
        return self.title


def manual_path(manual: "Manual", _filename: str) -> str:
    """Return where a manual is stored; the name tells what it was made of, so nothing is ever overwritten."""
    return f"handbook/{manual.key}.pdf"


class Manual(models.Model):
    """The whole handbook as a PDF, made once of one content; ``key`` names text and typesetting together."""

    key = models.CharField(max_length=64, unique=True)
    file = HashedFileField(upload_to=manual_path, max_length=200)
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(gettext_lazy("จัดทำเมื่อ"), auto_now_add=True)

    class Meta:
        verbose_name = gettext_lazy("คู่มือทั้งเล่ม")
        verbose_name_plural = gettext_lazy("คู่มือทั้งเล่ม")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.key
