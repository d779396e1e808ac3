"""Rules over names in texts: the agency, the indicators, the items."""

import re
from collections.abc import Iterator

from itaportal.thai.keys import same_word_key
from reports.completeness.citations import item_codes, known_range, unknown_items
from reports.completeness.parts import Faults, Snapshot, Text, texts
from reports.snapshot.model import Agency, Letter

WRONG_AGENCY = re.compile("องค์กรบริหารส่วน(?=ตำบล|จังหวัด)")


def agency_name(snapshot: Snapshot) -> Faults:
    """Seed document 000 calls the agency "องค์กรบริหารส่วนตำบล" four times."""
    agency, letter = snapshot.agency, snapshot.letter
    own = [
        Text(Agency.title_of("name"), ("settings", "agency"), agency.name),
        *(
            Text(f"หัวเอกสาร ({Letter.title_of(name)})", ("letter", name), getattr(letter, name))
            for name in ("addressee", "via")
        ),
        *(Text("ตำแหน่งผู้ลงนาม", ("settings", "people"), entry.position) for entry in snapshot.signatories),
    ]
    for text in (*own, *texts(snapshot)):
        if WRONG_AGENCY.search(text.words):
            yield (
                f"{text.where}: เขียนชื่อหน่วยงานว่า “องค์กรบริหารส่วน…” กรุณาแก้เป็น “องค์การบริหารส่วน…”",
                text.target,
            )


def item_numbers(snapshot: Snapshot) -> Faults:
    """Seed document 002 cites O34–O43 for a year that ends at O28."""
    years = snapshot.criteria.items
    letters = {letter for year in years for letter in year.counts}
    for text in texts(snapshot):
        if unknown := unknown_items(item_codes(text.words, letters), years):
            ranges = ", ".join(
                filter(None, (known_range(letter, years) for letter in sorted({code[0] for code in unknown})))
            )
            yield (
                f"{text.where}: อ้างข้อ {', '.join(unknown)} ซึ่งไม่มีในปีของเอกสารนี้ ({ranges}) กรุณาแก้เลขข้อ",
                text.target,
            )


_NUMBERED_INDICATOR = re.compile(r"ตัวชี้วัดที่\s?([0-9]{1,2})(?![0-9.])[\s:]*(?=\S)")
_END_OF_NAME = re.compile('[\\s()“”",:]')
# What a name of an indicator begins with; other words after the number ("มีคะแนน…") name nothing.
_BEGINS_A_NAME = ("การ", "คุณภาพ", "ประสิทธิภาพ", "ความ")


def indicator_names(snapshot: Snapshot) -> Faults:
    """Seed document 002 calls indicator 3 "การใช้จ่ายเงิน" and gives 8 the name of 7."""
    names = {entry.code: entry.names for entry in snapshot.criteria.indicators}
    for text in texts(snapshot):
        for wrong, code in dict.fromkeys(_wrong_names(text.words, names)):
            right = f"ตัวชี้วัดที่ {code} คือ “{names[code][0]}”" if code in names else f"ปีนี้ไม่มีตัวชี้วัดที่ {code}"
            yield f"{text.where}: เขียนว่า “{wrong}” แต่{right} กรุณาแก้ชื่อหรือเลขตัวชี้วัด", text.target


def _wrong_names(words: str, names: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield what is written and the code for every numbered indicator that the year has not, or names otherwise."""
    for found in _NUMBERED_INDICATOR.finditer(words) if names else ():
        code, rest = found[1], words[found.end() :]
        right = code in names and same_word_key(rest[:80]).startswith(tuple(map(same_word_key, names[code])))
        if code not in names or (rest.startswith(_BEGINS_A_NAME) and not right):
            yield f"ตัวชี้วัดที่ {code} {_END_OF_NAME.split(rest, maxsplit=1)[0][:40]}".strip(), code
