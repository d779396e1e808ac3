from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from agencies.audit_words import WORDS
from agencies.auditlog import triggers
from agencies.auditlog.words import register_words
from agencies.navigation import NavigationEntry, register_navigation
from agencies.roles import Capability


class AgenciesConfig(AppConfig):
    """Who: people, agencies, roles, audit log."""

    name = "agencies"
    verbose_name = "หน่วยงานและผู้ใช้"

    def ready(self):
        register_words(WORDS)
        register_navigation(
            NavigationEntry(
                "ข้อมูลหน่วยงาน", "agencies:settings", order=90, pages=("agencies:",), shown_to=_manages
            ),
            # Whoever manages the agency finds it on the settings page.
            NavigationEntry(
                "บันทึกการใช้งาน", "agencies:audit", order=91, pages=("agencies:audit",), shown_to=_only_audits
            ),
        )
        post_migrate.connect(_protect_audit_log, sender=self)


def _protect_audit_log(using, **kwargs):
    triggers.install(connections[using])


def _manages(held: frozenset[Capability]) -> bool:
    return Capability.MANAGE in held


def _only_audits(held: frozenset[Capability]) -> bool:
    return Capability.AUDIT in held and Capability.MANAGE not in held
