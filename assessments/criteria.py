"""What the ITA asks and how it judges in one fiscal year, read from that year's criteria pack.

A pack is data (``fixtures/criteria/<year>.yaml``, format in ``docs/criteria-packs.md``). Scores are points of
0–100, weights fractions of 1, years Buddhist-era fiscal years, codes strings ("10", "9.1", "O27").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, Self

from assessments.criteria_parts import (
    CalendarEntry,
    Confidence,
    Documents,
    Evidence,
    Indicator,
    Instrument,
    Item,
    ItemKnowledge,
    ItemList,
    Level,
    National,
    Previous,
    Scope,
    SubIndicator,
    Topic,
)
from itaportal.thai import clean_line, to_arabic_digits

ITEM_CODE = re.compile(r"[A-Z][1-9][0-9]?")
# Spaces only around the letter: "I1 2" may mean two items and is not to become I12.
_TYPED_ITEM = re.compile(r"\(?(?:ข้อ(?:คำถาม)?(?:ที่)?)? ?([A-Za-z]) ?(0[1-9]|[1-9][0-9]?)\)?")


class ItemCodeError(ValueError):
    """The text names no item of the year; the message says in Thai which numbers exist."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """One version of one fiscal year's pack; levels stand top-down, the first that fits applies."""

    fiscal_year: int
    version: int
    scope: Scope
    instruments: tuple[Instrument, ...]
    instruments_evidence: Evidence
    weights_evidence: Evidence
    indicators: tuple[Indicator, ...]
    indicators_evidence: Evidence
    focus_evidence: Evidence
    items: tuple[ItemList, ...]
    pass_line: Decimal | None
    levels: tuple[Level, ...]
    levels_evidence: Evidence
    documents: Documents
    topics: tuple[Topic, ...]
    topics_evidence: Evidence
    previous: Previous | None
    calendar: tuple[CalendarEntry, ...]
    national: National

    @classmethod
    def from_data(cls, data: dict) -> Self:
        """Read a pack in which ``criteria_check.validate`` found no problem."""
        return cls(**_scored_fields(data), **_other_fields(data))

    def indicator(self, code: str) -> Indicator:
        """Return the indicator of that code; KeyError if the year has none."""
        return _by_code(self.indicators, code, f"fiscal year {self.fiscal_year} has no indicator")

    def instrument(self, code: str) -> Instrument:
        """Return the instrument of that code; KeyError if the year has none."""
        return _by_code(self.instruments, code, f"fiscal year {self.fiscal_year} has no instrument")

    def indicators_of(self, instrument: str) -> tuple[Indicator, ...]:
        """Return the instrument's indicators in the pack's order."""
        return tuple(each for each in self.indicators if each.instrument == instrument)

    def indicator_named(self, name: str) -> Indicator | None:
        """Return the indicator that a pasted page or workbook means by this name or alias."""
        key = name_key(name)
        matches = (each for each in self.indicators if key in map(name_key, (each.name, *each.aliases)))
        return next(matches, None)

    def previous_codes(self, code: str) -> tuple[str, ...]:
        """Return the codes of last year's indicators that this one may be compared with."""
        return dict(self.previous.indicators).get(code, ()) if self.previous else ()

    def item_list(self, instrument: str) -> ItemList:
        """Return the items of the instrument; KeyError if the year has no such instrument."""
        return _by_code(self.items, instrument, f"fiscal year {self.fiscal_year} has no items of")

    def instrument_of(self, item_code: str) -> Instrument | None:
        """Return the instrument that the code ("O14") belongs to by its letter, or None."""
        return next((each for each in self.instruments if each.letter == item_code[:1]), None)

    def item(self, code: str) -> Item | None:
        """Return the listed item of that code ("I3"), or None."""
        return next((item for each in self.items for item in each.items if item.code == code), None)

    def item_indicator(self, code: str) -> Indicator | None:
        """Return the indicator that the item belongs to, or None if the item is not listed."""
        item = self.item(code)
        return self.indicator(item.indicator) if item else None

    def knows_item(self, code: str) -> ItemKnowledge:
        """Tell whether a code such as "O14" names an item of this year."""
        instrument = self.instrument_of(code)
        if instrument is None or not ITEM_CODE.fullmatch(code):
            return ItemKnowledge.UNKNOWN
        if self.item(code):
            return ItemKnowledge.KNOWN
        count = self.item_list(instrument.code).count
        return ItemKnowledge.PLAUSIBLE if count is None or int(code[1:]) <= count else ItemKnowledge.UNKNOWN

    def sorted_items(self, codes: Iterable[str]) -> list[str]:
        """Return item codes of this year's instruments in natural order: I3, I12, E7, O9, O14."""
        letters = [each.letter for each in self.instruments]
        return sorted(codes, key=lambda code: (letters.index(code[0]), int(code[1:])))

    def document_item(self, kind: Literal["analysis", "result"]) -> str | None:
        """Return the O-number that the analysis or the result report answers; None if not known."""
        return {"analysis": self.documents.analysis, "result": self.documents.result}[kind]


def name_key(name: str) -> str:
    """Return what two spellings of the same name have in common: no spaces, one code point order."""
    return clean_line(name).replace(" ", "")


