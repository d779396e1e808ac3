"""What the audit log says of the app's events, in Thai."""

from agencies.auditlog.words import AuditWords

WORDS = AuditWords(
    actions={
        "assessment.save_scores": "บันทึกคะแนน",
        "assessment.delete": "ลบคะแนนของปี",
        "finding.draft": "ร่างผลการวิเคราะห์",
        "finding.save": "บันทึกผลการวิเคราะห์",
        "finding.delete": "ลบผลการวิเคราะห์",
    },
    groups={"assessment": "คะแนน", "finding": "ผลการวิเคราะห์"},
    objects=("assessments.assessment", "assessments.finding"),
    fields={"indicators": "ตัวชี้วัด", "items": "ข้อคำถาม"},
)
