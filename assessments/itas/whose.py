"""Of which fiscal year and which agency a text says that it is. Pure."""

import re
from collections.abc import Collection

from assessments.itas.years import buddhist
from itaportal.language import marked
from itaportal.thai.dates import MONTHS
from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.shortforms import expanded
from itaportal.thai.spelling import clean_line, clean_text

_LOOKED_AT = 200_000
_SAID = r"(?:ปี\s*งบประมาณ|ประจำปี|ปี|ITA|พ\s*\.?\s*ศ\.?|ค\s*\.?\s*ศ\.?)[^\d\n]{0,12}?"
_NUMBER = r"(?P<first>25\d\d|20\d\d)(?!\d)(?:\s*[-–—]\s*(?P<last>25\d\d|20\d\d|\d\d)(?!\d))?"
_YEAR = re.compile(_SAID + _NUMBER)
# The result's own year, where a text also names years of plans and laws.
_OF_RESULT = re.compile(r"(?:ผล|คะแนน|การประเมิน|ITA)[^\d\n]{0,120}?" + _SAID + _NUMBER)
_IN_ADDRESS = re.compile(r"[?&](?:year|fiscal_?year)=(?P<first>25\d\d|20\d\d)(?!\d)(?P<last>)", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"ปี\s*งบประมาณ\s*(?:พ\.?\s?ศ\.?)?\s*(?P<first>[56]\d)(?![\d.,])(?P<last>)")
_AFTER_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)})\s*$")

_KINDS = "องค์การบริหารส่วนตำบล|องค์การบริหารส่วนจังหวัด|เทศบาลตำบล|เทศบาลเมือง|เทศบาลนคร"
_AGENCY = re.compile(
    rf"(?P<kind>{_KINDS})[ \t]*(?P<name>[ก-ฮเ-ไ][\u0e01-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]*+)(?![ \t]*ๆ)(?:[ \t]*(?:อำเภอ|อ\.)[ \t]*[\u0e01-\u0e4e]+)?"
    r"(?:[ \t]*(?:จังหวัด|จ\.)[ \t]*(?P<province>[\u0e01-\u0e4e]+))?"
)
# What follows a name without a space, and what begins a sentence about agencies in general.
_ENDS = re.compile("อำเภอ|จังหวัด|ประจำปี|ปีงบประมาณ|ผลการประเมิน|คะแนน|ได้คะแนน|ได้รับ|มีผล|มีคะแนน")
_GENERAL = re.compile("(?:ทุก|ทั้ง|ที่|ใน|มี|และ|หรือ|ของ|ได้|จะ|ต้อง|เป็น|ซึ่ง|ควร|แห่ง|ต่าง|อื่นๆ|ให้|ไม่|เพื่อ|โดย|พ\\.ศ)")


def years_in(text: str) -> set[int]:
    """Return the fiscal years (Buddhist era) that the text is about; those of a result go before others."""
    plain = to_arabic_digits(clean_text(text[:_LOOKED_AT]))
    for patterns in ((_IN_ADDRESS, _OF_RESULT), (_YEAR, _SHORT_YEAR)):
        found = {
            year for pattern in patterns for match in pattern.finditer(plain) for year in _years_of(match)
        }
        if found:
            return found
    return set()


def _years_of(match: re.Match[str]) -> range:
    if _AFTER_MONTH.search(match.string[max(0, match.start() - 12) : match.start()]):
        return range(0)
    first = buddhist(int(match["first"]))
    last = buddhist(int(match["last"]), first) if match["last"] else first
    return range(first, last + 1) if first <= last <= first + 20 else range(first, first + 1)


def other_agencies(text: str, name: str, province: str = "") -> list[str]:
    """Return the agencies that the text names where none of them is the one called ``name``."""
    own, others = _key(name), []
    for match in _AGENCY.finditer(_key(text[:_LOOKED_AT], spaces=True)):
        called, where = match["kind"] + match["name"], match["province"]
        if _GENERAL.match(match["name"]):
            continue
        rest = called.removeprefix(own)
        if called.startswith(own) and (not rest or _ENDS.match(rest)):
            if not (province and where) or where.startswith(_key(province)):
                return []
            called = f"{own} จังหวัด{where}"
        else:
            called = _ENDS.split(called, maxsplit=1)[0]
        others.append(called)
    return list(dict.fromkeys(others))[:3]


def _key(text: str, *, spaces: bool = False) -> str:
    # The page itself prints "องค์กร" for "องค์การ".
    lines = text.splitlines() if spaces else [text]
    cleaned = "\n".join(expanded(clean_line(line)) for line in lines).replace("องค์กรบริหาร", "องค์การบริหาร")
    return cleaned if spaces else re.sub(r"\s", "", cleaned)


def foreign(
    text: str,
    *,
    year: int,
    agency: str,
    province: str = "",
    years: bool = True,
    beside: Collection[int] = (),
) -> str:
    """Return in Thai how year or agency of the text differ, "" where it says nothing else. ``years``: ask for the year.

    A text that names a year ``beside`` may name others too, as the reports that plans are made from do.
    """
    told = []
    found = years_in(text) if years else set()
    if found - {year} and not found & set(beside):
        listed = ", ".join(map(str, sorted(found)[:5]))
        told.append(marked(f"ต้นฉบับเป็นของปี {listed} แต่กำลังบันทึกลงปี {year}"))
    if others := other_agencies(text, agency, province):
        told.append(marked(f"ต้นฉบับเป็นของ {', '.join(others)} แต่กำลังบันทึกให้ {agency}"))
    return " และ".join(told)
