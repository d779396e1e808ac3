"""What the audit log says of batches, in Thai."""

from agencies.auditlog.words import AuditWords

WORDS = AuditWords(
    actions={
        "batch.start": "สั่งทำชุดเอกสาร",
        "batch.pause": "พักการทำชุดเอกสาร",
        "batch.resume": "ทำชุดเอกสารต่อ",
        "batch.cancel": "ยกเลิกชุดเอกสาร",
        "batch.retry": "ลองทำเอกสารที่ไม่สำเร็จใหม่",
        "batch.seal": "ทำและประทับตราเอกสารในชุด",
    },
    groups={"batch": "ชุดเอกสาร"},
    objects=("batches.batch",),
    fields={"documents": "จำนวนเอกสาร", "state": "สถานะ"},
)
