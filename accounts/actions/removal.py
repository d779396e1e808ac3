"""Removing what the portal holds about a person, but for what records that bind an agency are made of."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actions.recording import mail_to, name_of, record_everywhere, tell_auditors
from accounts.notice_list import reason_line
from accounts.personal.gathering import rows_about
from agencies.auditlog.writing import record
from agencies.enums import Digits, Language, Theme
from agencies.holdings import holdings, why_not_removed
from agencies.models import Membership, User
from itaportal.language import gettext, marked

_NAMELESS = marked("บัญชีที่นำข้อมูลออกแล้ว")


class CannotRemove(Exception):
    """The person's data cannot be removed yet; the message says why."""


def refusal_to_remove(user: User, by: User) -> str:
    """Return why this administrator may not remove the person's data now, "" where they may."""
    if not by.is_superuser:
        return gettext("เฉพาะผู้ดูแลระบบเท่านั้นที่นำข้อมูลของบุคคลออกได้")
    if user.pk == by.pk:
        return gettext("บัญชีนี้เป็นของท่านเอง กรุณาให้ผู้ดูแลระบบคนอื่นทำให้")
    if user.username == _closed_name(user):
        return gettext("ข้อมูลของบัญชีนี้นำออกแล้ว")
    return why_not_removed(user)


def _closed_name(user: User) -> str:
    return f"removed-{user.pk}"


def keeps_name(user: User) -> bool:
    """Tell whether the person's name stands in records that have to say whose they are."""
    return any(rows_about(holding, user).exists() for holding in holdings() if holding.binds)


@transaction.atomic
def remove_person(*, user: User, reason: str, by: User) -> None:
    """Close the account and remove contact data, factors, sessions, notices and choices; raises CannotRemove.

    What was signed, and the audit log, stay as they are: neither can be changed without being found broken.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if refusal := refusal_to_remove(user, by):
        raise CannotRemove(refusal)
    address, told = user.email, name_of(user)
    removed = marked(f"ผู้ดูแลระบบนำข้อมูลส่วนบุคคลของ {told} ออก")
    tell_auditors(user, removed, reason_line(reason), by=by)
    mail_to(
        user,
        subject="นำข้อมูลส่วนบุคคลของท่านออกแล้ว",
        body=f"ผู้ดูแลระบบปิดบัญชี {user.username} และนำข้อมูลส่วนบุคคลของท่านออกจากระบบรายงาน ITA แล้ว ชื่อในเอกสารที่ลงนามแล้วและในบันทึกการใช้งานคงอยู่ เพราะเป็นหลักฐานของหน่วยงาน",
        address=address,
    )
    _end_duties(user, by)
    for session in UserSession.objects.filter(user=user):
        session.end()
    for holding in holdings():
        if holding.purpose.is_removed:
            rows_about(holding, user).delete()
    _close(user)
    # Under the new name: the log cannot be changed later.
    record_everywhere("account.remove_data", user, by=by, after={"reason": reason})
    if user.memberships.exists():
        record("account.remove_data", user, by=by, agency=None, after={"reason": reason})


def _end_duties(user: User, by: User) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    current = Membership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=yesterday), user=user)
    for membership in current:
        # One that began today never was.
        membership.starts_on = min(filter(None, (membership.starts_on, yesterday)))
        membership.ends_on, membership.updated_by = yesterday, by
        membership.version += 1
        membership.save()


def _close(user: User) -> None:
    if not keeps_name(user):
        user.title, user.first_name, user.last_name = "", _NAMELESS, ""
    user.email, user.digits, user.theme = "", Digits.ARABIC, Theme.SYSTEM
    user.language = Language.THAI
    user.username = _closed_name(user)
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()
