"""What the audit log says of the app's events, in Thai."""

from agencies.auditlog.words import AuditWords
from itaportal.language import gettext_lazy

WORDS = AuditWords(
    actions={
        "document.start": gettext_lazy("เริ่มเอกสาร"),
        "document.save": gettext_lazy("แก้ไขหัวเอกสาร"),
        "document.delete": gettext_lazy("ลบเอกสาร"),
        "sentences.save": gettext_lazy("แก้ไขถ้อยคำในเอกสาร"),
        "kept.add": gettext_lazy("คงคำไว้ในการตรวจคำ"),
        "kept.remove": gettext_lazy("ให้ตรวจคำที่คงไว้อีก"),
    },
    groups={
        "document": gettext_lazy("เอกสาร"),
        "sentences": gettext_lazy("ถ้อยคำในเอกสาร"),
        "kept": gettext_lazy("การตรวจคำ"),
    },
    objects=("reports.document", "reports.keptword"),
)
