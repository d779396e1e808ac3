"""Whether a criteria pack may be taken in: its shape first, then what its parts must agree on.

Pure: plain data in, problems out, in Thai for the site administrator who uploads a pack. What each rule
protects is said in ``docs/criteria-packs.md``.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from pydantic import ValidationError

from criteria.enums import Scope
from criteria.problems import Problem, problems_of_shape
from criteria.schema import (
    Backed,
    CalendarEntry,
    Indicators,
    Instruments,
    Items,
    Levels,
    Pack,
    Previous,
    Topics,
)
from itaportal.language import marked
from itaportal.thai.keys import same_word_key

_UNBACKED = marked("ยังไม่มีแหล่งยืนยัน ให้เว้นไว้เป็น")


def validate(data: object) -> list[Problem]:
    """Return what is wrong with a pack; an empty list means it may be used."""
    try:
        pack = Pack.model_validate(data)
    except ValidationError as error:
        return problems_of_shape(error)
    return [problem for rule in _RULES for problem in rule(pack)]


def _scope(pack: Pack) -> Iterator[Problem]:
    scored: dict[str, Instruments | Indicators | Levels] = {
        "instruments": pack.instrument_block,
        "indicators": pack.indicator_block,
        "levels": pack.level_block,
    }
    full = pack.scope is Scope.FULL
    for name, block in scored.items():
        if full and not block.entries:
            yield Problem(f"{name}.list", marked("ปีที่คิดคะแนนเต็มรูปแบบ (scope: full) ต้องมีรายการนี้"))
        if not full and block.entries:
            yield Problem(f"{name}.list", marked("ปีที่บันทึกเฉพาะคะแนนรวม (scope: total_only) ต้องไม่มีรายการนี้"))
    if full and pack.level_block.pass_line is None:
        yield Problem("levels.pass_line", marked("ปีที่คิดคะแนนเต็มรูปแบบต้องมีเกณฑ์ผ่าน"))


def _weights(pack: Pack) -> Iterator[Problem]:
    total = sum(entry.weight for entry in pack.instrument_block.entries)
    if pack.instrument_block.entries and total != 1:
        yield Problem("instruments.list", marked(f"น้ำหนักของเครื่องมือรวมกันต้องได้ 1 แต่รวมได้ {total}"))


def _unique(pack: Pack) -> Iterator[Problem]:
    instruments, indicators = pack.instrument_block.entries, pack.indicator_block.entries
    keyed: dict[str, list] = {
        "instruments.list": [entry.code for entry in instruments],
        "instruments.list[].letter": [entry.letter for entry in instruments],
        "indicators.list": [entry.code for entry in indicators],
        "indicators.list[].sub_indicators": [
            sub.code for entry in indicators for sub in entry.sub_indicators
        ],
        "levels.list": [entry.name for entry in pack.level_block.entries],
        "topics.list": [entry.number for entry in pack.topic_block.entries],
        **{
            f"items.{code}.list": [item.code for item in block.entries]
            for code, block in pack.item_blocks.items()
        },
    }
    for path, values in keyed.items():
        for value in _find_repeated(values):
            yield Problem(path, marked(f"มี {value} ซ้ำกัน ต้องมีเพียงรายการเดียว"))


def _instruments(pack: Pack) -> Iterator[Problem]:
    codes = [entry.code for entry in pack.instrument_block.entries]
    used = [entry.instrument for entry in pack.indicator_block.entries]
    for index, code in enumerate(used):
        if code not in codes:
            yield Problem(f"indicators.list[{index}].instrument", marked(f"ไม่มีเครื่องมือ {code} ใน instruments"))
    for index, code in enumerate(codes):
        if code not in used:
            yield Problem(f"instruments.list[{index}]", marked(f"เครื่องมือ {code} ไม่มีตัวชี้วัดเลย จึงคิดคะแนนไม่ได้"))
        if code not in pack.item_blocks:
            yield Problem(
                "items", marked(f"ขาดรายการข้อของเครื่องมือ {code} (ถ้าไม่ทราบให้ใส่ count: null, list: [])")
            )


def _item_codes(pack: Pack) -> Iterator[Problem]:
    letters = {entry.code: entry.letter for entry in pack.instrument_block.entries}
    owners = {entry.code: entry.instrument for entry in pack.indicator_block.entries}
    for instrument, block in pack.item_blocks.items():
        if instrument not in letters:
            yield Problem(f"items.{instrument}", marked(f"ไม่มีเครื่องมือ {instrument} ใน instruments"))
            continue
        for index, item in enumerate(block.entries):
            path, letter = f"items.{instrument}.list[{index}]", letters[instrument]
            if item.code[0] != letter:
                yield Problem(
                    f"{path}.code",
                    marked(f"เลขข้อของ {instrument} ต้องขึ้นต้นด้วย {letter} (พบ {item.code})"),
                )
            if block.count is not None and int(item.code[1:]) > block.count:
                yield Problem(f"{path}.code", marked(f"มีเพียง {block.count} ข้อ แต่พบ {item.code}"))
            if owners.get(item.indicator) != instrument:
                yield Problem(f"{path}.indicator", marked(f"{instrument} ไม่มีตัวชี้วัดที่ {item.indicator}"))


def _sub_indicators(pack: Pack) -> Iterator[Problem]:
    listed = {item.code: item.indicator for block in pack.item_blocks.values() for item in block.entries}
    for index, indicator in enumerate(pack.indicator_block.entries):
        path = f"indicators.list[{index}].sub_indicators"
        placed = [code for sub in indicator.sub_indicators for code in sub.items]
        for code in _find_repeated(placed):
            yield Problem(path, marked(f"ข้อ {code} อยู่ในตัวชี้วัดย่อยมากกว่าหนึ่งแห่ง"))
        for code in dict.fromkeys(placed):
            if listed.get(code) != indicator.code:
                yield Problem(path, marked(f"ข้อ {code} ไม่อยู่ในรายการข้อของตัวชี้วัดที่ {indicator.code}"))
        left_out = [code for code, owner in listed.items() if owner == indicator.code and code not in placed]
        if placed and left_out:
            yield Problem(path, marked(f"ยังไม่ได้จัดข้อ {', '.join(left_out)} เข้าตัวชี้วัดย่อยใด"))
        for number, sub in enumerate(indicator.sub_indicators):
            if sub.code.split(".")[0] != indicator.code:
                yield Problem(f"{path}[{number}].code", marked(f"ต้องขึ้นต้นด้วยเลขตัวชี้วัด {indicator.code}."))
            if not sub.items:
                yield Problem(
                    f"{path}[{number}].items", marked(f"ตัวชี้วัดย่อย {sub.code} ไม่มีข้อเลย จึงคิดคะแนนไม่ได้")
                )


def _levels(pack: Pack) -> Iterator[Problem]:
    levels, pass_line = pack.level_block.entries, pack.level_block.pass_line
    floors = [(level.minimum, level.instrument_minimum or Decimal(0)) for level in levels]
    for index in range(1, len(floors)):
        # With equal minimums only a lighter condition on the instruments lets the lower level be reached.
        if floors[index] >= floors[index - 1]:
            yield Problem(
                f"levels.list[{index}]", marked(f"ระดับ {levels[index].name} ต้องมีเกณฑ์ต่ำกว่าระดับก่อนหน้า")
            )
    if floors and floors[-1] != (0, 0):
        yield Problem(f"levels.list[{len(floors) - 1}]", marked("ระดับสุดท้ายต้องเริ่มที่ 0 และไม่มีเงื่อนไขรายเครื่องมือ"))
    for index, level in enumerate(levels):
        if pass_line is not None and level.passed != (level.minimum >= pass_line):
            yield Problem(
                f"levels.list[{index}].passed", marked(f"ไม่ตรงกับเกณฑ์ผ่าน {pass_line} คะแนน (pass_line)")
            )


def _references(pack: Pack) -> Iterator[Problem]:
    """Items named by documents and topics."""
    named = {"documents.analysis": pack.documents.analysis, "documents.result": pack.documents.result}
    for index, topic in enumerate(pack.topic_block.entries):
        named |= {f"topics.list[{index}].items[{place}]": code for place, code in enumerate(topic.items)}
    counts = {
        entry.letter: pack.item_blocks[entry.code].count if entry.code in pack.item_blocks else 0
        for entry in pack.instrument_block.entries
    }
    for path, code in named.items():
        count = counts.get(code[0], 0) if code else None
        if code and count is not None and int(code[1:]) > count:
            yield Problem(path, marked(f"ปี {pack.fiscal_year} ไม่มีข้อ {code}"))


def _previous(pack: Pack) -> Iterator[Problem]:
    if pack.previous is None:
        return
    if pack.previous.fiscal_year != pack.fiscal_year - 1:
        yield Problem("previous.fiscal_year", marked(f"ต้องเป็นปีก่อนหน้า คือ {pack.fiscal_year - 1}"))
    codes = {entry.code for entry in pack.indicator_block.entries}
    for code in pack.previous.indicators:
        if code not in codes:
            yield Problem(f"previous.indicators.{code}", marked(f"ปี {pack.fiscal_year} ไม่มีตัวชี้วัดที่ {code}"))


def _aliases(pack: Pack) -> Iterator[Problem]:
    indicators = pack.indicator_block.entries
    owners: dict[str, str] = {}
    for index, indicator in enumerate(indicators):
        if owners.setdefault(same_word_key(indicator.name), indicator.code) != indicator.code:
            yield Problem(f"indicators.list[{index}].name", marked(f"ชื่อ “{indicator.name}” ซ้ำกับตัวชี้วัดอื่น"))
    for index, indicator in enumerate(indicators):
        for place, alias in enumerate(indicator.aliases):
            owner = owners.setdefault(same_word_key(alias), indicator.code)
            if owner != indicator.code:
                path = f"indicators.list[{index}].aliases[{place}]"
                yield Problem(path, marked(f"ชื่อ “{alias}” ใช้กับตัวชี้วัดที่ {owner} แล้ว"))


def _sources(pack: Pack) -> Iterator[Problem]:
    for path, block in _backed_parts(pack):
        for key in block.sources:
            if key not in pack.sources:
                yield Problem(path, marked(f"ไม่มีแหล่งอ้างอิง {key} ใน sources"))
        if block.confidence.is_backed and not block.sources:
            yield Problem(path, marked("ข้อมูลที่ระบุว่า confirmed หรือ medium ต้องบอกแหล่งอ้างอิง"))


def _backed_parts(pack: Pack) -> Iterator[tuple[str, Backed | Items | Previous | CalendarEntry]]:
    """Yield every part that carries a confidence, with the path of its sources."""
    yield "instruments.sources", pack.instrument_block
    yield "weights.sources", pack.weights
    yield "indicators.sources", pack.indicator_block
    yield "indicators.focus_sources", pack.indicator_block.focus
    yield "levels.sources", pack.level_block
    yield "documents.sources", pack.documents
    yield "topics.sources", pack.topic_block
    yield "national.sources", pack.national
    yield from ((f"items.{code}.sources", block) for code, block in pack.item_blocks.items())
    yield from ((f"calendar[{index}].sources", entry) for index, entry in enumerate(pack.calendar))
    if pack.previous is not None:
        yield "previous.sources", pack.previous


def _wording(pack: Pack) -> Iterator[Problem]:
    """Words that look official must not be shown unless a source backs them."""
    for instrument, items in pack.item_blocks.items():
        for index, item in enumerate(items.entries):
            path = f"items.{instrument}.list[{index}]"
            words = {"text": (item.text, item.text_confidence), "topic": (item.topic, item.topic_confidence)}
            for part, (said, confidence) in words.items():
                if said and not confidence.is_backed:
                    yield Problem(f"{path}.{part}", marked(f"ข้อความของ {item.code} {_UNBACKED} null"))
            if item.parts and not item.text:
                yield Problem(f"{path}.parts", marked(f"ข้อย่อยของ {item.code} ต้องมีข้อความหลัก (text) ด้วย"))
    named: dict[str, Instruments | Indicators | Topics] = {
        "instruments": pack.instrument_block,
        "indicators": pack.indicator_block,
        "topics": pack.topic_block,
    }
    for name, block in named.items():
        if block.entries and not block.is_backed:
            yield Problem(f"{name}.list", marked(f"ชื่อในรายการนี้{_UNBACKED} []"))
    for kind, code in (("analysis", pack.documents.analysis), ("result", pack.documents.result)):
        if code and not pack.documents.is_backed:
            yield Problem(f"documents.{kind}", marked(f"เลขข้อนี้{_UNBACKED} null"))


def _calendar(pack: Pack) -> Iterator[Problem]:
    for index, entry in enumerate(pack.calendar):
        if entry.start is None and entry.end is None:
            yield Problem(f"calendar[{index}]", marked("ต้องมีวันเริ่มหรือวันสิ้นสุดอย่างน้อยหนึ่งวัน"))
        if entry.start and entry.end and entry.end < entry.start:
            yield Problem(f"calendar[{index}]", marked("วันสิ้นสุดอยู่ก่อนวันเริ่ม"))


def _find_repeated(values: list) -> list:
    return [value for value, times in Counter(values).items() if times > 1]


_RULES = (
    _scope, _weights, _unique, _instruments, _item_codes, _sub_indicators, _levels, _references, _previous,
    _aliases, _sources, _wording, _calendar,
)  # fmt: skip
