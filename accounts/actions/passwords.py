"""Passwords; each function is one transaction and writes the audit log."""

from django.db import transaction

from accounts.actions.recording import mail_to, record_everywhere
from agencies.auditlog.writing import record
from agencies.models import User


@transaction.atomic
def set_own_password(*, user: User, password: str, forgotten: bool = False) -> None:
    """Store a password that the person chose; neither the old nor the new one is written anywhere else.

    ``forgotten``: they proved themselves by a link or a code, which every agency of theirs is told.
    """
    user.set_password(password)
    user.password_is_own = True
    user.save(update_fields=["password", "password_is_own"])
    if forgotten:
        record_everywhere("account.reset_password", user, by=user)
    else:
        record("user.change_password", user, by=user, agency=None)
    mail_to(
        user,
        "รหัสผ่านถูกเปลี่ยน",
        f"รหัสผ่านของบัญชี {user.username} ในระบบรายงาน ITA ถูกเปลี่ยนแล้ว\n\nหากท่านไม่ได้ทำ กรุณาแจ้งผู้ดูแลระบบทันที",
    )


@transaction.atomic
def password_set_by_other(*, user: User, by: User) -> None:
    """Note that a site administrator chose the person's password: it opens nothing but the page to change it."""
    User.objects.filter(pk=user.pk).update(password_is_own=False)
    record_everywhere("account.set_by_other", user, by=by)
    mail_to(
        user,
        "ผู้ดูแลระบบตั้งรหัสผ่านของบัญชีท่านใหม่",
        f"ผู้ดูแลระบบตั้งรหัสผ่านใหม่ให้บัญชี {user.username} ในระบบรายงาน ITA เมื่อเข้าสู่ระบบครั้งถัดไป ท่านต้องตั้งรหัสผ่านของท่านเองก่อน\n\n"
        "หากท่านไม่ได้ขอ กรุณาแจ้งหน่วยงานของท่านทันที",
    )
