"""What is said about a file somebody checks: one plain verdict; pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from approvals.enums import State
from approvals.signing.verdict import FileVerdict, SignatureVerdict
from itaportal.thai.dates import long_date


class Tone(StrEnum):
    """How a verdict is meant; the value is the kind of its notice."""

    GOOD = "success"
    CAUTION = "warning"
    BAD = "danger"


class Origin(StrEnum):
    """Which of the portal's files one is, byte for byte."""

    EDITION = "edition"
    COPY = "copy"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer in a line, and what it means."""

    tone: Tone
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Attached:
    """By whom a file was attached to an edition as its copy signed by hand; ``by`` is "" where that is not public."""

    agency: str
    on: date
    by: str = ""

    def __str__(self) -> str:
        by = f" โดย {self.by}" if self.by else ""
        return f"{self.agency} แนบไว้เป็นฉบับลงนามด้วยมือ เมื่อวันที่ {long_date(self.on)}{by}"


@dataclass(frozen=True, slots=True)
class Match:
    """What is known of a file that the portal has; a draft has no ``state``.

    ``complete``: every signature that the edition has by now is in it. ``later``: a newer edition is approved.
    ``signatures``: how many electronic signatures the portal put into it. ``attached``: of a copy.
    """

    origin: Origin
    state: State | None = None
    complete: bool = True
    later: bool = False
    signatures: int = 0
    attached: Attached | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a file: ``match`` if the portal has it, ``beginning`` if it begins with one that the portal has.

    ``names_ours``: a signature in it states where the audit log ended at a decision of the portal.
    """

    is_pdf: bool
    match: Match | None = None
    beginning: Match | None = None
    names_ours: bool = False
    file: FileVerdict | None = None


_ASK = "กรุณาขอไฟล์จากหน่วยงานที่ออกเอกสาร หรือเปิดจากหน้าเผยแพร่"
PENDING = "อยู่ระหว่างพิจารณา ยังไม่อนุมัติ"
_ENDED = {
    State.RETURNED: "ถูกส่งกลับให้แก้ไข",
    State.WITHDRAWN: "ผู้เสนอถอนคืนแล้ว",
    State.CANCELLED: "ถูกยกเลิกแล้ว",
}


def judge_file(checked: Checked) -> Verdict:
    """Return the one verdict on a file: what the portal itself knows of it comes before what the file says."""
    if checked.match and checked.match.origin == Origin.COPY:
        return _judge_copy(checked, checked.match)
    if checked.match:
        return _judge_known(checked.match)
    return _judge_stranger(checked)


def _judge_stranger(checked: Checked) -> Verdict:
    """Judge a file that is not one of the portal's."""
    if not checked.is_pdf:
        return Verdict(
            Tone.CAUTION,
            "ไฟล์นี้ไม่ใช่ไฟล์ PDF จึงตรวจไม่ได้",
            "ระบบตรวจได้เฉพาะไฟล์ PDF กรุณาเลือกไฟล์ PDF หรือตรวจด้วยรหัสตรวจสอบแทน",
        )
    if checked.beginning:
        return _judge_extended(checked.beginning, checked.file)
    if checked.file is None or not checked.file.readable:
        return Verdict(Tone.CAUTION, "อ่านไฟล์นี้ไม่ได้ จึงตรวจไม่ได้", checked.file.problem if checked.file else _ASK)
    return _judge_unknown(checked.file, names_ours=checked.names_ours)


def _judge_known(match: Match) -> Verdict:
    if match.origin == Origin.DRAFT:
        return Verdict(
            Tone.CAUTION, "เป็นร่าง ยังไม่ได้เสนอ", "ไฟล์นี้มาจากระบบจริง แต่เป็นร่างที่ยังไม่มีผู้ใดลงนาม จึงใช้อ้างอิงไม่ได้"
        )
    if match.state in _ENDED:
        said = _ENDED[match.state]
        return Verdict(
            Tone.BAD,
            f"เอกสารฉบับนี้{said}",
            f"ไฟล์นี้เป็นไฟล์ที่ระบบออกจริง ไม่ถูกแก้ไข แต่เอกสาร{said} จึงใช้อ้างอิงไม่ได้",
        )
    if match.state == State.SUBMITTED:
        text = "ไฟล์นี้เป็นไฟล์ที่ระบบออกจริง ไม่ถูกแก้ไข แต่ยังลงนามไม่ครบทุกลำดับ จึงยังใช้อ้างอิงไม่ได้"
        return Verdict(Tone.CAUTION, PENDING, text)
    return _judge_in_force(match)


