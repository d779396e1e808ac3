"""The handbook as the database knows it, so that its pages are found among everything else."""

from django.db import models


class StoredPage(models.Model):
    """A page's words as they are looked for; the page itself is a file (``handbook.pages``)."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        verbose_name = "หน้าคู่มือ"
        verbose_name_plural = "หน้าคู่มือ"

    def __str__(self) -> str:
        return self.title
