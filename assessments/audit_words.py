"""What the audit log says of the app's events, in Thai."""

from agencies.auditlog.words import AuditWords
from itaportal.language import gettext_lazy

WORDS = AuditWords(
    actions={
        "assessment.save_scores": gettext_lazy("บันทึกคะแนน"),
        "assessment.delete": gettext_lazy("ลบคะแนนของปี"),
        "finding.draft": gettext_lazy("ร่างผลการวิเคราะห์"),
        "finding.save": gettext_lazy("บันทึกผลการวิเคราะห์"),
        "finding.delete": gettext_lazy("ลบผลการวิเคราะห์"),
    },
    groups={"assessment": gettext_lazy("คะแนน"), "finding": gettext_lazy("ผลการวิเคราะห์")},
    objects=("assessments.assessment", "assessments.finding"),
    fields={"indicators": gettext_lazy("ตัวชี้วัด"), "items": gettext_lazy("ข้อคำถาม")},
)
