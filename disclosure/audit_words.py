"""What the audit log says of the app's events, in Thai."""

from agencies.auditlog.words import AuditWords
from itaportal.language import gettext_lazy

WORDS = AuditWords(
    actions={
        "disclosure.save": gettext_lazy("บันทึกข้อ OIT"),
        "contest.save": gettext_lazy("บันทึกคะแนน OIT เบื้องต้น"),
        "contest.window": gettext_lazy("กำหนดช่วงเวลาขอทบทวนคะแนน OIT"),
        "contest.file_add": gettext_lazy("เพิ่มหลักฐานการขอทบทวนคะแนน"),
        "contest.file_delete": gettext_lazy("ลบหลักฐานการขอทบทวนคะแนน"),
    },
    groups={"disclosure": gettext_lazy("ข้อมูล OIT"), "contest": gettext_lazy("ขอทบทวนคะแนน OIT")},
    objects=(
        "disclosure.disclosure",
        "disclosure.contest",
        "disclosure.contestwindow",
        "disclosure.contestfile",
    ),
)
