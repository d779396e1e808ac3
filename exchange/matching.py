"""Telling which stored row each row of a file means. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from exchange.cells import as_text
from exchange.columns import ID, NAME, NUMBER
from itaportal.thai import clean_line, to_arabic_digits

# Below this two names are not spellings of one another: names of different measures reach 0.7.
_SIMILAR = 0.85
# A code with a letter is no running number, so its name need not tell as much: questions are shortened in many ways.
_SIMILAR_OF_CODE = 0.5
_COUNTED = re.compile(r"^(?:ตัวชี้วัด|ข้อคำถาม|ข้อ|มาตรการ|ลำดับ)?(?:ที่)?\(?[a-z]{0,2}\d{1,3}(?:\.\d+)?[.):]*")


class TableRefused(Exception):
    """The file's table cannot be taken as a whole; the message says why in Thai."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A row of the file: what stands in its cells, by the key of the column; only columns that the file has."""

    sheet: str
    row: int
    cells: Mapping[str, Any]

    @property
    def number(self) -> str:
        """The row's number or code as it is compared."""
        return number_key(self.cells.get(NUMBER))


@dataclass(frozen=True, slots=True)
class Stored:
    """A row as it is stored, or one that may be filled in (``exists`` False).

    ``names`` are all that it is called; the first one is shown. ``details`` are rows of the table's second sheet.
    """

    number: str
    names: tuple[str, ...]
    values: Mapping[str, Any]
    pk: int | None = None
    version: int | None = None
    exists: bool = True
    details: tuple[Any, ...] = ()

    @property
    def label(self) -> str:
        """Number and name, or the name alone where it begins with a number that is a word."""
        name = self.names[0] if self.names else ""
        if name.startswith(self.number) and not self.number[:1].isdigit():
            return name
        return f"{self.number}. {name}" if name else self.number


@dataclass(frozen=True, slots=True)
class Match:
    """A row of the file with the stored row it means; ``problem`` says why it means none, with the column's heading."""

    raw: Raw
    stored: Stored | None
    problem: str = ""
    column: str = ""


def number_key(cell: Any) -> str:
    """Return a number or code as it is compared: 4.0, "๔." and "ตัวชี้วัดที่ 4" are "4", "i03" is "I3"."""
    text = to_arabic_digits(clean_line(as_text(cell))).upper()
    text = re.sub(r"^(ตัวชี้วัด|ข้อคำถาม|ข้อ|มาตรการ|ลำดับ)(ที่)?", "", text).replace(" ", "").strip(".()")
    match = re.fullmatch(r"([A-Z]*)0*(\d+)", text)
    return f"{match[1]}{match[2]}" if match else text


def name_key(text: Any) -> str:
    """Return what spellings of a name have in common."""
    return re.sub(r"\s+", "", to_arabic_digits(clean_line(as_text(text)))).casefold()


@dataclass(slots=True)
class _Index:
    by_pk: dict[str, Stored] = field(default_factory=dict)
    by_number: dict[str, Stored] = field(default_factory=dict)
    by_name: dict[str, list[Stored]] = field(default_factory=dict)

    @classmethod
    def of(cls, stored: Iterable[Stored]) -> "_Index":
        index = cls()
        for row in stored:
            if row.pk is not None:
                index.by_pk[str(row.pk)] = row
            index.by_number[row.number] = row
            for key in {name_key(name) for name in row.names if name}:
                index.by_name.setdefault(key, []).append(row)
        return index


def match(rows: Sequence[Raw], stored: Sequence[Stored], headings: Mapping[str, str]) -> list[Match]:
    """Return for every row the stored row it means: by id, else by number, else by name; None means a new row.

    ``headings`` names the columns of id, number and name in what is said about problems. Rows that mean the same
    stored row are all refused.
    """
    index = _Index.of(stored)
    matches = [_matched(raw, index, headings) for raw in rows]
    return _without_doubles(matches, headings)


def _matched(raw: Raw, index: _Index, headings: Mapping[str, str]) -> Match:
    pk = number_key(raw.cells.get(ID))
    if pk:
        if found := index.by_pk.get(pk):
            return Match(raw, found)
        reason = "รหัสข้อมูลนี้ไม่มีในรายการที่เลือก ไฟล์อาจเป็นของปีอื่นหรือหน่วยงานอื่น ถ้าต้องการเพิ่มเป็นแถวใหม่ ให้ลบรหัสออก"
        return Match(raw, None, reason, headings.get(ID, ""))
    name = clean_line(as_text(raw.cells.get(NAME)))
    named = index.by_name.get(name_key(name), []) if name else []
    if found := index.by_number.get(raw.number):
        return Match(raw, found, _disagreement(found, name, named), headings.get(NAME, ""))
    if len(named) > 1:
        numbers = ", ".join(row.number for row in named)
        return Match(
            raw, None, f"มีหลายรายการชื่อนี้ (ลำดับ {numbers}) กรุณากรอกลำดับให้ตรงรายการ", headings.get(NUMBER, "")
        )
    return Match(raw, named[0] if named else None)


def _disagreement(found: Stored, name: str, named: list[Stored]) -> str:
    """Return why number and name do not mean the same row, "" where they do."""
    known = [name_key(each) for each in found.names if each]
    if not name or not known or name_key(name) in known:
        return ""
    if named:
        return (
            f"“{found.number}” ในระบบคือ “{found.names[0][:80]}” แต่ชื่อนี้เป็นของ “{named[0].number}” กรุณาแก้ให้ตรงกัน"
        )
    needed = _SIMILAR_OF_CODE if found.number[:1].isalpha() else _SIMILAR
    if max(_similarity(name_key(name), key) for key in known) >= needed:
        return ""
    return (
        f"“{found.number}” ในระบบคือ “{found.names[0][:80]}” แต่ในไฟล์ชื่อ “{name[:80]}” ไฟล์อาจเป็นของปีอื่น "
        "ถ้าเป็นรายการใหม่ให้เว้นลำดับว่าง ถ้าเป็นรายการเดิมให้ใช้ชื่อเดิม"
    )


def _similarity(name: str, key: str) -> float:
    """Return how alike two names are, from 0 to 1; a number in front of one of them says nothing."""
    plain = _COUNTED.sub("", name)
    return max(fuzz.ratio(each, key) for each in {name, plain}) / 100


def _without_doubles(matches: list[Match], headings: Mapping[str, str]) -> list[Match]:
    counted = Counter(key for entry in matches if (key := _identity(entry)))
    rows: dict[Any, list[Raw]] = {}
    for entry in matches:
        rows.setdefault(_identity(entry), []).append(entry.raw)
    result = []
    for entry in matches:
        key = _identity(entry)
        if key and counted[key] > 1 and not entry.problem:
            numbers = " และ ".join(str(raw.row) for raw in rows[key])
            entry = Match(
                entry.raw,
                entry.stored,
                f"แถว {numbers} เป็นรายการเดียวกัน กรุณาเหลือแถวเดียว",
                headings.get(NUMBER, ""),
            )
        result.append(entry)
    return result


def _identity(entry: Match) -> tuple | None:
    """Return what two rows that mean the same have in common."""
    if entry.stored:
        return ("stored", entry.stored.number)
    if entry.raw.number:
        return ("number", entry.raw.number)
    key = name_key(entry.raw.cells.get(NAME))
    return ("name", key) if key else None
