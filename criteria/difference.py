"""What is different between two years' criteria, or two versions of one year's; pure, in Thai for the reader of a draft."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from criteria.enums import DifferenceKind
from criteria.lines import predecessor
from criteria.rulebook import Criteria, Evidence
from criteria.schema import Backed, Indicator, Items, Level, Previous
from itaportal.language import gettext
from itaportal.translated import translated

_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the thing, and both values in words ("–" for none)."""

    kind: DifferenceKind
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Part:
    """The differences of one part of the criteria."""

    title: str
    changes: tuple[Difference, ...]


def evidence_of(criteria: Criteria) -> list[tuple[str, Evidence]]:
    """Return the blocks of a pack by name, with how well each is backed."""
    blocks: list[tuple[str, Backed | Items | Previous]] = [
        (gettext("เครื่องมือ"), criteria.instrument_block),
        (gettext("น้ำหนัก"), criteria.weights),
        (gettext("ตัวชี้วัด"), criteria.indicator_block),
        (gettext("ด้านที่ควรพัฒนา"), criteria.indicator_block.focus),
        *((gettext("ข้อของ {code}").format(code=entry.code), entry.block) for entry in criteria.items),
        (gettext("ระดับผลการประเมิน"), criteria.level_block),
        (gettext("เลขข้อของรายงาน"), criteria.documents),
        (gettext("ประเด็น"), criteria.topic_block),
        *([(gettext("การเทียบกับปีก่อน"), criteria.previous)] if criteria.previous else []),
        (gettext("ตัวเลขของประเทศ"), criteria.national),
    ]
    return [(name, criteria.evidence(block)) for name, block in blocks]


def find_differences(before: Criteria, after: Criteria) -> tuple[Part, ...]:
    """Return the parts that differ; indicators are paired by the mapping where the years differ."""
    parts = {
        gettext("เกณฑ์ผ่านและรายงาน"): _compare_described(before, after, _single),
        gettext("เครื่องมือและน้ำหนัก"): _compare_described(before, after, _instruments),
        gettext("ระดับผลการประเมิน"): _compare_described(before, after, _levels),
        gettext("ตัวชี้วัด"): _indicators(before, after),
        gettext("จำนวนข้อ"): _compare_described(before, after, _counts),
        gettext("ข้อ"): _compare_described(before, after, _items),
        gettext("ประเด็น"): _compare_described(before, after, _topics),
        gettext("ความน่าเชื่อถือและแหล่งอ้างอิง"): _compare_described(before, after, _backing),
    }
    found = ((title, tuple(changes)) for title, changes in parts.items())
    return tuple(Part(title, changes) for title, changes in found if changes)


def _compare_values(label: str, before: str, after: str) -> Iterator[Difference]:
    if before != after:
        yield Difference(DifferenceKind.CHANGED, label, before or _NOTHING, after or _NOTHING)


def _compare_described(
    before: Criteria, after: Criteria, describe: Callable[[Criteria], dict[str, str]]
) -> Iterator[Difference]:
    """Compare what both say of things that have the same name when they are the same thing."""
    old, new = describe(before), describe(after)
    for name, said in new.items():
        if name in old:
            yield from _compare_values(name, old[name], said)
        else:
            yield Difference(DifferenceKind.ADDED, name, _NOTHING, said)
    for name, said in old.items():
        if name not in new:
            yield Difference(DifferenceKind.REMOVED, name, said, _NOTHING)


def _indicators(before: Criteria, after: Criteria) -> Iterator[Difference]:
    known = {entry.code: entry for entry in before.indicators}
    same_year = before.fiscal_year == after.fiscal_year
    continued = set()
    for entry in after.indicators:
        source = entry.code if same_year else predecessor(after, entry.code)
        label = gettext("ตัวชี้วัดที่ {code}").format(code=entry.code)
        if source in known:
            continued.add(source)
            yield from _compare_values(label, _indicator(known[source]), _indicator(entry))
        else:
            yield Difference(DifferenceKind.ADDED, label, _NOTHING, _indicator(entry))
    for code, entry in known.items():
        if code not in continued:
            yield Difference(
                DifferenceKind.REMOVED,
                gettext("ตัวชี้วัดที่ {code} (เดิม)").format(code=code),
                _indicator(entry),
                _NOTHING,
            )


def _indicator(entry: Indicator) -> str:
    subs = (
        gettext(" มี {sub_indicators} ตัวชี้วัดย่อย").format(sub_indicators=len(entry.sub_indicators))
        if entry.sub_indicators
        else ""
    )
    return f"{entry.code} {entry.name} ({entry.instrument}){subs}"


def _single(criteria: Criteria) -> dict[str, str]:
    return {
        gettext("คะแนนที่ถือว่าผ่าน"): _points(criteria.pass_line),
        gettext("เลขข้อของรายงานการวิเคราะห์"): criteria.documents.analysis or "",
        gettext("เลขข้อของรายงานผลการดำเนินการ"): criteria.documents.result or "",
    }


def _instruments(criteria: Criteria) -> dict[str, str]:
    entries = criteria.instruments
    return {
        entry.code: gettext("{name} น้ำหนักร้อยละ {weight}").format(
            name=entry.name, weight=_points(entry.weight * 100)
        )
        for entry in entries
    }


def _levels(criteria: Criteria) -> dict[str, str]:
    return {entry.name: _level(entry) for entry in criteria.levels}


def _level(entry: Level) -> str:
    each = (
        gettext(" ทุกเครื่องมือตั้งแต่ {instrument_minimum}").format(
            instrument_minimum=_points(entry.instrument_minimum)
        )
        if entry.instrument_minimum
        else ""
    )
    return gettext("ตั้งแต่ {minimum} คะแนน{each} ({value})").format(
        minimum=_points(entry.minimum), each=each, value=gettext("ผ่าน") if entry.passed else gettext("ไม่ผ่าน")
    )


def _counts(criteria: Criteria) -> dict[str, str]:
    return {
        each.code: gettext("ไม่ทราบจำนวน")
        if each.count is None
        else gettext("{count} ข้อ").format(count=each.count)
        for each in criteria.items
    }


def _items(criteria: Criteria) -> dict[str, str]:
    items = (item for each in criteria.items for item in each.items)
    return {
        item.code: gettext("{wording} (ตัวชี้วัดที่ {indicator})").format(
            wording=item.wording or gettext("ไม่มีข้อความ"), indicator=item.indicator
        )
        for item in items
    }


def _topics(criteria: Criteria) -> dict[str, str]:
    return {
        gettext("ประเด็นที่ {number}").format(number=entry.number): entry.name
        + (f" ({', '.join(entry.items)})" if entry.items else "")
        for entry in criteria.topics
    }


def _backing(criteria: Criteria) -> dict[str, str]:
    return {
        name: translated(each.confidence.label) + (f": {'; '.join(each.sources)}" if each.sources else "")
        for name, each in evidence_of(criteria)
    }


def _points(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
