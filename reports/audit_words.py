"""What the audit log says of the app's events, in Thai."""

from agencies.auditlog.words import AuditWords

WORDS = AuditWords(
    actions={
        "document.start": "เริ่มเอกสาร",
        "document.save": "แก้ไขหัวเอกสาร",
        "document.delete": "ลบเอกสาร",
        "sentences.save": "แก้ไขถ้อยคำในเอกสาร",
        "kept.add": "คงคำไว้ในการตรวจคำ",
        "kept.remove": "ให้ตรวจคำที่คงไว้อีก",
    },
    groups={
        "document": "เอกสาร",
        "sentences": "ถ้อยคำในเอกสาร",
        "kept": "การตรวจคำ",
    },
    objects=("reports.document", "reports.keptword"),
)
