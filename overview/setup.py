"""What an agency has to have before its documents can go out: the steps of setting it up, as words for its administrator."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.models import Agency, Membership
from agencies.roles import Capability, roles_with
from approvals.queries.signers import may_act
from itaportal.editing.modelfields import label_of
from itaportal.language import gettext
from overview.path import mark_current, step_of

# What documents print at their head and cannot do without.
_LETTERHEAD = ("document_prefix", "office", "unit", "phone")
_SOON = timedelta(days=60)


def setup_steps(agency: Agency, waiting: Sequence[object]) -> list[dict[str, Any]]:
    """Return letterhead, emblem, departments, people and signers as the steps of a path, with what each still lacks.

    ``waiting`` is what ``waiting_in`` tells.
    """
    lacking = [label_of(Agency, name) for name in _LETTERHEAD if not getattr(agency, name)]
    has_departments = agency.departments.filter(active=True).exists()
    chain = list(agency.approval_steps.values_list("membership", flat=True))
    people = _missing_people(agency)
    signers = gettext("รอการยืนยัน ยังไม่มีผล") if waiting else _missing_signers(agency, chain)
    place: list[str | int] = [agency.slug]
    return mark_current(
        [
            step_of(
                gettext("หัวหนังสือ"),
                "agencies:edit",
                place,
                gettext("ยังไม่ได้กรอก {items}").format(items=", ".join(lacking)) if lacking else "",
                True,
            ),
            step_of(
                gettext("ตรา"),
                "agencies:emblem",
                place,
                "" if agency.emblem else gettext("ยังไม่มีตรา"),
                bool(agency.emblem),
            ),
            step_of(
                gettext("ส่วนราชการ"),
                "agencies:departments",
                place,
                "" if has_departments else gettext("ยังไม่มีส่วนราชการ"),
                has_departments,
            ),
            step_of(gettext("บุคคล"), "agencies:member_add", place, people, True),
            step_of(gettext("ผู้ลงนาม"), "agencies:chain", place, signers, bool(chain)),
        ]
    )


def _missing_people(agency: Agency) -> str:
    roles = set(Membership.objects.current().filter(agency=agency).values_list("role", flat=True))
    if not roles.intersection(roles_with(Capability.ENTER)):
        return gettext("ยังไม่มีผู้บันทึกข้อมูล")
    return "" if roles.intersection(roles_with(Capability.SIGN)) else gettext("ยังไม่มีผู้ที่ลงนามได้")


def _missing_signers(agency: Agency, chain: list[int]) -> str:
    if not chain:
        return gettext("ยังไม่ได้กำหนดผู้ลงนาม")
    able = set(may_act().filter(agency=agency).values_list("pk", flat=True))
    vacant = sum(membership not in able for membership in chain)
    return gettext("{vacant} ลำดับไม่มีผู้ลงนามได้วันนี้").format(vacant=vacant) if vacant else ""


def people_to_see_to(agency: Agency) -> QuerySet[Membership]:
    """Return who in office has never signed in, and whose time in office ends within 60 days."""
    ends_soon = Q(ends_on__lte=timezone.localdate() + _SOON)
    unseen = Q(user__last_login__isnull=True)
    return Membership.objects.current().filter(unseen | ends_soon, agency=agency).in_order()