def _judge_in_force(match: Match) -> Verdict:
    if not match.complete:
        return Verdict(
            Tone.CAUTION,
            "เป็นไฟล์ก่อนลงนามครบ",
            f"เอกสารฉบับนี้อนุมัติแล้ว แต่ไฟล์นี้บันทึกไว้ก่อนที่จะลงนามครบทุกลำดับ จึงขาดลายมือชื่อบางลำดับ {_ASK}",
        )
    if match.later:
        return Verdict(
            Tone.CAUTION,
            "ถูกต้อง แต่มีฉบับใหม่กว่า",
            "ไฟล์นี้ตรงกับฉบับที่เคยอนุมัติ ไม่ถูกแก้ไข แต่หน่วยงานอนุมัติฉบับใหม่กว่าแล้ว กรุณาใช้ฉบับใหม่",
        )
    return Verdict(
        Tone.GOOD, "ถูกต้อง ตรงกับฉบับที่อนุมัติ", "ไฟล์นี้ตรงกับไฟล์ที่ระบบเก็บไว้ทุกประการ ไม่มีส่วนใดถูกแก้ไข และลงนามครบทุกลำดับ"
    )


def _judge_copy(checked: Checked, match: Match) -> Verdict:
    """Judge what an agency attached: nobody but its clerk says that it is the paper, so it is never good."""
    inside = (
        _judge_stranger(checked) if checked.beginning or (checked.file and checked.file.signatures) else None
    )
    same = f"ไฟล์นี้ตรงกับไฟล์ที่ {match.attached or 'หน่วยงานแนบไว้เป็นฉบับลงนามด้วยมือ'}"
    if inside and inside.tone == Tone.BAD:
        return Verdict(Tone.BAD, inside.title, f"{inside.text} {same} แต่การแนบไว้ไม่ได้ทำให้ไฟล์ใช้ได้")
    if match.state in _ENDED:
        said = _ENDED[match.state]
        return Verdict(Tone.BAD, f"เอกสารฉบับนี้{said}", f"{same} แต่เอกสาร{said} จึงใช้อ้างอิงไม่ได้")
    told = f"{same} พอร์ทัลไม่ได้ตรวจเนื้อหาและลายมือชื่อในไฟล์นี้"
    if inside:
        told += f" ในไฟล์มีลายมือชื่ออิเล็กทรอนิกส์ ผลการตรวจคือ {inside.title}"
    return _judge_copy_in_force(match, told)


def _judge_copy_in_force(match: Match, told: str) -> Verdict:
    if match.state == State.SUBMITTED:
        return Verdict(Tone.CAUTION, PENDING, f"{told} และเอกสารยังลงนามไม่ครบทุกลำดับ จึงยังใช้อ้างอิงไม่ได้")
    if match.later:
        text = f"{told} และหน่วยงานอนุมัติฉบับใหม่กว่าแล้ว กรุณาใช้ฉบับใหม่"
        return Verdict(Tone.CAUTION, "เป็นไฟล์ที่หน่วยงานแนบไว้ และมีฉบับใหม่กว่า", text)
    return Verdict(
        Tone.CAUTION,
        "เป็นไฟล์ที่หน่วยงานแนบไว้ พอร์ทัลไม่ได้รับรองเนื้อหา",
        f"{told} ฉบับที่พอร์ทัลรับรองคือไฟล์ PDF ที่ลงนามในระบบ กรุณาเทียบกับเอกสารด้านล่าง",
    )


def _judge_extended(beginning: Match, file: FileVerdict | None) -> Verdict:
    """Judge a file that is one of ours with something behind it."""
    if file is None or not file.readable or file.altered:
        return Verdict(
            Tone.BAD,
            "ถูกแก้ไขหลังลงนาม อย่าใช้ไฟล์นี้",
            f"ไฟล์นี้เริ่มจากเอกสารจริงของระบบ แต่มีผู้เพิ่มหรือเปลี่ยนเนื้อหาภายหลัง เช่น เพิ่มหน้าหรือข้อความ {_ASK}",
        )
    if len(file.signatures) > beginning.signatures:
        return Verdict(
            Tone.BAD,
            "มีลายมือชื่อที่ระบบไม่ได้บันทึก อย่าใช้ไฟล์นี้",
            f"ไฟล์นี้เริ่มจากเอกสารจริงของระบบ แต่มีผู้ลงนามเพิ่มนอกระบบ ลายมือชื่อนั้นไม่ใช่การอนุมัติของหน่วยงาน {_ASK}",
        )
    known = _judge_known(beginning)
    return Verdict(
        Tone.CAUTION if known.tone == Tone.GOOD else known.tone,
        f"{known.title} (มีข้อมูลเพิ่มท้ายไฟล์)",
        f"{known.text} ท้ายไฟล์มีข้อมูลที่เพิ่มภายหลังและไม่เปลี่ยนเนื้อหา เช่น ตราประทับเวลา ซึ่งระบบไม่ได้เป็นผู้เพิ่ม",
    )


