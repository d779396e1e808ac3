"""What the audit log says of the app's events, in Thai."""

from agencies.auditlog.words import AuditWords

WORDS = AuditWords(
    actions={
        "criteria.load": "นำเข้าเกณฑ์การประเมิน",
        "criteria.upload": "อัปโหลดร่างเกณฑ์การประเมิน",
        "criteria.publish": "เผยแพร่เกณฑ์การประเมิน",
        "criteria.save_mapping": "แก้ไขการเทียบตัวชี้วัดกับปีก่อน",
        "criteria.discard": "ลบร่างเกณฑ์การประเมิน",
    },
    groups={"criteria": "เกณฑ์การประเมิน"},
    objects=("criteria.criteriapack",),
    former={"assessments.criteriapack": "criteria.criteriapack"},
)
