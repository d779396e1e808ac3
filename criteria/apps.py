from django.apps import AppConfig

from agencies.auditlog.words import register_words
from agencies.holdings import register_edits
from criteria.audit_words import WORDS
from itaportal.language import gettext_lazy


class CriteriaConfig(AppConfig):
    """What each year asks and how it judges."""

    name = "criteria"
    verbose_name = gettext_lazy("เกณฑ์การประเมิน")

    def ready(self):
        register_words(WORDS)
        register_edits("criteria.CriteriaPack.loaded_by", "criteria.CriteriaPack.published_by")
