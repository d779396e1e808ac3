"""Columns of quarters and months in which a mark tells when a measure is carried out. Pure."""

import re
from collections.abc import Mapping, Sequence

from itaportal.language import marked
from itaportal.thai.dates import MONTHS
from itaportal.thai.keys import same_heading_key
from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.spelling import clean_line

FROM_MARKS = marked("ระยะเวลามาจากเครื่องหมายในช่องไตรมาสหรือเดือน กรุณาตรวจ")
OTHER_TEXT = marked("ช่องไตรมาสหรือเดือนมีข้อความ “{}” ระบบนับว่ามีเครื่องหมาย กรุณาตรวจ")
NO_MARK = marked("ไม่มีเครื่องหมายในช่องไตรมาสหรือเดือน กรุณาใส่ระยะเวลา")

_QUARTER = re.compile(r"(?:ไตรมาส(?:ที่)?|q)([1-4])\D*(?:25)?\d{0,2}.*")
_GROUP = re.compile(r"ไตรมาส|ระยะเวลา|ช่วงเวลา|กำหนด|แผน|ปีงบ|ปี|พศ|เดือน")
_MONTH_OFFSET = 9  # October begins the fiscal year
_SHORT = ("มค", "กพ", "มีค", "เมย", "พค", "มิย", "กค", "สค", "กย", "ตค", "พย", "ธค")
_SHOWN = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
_MONTHS = {
    **{short: place for place, short in enumerate(_SHORT, 1)},
    **{same_heading_key(name): place for place, name in enumerate(MONTHS, 1)},
}
_MONTH = re.compile(rf"({'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?:\d{{2,4}})?")
_MARK = re.compile(r"[xXvVoO/\\√✓✔☑●■◆•*+←→↔⟷<>=–—─━-]{1,12}|P|ü|þ")
_NOTHING = {"", "-", "–", "—", "☐", "□", "✗"}

Span = tuple[str, int]  # "quarter" 1–4, or "month" 1–12 counted from October


def span_of(heading: str) -> Span | None:
    """Return the quarter or the month that a heading names."""
    key = to_arabic_digits(same_heading_key(heading)) if len(heading) <= 80 else ""
    if quarter := _QUARTER.fullmatch(key):
        return "quarter", int(quarter[1])
    months = [_MONTHS[name] for name in _MONTH.findall(key)] if _MONTH.sub("", key) == "" else []
    in_year = [(month + 12 - _MONTH_OFFSET - 1) % 12 + 1 for month in months]
    if len(in_year) == 1:
        return "month", in_year[0]
    is_quarter = len(in_year) in (2, 3) and in_year[-1] == in_year[0] + 2 and in_year[0] % 3 == 1
    return ("quarter", in_year[0] // 3 + 1) if is_quarter else None


def spans_below(heading: Sequence[str], cells: Sequence[str], known: set[int]) -> dict[int, Span]:
    """Return by place the quarters or months of a second row of headings, {} where it is none.

    ``known`` are places of columns that have a meaning of their own. Quarters may stand there as bare numbers.
    """
    found: dict[int, Span] = {}
    above = ""
    for place, cell in enumerate(cells):
        if place < len(heading) and heading[place]:
            above = same_heading_key(heading[place])
        if not cell or (place < len(heading) and cell == heading[place] and place in known):
            continue
        bare = re.fullmatch("[1-4]", to_arabic_digits(cell.strip(" .()")))
        if span := span_of(cell):
            found[place] = span
        elif bare and _GROUP.match(above):
            found[place] = "quarter", int(bare[0])
        else:
            return {}
    return found if len(found) > 1 else {}


def period_of(
    cells: Sequence[str], spans: Mapping[int, Span], joined: Sequence[tuple[int, int]]
) -> tuple[str, tuple[str, ...]]:
    """Return the period that the marks of a row tell, and what is not sure. ``joined``: first and last of joined cells."""
    doubts = [FROM_MARKS]
    marked: set[Span] = set()
    for place, span in spans.items():
        text = clean_line(cells[place]) if place < len(cells) else ""
        if text in _NOTHING:
            continue
        first, last = next((each for each in joined if each[0] == place), (place, place))
        marked |= {spans.get(each, span) for each in range(first, last + 1)}
        if not _MARK.fullmatch(text):
            doubts.append(OTHER_TEXT.format(text[:40]))
    if not marked:
        return "", (NO_MARK,)
    return _words(marked), tuple(doubts)


def _words(marked: set[Span]) -> str:
    """Return the quarters and months in words, those that follow each other as a range."""
    parts = []
    for kind in ("quarter", "month"):
        places = sorted(place for each, place in marked if each == kind)
        runs: list[list[int]] = []
        for place in places:
            if runs and runs[-1][-1] == place - 1:
                runs[-1].append(place)
            else:
                runs.append([place])
        told = [_shown(kind, run[0]) + (f"–{_shown(kind, run[-1])}" if len(run) > 1 else "") for run in runs]
        if told:
            parts.append(("ไตรมาส " if kind == "quarter" else "") + ", ".join(told))
    return " และ ".join(parts)


def _shown(kind: str, place: int) -> str:
    return str(place) if kind == "quarter" else _SHOWN[(place + _MONTH_OFFSET - 1) % 12]
