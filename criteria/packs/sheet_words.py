"""The rules of a pack in the words of its workbook: they are written for YAML, whose signs stand in no cell; pure."""

import re

from criteria.enums import Confidence, ItemScale, Scope
from criteria.packs.sheets import labels_of
from itaportal.language import marked
from itaportal.translated import translated

_QUOTED = re.compile(r'(เช่น|such as) "([^"]+)"')


def _one_of(kind: type) -> str:
    return marked(f"กรุณาเลือกจากรายการ: “{'”, “'.join(labels_of(kind).values())}”")


# In this order: a longer text before what it holds.
_WORDS = (
    (marked("ต้องเป็น confirmed, medium, memory หรือ not_found"), _one_of(Confidence)),
    (marked("ต้องเป็น full หรือ total_only"), _one_of(Scope)),
    (marked("ต้องเป็น likert4, yesno, binary หรือ null"), marked(f"{_one_of(ItemScale)} หรือเว้นว่าง")),
    (marked("ต้องเป็น true (ผ่าน) หรือ false (ไม่ผ่าน)"), _one_of(bool)),
    (marked('วันที่ ค.ศ. ในเครื่องหมายคำพูด เช่น "2022-03-31"'), marked("วันที่ที่มีอยู่จริง เช่น 31/3/2565")),
    (marked(" ในเครื่องหมายคำพูด"), " "),
    (marked("ในเครื่องหมายคำพูด"), ""),
    (marked("หรือเป็น null"), marked("หรือเว้นว่าง")),
    (marked("ให้เขียน []"), marked("ให้เว้นว่าง")),
    (marked("เช่น [O1, O2]"), marked("เช่น O1, O2")),
)


def in_sheet_words(message: str) -> str:
    """Return what a rule says, in the reader's language, without the signs of YAML."""
    for words, instead in _WORDS:
        message = message.replace(translated(words), translated(instead))
    return _QUOTED.sub(r"\1 \2", message).replace("  ", " ")
