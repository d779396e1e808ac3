"""What an edition's state means to a stranger who checks its code; pure."""

from approvals.enums import State
from itaportal.language import marked
from publications.verification.answers import Tone, Verdict
from publications.verification.verdicts import PENDING

_STANDING = {
    State.SUBMITTED: Verdict(
        Tone.CAUTION, PENDING, marked("เอกสารฉบับนี้เสนอแล้ว แต่ยังลงนามไม่ครบทุกลำดับ จึงยังใช้อ้างอิงไม่ได้")
    ),
    State.RETURNED: Verdict(
        Tone.BAD,
        marked("ถูกส่งกลับให้แก้ไข ไม่ได้รับอนุมัติ"),
        marked("เอกสารฉบับนี้ใช้อ้างอิงไม่ได้ หน่วยงานอาจเสนอฉบับใหม่ ซึ่งจะมีรหัสตรวจสอบใหม่"),
    ),
    State.WITHDRAWN: Verdict(
        Tone.BAD,
        marked("ผู้เสนอถอนคืนแล้ว ไม่ได้รับอนุมัติ"),
        marked("เอกสารฉบับนี้ใช้อ้างอิงไม่ได้ หน่วยงานอาจเสนอฉบับใหม่ ซึ่งจะมีรหัสตรวจสอบใหม่"),
    ),
    State.CANCELLED: Verdict(Tone.BAD, marked("ถูกยกเลิกแล้ว"), marked("หน่วยงานยกเลิกเอกสารฉบับนี้ จึงใช้อ้างอิงไม่ได้")),
    State.APPROVED: Verdict(
        Tone.GOOD,
        marked("อนุมัติครบทุกลำดับแล้ว ยังไม่เผยแพร่"),
        marked("เอกสารฉบับนี้ลงนามครบแล้ว เนื้อหายังไม่เปิดเผยต่อสาธารณะ"),
    ),
    State.PUBLISHED: Verdict(
        Tone.GOOD,
        marked("อนุมัติครบทุกลำดับและเผยแพร่แล้ว"),
        marked("เอกสารฉบับนี้ลงนามครบและเปิดอ่านได้ที่หน้าเผยแพร่"),
    ),
}


def judge_state(state: State, *, later: bool, faulty: bool = False, unproven: bool = False) -> Verdict:
    """Return what an edition's state means to a stranger.

    ``later``: a newer edition is approved. ``faulty``: its signatures were found to be others than those on record.
    ``unproven``: somebody signed with a certificate that nobody known vouches for.
    """
    if faulty:
        return Verdict(
            Tone.BAD,
            marked("ไฟล์ที่ระบบเก็บไว้ไม่ตรงกับบันทึก อย่าเพิ่งใช้เอกสารนี้"),
            marked(
                "การตรวจประจำวันพบว่าลายมือชื่อในไฟล์ของเอกสารฉบับนี้ไม่ตรงกับบันทึกของระบบ กรุณาแจ้งหน่วยงานที่ออกเอกสารและผู้ดูแลระบบ"
            ),
        )
    if later and state in (State.APPROVED, State.PUBLISHED):
        return Verdict(
            Tone.CAUTION,
            marked("เคยอนุมัติแล้ว แต่มีฉบับใหม่กว่า"),
            marked("กรุณาใช้ฉบับใหม่กว่า ฉบับนี้เก็บไว้เพื่อการอ้างอิงย้อนหลัง"),
        )
    if unproven and state in (State.APPROVED, State.PUBLISHED):
        return Verdict(
            Tone.CAUTION,
            marked(f"{_STANDING[state].title} แต่ยืนยันผู้ลงนามได้ไม่ครบ"),
            marked(f"{_STANDING[state].text} ผู้ลงนามบางรายใช้ใบรับรองที่ไม่มีผู้ใดที่ระบบเชื่อถือรับรองว่าเป็นของผู้ใด"),
        )
    return _STANDING[state]
