from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from agencies import triggers


class AgenciesConfig(AppConfig):
    """Who: people, agencies, roles, audit log."""

    name = "agencies"
    verbose_name = "หน่วยงานและผู้ใช้"

    def ready(self):
        from agencies import checks  # noqa: F401, PLC0415 - registers them

        post_migrate.connect(_protect_audit_log, sender=self)


def _protect_audit_log(using, **kwargs):
    triggers.install(connections[using])
