"""What the audit log says of signing in, in Thai."""

from agencies.auditlog.words import AuditWords
from itaportal.language import gettext_lazy

WORDS = AuditWords(
    actions={
        "user.change_password": gettext_lazy("เปลี่ยนรหัสผ่านของตนเอง"),
        "account.reset_password": gettext_lazy("ตั้งรหัสผ่านใหม่หลังลืมหรือเข้าใช้ครั้งแรก"),
        "account.set_by_other": gettext_lazy("ผู้ดูแลระบบตั้งรหัสผ่านให้"),
        "account.change_by_admin": gettext_lazy("ผู้ดูแลระบบแก้ไขข้อมูลของบุคคล"),
        "account.remove_data": gettext_lazy("นำข้อมูลส่วนบุคคลออกและปิดบัญชี"),
        "account.export_data": gettext_lazy("ดาวน์โหลดข้อมูลส่วนบุคคลทั้งหมด"),
        "account.make_code": gettext_lazy("ออกรหัสครั้งเดียวหรือคำเชิญสำหรับตั้งรหัสผ่าน"),
        "account.add_factor": gettext_lazy("เพิ่มการยืนยันตัวตนขั้นที่สอง"),
        "account.remove_factor": gettext_lazy("เลิกใช้การยืนยันตัวตนขั้นที่สอง"),
        "account.remove_factors": gettext_lazy("ยกเลิกการยืนยันตัวตนขั้นที่สองทั้งหมดของบุคคล"),
        "account.end_sessions": gettext_lazy("ออกจากระบบในเครื่องอื่น"),
        "account.end_all_sessions": gettext_lazy("ผู้ดูแลระบบให้บุคคลออกจากระบบทุกเครื่อง"),
        "account.add": gettext_lazy("เพิ่มบัญชีที่ไม่อยู่ในหน่วยงาน"),
        "account.deactivate": gettext_lazy("ระงับบัญชี"),
        "account.activate": gettext_lazy("เปิดบัญชีอีกครั้ง"),
        "account.give_site": gettext_lazy("ให้บทบาทผู้ดูแลระบบ"),
        "account.take_site": gettext_lazy("ถอนบทบาทผู้ดูแลระบบ"),
        "account.give_oversight": gettext_lazy("ให้บทบาทผู้กำกับดูแล"),
        "account.take_oversight": gettext_lazy("ถอนบทบาทผู้กำกับดูแล"),
        "task.try_again": gettext_lazy("สั่งให้ทำงานเบื้องหลังอีกครั้ง"),
        "task.cancel": gettext_lazy("ยกเลิกงานเบื้องหลัง"),
        "account.connect": gettext_lazy("เชื่อมบัญชีภายนอก"),
        "account.disconnect": gettext_lazy("เลิกเชื่อมบัญชีภายนอก"),
        "departure.hand_over": gettext_lazy("ส่งมอบงานของผู้ที่พ้นจากหน้าที่"),
        "departure.drop": gettext_lazy("ยกเลิกการส่งมอบงาน เพราะบุคคลยังอยู่ในหน้าที่"),
    },
    groups={
        "task": gettext_lazy("งานเบื้องหลัง"),
        "account": gettext_lazy("การเข้าสู่ระบบ"),
        "departure": gettext_lazy("การพ้นจากหน้าที่"),
    },
    objects=("accounts.departure",),
    fields={
        "kind": gettext_lazy("ส่งถึงตัวอย่างไร"),
        "factor": gettext_lazy("วิธียืนยันตัวตน"),
        "sessions": gettext_lazy("จำนวนเครื่อง"),
        "task": gettext_lazy("งาน"),
        "oversight": gettext_lazy("พื้นที่ที่กำกับดูแล"),
        "handed": gettext_lazy("งานที่ส่งมอบ"),
    },
    tells_of={"accounts.departure": ("accounts.handover",)},
)
