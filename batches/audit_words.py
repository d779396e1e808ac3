"""What the audit log says of batches, in Thai."""

from agencies.auditlog.words import AuditWords
from itaportal.language import gettext_lazy

WORDS = AuditWords(
    actions={
        "batch.start": gettext_lazy("สั่งทำชุดเอกสาร"),
        "batch.pause": gettext_lazy("พักการทำชุดเอกสาร"),
        "batch.resume": gettext_lazy("ทำชุดเอกสารต่อ"),
        "batch.cancel": gettext_lazy("ยกเลิกชุดเอกสาร"),
        "batch.retry": gettext_lazy("ลองทำเอกสารที่ไม่สำเร็จใหม่"),
        "batch.seal": gettext_lazy("ทำและประทับตราเอกสารในชุด"),
    },
    groups={"batch": gettext_lazy("ชุดเอกสาร")},
    objects=("batches.batch",),
    fields={"documents": gettext_lazy("จำนวนเอกสาร"), "state": gettext_lazy("สถานะ")},
)
