"""What the ITA asks and how it judges in one fiscal year, read from that year's criteria pack.

A pack is data (``fixtures/criteria/<year>.yaml``, format in ``docs/criteria-packs.md``). Scores are points of
0–100, weights fractions of 1, years Buddhist-era fiscal years, codes strings ("10", "9.1", "O27").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple, Self

from criteria.enums import Confidence, ItemKnowledge
from criteria.schema import (
    Backed,
    CalendarEntry,
    Indicator,
    Instrument,
    Item,
    Items,
    Level,
    Pack,
    Previous,
    Topic,
)
from itaportal.language import marked
from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.spelling import clean_line

ITEM_CODE = re.compile(r"[A-Z][1-9][0-9]?")
# Spaces only around the letter: "I1 2" may mean two items and is not to become I12.
_TYPED_ITEM = re.compile(r"\(?(?:ข้อ(?:คำถาม)?(?:ที่)?)? ?([A-Za-z]) ?(0[1-9]|[1-9][0-9]?)\)?")


class ItemCodeError(ValueError):
    """The text names no item of the year; the message says in Thai which numbers exist."""


class Evidence(NamedTuple):
    """Where a part of the pack comes from: citations to show, and a Thai note."""

    confidence: Confidence
    sources: tuple[str, ...]
    note: str

    @property
    def is_backed(self) -> bool:
        """Whether a source supports the part."""
        return self.confidence.is_backed


@dataclass(frozen=True, slots=True)
class ItemList:
    """The items of the instrument ``code`` in natural order; ``count`` is None where the list is not known."""

    code: str
    count: int | None
    items: tuple[Item, ...]
    block: Items


class Criteria(Pack):
    """One version of one fiscal year's pack, and what it answers; levels stand top-down, the first that fits applies."""

    @classmethod
    def from_data(cls, data: dict) -> Self:
        """Read a pack in which ``rules.validate`` found no problem."""
        return cls.model_validate(data)

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """The instruments in the pack's order."""
        return self.instrument_block.entries

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators of all instruments in the pack's order."""
        return self.indicator_block.entries

    @property
    def levels(self) -> tuple[Level, ...]:
        """The result levels, the highest first."""
        return self.level_block.entries

    @property
    def pass_line(self) -> Decimal | None:
        """The points from which a total passes."""
        return self.level_block.pass_line

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The issues of the topic report."""
        return self.topic_block.entries

    @cached_property
    def items(self) -> tuple[ItemList, ...]:
        """The item lists in the order of the instruments: a pack from a database lost the order of its keys."""
        blocks = ((entry.code, self.item_blocks[entry.code]) for entry in self.instruments)
        return tuple(ItemList(code, block.count, _in_order(block), block) for code, block in blocks)

    @cached_property
    def _listed(self) -> dict[str, Item]:
        return {item.code: item for each in self.items for item in each.items}

    def evidence(self, part: Backed | Items | Previous | CalendarEntry) -> Evidence:
        """Return how well a part of this pack is backed, its sources in words."""
        return Evidence(part.confidence, tuple(self.sources[key] for key in part.sources), part.note)

    def indicator(self, code: str) -> Indicator:
        """Return the indicator of that code; KeyError if the year has none."""
        return _by_code(self.indicators, code, f"fiscal year {self.fiscal_year} has no indicator")

    def instrument(self, code: str) -> Instrument:
        """Return the instrument of that code; KeyError if the year has none."""
        return _by_code(self.instruments, code, f"fiscal year {self.fiscal_year} has no instrument")

    def indicators_of(self, instrument: str) -> tuple[Indicator, ...]:
        """Return the instrument's indicators in the pack's order."""
        return tuple(each for each in self.indicators if each.instrument == instrument)

    def previous_codes(self, code: str) -> tuple[str, ...]:
        """Return the codes of last year's indicators that this one may be compared with."""
        return self.previous.indicators.get(code, ()) if self.previous else ()

    def item_list(self, instrument: str) -> ItemList:
        """Return the items of the instrument; KeyError if the year has no such instrument."""
        return _by_code(self.items, instrument, f"fiscal year {self.fiscal_year} has no items of")

    def item(self, code: str) -> Item | None:
        """Return the listed item of that code ("I3"), or None."""
        return self._listed.get(code)

    def knows_item(self, code: str) -> ItemKnowledge:
        """Tell whether a code such as "O14" names an item of this year."""
        instrument = next((each for each in self.instruments if each.letter == code[:1]), None)
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


def parse_item_code(text: str, criteria: Criteria) -> str:
    """Return the code ("I3") that a person typed as "ข้อ I ๓", "i3" or "I03".

    Misreadings of scans ("1๓" for I3) are refused, not guessed. Raises ItemCodeError.
    """
    instruments = {each.letter: each.code for each in criteria.instruments}
    if not instruments:
        raise ItemCodeError(marked(f"ปี {criteria.fiscal_year} บันทึกได้เฉพาะคะแนนรวม ไม่มีเลขข้อให้อ้างถึง"))
    typed = clean_line(text)
    match = _TYPED_ITEM.fullmatch(to_arabic_digits(typed))
    letter = match[1].upper() if match else ""
    if match is None or letter not in instruments:
        letters = list(instruments)
        raise ItemCodeError(
            marked(
                f"อ่านเลขข้อ “{typed[:24]}” ไม่ได้ กรุณาพิมพ์อักษร {' หรือ '.join(letters)} ตามด้วยตัวเลข เช่น {letters[0]}3"
            )
        )
    code = f"{letter}{int(match[2])}"
    if criteria.knows_item(code) is ItemKnowledge.UNKNOWN:
        known = f"{letter}1–{letter}{criteria.item_list(instruments[letter]).count}"
        raise ItemCodeError(marked(f"ปี {criteria.fiscal_year} มีข้อ {known} ไม่มี {code} กรุณาตรวจเลขข้อ"))
    return code


def _by_code(entries: tuple, code: str, complaint: str):
    found = {entry.code: entry for entry in entries}
    if code not in found:
        raise KeyError(f"{complaint} {code!r}, only: {', '.join(found) or 'none'}")
    return found[code]


def _in_order(block: Items) -> tuple[Item, ...]:
    return tuple(sorted(block.entries, key=lambda item: int(item.code[1:])))
