from django.apps import AppConfig

from agencies.auditlog.words import register_words
from agencies.navigation import NavigationEntry, register_navigation
from reports.audit_words import WORDS


class ReportsConfig(AppConfig):
    """What is said about it: documents."""

    name = "reports"
    verbose_name = "เอกสาร"

    def ready(self):
        register_words(WORDS)
        register_navigation(
            NavigationEntry("ภาพรวมของปี", "reports:cycle", order=10, pages=("reports:cycle",)),
            NavigationEntry("เอกสาร", "reports:index", order=60, pages=("reports:index", "reports:document")),
        )
        from reports import checks  # noqa: F401, PLC0415 - registers the checks
