from django.apps import AppConfig

from accounts.audit_words import WORDS
from agencies.auditlog.words import register_words
from agencies.navigation import PageLink, register_links


class AccountsConfig(AppConfig):
    """How people prove who they are: sign-in, passwords, codes, second factors, sessions."""

    name = "accounts"
    verbose_name = "การเข้าสู่ระบบ"

    def ready(self):
        # allauth's signals stand beside models, which are not there before this.
        from accounts import receivers  # noqa: PLC0415

        receivers.connect()
        register_words(WORDS)
        register_links("invitation", PageLink("accounts:invite"))
