"""What django-allauth asks of the portal: its words, where its links lead, what counts as a failure."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts import actions
from accounts.proof import is_recent
from accounts.queries import factors_of, needs_second_factor
from agencies.middleware import client_ip
from itaportal import ratelimits
from itaportal.encryption import cipher_for
from itaportal.language import gettext, gettext_lazy

logger = logging.getLogger(__name__)
_SECOND_FACTOR = "accounts.second-factor"

_SAID = {
    "account/messages/password_changed.txt": gettext_lazy("ตั้งรหัสผ่านใหม่แล้ว"),
    "socialaccount/messages/account_connected.txt": gettext_lazy("เชื่อมบัญชีภายนอกแล้ว"),
    "socialaccount/messages/account_connected_updated.txt": gettext_lazy("เชื่อมบัญชีภายนอกแล้ว"),
    "socialaccount/messages/account_connected_other.txt": gettext_lazy("บัญชีภายนอกนี้เชื่อมกับบัญชีอื่นอยู่แล้ว"),
    "mfa/messages/totp_activated.txt": gettext_lazy("เปิดใช้แอปสร้างรหัสแล้ว"),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("เลิกใช้แอปสร้างรหัสแล้ว"),
    "mfa/messages/webauthn_added.txt": gettext_lazy("เพิ่มกุญแจแล้ว"),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("เลิกใช้กุญแจแล้ว"),
}
_AGAIN = {
    "reauthenticate": gettext_lazy("ใช้รหัสผ่าน"),
    "mfa_reauthenticate": gettext_lazy("ใช้รหัสจากแอปหรือรหัสสำรอง"),
    "mfa_reauthenticate:webauthn": gettext_lazy("ใช้กุญแจ (passkey)"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up, axes counts wrong passwords, and everything is said in the portal's own words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy(
            "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง กรุณาตรวจสอบภาษาของแป้นพิมพ์และปุ่ม Caps Lock แล้วลองอีกครั้ง"
        ),
        "enter_current_password": gettext_lazy("รหัสผ่านเดิมไม่ถูกต้อง กรุณากรอกใหม่"),
        "incorrect_password": gettext_lazy("รหัสผ่านไม่ถูกต้อง กรุณากรอกใหม่"),
        "incorrect_code": gettext_lazy("รหัสไม่ถูกต้อง กรุณากรอกใหม่"),
        "too_many_login_attempts": gettext_lazy("ลองผิดหลายครั้ง กรุณารอ 5 นาทีแล้วลองอีกครั้ง"),
        "rate_limited": gettext_lazy("ส่งคำขอถี่เกินไป กรุณารอสักครู่แล้วลองอีกครั้ง"),
    }

    def pre_authenticate(self, request, **credentials):
        """Let nobody try on where an address has failed far too often, whatever names it tried."""
        if wait := ratelimits.seconds_left(ratelimits.FAILED_SIGN_INS, client_ip(request)):
            minutes = max(1, wait // 60)
            raise ImmediateHttpResponse(
                render(request, "accounts/locked.html", {"address_minutes": minutes}, status=429)
            )

    def authentication_failed(self, request, **credentials):
        """Count the failure for its address; axes counts it for name and address."""
        ratelimits.seconds_to_wait(ratelimits.FAILED_SIGN_INS, client_ip(request))

    def set_password(self, user, password):
        """Store a password that the person chose."""
        is_signed_in = self.request.user.is_authenticated and self.request.user.pk == user.pk
        actions.set_own_password(user=user, password=password, forgotten=not is_signed_in)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask again who somebody is, unless they have just signed in."""
        return not is_recent(self.request)

    def get_reauthentication_methods(self, user):
        """Return the ways the person has, in our words."""
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": _AGAIN[method["id"]]} for method in methods]

    def is_open_for_signup(self, request):
        """Accounts are made by administrators alone."""
        return False

    def get_client_ip(self, request):
        """Return the address that the audit log knows as well."""
        return client_ip(request)

    def get_password_change_redirect_url(self, request):
        """Lead back to the person's own page."""
        return reverse("account")

    def respond_user_inactive(self, request, user):
        """Say that the account is closed, on the page they came from."""
        messages.error(request, gettext("บัญชีนี้ถูกระงับ กรุณาติดต่อผู้ดูแลข้อมูลหน่วยงาน"))
        return redirect("account_login")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context=None,
        extra_tags: str = "",
        message: str | None = None,
    ):
        """Say what the portal has words for; the rest is seen on the page."""
        if said := message or _SAID.get(message_template or ""):
            messages.add_message(request, level, said, extra_tags=extra_tags)


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of apps are stored encrypted; whoever must have a second factor keeps one."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy(
            "หน้าที่ของท่านต้องมีการยืนยันตัวตนขั้นที่สองอย่างน้อยหนึ่งวิธี กรุณาเพิ่มวิธีอื่นก่อน"
        ),
        "cannot_generate_recovery_codes": gettext_lazy("กรุณาเพิ่มแอปหรือกุญแจก่อน รหัสสำรองใช้แทนสองอย่างนั้น"),
        "incorrect_code": gettext_lazy("รหัสหรือกุญแจไม่ถูกต้อง หรือใช้ไปแล้ว กรุณาลองอีกครั้ง"),
        "too_many": gettext_lazy("ลองผิดหลายครั้ง กรุณารอ 15 นาทีแล้วลองอีกครั้ง"),
    }

    def can_delete_authenticator(self, authenticator):
        """Tell whether the person may give it up."""
        left = factors_of(authenticator.user).exclude(pk=authenticator.pk)
        return left.exists() or not needs_second_factor(authenticator.user)

    def encrypt(self, text):
        """Return the text as it is stored; it is worth nothing without SECRET_KEY."""
        return cipher_for(_SECOND_FACTOR).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """Return the text that was stored."""
        return cipher_for(_SECOND_FACTOR).decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user):
        """Return what the app shows beside the portal's name."""
        return user.username

    def generate_authenticator_name(self, user, type):
        """Propose a name for a passkey."""
        return gettext("กุญแจที่ {count}").format(count=factors_of(user).filter(type=type).count() + 1)

    def _get_site_name(self):
        return settings.MFA_TOTP_ISSUER
