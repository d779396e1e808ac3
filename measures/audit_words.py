"""What the audit log says of the app's events, in Thai."""

from agencies.auditlog.words import AuditWords

WORDS = AuditWords(
    actions={
        "plan.start": "เริ่มแผนมาตรการ",
        "plan.save": "แก้ไขข้อมูลแผน",
        "plan.order_measures": "จัดลำดับมาตรการ",
        "plan.carry": "ยกมาตรการไปแผนปีถัดไป",
        "measure.add": "เพิ่มมาตรการ",
        "measure.save": "แก้ไขมาตรการ",
        "measure.delete": "ลบมาตรการ",
        "catalogue.load": "นำเข้าคลังมาตรการที่ใช้ร่วมกัน",
        "catalogue.add": "เก็บมาตรการเข้าคลังของหน่วยงาน",
        "catalogue.remove": "นำมาตรการออกจากคลังของหน่วยงาน",
        "catalogue.offer": "เสนอมาตรการให้ทุกหน่วยงานใช้ร่วมกัน",
        "catalogue.withdraw": "ถอนข้อเสนอใช้มาตรการร่วมกัน",
        "catalogue.accept": "รับมาตรการเข้าคลังที่ใช้ร่วมกัน",
        "catalogue.decline": "ไม่รับมาตรการเข้าคลังที่ใช้ร่วมกัน",
        "round.start": "เปิดรอบรายงานผล",
        "round.delete": "ลบรอบรายงานผล",
        "progress.save": "บันทึกผลการดำเนินการ",
        "progress.delete": "ลบผลการดำเนินการในรอบรายงาน",
        "evidence.add": "เพิ่มหลักฐาน",
        "evidence.save": "แก้ไขคำบรรยายหลักฐาน",
        "evidence.order": "จัดลำดับหลักฐาน",
        "evidence.delete": "ลบหลักฐาน",
    },
    groups={
        "plan": "แผน",
        "measure": "มาตรการ",
        "catalogue": "คลังมาตรการ",
        "round": "รอบรายงานผล",
        "progress": "ผลการดำเนินการ",
        "evidence": "หลักฐาน",
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
        "added": "เพิ่มใหม่",
        "changed": "เปลี่ยน",
        "confidence": "ความน่าเชื่อถือ",
        "from_year": "จากแผนปีงบประมาณ",
        "measure ": "ผลของมาตรการเลขที่",
        "measures": "มาตรการ",
        "sources": "แหล่งอ้างอิง",
        "steps": "ขั้นตอน / วิธีการ",
    },
    tells_of={
        "measures.progressround": ("measures.progress",),
    },
)
