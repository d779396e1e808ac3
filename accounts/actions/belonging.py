"""A further role or a further agency for somebody who has an account."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.actions.recording import name_of, tell, tell_auditors
from agencies.actions import add_role
from agencies.models import Agency, Membership, User


@transaction.atomic
def let_join(*, agency: Agency, person: User, values: Mapping[str, Any], by: User) -> Membership:
    """Give the person a role in the agency, and tell them and who audits an agency of theirs.

    Raises DuplicateName for a role held twice.
    """
    membership = add_role(agency=agency, person=person, values=values, by=by)
    said = f"{membership.get_role_display()} ({membership.position_title}) ของ{agency.name}"
    tell(
        person,
        "ท่านได้รับบทบาทในหน่วยงาน",
        f"{by.get_full_name()} เพิ่มท่านเป็น{said}\nหากไม่ใช่หน้าที่ของท่าน กรุณาแจ้งหน่วยงานนั้นหรือผู้ดูแลระบบ",
    )
    tell_auditors(person, f"{by.get_full_name()} เพิ่ม {name_of(person)} เป็น{said}", by=by)
    return membership
