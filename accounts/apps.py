from django.apps import AppConfig

from accounts.audit_words import WORDS
from agencies.auditlog.words import register_words
from agencies.holdings import DUTIES, LOG, SECURITY, Holding, register_edits, register_holdings
from agencies.navigation import OUTLINED, PageLink, register_links
from agencies.telling import register_teller
from itaportal.language import gettext_lazy


class AccountsConfig(AppConfig):
    """How people prove who they are: sign-in, passwords, codes, second factors, sessions."""

    name = "accounts"
    verbose_name = gettext_lazy("การเข้าสู่ระบบ")

    def ready(self):
        # allauth's signals stand beside models, which are not there before this.
        from accounts import receivers  # noqa: PLC0415
        from accounts.actions.belonging import tell_changed  # noqa: PLC0415

        receivers.connect()
        register_teller(tell_changed)
        register_holdings(
            Holding("accounts.Departure", "user", DUTIES),
            Holding("accounts.SignIn", "user", SECURITY),
            Holding("accounts.OneTimeCode", "user", SECURITY, secret=("hash",)),
            Holding(
                "mfa.Authenticator", "user", SECURITY, secret=("data",), title=gettext_lazy("วิธียืนยันตัวตน")
            ),
            Holding(
                "usersessions.UserSession",
                "user",
                SECURITY,
                secret=("session_key", "data"),
                title=gettext_lazy("เครื่องที่เข้าระบบอยู่"),
            ),
            Holding("socialaccount.SocialAccount", "user", SECURITY, secret=("uid",)),
            Holding("account.EmailAddress", "user", SECURITY),
            Holding(
                "axes.AccessAttempt",
                "username",
                SECURITY,
                by_name=True,
                title=gettext_lazy("การใส่รหัสผ่านผิด"),
                secret=("get_data", "post_data"),
            ),
            Holding(
                "axes.AccessLog",
                "username",
                SECURITY,
                by_name=True,
                title=gettext_lazy("การใส่รหัสผ่านผิด"),
                secret=("session_hash",),
            ),
            Holding(
                "axes.AccessFailureLog",
                "username",
                SECURITY,
                by_name=True,
                title=gettext_lazy("การใส่รหัสผ่านผิด"),
            ),
            Holding("admin.LogEntry", "user", LOG, title=gettext_lazy("งานในหน้าผู้ดูแลระบบ")),
        )
        register_edits("accounts.OneTimeCode.made_by", "accounts.Departure.decided_by")
        register_words(WORDS)
        register_links("invitation", PageLink("accounts:invite"))
        register_links("leaving", PageLink("accounts:leave"))
        register_links("known person", PageLink("accounts:known"))
        register_links(
            "site log", PageLink("failed_sign_ins", gettext_lazy("การเข้าสู่ระบบที่ไม่สำเร็จ"), css_class=OUTLINED)
        )
