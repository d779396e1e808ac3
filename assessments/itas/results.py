"""What a pasted page is compared with, what is handed back, and the Thai words about what stays doubtful."""

from dataclasses import dataclass
from decimal import Decimal

UNKNOWN = "ไม่รู้จักชื่อตัวชี้วัดนี้"
AMBIGUOUS = "ชื่อนี้ใกล้เคียงกับตัวชี้วัดมากกว่าหนึ่งตัว"
NO_SCORE = "ไม่พบคะแนนหลังชื่อตัวชี้วัด"
ONLY_RANK = "ตัวเลขหลังชื่ออาจเป็นอันดับ ถ้าเป็นคะแนนกรุณาพิมพ์ให้มีทศนิยม เช่น 5.00"
SEVERAL = "มีตัวเลขหลังชื่อตัวชี้วัดมากกว่าหนึ่งจำนวน"
SIGNED = "ตัวเลขมีเครื่องหมายบวกหรือลบ จึงไม่ใช่คะแนน"
NUMBER_FIRST = "มีเลขทศนิยมหน้าชื่อ อาจเป็นตัวชี้วัดย่อยหรือคะแนนที่อยู่ผิดที่"
NO_NAME = "พบคะแนนแต่ไม่พบชื่อตัวชี้วัด"
OVERRULED = "ชื่อไม่ตรงทีเดียว และตัวชี้วัดที่ใกล้เคียงมีคะแนนอื่นอยู่แล้ว"

TOO_LONG = "ข้อความยาวเกินไป ระบบอ่านเฉพาะส่วนต้น กรุณาคัดลอกเฉพาะตารางคะแนนจากหน้าเว็บ"
NOTHING_FOUND = "ไม่พบคะแนนของตัวชี้วัดในข้อความที่วาง กรุณาคัดลอกตารางคะแนนจากหน้าเว็บ ITAS ทั้งตาราง"
SHIFTED = "ข้อความขึ้นต้นด้วยคะแนนที่ไม่มีชื่อ จึงไม่แน่ใจว่าคะแนนใดเป็นของตัวชี้วัดใด กรุณาคัดลอกใหม่ตั้งแต่หัวตาราง"
TWO_TOTALS = "พบคะแนนรวมมากกว่าหนึ่งค่า กรุณากรอกคะแนนรวมเอง"
TWO_LEVELS = "พบระดับผลการประเมินมากกว่าหนึ่งระดับ กรุณาเลือกระดับเอง"


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    """An indicator of the year's criteria, with the other names the page has been seen to print."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A score found for an indicator. ``sure`` is false where the name was only similar or cut short.

    ``source`` is the pasted piece; ``rank`` the number printed before the name, if any.
    """

    code: str
    name: str
    score: Decimal
    source: str
    sure: bool
    rank: int | None


@dataclass(frozen=True, slots=True)
class Leftover:
    """A piece that may carry a score but was not used. For HTML the line counts in the text it shows."""

    line_number: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """What the text says. An indicator with two different scores has no row, is missing and is a problem."""

    rows: tuple[MatchedRow, ...]
    not_understood: tuple[Leftover, ...]
    missing: tuple[str, ...]
    total: Decimal | None
    level: str | None
    problems: tuple[str, ...]
