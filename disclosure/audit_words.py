"""What the audit log says of the app's events, in Thai."""

from agencies.auditlog.words import AuditWords

WORDS = AuditWords(
    actions={"disclosure.save": "บันทึกข้อ OIT"},
    groups={"disclosure": "ข้อมูล OIT"},
    objects=("disclosure.disclosure",),
)
