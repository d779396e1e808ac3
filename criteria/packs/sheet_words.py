"""The rules of a pack in the words of its workbook: they are written for YAML, whose signs stand in no cell; pure."""

import re

from criteria.enums import Confidence, ItemScale, Scope
from criteria.packs.sheets import labels_of

_QUOTED = re.compile(r'เช่น "([^"]+)"')


def _one_of(kind: type) -> str:
    return f"กรุณาเลือกจากรายการ: {', '.join(labels_of(kind).values())}"


# In this order: a longer text before what it holds.
_WORDS = (
    ("ต้องเป็น confirmed, medium, memory หรือ not_found", _one_of(Confidence)),
    ("ต้องเป็น full หรือ total_only", _one_of(Scope)),
    ("ต้องเป็น likert4, yesno, binary หรือ null", f"{_one_of(ItemScale)} หรือเว้นว่าง"),
    ("ต้องเป็น true (ผ่าน) หรือ false (ไม่ผ่าน)", _one_of(bool)),
    ('วันที่ ค.ศ. ในเครื่องหมายคำพูด เช่น "2022-03-31"', "วันที่ที่มีอยู่จริง เช่น 31/3/2565"),
    (" ในเครื่องหมายคำพูด", " "),
    ("ในเครื่องหมายคำพูด", ""),
    ("หรือเป็น null", "หรือเว้นว่าง"),
    ("ให้เขียน []", "ให้เว้นว่าง"),
    ("เช่น [O1, O2]", "เช่น O1, O2"),
)


def in_sheet_words(message: str) -> str:
    """Return what a rule says without the signs of YAML."""
    for words, instead in _WORDS:
        message = message.replace(words, instead)
    return _QUOTED.sub(r"เช่น \1", message).replace("  ", " ")
