"""Differences of the plan: measures, their steps, progress and evidence."""

from collections import Counter
from collections.abc import Iterator

from approvals.changes.fields import Change, Fields, Part, day, fields, label, listed, text
from measures.enums import EvidenceKind, MeasureKind, Status


def _steps(steps: list[Part] | None) -> str:
    lines = []
    for number, step in enumerate(steps or (), start=1):
        more = " · ".join(text for text in (step["period"], step["responsible"]) if text)
        lines.append(f"{number}. {step['text']}" + (f" ({more})" if more else ""))
    return "\n".join(lines)


_PLAN: Fields = (
    ("fiscal_year", "ปีของแผน", text),
    ("decided_on", "วันที่กำหนดมาตรการ", day),
    ("decided_in", "หนังสือที่กำหนดมาตรการ", text),
)
_MEASURE: Fields = (
    ("title", "ชื่อ", text),
    ("kind", "ประเภท", label(MeasureKind)),
    ("activities", "กิจกรรมย่อย", text),
    ("indicator_codes", "ตัวชี้วัด", listed),
    ("topic_numbers", "ประเด็น", listed),
    ("item_codes", "ข้อคำถาม", listed),
    ("weak_point", "ข้อบกพร่อง / จุดอ่อน", text),
    ("steps", "ขั้นตอน", _steps),
    ("responsible", "ผู้รับผิดชอบ", text),
    ("period", "ระยะเวลา", text),
    ("follow_up", "การกำกับติดตาม", text),
    ("limitation", "ข้อจำกัด", text),
)
_PROGRESS: Fields = (
    ("status", "สถานะ", label(Status)),
    ("note", "หมายเหตุ", text),
    ("action_taken", "สิ่งที่ได้ดำเนินการ", text),
    ("result", "ผลการดำเนินการ", text),
    ("outcome", "ผลลัพธ์ / ความสำเร็จ", text),
    ("suggestion", "ข้อเสนอแนะ", text),
)


def plan(old: Part, new: Part) -> Iterator[Change]:
    """Yield what the plans of two snapshots say, with the measures added, taken out and moved."""
    yield from fields(_PLAN, old["plan"], new["plan"])
    was, now = old["plan"]["measures"], new["plan"]["measures"]
    pairs = _matched(was, now)
    for position, measure in enumerate(now):
        if position in pairs:
            yield from _measure(was[pairs[position]], measure)
        else:
            yield Change(f"เพิ่ม{_name(measure)}", "", _steps(measure["steps"]) or measure["title"])
    for position, measure in enumerate(was):
        if position not in pairs.values():
            yield Change(f"ตัด{_name(measure)}ออก", _steps(measure["steps"]) or measure["title"], "")
    if list(pairs.values()) != sorted(pairs.values()):
        yield Change("ลำดับของมาตรการ", _order(was), _order(now))


def _order(measures: list[Part]) -> str:
    return "\n".join(f"{number}. {measure['title']}" for number, measure in enumerate(measures, start=1))


def _name(measure: Part) -> str:
    return f"{label(MeasureKind)(measure['kind'])} “{measure['title']}”"


def _matched(was: list[Part], now: list[Part]) -> dict[int, int]:
    """Return the old position by the new one: by id, and among the rest by title, each measure once."""
    pairs: dict[int, int] = {}
    for key in ("id", "title"):
        free = {
            measure[key]: at for at, measure in reversed(list(enumerate(was))) if at not in pairs.values()
        }
        for position, measure in enumerate(now):
            if position not in pairs and measure[key] in free:
                pairs[position] = free.pop(measure[key])
    return dict(sorted(pairs.items()))


def _measure(old: Part, new: Part) -> Iterator[Change]:
    where = f"{_name(new)}: "
    yield from fields(_MEASURE, old, new, where)
    yield from fields(_PROGRESS, old["progress"], new["progress"], where)
    before, after = ((side["progress"] or {}).get("evidence") or [] for side in (old, new))
    yield from _evidence(before, after, where)


def _evidence(old: list[Part], new: list[Part], where: str) -> Iterator[Change]:
    was, now = Counter(map(_identity, old)), Counter(map(_identity, new))
    for kind, word in (("photo", "ภาพ"), ("file", "ไฟล์"), ("link", "ลิงก์")):
        added, gone = (
            [identity for identity in side.elements() if identity[0] == EvidenceKind(kind)]
            for side in (now - was, was - now)
        )
        yield Change(f"{where}เพิ่ม{word}", "", f"{len(added)} {word}" if added else "")
        yield Change(f"{where}ลบ{word}", f"{len(gone)} {word}" if gone else "", "")
    if was == now:
        yield Change(f"{where}ลำดับและคำบรรยายหลักฐาน", _captions(old), _captions(new))


def _identity(piece: Part) -> tuple[str, str]:
    return piece["kind"], piece["url"] if piece["kind"] == EvidenceKind.LINK else piece["sha256"]


def _captions(pieces: list[Part]) -> str:
    told = (
        " ".join(filter(None, (piece["caption"], piece["name"], day(piece["event_date"]))))
        for piece in pieces
    )
    return "\n".join(f"{number}. {text}" for number, text in enumerate(told, start=1))
