"""The columns of a measures table as reports name them, recognised by the words of their headings. Pure.

A heading is compared without spaces and marks. ``meanings`` are what a person chose: by heading, or by ``no_heading``
where a table has none, the key of the column, "" for one that is left out.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from exchange.sources.periods import span_of
from itaportal.language import marked
from itaportal.thai.keys import same_heading_key

# Key and the heading under which the import knows the column.
HEADINGS = {
    "indicator": marked("ตัวชี้วัดที่"),
    "topic": marked("ประเด็นที่"),
    "items": marked("ข้อคำถาม"),
    "weak_point": marked("ข้อบกพร่อง / จุดอ่อน"),
    "title": marked("ชื่อมาตรการ / โครงการ / กิจกรรม"),
    "steps": marked("ขั้นตอน / วิธีการ"),
    "responsible": marked("ผู้รับผิดชอบ (ข้อความ)"),
    "period": marked("ระยะเวลา (ข้อความ)"),
    "follow_up": marked("การกำกับติดตาม"),
    "limitation": marked("ข้อจำกัดของหน่วยงาน"),
}
NUMBER = "number"
MARKS = "marks"  # quarters and months
SUCCESS = "success"  # what a measure is judged by, no indicator of the assessment

Meanings = Mapping[str, str]
NONE: Meanings = {}

# In this order: "มาตรการหรือกิจกรรมที่ดำเนินการ…" tells what was done and is no measure's name.
_BEGINS = (
    ("", ("มาตรการหรือกิจกรรมที่ดำเนินการ", "ผลการดำเนิน", "ผลการวิเคราะห์", "ข้อเสนอแนะ", "สถานะ")),
    ("title", ("มาตรการ", "ชื่อมาตรการ", "โครงการ", "กิจกรรม", "แนวทาง", "ชื่อโครงการ", "ชื่อกิจกรรม", "งานโครงการ", "รายการกิจกรรม")),
    ("steps", ("ขั้นตอน", "วิธีการ", "วิธีดำเนินการ", "วิธีปฏิบัติ", "วิธีดำเนินงาน", "การดำเนินการ", "การดำเนินงาน")),
    ("responsible", ("ผู้รับผิดชอบ", "หน่วยงานผู้รับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "หน่วยงานรับผิดชอบ", "ส่วนราชการ", "ผู้ดำเนินการ", "ผู้ปฏิบัติ", "กองที่รับผิดชอบ", "กองสำนัก", "เจ้าภาพ")),
    ("period", ("ระยะเวลา", "ช่วงระยะเวลา", "ช่วงเวลา", "กำหนดเวลา", "กำหนดการ", "กำหนดแล้วเสร็จ", "กรอบเวลา", "ห้วงเวลา", "วันเดือนปี")),
    ("follow_up", ("การกำกับ", "การติดตาม", "กำกับติดตาม", "การรายงานผล", "แนวทางการกำกับ", "แนวทางการติดตาม", "วิธีการติดตาม", "การประเมินผล", "ติดตามผล")),
    ("limitation", ("ข้อจำกัด",)),
    (SUCCESS, ("ตัวชี้วัดความสำเร็จ", "ตัวชี้วัดผล", "ตัวชี้วัดโครงการ", "ตัวชี้วัดของโครงการ", "ตัวชี้วัดกิจกรรม", "ตัวชี้วัดมาตรการ", "ตัวชี้วัดค่าเป้าหมาย", "ตัวชี้วัดเป้าหมาย", "ตัวชี้วัดkpi", "ตัวชี้วัดการดำเนิน", "ค่าเป้าหมาย", "เป้าหมาย", "kpi")),
    ("indicator", ("ตัวชี้วัด", "ชื่อตัวชี้วัด")),
    ("items", ("ข้อคำถาม", "เลขข้อ", "ข้อคำถามที่")),
    ("weak_point", ("ประเด็น", "ข้อบกพร่อง", "จุดอ่อน", "จุดที่ต้อง", "ปัญหา", "สภาพปัญหา", "ข้อสังเกต")),
)  # fmt: skip
_TOPICS = {"ประเด็น", "ประเด็นที่", "ประเด็นการประเมิน", "ประเด็นการพัฒนา", "ประเด็นการยกระดับ", "หัวข้อ", "หัวข้อที่", "7ประเด็น", "๗ประเด็น"}  # fmt: skip
_WHO = {"หน่วยงาน", "กอง", "สำนักกอง", "กองสำนัก", "กองฝ่าย", "ผู้เกี่ยวข้อง", "หน่วยงานที่เกี่ยวข้อง"}
_NUMBERS = {"ที่", "ลำดับ", "ลำดับที่", "ข้อ", "ข้อที่", "no", "#"}
_LONGEST = 90  # characters; a cell that begins with "มาตรการ" and goes on for long is a measure
# What may follow the beginning of a heading that is nothing else.
_FOLLOWS = re.compile(
    "(?:ที่|การ|ใน|ของ|และ|หรือ|เพื่อ|ต้อง|จะ|ได้|ชื่อ|ผล|ผู้|วิธี|แนวทาง|มาตรการ|โครงการ|กิจกรรม|งาน|ขั้นตอน|ดำเนินการ|ดำเนินงาน|ดำเนิน|ปฏิบัติ|ปฏิบัติการ|"
    "แก้ไข|ปรับปรุง|พัฒนา|ยกระดับ|ส่งเสริม|คุณธรรม|ความโปร่งใส|โปร่งใส|ภายใน|หน่วยงาน|รับผิดชอบ|ส่วนราชการ|กอง|สำนัก|เวลา|ระยะ|เดือน|ปี|งบประมาณ|พศ|"
    "กำกับ|ติดตาม|ประเมิน|รายงาน|ตัวชี้วัด|ประเด็น|ข้อบกพร่อง|จุดอ่อน|ข้อจำกัด|ข้อ|ตรวจ|พบ|ปัญหา|สำเร็จ|ความ|หลัก|ย่อย|ita|[0-9๐-๙])*"
)
_DATA = re.compile(r"\s*(?:\(?[0-9๐-๙]{1,3}[.)]?|[0-9๐-๙]{1,2}[.)]\s*\S.*|[-–•].*)", re.DOTALL)


def key_of(cell: str, meanings: Meanings = NONE) -> str | None:
    """Return the column's key, "" for a known heading that is none of a measure's, None for no heading."""
    key = same_heading_key(cell) if len(cell) <= 2 * _LONGEST else ""
    if not key or len(key) > _LONGEST:
        return None
    return meanings[key] if key in meanings else _known(key, cell)


@lru_cache(maxsize=4096)
def _known(key: str, cell: str) -> str | None:
    if key in _NUMBERS:
        return NUMBER
    if span_of(cell):
        return MARKS
    if key in _TOPICS or key in _WHO:
        return "topic" if key in _TOPICS else "responsible"
    # The longest beginning counts: "แนวทางการติดตาม" is no "แนวทาง".
    fitting = _begun(key)
    return max(fitting)[1] if fitting else None


def no_heading(width: int, place: int) -> str:
    """Return what stands for the heading of a column in tables of this width that have none."""
    return f"คอลัมน์{place + 1}จาก{width}"


def _begun(key: str) -> list[tuple[int, str]]:
    return [(len(begin), name) for name, begins in _BEGINS for begin in begins if key.startswith(begin)]


@lru_cache(maxsize=4096)
def _is_whole(cell: str) -> bool:
    """Whether a cell is a heading and nothing more: all its words are those of headings."""
    key = same_heading_key(cell)
    if key in _NUMBERS | _TOPICS | _WHO or span_of(cell):
        return True
    return any(_FOLLOWS.fullmatch(key, length) for length, _ in _begun(key))


def find_doubled(cells: Sequence[str], meanings: Meanings = NONE) -> dict[str, tuple[int, ...]]:
    """Return by key the places of all columns that a heading row has more than once."""
    places: dict[str, tuple[int, ...]] = {}
    for place, cell in enumerate(cells):
        if key := key_of(cell, meanings):
            places[key] = (*places.get(key, ()), place)
    return {key: found for key, found in places.items() if len(found) > 1 and key not in (NUMBER, MARKS)}


def columns_of(cells: Sequence[str], meanings: Meanings = NONE) -> dict[str, int] | None:
    """Return the columns' places where the cells are a heading row: it names measures and something about them."""
    keys = [key_of(cell, meanings) for cell in cells]
    places = {key: keys.index(key) for key in keys if key}
    if "title" not in places or not places.keys() - {"title", NUMBER}:
        return None
    filled = [(cell, key) for cell, key in zip(cells, keys, strict=True) if cell]
    if meanings and all(same_heading_key(cell) in meanings for cell, _ in filled):
        return places
    # In a row of measures some cell may begin like a heading, hardly half of them do, and some are clearly none.
    if any(_DATA.fullmatch(cell) and key is None for cell, key in filled):
        return None
    whole = sum(_is_whole(cell) for cell, key in filled if key is not None)
    many = sum(key is not None for _, key in filled) * 2 > len(filled)
    return places if whole >= 2 or (whole and many) else None
