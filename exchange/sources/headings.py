"""The columns of a measures table as reports name them, recognised by their headings. Pure.

The wordings are those of five reports of different municipalities; a heading is compared without spaces and marks.
"""

from collections.abc import Sequence

from itaportal.thai.keys import same_heading_key

# Key and the heading under which the import knows the column.
HEADINGS = {
    "indicator": "ตัวชี้วัดที่",
    "weak_point": "ข้อบกพร่อง / จุดอ่อน",
    "title": "ชื่อมาตรการ / โครงการ / กิจกรรม",
    "steps": "ขั้นตอน / วิธีการ",
    "responsible": "ผู้รับผิดชอบ (ข้อความ)",
    "period": "ระยะเวลา (ข้อความ)",
    "follow_up": "การกำกับติดตาม",
    "limitation": "ข้อจำกัดของหน่วยงาน",
}
NUMBER = "number"

# In this order: "มาตรการหรือกิจกรรมที่ดำเนินการ…" tells what was done and is no measure's name.
_BEGINS = (
    ("", ("มาตรการหรือกิจกรรมที่ดำเนินการ", "ผลการดำเนิน", "ผลการวิเคราะห์", "ข้อเสนอแนะ", "สถานะ")),
    ("title", ("มาตรการ", "ชื่อมาตรการ", "โครงการ", "กิจกรรม", "แนวทาง", "ชื่อโครงการ")),
    ("steps", ("ขั้นตอน", "วิธีการ", "วิธีดำเนินการ", "วิธีปฏิบัติ")),
    ("responsible", ("ผู้รับผิดชอบ", "หน่วยงานผู้รับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "หน่วยงานรับผิดชอบ", "ส่วนราชการ", "ผู้ดำเนินการ")),
    ("period", ("ระยะเวลา", "ช่วงระยะเวลา", "ช่วงเวลา", "กำหนดเวลา", "กำหนดการ")),
    ("follow_up", ("การกำกับ", "การติดตาม", "กำกับติดตาม", "การรายงานผล", "แนวทางการกำกับ", "แนวทางการติดตาม")),
    ("limitation", ("ข้อจำกัด",)),
    ("indicator", ("ตัวชี้วัด",)),
    ("weak_point", ("ประเด็น", "ข้อบกพร่อง", "จุดอ่อน")),
)  # fmt: skip
_NUMBERS = {"ที่", "ลำดับ", "ลำดับที่", "ข้อ", "ข้อที่"}
_LONGEST = 90  # characters; a cell that begins with "มาตรการ" and goes on for long is a measure


def key_of(cell: str) -> str | None:
    """Return the column's key, "" for a known heading that is none of a measure's, None for no heading."""
    key = same_heading_key(cell) if len(cell) <= 2 * _LONGEST else ""
    if not key or len(key) > _LONGEST:
        return None
    if key in _NUMBERS:
        return NUMBER
    # The longest beginning counts: "แนวทางการติดตาม" is no "แนวทาง".
    fitting = [(len(begin), name) for name, begins in _BEGINS for begin in begins if key.startswith(begin)]
    return max(fitting)[1] if fitting else None


def find_doubled(cells: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return by key the places of all columns that a heading row has more than once."""
    places: dict[str, tuple[int, ...]] = {}
    for place, cell in enumerate(cells):
        if key := key_of(cell):
            places[key] = (*places.get(key, ()), place)
    return {key: found for key, found in places.items() if len(found) > 1 and key != NUMBER}


def columns_of(cells: Sequence[str]) -> dict[str, int] | None:
    """Return the columns' places where the cells are a heading row: it names measures and something about them."""
    keys = [key_of(cell) for cell in cells]
    places = {key: keys.index(key) for key in keys if key}
    filled = [key for cell, key in zip(cells, keys, strict=True) if cell]
    is_heading = "title" in places and len(places.keys() - {"title", NUMBER}) >= 1
    # In a row of measures some cell may begin like a heading, hardly half of them do.
    return places if is_heading and sum(key is not None for key in filled) * 2 > len(filled) else None
