"""Handing out everything that the portal holds about a person."""

from django.db import transaction
from django.utils import timezone

from accounts.actions.recording import record_everywhere, tell
from accounts.personal.archive import write_archive
from accounts.personal.gathering import personal_data
from agencies.models import User
from itaportal.language import in_thai


@in_thai()
@transaction.atomic
def export_person(*, user: User, by: User) -> bytes:
    """Return the archive for the person, or for the site administrator whom they asked; either way they are told."""
    record_everywhere("account.export_data", user, by=by)
    who = "ท่าน" if by.pk == user.pk else f"ผู้ดูแลระบบ ({by.get_full_name()})"
    tell(
        user,
        "ดาวน์โหลดข้อมูลส่วนบุคคลของท่าน",
        f"{who}ดาวน์โหลดข้อมูลทั้งหมดที่ระบบรายงาน ITA เก็บเกี่ยวกับบัญชี {user.username}\n\nหากท่านไม่ได้ทำหรือไม่ได้ขอ กรุณาเปลี่ยนรหัสผ่านและแจ้งผู้ดูแลระบบทันที",
    )
    return write_archive(user, personal_data(user), timezone.now())
