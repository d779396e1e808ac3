"""What the audit log says of signing in, in Thai."""

from agencies.auditlog.words import AuditWords

WORDS = AuditWords(
    actions={
        "user.change_password": "เปลี่ยนรหัสผ่านของตนเอง",
        "account.reset_password": "ตั้งรหัสผ่านใหม่หลังลืมหรือเข้าใช้ครั้งแรก",
        "account.set_by_other": "ผู้ดูแลระบบตั้งรหัสผ่านให้",
        "account.change_by_admin": "ผู้ดูแลระบบแก้ไขข้อมูลของบุคคล",
        "account.remove_data": "นำข้อมูลส่วนบุคคลออกและปิดบัญชี",
        "account.export_data": "ดาวน์โหลดข้อมูลส่วนบุคคลทั้งหมด",
        "account.make_code": "ออกรหัสครั้งเดียวหรือคำเชิญสำหรับตั้งรหัสผ่าน",
        "account.add_factor": "เพิ่มการยืนยันตัวตนขั้นที่สอง",
        "account.remove_factor": "เลิกใช้การยืนยันตัวตนขั้นที่สอง",
        "account.remove_factors": "ยกเลิกการยืนยันตัวตนขั้นที่สองทั้งหมดของบุคคล",
        "account.end_sessions": "ออกจากระบบในเครื่องอื่น",
        "account.end_all_sessions": "ผู้ดูแลระบบให้บุคคลออกจากระบบทุกเครื่อง",
        "account.add": "เพิ่มบัญชีที่ไม่อยู่ในหน่วยงาน",
        "account.deactivate": "ระงับบัญชี",
        "account.activate": "เปิดบัญชีอีกครั้ง",
        "account.give_site": "ให้บทบาทผู้ดูแลระบบ",
        "account.take_site": "ถอนบทบาทผู้ดูแลระบบ",
        "account.give_oversight": "ให้บทบาทผู้กำกับดูแล",
        "account.take_oversight": "ถอนบทบาทผู้กำกับดูแล",
        "task.try_again": "สั่งให้ทำงานเบื้องหลังอีกครั้ง",
        "task.cancel": "ยกเลิกงานเบื้องหลัง",
        "account.connect": "เชื่อมบัญชีภายนอก",
        "account.disconnect": "เลิกเชื่อมบัญชีภายนอก",
        "departure.hand_over": "ส่งมอบงานของผู้ที่พ้นจากหน้าที่",
        "departure.drop": "ยกเลิกการส่งมอบงาน เพราะบุคคลยังอยู่ในหน้าที่",
    },
    groups={"task": "งานเบื้องหลัง", "account": "การเข้าสู่ระบบ", "departure": "การพ้นจากหน้าที่"},
    objects=("accounts.departure",),
    fields={
        "kind": "ส่งถึงตัวอย่างไร",
        "factor": "วิธียืนยันตัวตน",
        "sessions": "จำนวนเครื่อง",
        "task": "งาน",
        "oversight": "พื้นที่ที่กำกับดูแล",
        "handed": "งานที่ส่งมอบ",
    },
    tells_of={"accounts.departure": ("accounts.handover",)},
)
