"""Handing out everything that the portal holds about a person."""

from django.db import transaction
from django.utils import timezone

from accounts.actions.recording import record_everywhere, tell
from accounts.personal.archive import write_archive
from accounts.personal.gathering import personal_data
from agencies.models import User
from itaportal.language import gettext, in_thai


@in_thai()
@transaction.atomic
def export_person(*, user: User, by: User) -> bytes:
    """Return the archive for the person, or for the site administrator whom they asked; either way they are told."""
    record_everywhere("account.export_data", user, by=by)
    who = gettext("ท่าน") if by.pk == user.pk else gettext("ผู้ดูแลระบบ ({by})").format(by=by.get_full_name())
    tell(
        user,
        gettext("ดาวน์โหลดข้อมูลส่วนบุคคลของท่าน"),
        gettext(
            "{who}ดาวน์โหลดข้อมูลทั้งหมดที่ระบบรายงาน ITA เก็บเกี่ยวกับบัญชี {username}\n\nหากท่านไม่ได้ทำหรือไม่ได้ขอ กรุณาเปลี่ยนรหัสผ่านและแจ้งผู้ดูแลระบบทันที"
        ).format(who=who, username=user.username),
    )
    return write_archive(user, personal_data(user), timezone.now())
