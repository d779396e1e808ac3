"""A further role or a further agency for somebody who has an account."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.actions.recording import name_of, tell, tell_auditors
from agencies.actions import add_role
from agencies.models import Agency, Membership, User
from itaportal.language import gettext, in_thai
from itaportal.thai.dates import long_date


@in_thai()
@transaction.atomic
def let_join(*, agency: Agency, person: User, values: Mapping[str, Any], by: User) -> Membership:
    """Give the person a role in the agency, and tell them and who audits an agency of theirs.

    Raises DuplicateName for a role held twice.
    """
    membership = add_role(agency=agency, person=person, values=values, by=by)
    said = gettext("{role} ({position_title}) ของ{name} {membership}").format(
        role=membership.get_role_display(),
        position_title=membership.position_title,
        name=agency.name,
        membership=_time(membership),
    )
    tell(
        person,
        gettext("ท่านได้รับบทบาทในหน่วยงาน"),
        gettext("{by} เพิ่มท่านเป็น{said}\nหากไม่ใช่หน้าที่ของท่าน กรุณาแจ้งหน่วยงานนั้นหรือผู้ดูแลระบบ").format(
            by=by.get_full_name(), said=said
        ),
    )
    tell_auditors(
        person,
        gettext("{by} เพิ่ม {person} เป็น{said}").format(
            by=by.get_full_name(), person=name_of(person), said=said
        ),
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
        gettext("หน้าที่ของท่านในหน่วยงานเปลี่ยนแปลง"),
        gettext(
            "{by} แก้ไขหน้าที่ของท่านใน{name}: {role} ({position_title}) {membership}\nหากไม่ถูกต้อง กรุณาแจ้งผู้ดูแลข้อมูลหน่วยงาน"
        ).format(
            by=by.get_full_name(),
            name=membership.agency.name,
            role=membership.get_role_display(),
            position_title=membership.position_title,
            membership=_time(membership),
        ),
    )


def _time(membership: Membership) -> str:
    since = (
        gettext("ตั้งแต่วันที่ {starts_on}").format(starts_on=long_date(membership.starts_on))
        if membership.starts_on
        else ""
    )
    until = (
        gettext("ถึงวันที่ {ends_on}").format(ends_on=long_date(membership.ends_on)) if membership.ends_on else ""
    )
    return f"{since} {until}".strip() or gettext("ไม่กำหนดระยะเวลา")
