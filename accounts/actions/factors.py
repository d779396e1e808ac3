"""Second factors; allauth stores them, the audit log and the person are told of them."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.actions.recording import (
    NOT_ASKED_FOR,
    NOT_DONE,
    name_of,
    record_everywhere,
    tell,
    tell_auditors,
)
from accounts.enums import FACTORS
from agencies.models import User
from itaportal.language import in_thai, marked


@in_thai()
@transaction.atomic
def factor_changed(*, user: User, kind: str, added: bool) -> None:
    """Note that the person added or gave up a way to prove who they are."""
    name = FACTORS[kind]
    record_everywhere(
        "account.add_factor" if added else "account.remove_factor", user, by=user, after={"factor": name}
    )
    told = (
        marked(f"มีการเพิ่ม{name}ของบัญชี {user.username} ในระบบรายงาน ITA")
        if added
        else marked(f"มีการเลิกใช้{name}ของบัญชี {user.username} ในระบบรายงาน ITA")
    )
    tell(
        user,
        told,
        NOT_DONE,
        subject=f"{'เพิ่ม' if added else 'เลิกใช้'}{name}",
    )


@transaction.atomic
def remove_factors(*, user: User, reason: str = "", by: User) -> None:
    """Take away every second factor of somebody who lost them; they sign in with the password and set new ones."""
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if not removed:
        return
    record_everywhere("account.remove_factors", user, by=by, after={"reason": reason} if reason else None)
    told = marked(f"{by.get_full_name()} ยกเลิกการยืนยันตัวตนขั้นที่สองทั้งหมดของ {name_of(user)}")
    tell_auditors(user, told, by=by)
    tell(
        user,
        marked(f"ผู้ดูแลระบบยกเลิกการยืนยันตัวตนขั้นที่สองทั้งหมดของบัญชี {user.username} ในระบบรายงาน ITA"),
        NOT_ASKED_FOR,
        subject="ผู้ดูแลระบบยกเลิกการยืนยันตัวตนขั้นที่สอง",
    )
