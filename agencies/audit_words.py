"""What the audit log says of people and agencies, and words that events of several apps use, in Thai."""

from agencies.auditlog.words import AuditWords

WORDS = AuditWords(
    actions={
        "agency.add": "เพิ่มหน่วยงาน",
        "agency.delete": "ลบหน่วยงาน",
        "agency.close": "ปิดหน่วยงาน",
        "agency.reopen": "เปิดหน่วยงานอีกครั้ง",
        "agency.save": "แก้ไขข้อมูลหน่วยงาน",
        "agency.save_emblem": "เปลี่ยนตราของหน่วยงาน",
        "agency.save_chain": "แก้ไขลำดับผู้ลงนาม",
        "department.save": "บันทึกส่วนราชการ",
        "department.order": "เรียงลำดับส่วนราชการ",
        "department.remove": "เอาส่วนราชการออก",
        "word.add": "เพิ่มคำของหน่วยงาน",
        "word.remove": "ลบคำของหน่วยงาน",
        "member.add": "เพิ่มบุคคลในหน่วยงาน",
        "member.save": "แก้ไขบทบาทของบุคคล",
        "member.leave": "ให้บุคคลพ้นจากหน้าที่",
        "member.rename": "แก้ไขชื่อของบุคคล",
        "user.save_preferences": "แก้ไขข้อมูลบัญชีของตนเอง",
        "admin.add": "ผู้ดูแลระบบเพิ่มข้อมูล",
        "admin.change": "ผู้ดูแลระบบแก้ไขข้อมูล",
        "admin.delete": "ผู้ดูแลระบบลบข้อมูล",
    },
    groups={
        "agency": "ข้อมูลหน่วยงาน",
        "department": "ส่วนราชการ",
        "word": "คำของหน่วยงาน",
        "member": "บุคคลและบทบาท",
        "user": "บัญชีผู้ใช้",
        "admin": "การทำงานของผู้ดูแลระบบ",
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
        "chain": "ลำดับผู้ลงนาม",
        "change": "สิ่งที่เปลี่ยน",
        "name": "ชื่อ",
        "order": "ลำดับ (เลขประจำรายการ)",
        "reason": "เหตุผล",
        "sha256": "sha256 ของไฟล์",
        "size": "ขนาด (ไบต์)",
    },
)
