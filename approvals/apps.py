from django.apps import AppConfig

from agencies.auditlog.words import register_words
from agencies.navigation import register_pages
from approvals.audit_words import WORDS
from measures.approved_plans import register_approved_plans
from reports.newest_editions import register_newest_editions


class ApprovalsConfig(AppConfig):
    """Editions on their way to approval: decisions, signatures, register, notices."""

    name = "approvals"
    verbose_name = "การพิจารณาและลงนาม"

    def ready(self):
        from approvals.queries import editions as queries  # noqa: PLC0415 - needs the models

        register_words(WORDS)
        register_pages("reports:index", "approvals:submit", "approvals:edition", "approvals:move")
        register_approved_plans(queries.having_approved_document)
        register_newest_editions(queries.newest_editions)
