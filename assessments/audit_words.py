"""What the audit log says of the app's events, in Thai."""

from agencies.auditlog.words import AuditWords

WORDS = AuditWords(
    actions={
        "criteria.load": "นำเข้าเกณฑ์การประเมิน",
        "criteria.upload": "อัปโหลดร่างเกณฑ์การประเมิน",
        "criteria.publish": "เผยแพร่เกณฑ์การประเมิน",
        "criteria.save_mapping": "แก้ไขการเทียบตัวชี้วัดกับปีก่อน",
        "criteria.discard": "ลบร่างเกณฑ์การประเมิน",
        "assessment.save_scores": "บันทึกคะแนน",
        "assessment.delete": "ลบคะแนนของปี",
        "finding.draft": "ร่างผลการวิเคราะห์",
        "finding.save": "บันทึกผลการวิเคราะห์",
        "finding.delete": "ลบผลการวิเคราะห์",
    },
    groups={
        "criteria": "เกณฑ์การประเมิน",
        "assessment": "คะแนน",
        "finding": "ผลการวิเคราะห์",
    },
    objects=(
        "assessments.assessment",
        "assessments.criteriapack",
        "assessments.finding",
    ),
    fields={
        "indicators": "ตัวชี้วัด",
        "items": "ข้อคำถาม",
    },
)
