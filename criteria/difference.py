"""What is different between two years' criteria, or two versions of one year's; pure, in Thai for the reader of a draft."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from criteria.lines import predecessor
from criteria.rulebook import Criteria, Evidence, ItemList
from criteria.schema import Indicator, Instrument, Item, Level, Topic

_NOTHING = "–"


class Kind(StrEnum):
    """What happened to a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        """The Thai word shown to users."""
        return {Kind.ADDED: "เพิ่ม", Kind.REMOVED: "ตัดออก", Kind.CHANGED: "เปลี่ยน"}[self]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the thing, and both values in words ("–" for none)."""

    kind: Kind
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Part:
    """The differences of one part of the criteria; none where both agree."""

    title: str
    changes: tuple[Change, ...]


def evidence_of(criteria: Criteria) -> list[tuple[str, Evidence]]:
    """Return the blocks of a pack by name, with how well each is backed."""
    blocks = [
        ("เครื่องมือ", criteria.instrument_block),
        ("น้ำหนัก", criteria.weights),
        ("ตัวชี้วัด", criteria.indicator_block),
        ("ด้านที่ควรพัฒนา", criteria.indicator_block.focus),
        *((f"ข้อของ {entry.code}", entry.block) for entry in criteria.items),
        ("ระดับผลการประเมิน", criteria.level_block),
        ("เลขข้อของรายงาน", criteria.documents),
        ("ประเด็น", criteria.topic_block),
        *([("การเทียบกับปีก่อน", criteria.previous)] if criteria.previous else []),
        ("ตัวเลขของประเทศ", criteria.national),
    ]
    return [(name, criteria.evidence(block)) for name, block in blocks]


def differences(before: Criteria, after: Criteria) -> tuple[Part, ...]:
    """Return what is different, part by part; indicators are paired by the mapping where the years differ."""
    parts = {
        "เกณฑ์ผ่านและรายงาน": _single(before, after),
        "เครื่องมือและน้ำหนัก": _paired(before.instruments, after.instruments, _code, _instrument),
        "ระดับผลการประเมิน": _paired(before.levels, after.levels, lambda level: level.name, _level),
        "ตัวชี้วัด": _indicators(before, after),
        "จำนวนข้อ": _paired(before.items, after.items, _code, _count),
        "ข้อ": _paired(_items(before), _items(after), _code, _item),
        "ประเด็น": _paired(before.topics, after.topics, lambda topic: f"ประเด็นที่ {topic.number}", _topic),
        "ความน่าเชื่อถือและแหล่งอ้างอิง": _evidence(before, after),
    }
    return tuple(Part(title, tuple(changes)) for title, changes in parts.items())


def _changed(label: str, before: str, after: str) -> Iterator[Change]:
    if before != after:
        yield Change(Kind.CHANGED, label, before or _NOTHING, after or _NOTHING)


def _paired(old: Iterable, new: Iterable, key: Callable, words: Callable) -> Iterator[Change]:
    """Compare two lists of things that have the same key when they are the same thing."""
    old_words = {key(entry): words(entry) for entry in old}
    new_words = {key(entry): words(entry) for entry in new}
    for name, said in new_words.items():
        if name not in old_words:
            yield Change(Kind.ADDED, name, _NOTHING, said)
        else:
            yield from _changed(name, old_words[name], said)
    for name, said in old_words.items():
        if name not in new_words:
            yield Change(Kind.REMOVED, name, said, _NOTHING)


def _single(before: Criteria, after: Criteria) -> Iterator[Change]:
    yield from _changed("คะแนนที่ถือว่าผ่าน", _points(before.pass_line), _points(after.pass_line))
    for label, kind in (("รายงานการวิเคราะห์", "analysis"), ("รายงานผลการดำเนินการ", "result")):
        yield from _changed(
            f"เลขข้อของ{label}", before.document_item(kind) or "", after.document_item(kind) or ""
        )


def _indicators(before: Criteria, after: Criteria) -> Iterator[Change]:
    known = {entry.code: entry for entry in before.indicators}
    same_year = before.fiscal_year == after.fiscal_year
    continued = set()
    for entry in after.indicators:
        source = entry.code if same_year else predecessor(after, entry.code)
        label = f"ตัวชี้วัดที่ {entry.code}"
        if source in known:
            continued.add(source)
            yield from _changed(label, _indicator(known[source]), _indicator(entry))
        else:
            yield Change(Kind.ADDED, label, _NOTHING, _indicator(entry))
    for code, entry in known.items():
        if code not in continued:
            yield Change(Kind.REMOVED, f"ตัวชี้วัดที่ {code} (เดิม)", _indicator(entry), _NOTHING)


def _evidence(before: Criteria, after: Criteria) -> Iterator[Change]:
    old, new = dict(evidence_of(before)), dict(evidence_of(after))
    yield from _paired(old.items(), new.items(), lambda pair: pair[0], lambda pair: _backing(pair[1]))


def _code(entry: Instrument | Item | ItemList) -> str:
    return entry.code


def _items(criteria: Criteria) -> list[Item]:
    return [item for each in criteria.items for item in each.items]


def _points(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _instrument(entry: Instrument) -> str:
    return f"{entry.name} น้ำหนักร้อยละ {_points(entry.weight * 100)}"


def _level(entry: Level) -> str:
    each = f" ทุกเครื่องมือตั้งแต่ {_points(entry.instrument_minimum)}" if entry.instrument_minimum else ""
    return f"ตั้งแต่ {_points(entry.minimum)} คะแนน{each} ({'ผ่าน' if entry.passed else 'ไม่ผ่าน'})"


def _indicator(entry: Indicator) -> str:
    subs = f" มี {len(entry.sub_indicators)} ตัวชี้วัดย่อย" if entry.sub_indicators else ""
    return f"{entry.code} {entry.name} ({entry.instrument}){subs}"


def _count(entry: ItemList) -> str:
    return "ไม่ทราบจำนวน" if entry.count is None else f"{entry.count} ข้อ"


def _item(entry: Item) -> str:
    return f"{entry.wording or 'ไม่มีข้อความ'} (ตัวชี้วัดที่ {entry.indicator})"


def _topic(entry: Topic) -> str:
    items = f" ({', '.join(entry.items)})" if entry.items else ""
    return entry.name + items


def _backing(evidence: Evidence) -> str:
    sources = f": {'; '.join(evidence.sources)}" if evidence.sources else ""
    return evidence.confidence.label + sources
