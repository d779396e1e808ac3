"""What the audit log says of people and agencies, and words that events of several apps use, in Thai."""

from agencies.auditlog.words import AuditWords
from itaportal.language import gettext_lazy

WORDS = AuditWords(
    actions={
        "agency.add": gettext_lazy("เพิ่มหน่วยงาน"),
        "agency.delete": gettext_lazy("ลบหน่วยงาน"),
        "agency.close": gettext_lazy("ปิดหน่วยงาน"),
        "agency.reopen": gettext_lazy("เปิดหน่วยงานอีกครั้ง"),
        "agency.save": gettext_lazy("แก้ไขข้อมูลหน่วยงาน"),
        "agency.save_emblem": gettext_lazy("เปลี่ยนตราของหน่วยงาน"),
        "agency.save_chain": gettext_lazy("แก้ไขลำดับผู้ลงนาม"),
        "department.save": gettext_lazy("บันทึกส่วนราชการ"),
        "department.order": gettext_lazy("เรียงลำดับส่วนราชการ"),
        "department.remove": gettext_lazy("เอาส่วนราชการออก"),
        "word.add": gettext_lazy("เพิ่มคำของหน่วยงาน"),
        "word.remove": gettext_lazy("ลบคำของหน่วยงาน"),
        "member.add": gettext_lazy("เพิ่มบุคคลในหน่วยงาน"),
        "member.save": gettext_lazy("แก้ไขบทบาทของบุคคล"),
        "member.leave": gettext_lazy("ให้บุคคลพ้นจากหน้าที่"),
        "member.rename": gettext_lazy("แก้ไขชื่อของบุคคล"),
        "user.save_preferences": gettext_lazy("แก้ไขข้อมูลบัญชีของตนเอง"),
        "admin.add": gettext_lazy("ผู้ดูแลระบบเพิ่มข้อมูล"),
        "admin.change": gettext_lazy("ผู้ดูแลระบบแก้ไขข้อมูล"),
        "admin.delete": gettext_lazy("ผู้ดูแลระบบลบข้อมูล"),
    },
    groups={
        "agency": gettext_lazy("ข้อมูลหน่วยงาน"),
        "department": gettext_lazy("ส่วนราชการ"),
        "word": gettext_lazy("คำของหน่วยงาน"),
        "member": gettext_lazy("บุคคลและบทบาท"),
        "user": gettext_lazy("บัญชีผู้ใช้"),
        "admin": gettext_lazy("การทำงานของผู้ดูแลระบบ"),
    },
    objects=(
        "agencies.agency",
        "agencies.department",
        "agencies.agencyword",
        "agencies.membership",
        "agencies.user",
        "agencies.oversight",
    ),
    fields={
        "chain": gettext_lazy("ลำดับผู้ลงนาม"),
        "change": gettext_lazy("สิ่งที่เปลี่ยน"),
        "name": gettext_lazy("ชื่อ"),
        "order": gettext_lazy("ลำดับ (เลขประจำรายการ)"),
        "reason": gettext_lazy("เหตุผล"),
        "sha256": gettext_lazy("sha256 ของไฟล์"),
        "size": gettext_lazy("ขนาด (ไบต์)"),
    },
)
