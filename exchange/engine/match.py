"""Telling which stored row each row of a file means. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from exchange.engine.cells import as_text
from exchange.engine.columns import ID, NAME, NUMBER
from itaportal.language import marked
from itaportal.thai.keys import same_word_key
from itaportal.thai.numbers import to_arabic_digits
from itaportal.thai.spelling import clean_line

# Below this two names are not spellings of one another: names of different measures reach 0.7. By letters: on the 94
# titles of catalogue and demo, words (itaportal.thai.likeness) miss as many spellings (1 of 188), take 21 pairs of
# different titles for one where letters take 19, and need 900 µs for a pair instead of 1.
_SIMILAR = 0.85
# A code with a letter is no running number, so its name need not tell as much: questions are shortened in many ways.
_SIMILAR_OF_CODE = 0.5
_NAMED_DOUBLES = 10
_COUNTED = re.compile(r"^(?:ตัวชี้วัด|ข้อคำถาม|ข้อ|มาตรการ|ลำดับ)?(?:ที่)?\(?[a-z]{0,2}\d{1,3}(?:\.\d+)?[.):]*")


class TableRefused(Exception):
    """The file's table cannot be taken as a whole; the message says why in Thai."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of the file: what stands in its cells, by the key of the column; only columns that the file has."""

    sheet: str
    row: int
    cells: Mapping[str, Any]

    @property
    def number(self) -> str:
        """The row's number or code as it is compared."""
        return number_key(self.cells.get(NUMBER))


@dataclass(frozen=True, slots=True)
class StoredRow:
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
class RowMatch:
    """A row of the file with the stored row it means; ``problem`` says why it means none, with the column's heading."""

    raw: FileRow
    stored: StoredRow | None
    problem: str = ""
    column: str = ""

    def refuse(self, column: str, problem: str) -> "RowMatch":
        """Return the row as one that is not taken."""
        return RowMatch(self.raw, self.stored, problem, column)


def number_key(cell: Any) -> str:
    """Return a number or code as it is compared: 4.0, "๔." and "ตัวชี้วัดที่ 4" are "4", "i03" is "I3"."""
    text = to_arabic_digits(clean_line(as_text(cell))).upper()
    text = re.sub(r"^(ตัวชี้วัด|ข้อคำถาม|ข้อ|มาตรการ|ลำดับ)(ที่)?", "", text).replace(" ", "").strip(".()")
    match = re.fullmatch(r"([A-Z]*)0*(\d+)", text)
    return f"{match[1]}{match[2]}" if match else text


def name_key(text: Any) -> str:
    """Return what spellings of a name have in common."""
    return same_word_key(as_text(text))


@dataclass(slots=True)
class _Index:
    by_pk: dict[str, StoredRow] = field(default_factory=dict)
    by_number: dict[str, StoredRow] = field(default_factory=dict)
    by_name: dict[str, list[StoredRow]] = field(default_factory=dict)

    @classmethod
    def of(cls, stored: Iterable[StoredRow]) -> "_Index":
        index = cls()
        for row in stored:
            if row.pk is not None:
                index.by_pk[str(row.pk)] = row
            index.by_number[row.number] = row
            for key in {name_key(name) for name in row.names if name}:
                index.by_name.setdefault(key, []).append(row)
        return index


def match(
    rows: Sequence[FileRow], stored: Sequence[StoredRow], headings: Mapping[str, str]
) -> list[RowMatch]:
    """Return for every row the stored row it means: by id, else by number, else by name; None means a new row.

    ``headings`` names the columns of id, number and name in what is said about problems.
    """
    index = _Index.of(stored)
    return [_match_row(raw, index, headings) for raw in rows]


def _match_row(raw: FileRow, index: _Index, headings: Mapping[str, str]) -> RowMatch:
    pk = number_key(raw.cells.get(ID))
    if pk:
        if found := index.by_pk.get(pk):
            return RowMatch(raw, found)
        reason = marked(
            "รหัสข้อมูลนี้ไม่มีในรายการที่เลือก ไฟล์อาจเป็นของปีอื่นหรือหน่วยงานอื่น ถ้าต้องการเพิ่มเป็นแถวใหม่ ให้ลบรหัสออก"
        )
        return RowMatch(raw, None, reason, headings.get(ID, ""))
    name = clean_line(as_text(raw.cells.get(NAME)))
    named = index.by_name.get(name_key(name), []) if name else []
    if found := index.by_number.get(raw.number):
        return RowMatch(raw, found, _disagreement(found, name, named), headings.get(NAME, ""))
    if len(named) > 1:
        numbers = ", ".join(row.number for row in named)
        return RowMatch(
            raw,
            None,
            marked(f"มีหลายรายการชื่อนี้ (ลำดับ {numbers}) กรุณากรอกลำดับให้ตรงรายการ"),
            headings.get(NUMBER, ""),
        )
    return RowMatch(raw, named[0] if named else None)


def _disagreement(found: StoredRow, name: str, named: list[StoredRow]) -> str:
    """Return why number and name do not mean the same row, "" where they do."""
    known = [name_key(each) for each in found.names if each]
    if not name or not known or name_key(name) in known:
        return ""
    if named:
        return marked(
            f"“{found.number}” ในระบบคือ “{found.names[0][:80]}” แต่ชื่อนี้เป็นของ “{named[0].number}” กรุณาแก้ให้ตรงกัน"
        )
    needed = _SIMILAR_OF_CODE if found.number[:1].isalpha() else _SIMILAR
    if max(_similarity(name_key(name), key) for key in known) >= needed:
        return ""
    return marked(
        f"“{found.number}” ในระบบคือ “{found.names[0][:80]}” แต่ในไฟล์ชื่อ “{name[:80]}” ไฟล์อาจเป็นของปีอื่น "
        "ถ้าเป็นรายการใหม่ให้เว้นลำดับว่าง ถ้าเป็นรายการเดิมให้ใช้ชื่อเดิม"
    )


def _similarity(name: str, key: str) -> float:
    """Return how alike two names are, from 0 to 1; a number in front of one of them says nothing."""
    from rapidfuzz import fuzz

    plain = _COUNTED.sub("", name)
    return max(fuzz.ratio(each, key) for each in {name, plain}) / 100


def mark_doubles(
    matches: Sequence[RowMatch], column: str, what: str = marked("รายการเดียวกัน")
) -> list[RowMatch]:
    """Refuse all rows that mean the same stored row; ``what`` tells what they are, ``column`` where to mend it."""
    keys = [_identity(entry) for entry in matches]
    doubled = {key for key, count in Counter(keys).items() if key and count > 1}
    rows: dict[Any, list[int]] = {}
    for entry, key in zip(matches, keys, strict=True):
        if key in doubled:
            rows.setdefault(key, []).append(entry.raw.row)
    result = []
    for entry, key in zip(matches, keys, strict=True):
        if key in doubled and not entry.problem:
            numbers = " และ ".join(map(str, rows[key][:_NAMED_DOUBLES]))
            entry = entry.refuse(column, marked(f"แถว {numbers} เป็น{what} กรุณาเหลือแถวเดียว"))
        result.append(entry)
    return result


def _identity(entry: RowMatch) -> tuple[str, str] | None:
    """Return what two rows that mean the same have in common."""
    if entry.stored:
        return ("stored", entry.stored.number) if entry.stored.number else None
    if entry.raw.number:
        return ("number", entry.raw.number)
    key = name_key(entry.raw.cells.get(NAME))
    return ("name", key) if key else None
