"""A further role or a further agency for somebody who has an account."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.actions.recording import name_of, tell, tell_auditors
from agencies.actions import add_role
from agencies.models import Agency, Membership, User
from itaportal.language import in_thai, marked
from itaportal.thai.dates import long_date


@in_thai()
@transaction.atomic
def let_join(*, agency: Agency, person: User, values: Mapping[str, Any], by: User) -> Membership:
    """Give the person a role in the agency, and tell them and who audits an agency of theirs.

    Raises DuplicateName for a role held twice.
    """
    membership = add_role(agency=agency, person=person, values=values, by=by)
    duty = _duty(membership)
    tell(
        person,
        marked(f"{by.get_full_name()} เพิ่มท่านใน{agency.name}"),
        *duty,
        marked("หากไม่ใช่หน้าที่ของท่าน กรุณาแจ้งหน่วยงานนั้นหรือผู้ดูแลระบบ"),
        subject="ท่านได้รับบทบาทในหน่วยงาน",
    )
    told = marked(f"{by.get_full_name()} เพิ่มบุคคลใน{agency.name}: {name_of(person)}")
    tell_auditors(person, told, *duty, by=by)
    return membership


@in_thai()
def tell_changed(membership: Membership, by: User) -> None:
    """Tell a person that somebody else changed their role in an agency, or from when until when they hold it."""
    if membership.user_id == by.pk:
        return
    tell(
        membership.user,
        marked(f"{by.get_full_name()} แก้ไขหน้าที่ของท่านใน{membership.agency.name}"),
        *_duty(membership),
        marked("หากไม่ถูกต้อง กรุณาแจ้งผู้ดูแลข้อมูลหน่วยงาน"),
        subject="หน้าที่ของท่านในหน่วยงานเปลี่ยนแปลง",
    )


def role_line(membership: Membership) -> str:
    """Return the role and the title of who holds it, as a line of a notice."""
    return marked(f"บทบาท{membership.get_role_display()} ตำแหน่ง {membership.position_title}")


def _duty(membership: Membership) -> tuple[str, str]:
    since = long_date(membership.starts_on) if membership.starts_on else ""
    until = long_date(membership.ends_on) if membership.ends_on else ""
    if since and until:
        time = marked(f"ตั้งแต่วันที่ {since} ถึงวันที่ {until}")
    elif since:
        time = marked(f"ตั้งแต่วันที่ {since}")
    else:
        time = marked(f"ถึงวันที่ {until}") if until else marked("ไม่กำหนดระยะเวลา")
    return role_line(membership), time
