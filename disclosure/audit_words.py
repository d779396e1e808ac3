"""What the audit log says of the app's events, in Thai."""

from agencies.auditlog.words import AuditWords

WORDS = AuditWords(
    actions={
        "disclosure.save": "บันทึกข้อ OIT",
        "contest.save": "บันทึกคะแนน OIT เบื้องต้น",
        "contest.window": "กำหนดช่วงเวลาขอทบทวนคะแนน OIT",
        "contest.file_add": "เพิ่มหลักฐานการขอทบทวนคะแนน",
        "contest.file_delete": "ลบหลักฐานการขอทบทวนคะแนน",
    },
    groups={"disclosure": "ข้อมูล OIT", "contest": "ขอทบทวนคะแนน OIT"},
    objects=(
        "disclosure.disclosure",
        "disclosure.contest",
        "disclosure.contestwindow",
        "disclosure.contestfile",
    ),
)
