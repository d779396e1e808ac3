"""Passwords; each function is one transaction and writes the audit log."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.actions.recording import (
    NOT_ASKED_FOR,
    logger,
    mail_to,
    name_of,
    record_everywhere,
    tell,
    tell_auditors,
)
from accounts.signals import let_in_by_other
from agencies.auditlog.writing import record
from agencies.models import User
from agencies.navigation import permanent_url
from itaportal.language import in_thai, marked

_MOST_ACCOUNTS = 5  # with one address


@transaction.atomic
def set_own_password(*, user: User, password: str, forgotten: bool = False) -> None:
    """Store a password that the person chose; neither the old nor the new one is written anywhere else.

    ``forgotten``: they proved themselves by a link or a code, which every agency of theirs is told.
    """
    was_own = user.password_is_own
    user.set_password(password)
    user.password_is_own = True
    user.save(update_fields=["password", "password_is_own"])
    if not was_own:
        let_in_by_other.send(set_own_password, user=user, by=None)
    if forgotten:
        record_everywhere("account.reset_password", user, by=user)
    else:
        record("user.change_password", user, by=user, agency=None)
    tell(
        user,
        marked(f"รหัสผ่านของบัญชี {user.username} ในระบบรายงาน ITA ถูกเปลี่ยนแล้ว"),
        marked("หากท่านไม่ได้ทำ กรุณาแจ้งผู้ดูแลระบบทันที"),
        subject="รหัสผ่านถูกเปลี่ยน",
    )


@in_thai()
@transaction.atomic
def password_set_by_other(*, user: User, by: User | None) -> None:
    """Note that a site administrator chose the person's password: it opens nothing but the page to change it.

    ``by`` is None for a command run by the site's operator.
    """
    User.objects.filter(pk=user.pk).update(password_is_own=False)
    record_everywhere("account.set_by_other", user, by=by)
    let_in_by_other.send(password_set_by_other, user=user, by=by)
    who = by.get_full_name() if by else marked("ผู้ดูแลเครื่องของระบบ")
    tell_auditors(user, marked(f"{who} ตั้งรหัสผ่านใหม่ให้ {name_of(user)}"), by=by)
    tell(
        user,
        marked(f"ผู้ดูแลระบบตั้งรหัสผ่านใหม่ให้บัญชี {user.username} ในระบบรายงาน ITA"),
        marked("เมื่อเข้าสู่ระบบครั้งถัดไป ท่านต้องตั้งรหัสผ่านของท่านเองก่อน"),
        NOT_ASKED_FOR,
        subject="ผู้ดูแลระบบตั้งรหัสผ่านของบัญชีท่านใหม่",
    )


@in_thai()
def send_reset_links(*, address: str) -> int:
    """Send a link to a new password to whom the address belongs; return to how many accounts.

    Called outside the request: how long that takes must not tell a stranger whether there is an account. Raises OSError
    where the mail server took none of them, so that the worker tries again.
    """
    sent, failure = 0, None
    for user in User.objects.filter(email__iexact=address, is_active=True).order_by("pk")[:_MOST_ACCOUNTS]:
        secret = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
        way = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), secret])
        words = {"user": user, "link": permanent_url(way)}
        text = render_to_string("accounts/reset_mail.txt", words)
        try:
            sent += EmailMessage(subject="[ITA] ตั้งรหัสผ่านใหม่", body=text, to=[user.email]).send()
        except OSError as error:  # every failure of smtplib and of the network is one
            logger.warning("E-mail could not be sent: %s", error)
            failure = error
    if failure and not sent:
        raise failure
    return sent


@in_thai()
@transaction.atomic
def changed_by_admin(*, user: User, what: str, address_before: str = "", by: User) -> None:
    """Note that a site administrator changed the person's account: the person, every agency and its auditors are told.

    ``address_before``: where the person was reached, if that is what changed.
    """
    record_everywhere("account.change_by_admin", user, by=by, after={"change": what})
    tell_auditors(user, marked(f"ผู้ดูแลระบบแก้ไขข้อมูลของ {name_of(user)}"), what, by=by)
    changed = marked(f"ผู้ดูแลระบบแก้ไขข้อมูลบัญชี {user.username} ในระบบรายงาน ITA")
    if by != user:
        tell(user, changed, what, NOT_ASKED_FOR, subject="ผู้ดูแลระบบแก้ไขข้อมูลบัญชีของท่าน")
    if address_before and address_before != user.email:
        mail_to(
            user,
            subject="ผู้ดูแลระบบแก้ไขข้อมูลบัญชีของท่าน",
            body="\n\n".join([changed, what, NOT_ASKED_FOR]),
            address=address_before,
        )
