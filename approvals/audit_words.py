"""What the audit log says of the app's events, in Thai."""

from agencies.auditlog.words import AuditWords

WORDS = AuditWords(
    actions={
        "edition.submit": "เสนอเอกสารเพื่อพิจารณา",
        "edition.approve": "เห็นชอบและลงนาม",
        "edition.return": "ส่งเอกสารกลับให้แก้ไข",
        "edition.ask": "สอบถามก่อนพิจารณา",
        "edition.answer": "ตอบข้อสอบถาม",
        "edition.withdraw": "ถอนเอกสารคืน",
        "edition.cancel": "ยกเลิกเอกสาร",
        "edition.publish": "เผยแพร่เอกสาร",
        "edition.unpublish": "เลิกเผยแพร่เอกสาร",
        "edition.revise": "เริ่มทำฉบับแก้ไข",
        "edition.attach": "แนบฉบับที่ลงนามด้วยมือ",
        "edition.timestamp": "เพิ่มตราประทับเวลาในเอกสารที่ลงนาม",
        "audit.seal": "ประทับตราค่าปิดท้ายบันทึกการใช้งาน",
        "certificate.issue": "ออกใบรับรองให้ผู้ลงนาม",
        "register.take": "ออกเลขที่หนังสือ",
        "approval_rules.save": "แก้ไขกติกาการพิจารณา",
        "substitute.save": "บันทึกผู้ปฏิบัติหน้าที่แทน",
        "substitute.remove": "ยกเลิกผู้ปฏิบัติหน้าที่แทน",
    },
    groups={
        "audit": "บันทึกการใช้งาน",
        "edition": "การเสนอและลงนาม",
        "certificate": "ใบรับรองของผู้ลงนาม",
        "register": "ทะเบียนเลขที่หนังสือ",
        "approval_rules": "กติกาการพิจารณา",
        "substitute": "ผู้ปฏิบัติหน้าที่แทน",
    },
    objects=(
        "agencies.audithead",
        "approvals.edition",
        "approvals.personalkey",
        "approvals.registerentry",
        "approvals.approvalrules",
        "approvals.substitute",
    ),
    fields={
        "chains": "จำนวนบันทึกที่ประทับตรา",
        "day": "วันที่",
        "edition": "ฉบับที่",
        "question": "ข้อสอบถาม",
        "register_number": "เลขที่หนังสือ",
        "seen_sha256": "sha256 ของไฟล์ที่อ่าน",
        "signed_sha256": "sha256 ของไฟล์ที่ลงนาม",
        "snapshot": "sha256 ของข้อมูลในฉบับ",
        "step": "ลำดับผู้ลงนาม",
    },
    tells_of={
        "approvals.edition": (
            "approvals.signatory",
            "approvals.decision",
            "approvals.question",
            "approvals.signedcopy",
        ),
    },
)
