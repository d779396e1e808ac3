"""The words of a document's way from draft to publication."""

from django.db import models


class State(models.TextChoices):
    """Where an edition stands. DRAFT is never stored: a document without an edition under way is a draft."""

    DRAFT = "draft", "ร่าง"
    SUBMITTED = "submitted", "เสนอแล้ว รอพิจารณา"
    RETURNED = "returned", "ส่งกลับให้แก้ไข"
    WITHDRAWN = "withdrawn", "ผู้เสนอถอนคืน"
    CANCELLED = "cancelled", "ยกเลิกแล้ว"
    APPROVED = "approved", "อนุมัติครบแล้ว"
    PUBLISHED = "published", "เผยแพร่แล้ว"


class Move(models.TextChoices):
    """What can be done with an edition; the label is the word on the button."""

    SUBMIT = "submit", "เสนอเพื่อพิจารณา"
    APPROVE = "approve", "เห็นชอบและลงนาม"
    RETURN = "return", "ส่งกลับให้แก้ไข"
    ASK = "ask", "สอบถามก่อนพิจารณา"
    ANSWER = "answer", "ตอบข้อสอบถาม"
    WITHDRAW = "withdraw", "ถอนคืน"
    CANCEL = "cancel", "ยกเลิกเอกสาร"
    PUBLISH = "publish", "เผยแพร่"
    UNPUBLISH = "unpublish", "เลิกเผยแพร่"
    REVISE = "revise", "ทำฉบับแก้ไขใหม่"
    ATTACH = "attach", "แนบฉบับที่ลงนามด้วยมือ"


class Actor(models.TextChoices):
    """What a person is to an edition."""

    ENTRY = "entry", "ผู้บันทึกข้อมูล"
    AUTHOR = "author", "ผู้เสนอ"
    APPROVER = "approver", "ผู้พิจารณาลำดับปัจจุบัน"
    MANAGER = "manager", "ผู้ดูแลข้อมูลหน่วยงาน"


class Means(models.TextChoices):
    """What a decision is signed with."""

    SEAL = "seal", "ตราอิเล็กทรอนิกส์ของระบบ"
    CERTIFICATE = "certificate", "ใบรับรองอิเล็กทรอนิกส์ของผู้ลงนาม"
    TOKEN = "token", "อุปกรณ์เก็บใบรับรอง (Token)"
    ISSUED = "issued", "ใบรับรองที่ระบบออกให้ผู้ลงนาม"


class Trust(models.TextChoices):
    """What was known at the time of signing of whose certificate it is; the label stands beside the name."""

    TRUSTED = "trusted", "ใบรับรองจากผู้ออกที่ระบบเชื่อถือ"
    LOCAL = "local", "ใบรับรองที่ระบบออกให้"
    UNPROVEN = "unproven", "ใบรับรองที่ยืนยันตัวผู้ถือไม่ได้"
    SEAL = "seal", "ตราอิเล็กทรอนิกส์ของระบบ ไม่ใช่ใบรับรองของบุคคล"


class ProofPolicy(models.TextChoices):
    """How whoever signs must have proved who they are just before."""

    ANY = "any", "รหัสผ่าน หรือวิธีอื่นที่ตั้งไว้ในบัญชี"
    SECOND = "second", "แอปสร้างรหัส กุญแจ (passkey) หรือรหัสสำรองเท่านั้น"


class AddressClass(models.TextChoices):
    """From what kind of address a decision came; the address itself is not kept."""

    SAME = "same", "เครื่องเดียวกับระบบ"
    PRIVATE = "private", "เครือข่ายภายใน"
    PUBLIC = "public", "อินเทอร์เน็ต"


class SignatureLevel(models.TextChoices):
    """How long a signature can be proven (PAdES, ETSI EN 319 142-1)."""

    B_B = "B-B", "ยังไม่มีตราประทับเวลา"
    B_T = "B-T", "มีตราประทับเวลา"
    B_LTA = "B-LTA", "มีตราประทับเวลาและข้อมูลสำหรับตรวจสอบระยะยาว"


class MailState(models.TextChoices):
    """Whether a notice went out by e-mail."""

    NOT_WANTED = "", "ไม่ส่งอีเมล"
    WAITING = "waiting", "รอส่ง"
    SENT = "sent", "ส่งแล้ว"
    FAILED = "failed", "ส่งไม่สำเร็จ"


class NoticeKind(models.TextChoices):
    """What people are told of; each person chooses which are also mailed."""

    WAITING = "waiting", "มีเอกสารรอท่านพิจารณา"
    DECIDED = "decided", "เอกสารของท่านมีผู้พิจารณาแล้ว"
    RETURNED = "returned", "เอกสารที่ท่านเสนอหรือลงนามแล้วถูกส่งกลับ ถอนคืน หรือยกเลิก"
    APPROVED = "approved", "เอกสารอนุมัติครบทุกลำดับ"
    ASKED = "asked", "มีข้อสอบถามหรือคำตอบ"
    PUBLISHED = "published", "เอกสารเผยแพร่หรือเลิกเผยแพร่"
    DUE = "due", "กำหนดที่ใกล้ถึงหรือเลยแล้ว"
    # Mailed whatever somebody chose: it may be the only sign that another one used their name.
    SIGNED = "signed", "มีการลงนามในชื่อของท่าน"
    ACCOUNT = "account", "บัญชีของท่านหรือของบุคคลในหน่วยงาน"
    SIGNERS = "signers", "การเปลี่ยนผู้ลงนาม"


# What concerns an account, a signature in one's name or who signs is mailed always: whoever could decline it, could be
# kept in the dark.
_MAILED_ALWAYS = (NoticeKind.SIGNED, NoticeKind.ACCOUNT, NoticeKind.SIGNERS)
MAILED_BY_CHOICE = [(kind.value, kind.label) for kind in NoticeKind if kind not in _MAILED_ALWAYS]


class ProposalKind(models.TextChoices):
    """What of those who sign is to be changed."""

    CHAIN = "chain", "ลำดับผู้ลงนาม"
    SUBSTITUTE = "substitute", "ผู้ปฏิบัติหน้าที่แทน"
    RULES = "rules", "ข้อกำหนดการพิจารณา"
    MEMBER = "member", "ข้อมูลของผู้ลงนาม"
    ACCOUNT = "account", "รหัสผ่านของผู้ลงนามที่ผู้อื่นออกให้"
    LEAVE = "leave", "ผู้ลงนามพ้นจากหน้าที่และส่งมอบงาน"


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    WAITING = "waiting", "รอยืนยัน"
    CONFIRMED = "confirmed", "มีผลแล้ว"
    REFUSED = "refused", "ไม่ยืนยัน"
    WITHDRAWN = "withdrawn", "ผู้เสนอถอนคืน"
    OUTDATED = "outdated", "ใช้ไม่ได้แล้ว"


class ConfirmedBy(models.TextChoices):
    """By what right a proposal was confirmed."""

    SIGNER = "signer", "ผู้ลงนามที่อยู่ในหน้าที่"
    SITE = "site", "ผู้ดูแลระบบ เพราะไม่มีผู้ลงนามที่ยืนยันได้"
    PAPER = "paper", "หนังสือยืนยันที่ผู้บริหารลงนามด้วยมือ"
