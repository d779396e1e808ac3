from django.apps import AppConfig

from agencies.auditlog.words import register_words
from agencies.holdings import register_edits
from batches.audit_words import WORDS
from itaportal.language import gettext_lazy


class BatchesConfig(AppConfig):
    """One document of each of many agencies at once."""

    name = "batches"
    verbose_name = gettext_lazy("ชุดเอกสาร")

    def ready(self):
        register_words(WORDS)
        register_edits("batches.Batch.by")
