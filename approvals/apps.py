from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    """Editions on their way to approval: decisions, signatures, register, notices."""

    name = "approvals"
    verbose_name = "การพิจารณาและลงนาม"
