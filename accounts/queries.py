"""Questions about accounts."""

from agencies.models import Agency, Membership, User


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
