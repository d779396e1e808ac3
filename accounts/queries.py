"""Questions about accounts."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q, QuerySet

from accounts.models import SignIn
from agencies.enums import Role
from agencies.models import Agency, ApprovalStep, Membership, User
from itaportal.language import gettext, gettext_lazy

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
        return gettext("บัญชีนี้เป็นของท่านเอง เปลี่ยนรหัสผ่านได้ที่ “บัญชีของท่าน”")
    if not person.is_active:
        return gettext("บัญชีนี้ถูกระงับ")
    if person.is_staff or person.is_superuser:
        return gettext("บัญชีนี้เป็นของผู้ดูแลระบบ ผู้ดูแลระบบคนอื่นเท่านั้นที่ตั้งรหัสผ่านให้ได้")
    elsewhere = Membership.objects.filter(user=person).exclude(agency=agency).exists()
    if elsewhere or person.oversights.exists():
        return gettext("บุคคลนี้มีหน้าที่นอกหน่วยงานนี้ด้วย กรุณาให้เจ้าตัวใช้ลิงก์ลืมรหัสผ่าน หรือแจ้งผู้ดูแลระบบ")
    return ""


# What the demonstration's people find waiting, by user name; in the order of a document's way.
_DEMO_CHAIRS = {
    "staff": (gettext_lazy("เจ้าหน้าที่"), gettext_lazy("กรอกคะแนน วิเคราะห์ ทำมาตรการ และเสนอเอกสาร")),
    "chief": (gettext_lazy("หัวหน้าสำนักปลัด"), gettext_lazy("ให้ความเห็นและลงนามลำดับแรก")),
    "secretary": (gettext_lazy("ปลัด"), gettext_lazy("ให้ความเห็นและลงนาม")),
    "mayor": (gettext_lazy("นายก"), gettext_lazy("พิจารณาและลงนามลำดับสุดท้าย")),
    "agencyadmin": (gettext_lazy("ผู้ดูแลข้อมูลหน่วยงาน"), gettext_lazy("หัวหนังสือ ส่วนราชการ บุคคล ผู้ลงนาม")),
    "auditor": (gettext_lazy("ผู้ตรวจสอบภายใน"), gettext_lazy("อ่านข้อมูลและบันทึกการใช้งาน")),
    "overseer": (gettext_lazy("ผู้กำกับดูแล"), gettext_lazy("ดูทุกหน่วยงานของประเทศ")),
    "admin": (gettext_lazy("ผู้ดูแลระบบ"), gettext_lazy("หน่วยงาน บัญชี เกณฑ์ และคลังมาตรการ")),
}


def demo_accounts() -> dict[str, object]:
    """Return the sample accounts there are, and their password, as a template needs them; {} in a real portal."""
    if not settings.DEMO:
        return {}
    there = set(User.objects.filter(username__in=_DEMO_CHAIRS).values_list("username", flat=True))
    accounts = [
        {"username": username, "role": role, "does": does}
        for username, (role, does) in _DEMO_CHAIRS.items()
        if username in there
    ]
    return {"demo_accounts": accounts, "demo_password": settings.DEMO_PASSWORD}


def failed_sign_ins(words: str = "") -> QuerySet[SignIn]:
    """Return the attempts that failed, newest first: all, or those whose account or address has the words in it."""
    found = SignIn.objects.filter(succeeded=False).select_related("user")
    return found.filter(Q(user__username__icontains=words) | Q(address__icontains=words)) if words else found
