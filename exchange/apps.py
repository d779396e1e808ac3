from django.apps import AppConfig

from agencies.auditlog.words import register_words
from exchange.audit_words import WORDS


class ExchangeConfig(AppConfig):
    """Tables that come from files and go out to files without being typed again."""

    name = "exchange"
    verbose_name = "การนำเข้าและส่งออกข้อมูล"

    def ready(self):
        register_words(WORDS)
