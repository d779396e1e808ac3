"""What the audit log says of the app's events, in Thai."""

from agencies.auditlog.words import AuditWords
from itaportal.language import gettext_lazy

WORDS = AuditWords(
    actions={
        "import.upload": gettext_lazy("รับไฟล์นำเข้า"),
        "import.confirm": gettext_lazy("นำเข้าข้อมูลจากไฟล์"),
        "import.undo": gettext_lazy("เลิกการนำเข้า"),
    },
    groups={
        "import": gettext_lazy("การนำเข้าจากไฟล์"),
    },
    objects=("exchange.import",),
    fields={
        "new": gettext_lazy("เพิ่มใหม่"),
        "changed": gettext_lazy("เปลี่ยน"),
        "unchanged": gettext_lazy("เหมือนเดิม"),
        "refused": gettext_lazy("รับไม่ได้"),
    },
)