def parse_item_code(text: str, criteria: Criteria) -> str:
    """Return the code ("I3") that a person typed as "ข้อ I ๓", "i3" or "I03".

    Misreadings of scans ("1๓" for I3) are refused, not guessed. Raises ItemCodeError.
    """
    letters = [each.letter for each in criteria.instruments]
    if not letters:
        raise ItemCodeError(f"ปี {criteria.fiscal_year} บันทึกได้เฉพาะคะแนนรวม ไม่มีเลขข้อให้อ้างถึง")
    typed = clean_line(text)
    match = _TYPED_ITEM.fullmatch(to_arabic_digits(typed))
    if match is None or match[1].upper() not in letters:
        raise ItemCodeError(
            f"อ่านเลขข้อ “{typed[:24]}” ไม่ได้ กรุณาพิมพ์อักษร {' หรือ '.join(letters)} ตามด้วยตัวเลข เช่น {letters[0]}3"
        )
    letter, code = match[1].upper(), f"{match[1].upper()}{int(match[2])}"
    if criteria.knows_item(code) is ItemKnowledge.UNKNOWN:
        count = criteria.item_list(criteria.instrument_of(code).code).count
        raise ItemCodeError(
            f"ปี {criteria.fiscal_year} มีข้อ {letter}1–{letter}{count} ไม่มี {code} กรุณาตรวจเลขข้อ"
        )
    return code


def _by_code(entries: tuple, code: str, complaint: str):
    found = {entry.code: entry for entry in entries}
    if code not in found:
        raise KeyError(f"{complaint} {code!r}, only: {', '.join(found) or 'none'}")
    return found[code]


def _scored_fields(data: dict) -> dict:
    """Read what scores are computed and checked with."""
    instruments, indicators, levels = data["instruments"], data["indicators"], data["levels"]
    return {
        "instruments": tuple(
            _build(Instrument, entry, weight=Decimal(entry["weight"])) for entry in instruments["list"]
        ),
        "instruments_evidence": _evidence(data, instruments),
        "weights_evidence": _evidence(data, data["weights"]),
        "indicators": tuple(_indicator(entry) for entry in indicators["list"]),
        "indicators_evidence": _evidence(data, indicators),
        "focus_evidence": _evidence(data, indicators, prefix="focus_"),
        # In the instruments' order: a pack that went through a database lost the order of its keys.
        "items": tuple(_item_list(data, entry["code"]) for entry in instruments["list"]),
        "pass_line": _decimal(levels["pass_line"]),
        "levels": tuple(_level(entry) for entry in levels["list"]),
        "levels_evidence": _evidence(data, levels),
    }


def _other_fields(data: dict) -> dict:
    """Read identity, documents and what is only shown."""
    documents, topics, national = data["documents"], data["topics"], data["national"]
    points = {key: _decimal(national[key]) for key in ("average", "passed_percent")}
    return {
        "fiscal_year": data["fiscal_year"],
        "version": data["version"],
        "scope": Scope(data["scope"]),
        "documents": _build(Documents, documents, evidence=_evidence(data, documents)),
        "topics": tuple(_build(Topic, entry) for entry in topics["list"]),
        "topics_evidence": _evidence(data, topics),
        "previous": _previous(data),
        "calendar": tuple(_calendar_entry(data, entry) for entry in data["calendar"]),
        "national": _build(National, national, evidence=_evidence(data, national), **points),
    }


def _build(kind: type, entry: dict, **converted):
    """Fill a dataclass from the keys it shares with the entry; lists become tuples."""
    shared = {key: value for key, value in entry.items() if key in kind.__slots__}
    plain = {key: tuple(value) if isinstance(value, list) else value for key, value in shared.items()}
    return kind(**plain | converted)


def _evidence(data: dict, block: dict, prefix: str = "") -> Evidence:
    return Evidence(
        confidence=Confidence(block[f"{prefix}confidence"]),
        sources=tuple(data["sources"][key] for key in block[f"{prefix}sources"]),
        note=block.get(f"{prefix}note", ""),
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _indicator(entry: dict) -> Indicator:
    subs = tuple(_build(SubIndicator, each) for each in entry["sub_indicators"])
    return _build(Indicator, entry, sub_indicators=subs)


def _level(entry: dict) -> Level:
    points = {key: _decimal(entry[key]) for key in ("minimum", "instrument_minimum")}
    return _build(Level, entry, **points)


def _item_list(data: dict, instrument: str) -> ItemList:
    block = data["items"][instrument]
    items = (_build(Item, entry, **_confidences(entry)) for entry in block["list"])
    ordered = tuple(sorted(items, key=lambda item: int(item.code[1:])))
    more = {"code": instrument, "items": ordered, "evidence": _evidence(data, block)}
    return _build(ItemList, block, **more, **_confidences(block))


def _confidences(entry: dict) -> dict:
    return {key: Confidence(value) for key, value in entry.items() if key.endswith("_confidence")}


def _previous(data: dict) -> Previous | None:
    block = data["previous"]
    if block is None:
        return None
    codes = [entry["code"] for entry in data["indicators"]["list"]]
    pairs = tuple((code, tuple(block["indicators"].get(code, ()))) for code in codes)
    return Previous(block["fiscal_year"], pairs, _evidence(data, block))


def _calendar_entry(data: dict, entry: dict) -> CalendarEntry:
    days = {key: entry[key] and date.fromisoformat(entry[key]) for key in ("start", "end")}
    return _build(CalendarEntry, entry, evidence=_evidence(data, entry), **days)
