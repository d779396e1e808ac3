from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from agencies.audit_words import WORDS
from agencies.auditlog import triggers
from agencies.auditlog.words import register_words
from agencies.holdings import (
    DRAFTS,
    DUTIES,
    LOG,
    OVERSIGHT,
    Holding,
    register_edits,
    register_hindrance,
    register_holdings,
)
from agencies.navigation import NavigationEntry, register_navigation
from agencies.roles import Capability
from itaportal.language import gettext_lazy


class AgenciesConfig(AppConfig):
    """Who: people, agencies, roles, audit log."""

    name = "agencies"
    verbose_name = gettext_lazy("หน่วยงานและผู้ใช้")

    def ready(self):
        register_words(WORDS)
        register_navigation(
            NavigationEntry(
                gettext_lazy("ข้อมูลหน่วยงาน"),
                "agencies:settings",
                order=90,
                pages=("agencies:",),
                shown_to=_manages,
            ),
            # Whoever manages the agency finds it on the settings page.
            NavigationEntry(
                gettext_lazy("บันทึกการใช้งาน"),
                "agencies:audit",
                order=91,
                pages=("agencies:audit",),
                shown_to=_only_audits,
            ),
        )
        register_holdings(
            Holding("agencies.Membership", "user", DUTIES),
            Holding("agencies.Oversight", "user", OVERSIGHT),
            Holding("agencies.User_groups", "user", OVERSIGHT, title=gettext_lazy("กลุ่มสิทธิ์")),
            Holding("agencies.User_user_permissions", "user", OVERSIGHT, title=gettext_lazy("สิทธิ์เพิ่มเติม")),
            Holding("itaportal.FormDraft", "person", DRAFTS),
            Holding("agencies.AuditEvent", "actor_id", LOG),
            Holding("agencies.AuditEvent", "object_id", LOG, of="agencies.user"),
        )
        register_edits(
            "agencies.Agency.updated_by",
            "agencies.Department.updated_by",
            "agencies.AgencyWord.added_by",
            "agencies.Membership.updated_by",
        )
        register_hindrance(_stands_in_a_chain)
        post_migrate.connect(_protect_audit_log, sender=self)


def _protect_audit_log(using, **kwargs):
    triggers.install(connections[using])


def _stands_in_a_chain(user) -> str:
    from agencies.models import Agency  # noqa: PLC0415 - needs the models

    chain = Agency.objects.filter(approval_steps__membership__user=user).order_by("pk").first()
    if chain is None:
        return ""
    return gettext_lazy("บุคคลนี้อยู่ในลำดับผู้ลงนามของ{name} กรุณาให้ผู้ดูแลข้อมูลหน่วยงานเปลี่ยนลำดับผู้ลงนามก่อน").format(
        name=chain.name
    )


def _manages(held: frozenset[Capability]) -> bool:
    return Capability.MANAGE in held


def _only_audits(held: frozenset[Capability]) -> bool:
    return Capability.AUDIT in held and Capability.MANAGE not in held
