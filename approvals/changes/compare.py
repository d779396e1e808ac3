"""What differs between two snapshots, in words for the person who decides; pure.

What a reader of the document does not see as content is left out: the approval, the emblem, ids, and pictures, of which
only the number added and removed is told.
"""

from collections.abc import Iterator

from approvals.changes.fields import Change, Fields, Part, day, fields, label, text
from approvals.changes.plan import plan
from assessments.enums import WeaknessClass

_AGENCY: Fields = (
    ("name", "ชื่อหน่วยงาน", text),
    ("short_name", "ชื่อย่อหน่วยงาน", text),
    ("kind", "ประเภทหน่วยงาน", text),
    ("district", "อำเภอ", text),
    ("province", "จังหวัด", text),
    ("office", "ส่วนราชการเจ้าของเรื่อง", text),
    ("unit", "งานที่จัดทำรายงาน", text),
    ("phone", "โทรศัพท์", text),
    ("email", "อีเมล", text),
)
_LETTER: Fields = (
    ("number", "ที่", text),
    ("dated", "วันที่ของหนังสือ", day),
    ("subject", "เรื่อง", text),
    ("addressee", "เรียน", text),
    ("via", "ผ่าน", text),
)
_RESULT: Fields = (
    ("fiscal_year", "ปีที่ประเมิน", text),
    ("total", "คะแนนรวม", text),
    ("level", "ระดับผลการประเมิน", text),
    ("explanation", "คำอธิบายผลการประเมิน", text),
)
_FINDING: Fields = (
    ("weakness_class", "กลุ่ม", label(WeaknessClass)),
    ("text", "ผลการวิเคราะห์", text),
    ("class_reason", "เหตุผลที่จัดกลุ่ม", text),
    ("recommendation", "ข้อเสนอแนะของผู้ตรวจประเมิน", text),
    ("response", "แนวทางที่หน่วยงานพิจารณา", text),
    ("rank", "ลำดับความสำคัญ", text),
)


def changes(old: Part, new: Part) -> tuple[Change, ...]:
    """Return the differences from ``old`` to ``new`` in the order of the document."""
    return tuple(change for told in _PARTS for change in told(old, new) if change.before != change.after)


def _letter(old: Part, new: Part) -> Iterator[Change]:
    yield from fields(_LETTER, old["letter"], new["letter"])
    yield from fields(_AGENCY, old["agency"], new["agency"])
    yield Change(
        "รายงานผล ณ วันที่", day((old["round"] or {}).get("as_at")), day((new["round"] or {}).get("as_at"))
    )


def _result(old: Part, new: Part) -> Iterator[Change]:
    before, after = old["assessment"], new["assessment"]
    yield from fields(_RESULT, before, after)
    was, now = _indicators(before), _indicators(after)
    for code in [*now, *(code for code in was if code not in now)]:
        gone, here = was.get(code, {}), now.get(code, {})
        name = f"ตัวชี้วัดที่ {code} {(here or gone)['name']}"
        yield Change(f"คะแนน{name}", text(gone.get("score")), text(here.get("score")))
        yield from fields(_FINDING, gone.get("finding"), here.get("finding"), f"{name}: ")
    yield from _by_code("คะแนนข้อ", before.get("items"), after.get("items"))


def _indicators(assessment: Part) -> dict[str, Part]:
    return {row["code"]: row for group in assessment["instruments"] for row in group["indicators"]}


def _by_code(word: str, old: Part | None, new: Part | None) -> Iterator[Change]:
    old, new = old or {}, new or {}
    for code in [*new, *(code for code in old if code not in new)]:
        yield Change(f"{word} {code}", text(old.get(code)), text(new.get(code)))


def _other_years(old: Part, new: Part) -> Iterator[Change]:
    was, now = _years(old), _years(new)
    for year in sorted(was.keys() | now.keys()):
        before, after = was.get(year, {}), now.get(year, {})
        yield Change(f"คะแนนรวมปี {year}", text(before.get("total")), text(after.get("total")))
        yield Change(f"ระดับผลการประเมินปี {year}", text(before.get("level")), text(after.get("level")))
        yield from _by_code(f"คะแนนปี {year} ตัวชี้วัดที่", before.get("indicators"), after.get("indicators"))
        yield from _by_code(f"คะแนนปี {year} ข้อ", before.get("items"), after.get("items"))


def _years(snapshot: Part) -> dict[int, Part]:
    """Return the results of the other years; that of the assessed one is told as the result itself."""
    rows = [*snapshot["history"], *([snapshot["later"]] if snapshot["later"] else [])]
    assessed = snapshot["assessment"]["fiscal_year"]
    return {row["fiscal_year"]: row for row in rows if row["fiscal_year"] != assessed}


def _people(people: list[Part] | None) -> str:
    words = (
        " ".join(one[name] for name in ("heading", "name", "position") if one[name]) for one in people or ()
    )
    return "\n".join(words)


def _wording(old: Part, new: Part) -> Iterator[Change]:
    yield Change("ผู้ลงนาม", _people(old["signatories"]), _people(new["signatories"]))
    for name in sorted(old["sentences"].keys() | new["sentences"].keys()):
        before, after = (side["sentences"].get(name, "(ข้อความของระบบ)") for side in (old, new))
        yield Change("ข้อความประจำเอกสาร", before, after)


_PARTS = (_letter, _result, _other_years, plan, _wording)
