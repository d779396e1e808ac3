"""What the audit log says of the app's events, in Thai."""

from agencies.auditlog.words import AuditWords

WORDS = AuditWords(
    actions={
        "import.upload": "รับไฟล์นำเข้า",
        "import.confirm": "นำเข้าข้อมูลจากไฟล์",
        "import.undo": "เลิกการนำเข้า",
    },
    groups={
        "import": "การนำเข้าจากไฟล์",
    },
    objects=("exchange.import",),
    fields={
        "new": "เพิ่มใหม่",
        "changed": "เปลี่ยน",
        "unchanged": "เหมือนเดิม",
        "refused": "รับไม่ได้",
    },
)
