"""What a pasted page is compared with, what is handed back, and the Thai words about what stays doubtful."""

from dataclasses import dataclass
from decimal import Decimal

from itaportal.language import marked

UNKNOWN = marked("ไม่รู้จักชื่อตัวชี้วัดนี้")
AMBIGUOUS = marked("ชื่อนี้ใกล้เคียงกับตัวชี้วัดมากกว่าหนึ่งตัว")
NO_SCORE = marked("ไม่พบคะแนนหลังชื่อตัวชี้วัด")
ONLY_RANK = marked("ตัวเลขหลังชื่ออาจเป็นอันดับ ถ้าเป็นคะแนนกรุณาพิมพ์ให้มีทศนิยม เช่น 5.00")
SEVERAL = marked("มีตัวเลขหลังชื่อตัวชี้วัดมากกว่าหนึ่งจำนวน")
SIGNED = marked("ตัวเลขมีเครื่องหมายบวกหรือลบ จึงไม่ใช่คะแนน")
NUMBER_FIRST = marked("มีเลขทศนิยมหน้าชื่อ อาจเป็นตัวชี้วัดย่อยหรือคะแนนที่อยู่ผิดที่")
NO_NAME = marked("พบคะแนนแต่ไม่พบชื่อตัวชี้วัด")
OVERRULED = marked("ชื่อไม่ตรงทีเดียว และตัวชี้วัดที่ใกล้เคียงมีคะแนนอื่นอยู่แล้ว")
BROKEN = marked("ตัวเลขมีตัวอักษรหรือเครื่องหมายปน จึงอ่านไม่แน่ใจ")
TORN = marked("มีตัวเลขมากกว่าหนึ่งจำนวนในแถว อาจเป็นจำนวนเดียวที่ขาดเป็นสองส่วน")
SIMILAR = marked("ชื่อไม่ตรงทีเดียวกับตัวชี้วัด")
CELLS = marked("จำนวนช่องของแถวไม่เท่ากับหัวตาราง อาจเลื่อนช่อง")
IN_ORDER = marked("ไม่มีชื่อตัวชี้วัด เรียงตามลำดับที่วาง")

TOO_LONG = marked("ข้อความยาวเกินไป ระบบอ่านเฉพาะส่วนต้น กรุณาคัดลอกเฉพาะตารางคะแนนจากหน้าเว็บ")
NOTHING_FOUND = marked("ไม่พบคะแนนของตัวชี้วัดในข้อความที่วาง กรุณาคัดลอกตารางคะแนนจากหน้าเว็บ ITAS ทั้งตาราง")
SHIFTED = marked("ข้อความขึ้นต้นด้วยคะแนนที่ไม่มีชื่อ จึงไม่แน่ใจว่าคะแนนใดเป็นของตัวชี้วัดใด กรุณาคัดลอกใหม่ตั้งแต่หัวตาราง")
TWO_TOTALS = marked("พบคะแนนรวมมากกว่าหนึ่งค่า กรุณากรอกคะแนนรวมเอง")
TWO_LEVELS = marked("พบระดับผลการประเมินมากกว่าหนึ่งระดับ กรุณาเลือกระดับเอง")


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    """An indicator of the year's criteria, with the other names the page has been seen to print."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchedRow:
    """A score found for an indicator; ``doubts`` tell why it may be wrong.

    ``source`` is the pasted piece; ``rank`` the number printed before the name, if any.
    """

    code: str
    name: str
    score: Decimal
    source: str
    doubts: tuple[str, ...]
    rank: int | None

    @property
    def sure(self) -> bool:
        """Whether name, digits and number of cells agree."""
        return not self.doubts


@dataclass(frozen=True, slots=True)
class Leftover:
    """A piece that may carry a score but was not used. For HTML the line counts in the text it shows.

    ``code`` and ``score`` are what it may mean, to begin with where a person puts it right.
    """

    line_number: int
    text: str
    reason: str
    code: str = ""
    score: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Pasted:
    """What the text says. An indicator with two different scores has no row, is missing and is a problem.

    ``by_column``: the table has a column for each year, so that the year of the rows is known. ``in_order``: there are
    no names, the scores were dealt out in the order of the indicators.
    """

    rows: tuple[MatchedRow, ...]
    not_understood: tuple[Leftover, ...]
    missing: tuple[str, ...]
    total: Decimal | None
    level: str | None
    problems: tuple[str, ...]
    by_column: bool = False
    in_order: bool = False
