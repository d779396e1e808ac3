"""What the audit log says of the app's events, in Thai."""

from agencies.auditlog.words import AuditWords
from itaportal.language import gettext_lazy

WORDS = AuditWords(
    actions={
        "criteria.load": gettext_lazy("นำเข้าเกณฑ์การประเมิน"),
        "criteria.upload": gettext_lazy("อัปโหลดร่างเกณฑ์การประเมิน"),
        "criteria.publish": gettext_lazy("เผยแพร่เกณฑ์การประเมิน"),
        "criteria.save_mapping": gettext_lazy("แก้ไขการเทียบตัวชี้วัดกับปีก่อน"),
        "criteria.discard": gettext_lazy("ลบร่างเกณฑ์การประเมิน"),
    },
    groups={"criteria": gettext_lazy("เกณฑ์การประเมิน")},
    objects=("criteria.criteriapack",),
    former={"assessments.criteriapack": "criteria.criteriapack"},
)