def _judge_unknown(file: FileVerdict, *, names_ours: bool) -> Verdict:
    """Judge a readable file that the portal does not have, by its signatures.

    What a file says of itself anybody can copy from a published one; only the seal's key is the portal's alone.
    """
    sealed = any(signature.local_seal for signature in file.signatures)
    if file.altered and (sealed or names_ours):
        return Verdict(
            Tone.BAD,
            "ถูกแก้ไขหลังลงนาม อย่าใช้ไฟล์นี้",
            f"ไฟล์นี้อ้างว่าเป็นเอกสารของระบบ แต่ไม่ตรงกับไฟล์ใดที่ระบบออก และลายมือชื่อในไฟล์ใช้ไม่ได้ {_ASK}",
        )
    if file.altered:
        return Verdict(Tone.BAD, "ลายมือชื่อในไฟล์ใช้ไม่ได้ อย่าใช้ไฟล์นี้", f"{file.problem} และไฟล์นี้ไม่ใช่ไฟล์ที่ระบบนี้ออก")
    if sealed:
        return _judge_sealed(file.signatures)
    if file.signatures:
        return _judge_signed_elsewhere(file.signatures, names_ours=names_ours)
    return Verdict(
        Tone.CAUTION,
        "ไม่รู้จักไฟล์นี้",
        "ไฟล์นี้ไม่มีลายมือชื่ออิเล็กทรอนิกส์ และไม่ตรงกับไฟล์ใดที่ระบบออก หากได้จากการสแกนหรือสั่งพิมพ์เป็น PDF "
        "ไฟล์จะไม่เหมือนต้นฉบับ กรุณาตรวจด้วยรหัสตรวจสอบท้ายกระดาษแทน",
    )


def _judge_sealed(signatures: tuple[SignatureVerdict, ...]) -> Verdict:
    if all(signature.trusted for signature in signatures):
        return Verdict(
            Tone.CAUTION,
            "ลายมือชื่อถูกต้อง แต่ระบบไม่มีไฟล์นี้",
            f"ลายมือชื่อในไฟล์ไม่เสียหาย แต่ไฟล์นี้ไม่ตรงกับไฟล์ใดที่ระบบเก็บไว้ จึงยืนยันว่าอนุมัติแล้วไม่ได้ {_ASK}",
        )
    return Verdict(
        Tone.CAUTION,
        "ระบบไม่มีไฟล์นี้ และยืนยันผู้ลงนามได้ไม่ครบ",
        f"ไฟล์นี้มีตราของระบบ แต่ไม่ตรงกับไฟล์ใดที่ระบบเก็บไว้ และยืนยันไม่ได้ว่าผู้ลงนามบางรายเป็นใคร จึงยืนยันว่าอนุมัติแล้วไม่ได้ {_ASK}",
    )


def _judge_signed_elsewhere(signatures: tuple[SignatureVerdict, ...], *, names_ours: bool) -> Verdict:
    trusted = all(signature.trusted for signature in signatures)
    if names_ours and not trusted:
        return Verdict(
            Tone.BAD,
            "อ้างว่าเป็นเอกสารของระบบนี้ แต่ผู้ลงนามไม่ใช่ อย่าใช้ไฟล์นี้",
            "ข้อความในลายมือชื่ออ้างถึงเอกสารของระบบ ซึ่งผู้ใดก็คัดลอกได้ แต่ระบบไม่มีไฟล์นี้ "
            f"และไม่มีผู้ใดรับรองว่าผู้ลงนามเป็นใคร {_ASK}",
        )
    if names_ours:
        return Verdict(
            Tone.CAUTION,
            "อ้างถึงเอกสารของระบบนี้ แต่ระบบไม่มีไฟล์นี้",
            "ไฟล์นี้ลงนามโดยผู้ที่ระบุด้านล่าง ไม่ถูกแก้ไขหลังลงนาม แต่ไม่ตรงกับไฟล์ใดที่ระบบเก็บไว้ "
            f"จึงยืนยันว่าเป็นเอกสารของระบบหรือว่าอนุมัติแล้วไม่ได้ {_ASK}",
        )
    if trusted:
        return Verdict(
            Tone.CAUTION,
            "ไม่ใช่เอกสารของระบบนี้ แต่ลายมือชื่อถูกต้อง",
            "ไฟล์นี้ลงนามโดยผู้ที่ระบุด้านล่าง ไม่ถูกแก้ไขหลังลงนาม ระบบนี้ไม่ได้เป็นผู้ออก จึงยืนยันการอนุมัติไม่ได้",
        )
    return Verdict(
        Tone.CAUTION,
        "ลงนามโดยผู้ที่ระบบไม่รู้จัก",
        "ไฟล์นี้ไม่ใช่ไฟล์ที่ระบบออก และยืนยันไม่ได้ว่าผู้ลงนามเป็นใคร อย่าถือว่าเป็นเอกสารที่หน่วยงานอนุมัติ",
    )
