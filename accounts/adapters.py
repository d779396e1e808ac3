"""What django-allauth asks of the portal: its words, where its links lead, what counts as a failure."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts import actions
from accounts.proof import is_recent
from agencies.middleware import client_ip
from agencies.navigation import permanent_url
from itaportal import ratelimits

logger = logging.getLogger(__name__)

_SAID = {
    "account/messages/password_changed.txt": "ตั้งรหัสผ่านใหม่แล้ว",
}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up, axes counts wrong passwords, and everything is said in the portal's own words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง กรุณาตรวจสอบภาษาของแป้นพิมพ์และปุ่ม Caps Lock แล้วลองอีกครั้ง",
        "enter_current_password": "รหัสผ่านเดิมไม่ถูกต้อง กรุณากรอกใหม่",
        "incorrect_password": "รหัสผ่านไม่ถูกต้อง กรุณากรอกใหม่",
        "incorrect_code": "รหัสไม่ถูกต้อง กรุณากรอกใหม่",
        "too_many_login_attempts": "ลองผิดหลายครั้ง กรุณารอ 5 นาทีแล้วลองอีกครั้ง",
        "rate_limited": "ส่งคำขอถี่เกินไป กรุณารอสักครู่แล้วลองอีกครั้ง",
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

    def is_open_for_signup(self, request):
        """Accounts are made by administrators alone."""
        return False

    def get_client_ip(self, request):
        """Return the address that the audit log knows as well."""
        return client_ip(request)

    def get_reset_password_from_key_url(self, key):
        """Return the address with the portal's own name, whatever host the request named."""
        uid, _, secret = key.partition("-")
        return permanent_url(reverse("account_reset_password_from_key", args=[uid, secret]))

    def get_password_change_redirect_url(self, request):
        """Lead back to the person's own page."""
        return reverse("account")

    def respond_user_inactive(self, request, user):
        """Say that the account is closed, on the page they came from."""
        messages.error(request, "บัญชีนี้ถูกระงับ กรุณาติดต่อผู้ดูแลข้อมูลหน่วยงาน")
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

    def send_mail(self, template_prefix, email, context):
        """Send what can be sent; a mail server that is away is told to the operator, not to strangers."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:  # every failure of smtplib and of the network is one
            logger.warning("E-mail could not be sent: %s", error)
