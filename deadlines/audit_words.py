"""What the audit log says of the app's events, in Thai."""

from agencies.auditlog.words import AuditWords
from itaportal.language import gettext_lazy

WORDS = AuditWords(
    actions={
        "deadline.add": gettext_lazy("เพิ่มกำหนด"),
        "deadline.save": gettext_lazy("แก้ไขกำหนด"),
        "deadline.delete": gettext_lazy("ลบกำหนด"),
    },
    groups={"deadline": gettext_lazy("ปฏิทิน")},
    objects=("deadlines.deadline",),
)
