"""The sheets of a criteria pack as a workbook: described once, for writing and for reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from criteria.enums import Confidence


class Kind(StrEnum):
    """How a cell is read and written; CODES are separated by commas, LINES stand one below the other."""

    TEXT = "text"
    NUMBER_TEXT = "number_text"
    INTEGER = "integer"
    DATE = "date"
    CHOICE = "choice"
    CODES = "codes"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``choices``: value → Thai word; ``optional``: an empty cell leaves the value out of the pack."""

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    width: int = 16
    choices: Mapping = field(default_factory=dict, hash=False)
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``key`` names its rows in the code, ``title`` is what people see."""

    key: str
    title: str
    columns: tuple[Column, ...]


SCOPES = {"full": "คิดคะแนนเต็มรูปแบบ", "total_only": "บันทึกเฉพาะคะแนนรวม"}
SCALES = {"likert4": "สี่ระดับ (0 33 67 100)", "yesno": "ใช่ / ไม่ใช่", "binary": "มี / ไม่มี (0 100)"}
PASSED = {True: "ผ่าน", False: "ไม่ผ่าน"}
CONFIDENCES = {each.value: each.label for each in Confidence}
BLOCKS = {
    "instruments": "เครื่องมือ (ชื่อ)",
    "weights": "น้ำหนักของเครื่องมือ",
    "indicators": "ตัวชี้วัด (ชื่อ)",
    "focus": "ตัวชี้วัด (ด้านที่ควรพัฒนา)",
    "levels": "ระดับผลการประเมิน",
    "documents": "เลขข้อของรายงาน",
    "topics": "ประเด็น",
    "previous": "การเทียบกับปีก่อน",
    "national": "ตัวเลขของประเทศ",
}
# Values that stand alone in the pack: path, its name, how it is read.
SINGLE = (
    Column("fiscal_year", "ปีงบประมาณ", Kind.INTEGER),
    Column("version", "รุ่นของเกณฑ์", Kind.INTEGER),
    Column("scope", "ขอบเขต", Kind.CHOICE, choices=SCOPES),
    Column("levels.pass_line", "คะแนนที่ถือว่าผ่าน", Kind.NUMBER_TEXT),
    Column("documents.analysis", "เลขข้อของรายงานการวิเคราะห์"),
    Column("documents.analysis_of", "รายงานการวิเคราะห์พูดถึงผลของปี", Kind.INTEGER),
    Column("documents.result", "เลขข้อของรายงานผลการดำเนินการ"),
    Column("documents.result_of", "รายงานผลการดำเนินการพูดถึงปี", Kind.INTEGER),
    Column("previous.fiscal_year", "ปีที่นำมาเทียบ", Kind.INTEGER),
    Column("national.agencies", "จำนวนหน่วยงานทั้งประเทศ", Kind.INTEGER),
    Column("national.average", "คะแนนเฉลี่ยทั้งประเทศ", Kind.NUMBER_TEXT),
    Column("national.passed", "จำนวนหน่วยงานที่ผ่าน", Kind.INTEGER),
    Column("national.passed_percent", "ร้อยละของหน่วยงานที่ผ่าน", Kind.NUMBER_TEXT),
)


def _confidence(key: str = "confidence", heading: str = "ความน่าเชื่อถือ", **more) -> Column:
    return Column(key, heading, Kind.CHOICE, 26, CONFIDENCES, **more)


_EVIDENCE = (
    _confidence(),
    Column("sources", "แหล่งอ้างอิง", Kind.CODES, 24),
    Column("note", "หมายเหตุ", width=48, optional=True),
)
SHEETS = (
    Sheet("single", "ทั่วไป", (Column("name", "รายการ", width=36), Column("value", "ค่า", width=28))),
    Sheet("sources", "แหล่งอ้างอิง", (Column("key", "ชื่อย่อ"), Column("citation", "แหล่งอ้างอิง", width=80))),
    Sheet("evidence", "ที่มาของข้อมูล", (Column("block", "ส่วน", Kind.CHOICE, 28, BLOCKS), *_EVIDENCE)),
    Sheet(
        "instruments",
        "เครื่องมือ",
        (
            Column("code", "รหัส"),
            Column("letter", "อักษรนำข้อ"),
            Column("name", "ชื่อ", width=44),
            Column("weight", "น้ำหนัก", Kind.NUMBER_TEXT),
            Column("count", "จำนวนข้อ", Kind.INTEGER),
            *_EVIDENCE,
            _confidence("indicator_confidence", "ความน่าเชื่อถือของตัวชี้วัดของข้อ"),
            _confidence("scale_confidence", "ความน่าเชื่อถือของวิธีให้คะแนน"),
        ),
    ),
    Sheet(
        "indicators",
        "ตัวชี้วัด",
        (
            Column("code", "เลขตัวชี้วัด", Kind.NUMBER_TEXT),
            Column("name", "ชื่อ", width=32),
            Column("instrument", "เครื่องมือ"),
            Column("aliases", "ชื่ออื่นที่เคยพบ", Kind.LINES, 32),
            Column("focus", "ด้านที่ควรพัฒนา", width=56),
            Column("previous", "เทียบกับตัวชี้วัดปีก่อน", Kind.CODES, 20, optional=True),
        ),
    ),
    Sheet(
        "subs",
        "ตัวชี้วัดย่อย",
        (
            Column("indicator", "เลขตัวชี้วัด", Kind.NUMBER_TEXT),
            Column("code", "เลขตัวชี้วัดย่อย", Kind.NUMBER_TEXT),
            Column("name", "ชื่อ", width=44),
            Column("items", "ข้อ", Kind.CODES, 32),
        ),
    ),
    Sheet(
        "items",
        "ข้อ",
        (
            Column("instrument", "เครื่องมือ"),
            Column("code", "เลขข้อ"),
            Column("indicator", "เลขตัวชี้วัด", Kind.NUMBER_TEXT),
            Column("text", "ข้อความ", width=64),
            _confidence("text_confidence", "ความน่าเชื่อถือของข้อความ"),
            Column("parts", "ข้อย่อย", Kind.LINES, 40, optional=True),
            Column("topic", "เรื่อง (คำอธิบายสั้น)", width=40, optional=True),
            _confidence("topic_confidence", "ความน่าเชื่อถือของเรื่อง", optional=True),
            Column("scale", "วิธีให้คะแนน", Kind.CHOICE, 24, SCALES),
        ),
    ),
    Sheet(
        "levels",
        "ระดับผล",
        (
            Column("name", "ชื่อระดับ", width=24),
            Column("label", "คำที่พิมพ์", width=28),
            Column("minimum", "คะแนนรวมตั้งแต่", Kind.NUMBER_TEXT),
            Column("instrument_minimum", "ทุกเครื่องมือตั้งแต่", Kind.NUMBER_TEXT),
            Column("passed", "ผ่านหรือไม่", Kind.CHOICE, choices=PASSED),
        ),
    ),
    Sheet(
        "topics",
        "ประเด็น",
        (
            Column("number", "ลำดับ", Kind.INTEGER),
            Column("name", "ชื่อประเด็น", width=64),
            Column("items", "ข้อ", Kind.CODES, 40),
        ),
    ),
    Sheet(
        "calendar",
        "กำหนดการ",
        (
            Column("what", "เรื่อง", width=44),
            Column("start", "วันเริ่ม", Kind.DATE),
            Column("end", "วันสิ้นสุด", Kind.DATE),
            *_EVIDENCE,
        ),
    ),
)
