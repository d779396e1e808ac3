"""What people wrote in words, field by field."""

from collections.abc import Iterator
from dataclasses import dataclass

from itaportal.thai import to_arabic_digits
from reports.completeness.parts import Snapshot, Target, indicators, measures
from reports.enums import KINDS_OF_A_PLAN

_FINDING = {
    "text": "ผลการวิเคราะห์",
    "class_reason": "เหตุผลที่จัดกลุ่ม",
    "recommendation": "ข้อเสนอแนะของผู้ตรวจประเมิน",
    "response": "แนวทางที่หน่วยงานพิจารณาแล้ว",
}
_MEASURE = {
    "title": "ชื่อ",
    "activities": "กิจกรรมย่อย",
    "weak_point": "ข้อบกพร่อง",
    "follow_up": "การกำกับติดตาม",
    "limitation": "ข้อจำกัด",
}
_PROGRESS = {
    "note": "หมายเหตุ",
    "action_taken": "สิ่งที่ได้ดำเนินการ",
    "result": "ผลการดำเนินการ",
    "outcome": "ผลลัพธ์",
    "suggestion": "ข้อเสนอแนะ",
}


@dataclass(frozen=True, slots=True)
class Text:
    """What was typed into one field, with Arabic digits; ``where`` names the field in Thai."""

    where: str
    target: Target
    words: str


def texts(snapshot: Snapshot) -> list[Text]:
    """Return the texts that the document prints, or that its sentences come from, without empty ones."""
    pieces = [
        ("ชื่อเรื่องในหัวเอกสาร", ("letter", "subject"), snapshot["letter"]["subject"]),
        ("ที่มาของมาตรการ", ("plan", "decided_in"), snapshot["plan"]["decided_in"]),
        ("คำอธิบายเมื่อคะแนนไม่ตรงกัน", ("scores", "explanation"), snapshot["assessment"]["explanation"]),
        *(("ถ้อยคำในเอกสาร", ("sentences", name), text) for name, text in snapshot["sentences"].items()),
        *(_findings(snapshot) if snapshot["kind"] in KINDS_OF_A_PLAN else ()),
        *_measures(snapshot),
    ]
    return [Text(where, target, to_arabic_digits(words)) for where, target, words in pieces if words]


def _findings(snapshot: Snapshot) -> Iterator[tuple[str, Target, str]]:
    for entry in indicators(snapshot):
        for name, label in _FINDING.items() if entry["finding"] else ():
            target = ("finding", entry["code"], name)
            yield f"ตัวชี้วัดที่ {entry['code']} ({label})", target, entry["finding"][name]


def _measures(snapshot: Snapshot) -> Iterator[tuple[str, Target, str]]:
    for measure, title in measures(snapshot):
        for name, label in _MEASURE.items():
            yield f"{title} ({label})", ("measure", measure["id"], name), measure[name]
        steps = "\n".join(step["text"] for step in measure["steps"])
        yield f"{title} (ขั้นตอน)", ("measure", measure["id"], "steps"), steps
        for name, label in _PROGRESS.items() if measure["progress"] else ():
            yield f"{title} ({label})", ("progress", measure["id"], name), measure["progress"][name]
