"""What the audit log says of signing in, in Thai."""

from agencies.auditlog.words import AuditWords

WORDS = AuditWords(
    actions={
        "user.change_password": "เปลี่ยนรหัสผ่านของตนเอง",
        "account.reset_password": "ตั้งรหัสผ่านใหม่หลังลืมหรือเข้าใช้ครั้งแรก",
        "account.set_by_other": "ผู้ดูแลระบบตั้งรหัสผ่านให้",
        "account.make_code": "ออกรหัสครั้งเดียวหรือคำเชิญสำหรับตั้งรหัสผ่าน",
    },
    groups={"account": "การเข้าสู่ระบบ"},
    objects=(),
    fields={"kind": "ส่งถึงตัวอย่างไร"},
)
