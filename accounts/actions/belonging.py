"""A further role or a further agency for somebody who has an account."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.actions.recording import name_of, tell, tell_auditors
from agencies.actions import add_role
from agencies.models import Agency, Membership, User
from itaportal.language import in_thai
from itaportal.thai.dates import long_date


@in_thai()
@transaction.atomic
def let_join(*, agency: Agency, person: User, values: Mapping[str, Any], by: User) -> Membership:
    """Give the person a role in the agency, and tell them and who audits an agency of theirs.

    Raises DuplicateName for a role held twice.
    """
    membership = add_role(agency=agency, person=person, values=values, by=by)
    said = (
        f"{membership.get_role_display()} ({membership.position_title}) ของ{agency.name} {_time(membership)}"
    )
    tell(
        person,
        "ท่านได้รับบทบาทในหน่วยงาน",
        f"{by.get_full_name()} เพิ่มท่านเป็น{said}\nหากไม่ใช่หน้าที่ของท่าน กรุณาแจ้งหน่วยงานนั้นหรือผู้ดูแลระบบ",
    )
    tell_auditors(
        person,
        f"{by.get_full_name()} เพิ่ม {name_of(person)} เป็น{said}",
        by=by,
    )
    return membership


@in_thai()
def tell_changed(membership: Membership, by: User) -> None:
    """Tell a person that somebody else changed their role in an agency, or from when until when they hold it."""
    if membership.user_id == by.pk:
        return
    tell(
        membership.user,
        "หน้าที่ของท่านในหน่วยงานเปลี่ยนแปลง",
        f"{by.get_full_name()} แก้ไขหน้าที่ของท่านใน{membership.agency.name}: {membership.get_role_display()} ({membership.position_title}) {_time(membership)}\nหากไม่ถูกต้อง กรุณาแจ้งผู้ดูแลข้อมูลหน่วยงาน",
    )


def _time(membership: Membership) -> str:
    since = f"ตั้งแต่วันที่ {long_date(membership.starts_on)}" if membership.starts_on else ""
    until = f"ถึงวันที่ {long_date(membership.ends_on)}" if membership.ends_on else ""
    return f"{since} {until}".strip() or "ไม่กำหนดระยะเวลา"
