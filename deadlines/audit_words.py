"""What the audit log says of the app's events, in Thai."""

from agencies.auditlog.words import AuditWords

WORDS = AuditWords(
    actions={
        "deadline.add": "เพิ่มกำหนด",
        "deadline.save": "แก้ไขกำหนด",
        "deadline.delete": "ลบกำหนด",
    },
    groups={"deadline": "ปฏิทิน"},
    objects=("deadlines.deadline",),
)
