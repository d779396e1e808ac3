"""What the audit log says of the app's events, in Thai."""

from agencies.auditlog.words import AuditWords
from itaportal.language import gettext_lazy

WORDS = AuditWords(
    actions={
        "plan.start": gettext_lazy("เริ่มแผนมาตรการ"),
        "plan.save": gettext_lazy("แก้ไขข้อมูลแผน"),
        "plan.order_measures": gettext_lazy("จัดลำดับมาตรการ"),
        "plan.carry": gettext_lazy("ยกมาตรการไปแผนปีถัดไป"),
        "measure.add": gettext_lazy("เพิ่มมาตรการ"),
        "measure.save": gettext_lazy("แก้ไขมาตรการ"),
        "measure.delete": gettext_lazy("ลบมาตรการ"),
        "measure.restore": gettext_lazy("นำมาตรการที่ลบกลับมา"),
        "measure.purge": gettext_lazy("ลบมาตรการถาวรเมื่อครบเวลาที่เก็บไว้"),
        "catalogue.load": gettext_lazy("นำเข้าคลังมาตรการที่ใช้ร่วมกัน"),
        "catalogue.add": gettext_lazy("เก็บมาตรการเข้าคลังของหน่วยงาน"),
        "catalogue.remove": gettext_lazy("นำมาตรการออกจากคลังของหน่วยงาน"),
        "catalogue.offer": gettext_lazy("เสนอมาตรการให้ทุกหน่วยงานใช้ร่วมกัน"),
        "catalogue.withdraw": gettext_lazy("ถอนข้อเสนอใช้มาตรการร่วมกัน"),
        "catalogue.accept": gettext_lazy("รับมาตรการเข้าคลังที่ใช้ร่วมกัน"),
        "catalogue.decline": gettext_lazy("ไม่รับมาตรการเข้าคลังที่ใช้ร่วมกัน"),
        "round.start": gettext_lazy("เปิดรอบรายงานผล"),
        "round.delete": gettext_lazy("ลบรอบรายงานผล"),
        "progress.save": gettext_lazy("บันทึกผลการดำเนินการ"),
        "progress.delete": gettext_lazy("ลบผลการดำเนินการในรอบรายงาน"),
        "evidence.add": gettext_lazy("เพิ่มหลักฐาน"),
        "evidence.save": gettext_lazy("แก้ไขคำบรรยายหลักฐาน"),
        "evidence.order": gettext_lazy("จัดลำดับหลักฐาน"),
        "evidence.delete": gettext_lazy("ลบหลักฐาน"),
    },
    groups={
        "plan": gettext_lazy("แผน"),
        "measure": gettext_lazy("มาตรการ"),
        "catalogue": gettext_lazy("คลังมาตรการ"),
        "round": gettext_lazy("รอบรายงานผล"),
        "progress": gettext_lazy("ผลการดำเนินการ"),
        "evidence": gettext_lazy("หลักฐาน"),
    },
    objects=(
        "measures.plan",
        "measures.measure",
        "measures.cataloguemeasure",
        "measures.progressround",
        "measures.progress",
        "measures.evidence",
    ),
    fields={
        "added": gettext_lazy("เพิ่มใหม่"),
        "changed": gettext_lazy("เปลี่ยน"),
        "confidence": gettext_lazy("ความน่าเชื่อถือ"),
        "from_year": gettext_lazy("จากแผนปีงบประมาณ"),
        "measure ": gettext_lazy("ผลของมาตรการเลขที่"),
        "measures": gettext_lazy("มาตรการ"),
        "sources": gettext_lazy("แหล่งอ้างอิง"),
        "steps": gettext_lazy("ขั้นตอน / วิธีการ"),
    },
    tells_of={
        "measures.progressround": ("measures.progress",),
    },
)
