"""The words of a document's way from draft to publication."""

from django.db import models

from itaportal.language import gettext_lazy


class State(models.TextChoices):
    """Where an edition stands. DRAFT is never stored: a document without an edition under way is a draft."""

    DRAFT = "draft", gettext_lazy("ร่าง")
    SUBMITTED = "submitted", gettext_lazy("เสนอแล้ว รอพิจารณา")
    RETURNED = "returned", gettext_lazy("ส่งกลับให้แก้ไข")
    WITHDRAWN = "withdrawn", gettext_lazy("ผู้เสนอถอนคืน")
    CANCELLED = "cancelled", gettext_lazy("ยกเลิกแล้ว")
    APPROVED = "approved", gettext_lazy("อนุมัติครบแล้ว")
    PUBLISHED = "published", gettext_lazy("เผยแพร่แล้ว")


class Move(models.TextChoices):
    """What can be done with an edition; the label is the word on the button."""

    SUBMIT = "submit", gettext_lazy("เสนอเพื่อพิจารณา")
    APPROVE = "approve", gettext_lazy("เห็นชอบและลงนาม")
    RETURN = "return", gettext_lazy("ส่งกลับให้แก้ไข")
    ASK = "ask", gettext_lazy("สอบถามก่อนพิจารณา")
    ANSWER = "answer", gettext_lazy("ตอบข้อสอบถาม")
    WITHDRAW = "withdraw", gettext_lazy("ถอนคืน")
    CANCEL = "cancel", gettext_lazy("ยกเลิกเอกสาร")
    PUBLISH = "publish", gettext_lazy("เผยแพร่")
    UNPUBLISH = "unpublish", gettext_lazy("เลิกเผยแพร่")
    REVISE = "revise", gettext_lazy("ทำฉบับแก้ไขใหม่")
    ATTACH = "attach", gettext_lazy("แนบฉบับที่ลงนามด้วยมือ")


class Actor(models.TextChoices):
    """What a person is to an edition."""

    ENTRY = "entry", gettext_lazy("ผู้บันทึกข้อมูล")
    AUTHOR = "author", gettext_lazy("ผู้เสนอ")
    APPROVER = "approver", gettext_lazy("ผู้พิจารณาลำดับปัจจุบัน")
    MANAGER = "manager", gettext_lazy("ผู้ดูแลข้อมูลหน่วยงาน")


class Means(models.TextChoices):
    """What a decision is signed with."""

    SEAL = "seal", gettext_lazy("ตราอิเล็กทรอนิกส์ของระบบ")
    CERTIFICATE = "certificate", gettext_lazy("ใบรับรองอิเล็กทรอนิกส์ของผู้ลงนาม")
    TOKEN = "token", gettext_lazy("อุปกรณ์เก็บใบรับรอง (Token)")
    ISSUED = "issued", gettext_lazy("ใบรับรองที่ระบบออกให้ผู้ลงนาม")


class Trust(models.TextChoices):
    """What was known at the time of signing of whose certificate it is; the label stands beside the name."""

    TRUSTED = "trusted", gettext_lazy("ใบรับรองจากผู้ออกที่ระบบเชื่อถือ")
    LOCAL = "local", gettext_lazy("ใบรับรองที่ระบบออกให้")
    UNPROVEN = "unproven", gettext_lazy("ใบรับรองที่ยืนยันตัวผู้ถือไม่ได้")
    SEAL = "seal", gettext_lazy("ตราอิเล็กทรอนิกส์ของระบบ ไม่ใช่ใบรับรองของบุคคล")


class ProofPolicy(models.TextChoices):
    """How whoever signs must have proved who they are just before."""

    ANY = "any", gettext_lazy("รหัสผ่าน หรือวิธีอื่นที่ตั้งไว้ในบัญชี")
    SECOND = "second", gettext_lazy("แอปสร้างรหัส กุญแจ (passkey) หรือรหัสสำรองเท่านั้น")


class AddressClass(models.TextChoices):
    """From what kind of address a decision came; the address itself is not kept."""

    SAME = "same", gettext_lazy("เครื่องเดียวกับระบบ")
    PRIVATE = "private", gettext_lazy("เครือข่ายภายใน")
    PUBLIC = "public", gettext_lazy("อินเทอร์เน็ต")


