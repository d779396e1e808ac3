"""The words that documents store."""

from django.db import models


class Kind(models.TextChoices):
    """Kinds of document the portal writes; the value is the code in URLs and commands."""

    PROGRESS_MEMO = "progress-memo", "บันทึกข้อความรายงานผลการดำเนินการตามมาตรการ"


class Format(models.TextChoices):
    """What a document is rendered to."""

    HTML = "html", "HTML"
    PDF = "pdf", "PDF"
