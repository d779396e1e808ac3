"""Questions about accounts."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet

from agencies.enums import Role
from agencies.models import Agency, ApprovalStep, Membership, User

_SIGNING_ROLES = (Role.CHIEF, Role.SECRETARY, Role.EXECUTIVE)


def factors_of(user: User) -> QuerySet[Authenticator]:
    """Return the person's apps and passkeys; recovery codes stand in for one of them, and alone are none."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)


def needs_second_factor(user: User) -> bool:
    """Tell whether REQUIRE_SECOND_FACTOR names what the person is."""
    required = settings.REQUIRE_SECOND_FACTOR
    if "site_admins" in required and (user.is_staff or user.is_superuser):
        return True
    return "signers" in required and (
        Membership.objects.current().filter(user=user, role__in=_SIGNING_ROLES).exists()
        or ApprovalStep.objects.filter(membership__user=user).exists()
    )


def why_no_code(person: User, agency: Agency, by: User) -> str:
    """Return why the agency's administrator may not make a code for the person; "" where they may.

    A code opens all that the person may do, so it is made only for whoever belongs to this agency alone.
    """
    if person.pk == by.pk:
        return "บัญชีนี้เป็นของท่านเอง เปลี่ยนรหัสผ่านได้ที่บัญชีของฉัน"
    if not person.is_active:
        return "บัญชีนี้ถูกระงับ"
    if person.is_staff or person.is_superuser:
        return "บัญชีนี้เป็นของผู้ดูแลระบบ ผู้ดูแลระบบคนอื่นเท่านั้นที่ตั้งรหัสผ่านให้ได้"
    elsewhere = Membership.objects.filter(user=person).exclude(agency=agency).exists()
    if elsewhere or person.oversights.exists():
        return "บุคคลนี้มีหน้าที่นอกหน่วยงานนี้ด้วย กรุณาให้เจ้าตัวใช้ลิงก์ลืมรหัสผ่าน หรือแจ้งผู้ดูแลระบบ"
    return ""