class SignatureLevel(models.TextChoices):
    """How long a signature can be proven (PAdES, ETSI EN 319 142-1)."""

    B_B = "B-B", gettext_lazy("ยังไม่มีตราประทับเวลา")
    B_T = "B-T", gettext_lazy("มีตราประทับเวลา")
    B_LTA = "B-LTA", gettext_lazy("มีตราประทับเวลาและข้อมูลสำหรับตรวจสอบระยะยาว")


class MailState(models.TextChoices):
    """Whether a notice went out by e-mail."""

    NOT_WANTED = "", gettext_lazy("ไม่ส่งอีเมล")
    WAITING = "waiting", gettext_lazy("รอส่ง")
    SENT = "sent", gettext_lazy("ส่งแล้ว")
    FAILED = "failed", gettext_lazy("ส่งไม่สำเร็จ")


class NoticeKind(models.TextChoices):
    """What people are told of; each person chooses which are also mailed."""

    WAITING = "waiting", gettext_lazy("มีเอกสารรอท่านพิจารณา")
    DECIDED = "decided", gettext_lazy("เอกสารของท่านมีผู้พิจารณาแล้ว")
    RETURNED = "returned", gettext_lazy("เอกสารที่ท่านเสนอหรือลงนามแล้วถูกส่งกลับ ถอนคืน หรือยกเลิก")
    APPROVED = "approved", gettext_lazy("เอกสารอนุมัติครบทุกลำดับ")
    ASKED = "asked", gettext_lazy("มีข้อสอบถามหรือคำตอบ")
    PUBLISHED = "published", gettext_lazy("เอกสารเผยแพร่หรือเลิกเผยแพร่")
    DUE = "due", gettext_lazy("กำหนดที่ใกล้ถึงหรือเลยแล้ว")
    # Mailed whatever somebody chose: it may be the only sign that another one used their name.
    SIGNED = "signed", gettext_lazy("มีการลงนามในชื่อของท่าน")
    ACCOUNT = "account", gettext_lazy("บัญชีของท่านหรือของบุคคลในหน่วยงาน")
    SIGNERS = "signers", gettext_lazy("การเปลี่ยนผู้ลงนาม")


# What concerns an account, a signature in one's name or who signs is mailed always: whoever could decline it, could be
# kept in the dark.
_MAILED_ALWAYS = (NoticeKind.SIGNED, NoticeKind.ACCOUNT, NoticeKind.SIGNERS)
MAILED_BY_CHOICE = [(kind.value, kind.label) for kind in NoticeKind if kind not in _MAILED_ALWAYS]


class ProposalKind(models.TextChoices):
    """What of those who sign is to be changed."""

    CHAIN = "chain", gettext_lazy("ลำดับผู้ลงนาม")
    SUBSTITUTE = "substitute", gettext_lazy("ผู้ปฏิบัติหน้าที่แทน")
    RULES = "rules", gettext_lazy("ข้อกำหนดการพิจารณา")
    MEMBER = "member", gettext_lazy("ข้อมูลของผู้ลงนาม")
    ACCOUNT = "account", gettext_lazy("รหัสผ่านของผู้ลงนามที่ผู้อื่นออกให้")
    LEAVE = "leave", gettext_lazy("ผู้ลงนามพ้นจากหน้าที่และส่งมอบงาน")


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    WAITING = "waiting", gettext_lazy("รอยืนยัน")
    CONFIRMED = "confirmed", gettext_lazy("มีผลแล้ว")
    REFUSED = "refused", gettext_lazy("ไม่ยืนยัน")
    WITHDRAWN = "withdrawn", gettext_lazy("ผู้เสนอถอนคืน")
    OUTDATED = "outdated", gettext_lazy("ใช้ไม่ได้แล้ว")


class ConfirmedBy(models.TextChoices):
    """By what right a proposal was confirmed."""

    SIGNER = "signer", gettext_lazy("ผู้ลงนามที่อยู่ในหน้าที่")
    SITE = "site", gettext_lazy("ผู้ดูแลระบบ เพราะไม่มีผู้ลงนามที่ยืนยันได้")
    PAPER = "paper", gettext_lazy("หนังสือยืนยันที่ผู้บริหารลงนามด้วยมือ")
