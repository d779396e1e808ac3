"""What a site administrator does to accounts, each with a reason; one transaction each.

Every deed stands in the log of each agency of the person and in that of the site, and is told to the person and to who
audits those agencies.
"""

from collections.abc import Mapping
from typing import Any

from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction

from accounts.actions import invite_by_mail, remove_factors
from accounts.actions.recording import name_of, tell, tell_auditors
from accounts.notice_list import reason_line
from administration.queries import other_site_administrators
from agencies.actions import DuplicateName
from agencies.auditlog.writing import NewEvent, record, record_many
from agencies.models import Agency, Oversight, User
from itaportal.language import gettext_lazy, in_thai, marked

ONESELF = gettext_lazy("บัญชีนี้เป็นของท่านเอง กรุณาให้ผู้ดูแลระบบคนอื่นทำให้")
LAST = gettext_lazy("บุคคลนี้เป็นผู้ดูแลระบบคนเดียวที่ใช้งานได้ กรุณาให้บทบาทผู้ดูแลระบบแก่บุคคลอื่นก่อน")


class Refused(Exception):
    """The deed may not be done; the message says why, in Thai."""


@transaction.atomic
def add_person(*, values: Mapping[str, Any], by: User) -> User:
    """Add an account that belongs to no agency, and invite its person; raises DuplicateName.

    ``values``: user name, title, names and address.
    """
    person = User(**values)
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        raise DuplicateName from None
    record("account.add", person, by=by, agency=None, after={"name": name_of(person)})
    invite_by_mail(user=person, agency=None, by=by)
    return person


@transaction.atomic
def invite_again(*, user: User, reason: str, by: User) -> None:
    """Send the invitation once more; earlier ones end."""
    _not_oneself(user, by)
    agency = Agency.objects.filter(memberships__user=user).order_by("pk").first()
    invite_by_mail(user=user, agency=agency, by=by)
    record("account.make_code", user, by=by, agency=None, after={"reason": reason})


@transaction.atomic
def end_all_sessions(*, user: User, reason: str, by: User) -> None:
    """Sign the person out everywhere."""
    _not_oneself(user, by)
    ended = _end_sessions(user)
    _note("account.end_all_sessions", user, {"sessions": ended, "reason": reason}, by)
    _say(user, marked("ผู้ดูแลระบบให้บัญชีของท่านออกจากระบบทุกเครื่อง"), reason, by)


@transaction.atomic
def reset_factors(*, user: User, reason: str, by: User) -> None:
    """Take away every second factor of somebody who lost them."""
    _not_oneself(user, by)
    remove_factors(user=user, reason=reason, by=by)


@transaction.atomic
def deactivate(*, user: User, reason: str, by: User) -> None:
    """Let the person sign in no more, and sign them out everywhere. Raises Refused."""
    user = _locked(user, by)
    _keep_one(user)
    if _set(user, is_active=False):
        _end_sessions(user)
        _note("account.deactivate", user, {"reason": reason}, by)
        _say(user, marked("ผู้ดูแลระบบระงับบัญชีของท่าน"), reason, by)


@transaction.atomic
def activate(*, user: User, reason: str, by: User) -> None:
    """Let the person sign in again."""
    user = _locked(user, by)
    if _set(user, is_active=True):
        _note("account.activate", user, {"reason": reason}, by)
        _say(user, marked("ผู้ดูแลระบบเปิดบัญชีของท่านอีกครั้ง"), reason, by)


@transaction.atomic
def give_site(*, user: User, reason: str, by: User) -> None:
    """Make the person a site administrator."""
    user = _locked(user, by)
    if _set(user, is_superuser=True, is_staff=True):
        _note("account.give_site", user, {"reason": reason}, by)
        _say(user, marked("ท่านได้รับบทบาทผู้ดูแลระบบ"), reason, by)


@transaction.atomic
def take_site(*, user: User, reason: str, by: User) -> None:
    """Let the person administer the site no more. Raises Refused for oneself and for the last one."""
    user = _locked(user, by)
    _keep_one(user)
    if _set(user, is_superuser=False, is_staff=False):
        _note("account.take_site", user, {"reason": reason}, by)
        _say(user, marked("ท่านพ้นจากบทบาทผู้ดูแลระบบ"), reason, by)


@in_thai()
@transaction.atomic
def give_oversight(*, user: User, place: Mapping[str, str], reason: str, by: User) -> None:
    """Let the person read the agencies of a place; one they oversee already stays as it is.

    ``place``: level, province and district, as Oversight has them.
    """
    user = _locked(user, by)
    oversight, is_new = Oversight.objects.get_or_create(
        user=user, level=place["level"], province=place["province"], district=place["district"]
    )
    if is_new:
        _note("account.give_oversight", user, {"oversight": str(oversight), "reason": reason}, by)
        _say(user, marked(f"ท่านได้รับบทบาทผู้กำกับดูแล: {_place(oversight)}"), reason, by)


@in_thai()
@transaction.atomic
def take_oversight(*, oversight: Oversight, reason: str, by: User) -> None:
    """Let the person oversee the place no more."""
    user, place = _locked(oversight.user, by), str(oversight)
    if Oversight.objects.filter(pk=oversight.pk).delete()[0]:
        _note("account.take_oversight", user, {"oversight": place, "reason": reason}, by)
        _say(user, marked(f"ท่านพ้นจากบทบาทผู้กำกับดูแล: {_place(oversight)}"), reason, by)


def _place(oversight: Oversight) -> str:
    where = " ".join(filter(None, (oversight.district, oversight.province)))
    level = oversight.get_level_display()
    return f"{where} ({level})" if where else level


def _not_oneself(user: User, by: User) -> None:
    if user.pk == by.pk:
        raise Refused(ONESELF)


def _locked(user: User, by: User) -> User:
    """Return the account for nobody else to change meanwhile, nor any site administrator's. Raises Refused for one's own."""
    _not_oneself(user, by)
    administrators = User.objects.filter(is_superuser=True).select_for_update().order_by("pk")
    list(administrators.values_list("pk", flat=True))
    return User.objects.select_for_update().get(pk=user.pk)


def _keep_one(user: User) -> None:
    if user.is_superuser and not other_site_administrators(user).exists():
        raise Refused(LAST)


def _set(user: User, **values: bool) -> bool:
    """Write the values, and tell whether that changed anything."""
    if all(getattr(user, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(user, name, value)
    user.save(update_fields=list(values))
    return True


def _end_sessions(user: User) -> int:
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


def _note(action: str, user: User, after: Mapping[str, Any], by: User) -> None:
    agencies = Agency.objects.filter(memberships__user=user).distinct().order_by("pk")
    record_many(action, [NewEvent(user, agency, after=after) for agency in [*agencies, None]], by=by)


def _say(user: User, what: str, reason: str, by: User) -> None:
    why = reason_line(reason)
    tell_auditors(user, marked(f"แจ้ง {name_of(user)} ว่า: {what}"), why, by=by)
    done_by = marked(f"ดำเนินการโดย {by.get_full_name()}")
    tell(user, what, done_by, why, marked("หากมีข้อสงสัย กรุณาติดต่อผู้ดูแลระบบรายงาน ITA"), subject=what)
