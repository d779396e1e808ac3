"""Measures tables as reports print them, to rows as the import reads them. Pure.

A printed table is cut by pages, its cells are joined, its headings repeat, steps stand in one cell. What had to be
assumed to put it together again is said row by row; nothing is guessed without a word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from exchange.reading.book import Book, FileRefused, Sheet
from exchange.reading.grid import PageTable
from exchange.sources import headings
from exchange.sources.rowparts import CONTINUED, READ, Choosing, Row, table_rows
from exchange.sources.soundness import is_torn
from exchange.sources.steps import split_steps
from exchange.sources.subjects import UNKNOWN, Subjects
from itaportal.language import marked
from itaportal.thai.keys import same_word_key
from itaportal.thai.proofing.spaces import torn_words
from itaportal.thai.proofing.tokens import tokens_of
from itaportal.thai.spelling import clean_line

NO_TABLE = marked("ไม่พบตารางมาตรการ หัวตารางต้องมี “มาตรการ” และอย่างน้อยหนึ่งช่อง เช่น ขั้นตอน ผู้รับผิดชอบ หรือระยะเวลา")
_TOO_LONG = marked("ตารางที่วางยาวเกินไป กรุณาคัดลอกเฉพาะตารางมาตรการแล้ววางใหม่")
_JOINED = marked("ช่องมาตรการว่าง ระบบถือว่าต่อจากแถวบน")
_OTHER_NAME = marked("แถว “(ต่อ)” ชื่อไม่ตรงกับแถวบน ระบบถือว่าต่อจากแถวบน")
_NOTHING_BEFORE = marked("แถว “(ต่อ)” แต่ไม่พบแถวก่อนหน้า กรุณาตรวจว่าคัดลอกครบ")
_ONLY_NAME = marked("มีแต่ชื่อ ไม่มีรายละเอียด อาจเป็นหัวข้อ ไม่ใช่มาตรการ")
_SEVERAL = marked("ช่องมาตรการมีหลายข้อ กรุณาแยกเป็นหลายมาตรการถ้าต้องการ")
_TORN = marked("ตัวอักษรไทยแตกหรือมีช่องว่างแทรกกลางคำ กรุณาพิมพ์แก้")
_CARRIED = marked("ช่องนี้ว่าง ระบบใช้ค่าจากแถวบน")
_SHARED_STEPS = marked("ช่องขั้นตอนผสานกันหลายมาตรการ ระบบใช้กับทุกมาตรการ กรุณาตรวจ")
_STEPS_GAP = marked("ขั้นตอนในแถว “(ต่อ)” ไม่ต่อเลขจากแถวบน กรุณาตรวจว่าครบ")

_MARK = re.compile(r"^\s*(?:\(?[0-9๐-๙]{1,2}[.)](?![0-9๐-๙])|[-–•*])\s*")
# A plan has some dozens of measures; beyond these it is something else.
_MAX_CELLS = 20_000
_MAX_ROWS = 1000
_MAX_CHARACTERS = 500_000
_LOOKED_AT = 100_000  # characters whose words are looked at; five whole reports have 90,000
_LONGEST_SOURCE = 2000
_CARRIES = ("indicator", "weak_point")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is not sure: the row counted from 1, the heading ("" for the row as a whole), the reason in Thai."""

    row: int
    heading: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plain:
    """Rows of text under the headings that the import knows; ``left_out`` are headings and texts not taken, with why.

    ``sources`` are the rows as they stand in the table.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    doubts: tuple[Doubt, ...]
    left_out: tuple[tuple[str, str], ...]
    sources: tuple[str, ...] = ()

    def book(self, title: str) -> Book:
        """Return the rows as a book with one sheet, heading in row 1: the rows' numbers there are one higher."""
        rows = tuple(enumerate((self.headings, *self.rows), 1))
        return Book("pasted", (Sheet(title, False, rows),))


@dataclass(slots=True)
class _Measure:
    cells: dict[str, str]
    steps: list[str] = field(default_factory=list)
    seen: dict[str, set[str]] = field(default_factory=dict)  # by column, its lines without spaces
    doubts: list[tuple[str, str]] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    def add(self, key: str, text: str) -> None:
        """Add text to a cell unless every line of it stands there already; a part of a line may be another thing."""
        before, said = self.cells.get(key, ""), _line_keys(text)
        seen = self.seen.setdefault(key, {"", _name_key(before), *_line_keys(before)})
        if not said <= seen and _name_key(text) not in seen:
            seen |= {_name_key(text), *said}
            self.cells[key] = "\n".join(part for part in (self.cells.get(key, ""), text) if part)

    def doubt(self, key: str, *reasons: str) -> None:
        self.doubts.extend((key, reason) for reason in reasons if (key, reason) not in self.doubts)


def measures_in(
    tables: Sequence[PageTable], subjects: Subjects = UNKNOWN, choosing: Choosing = READ
) -> Plain:
    """Return one row per measure of all measures tables. Raises FileRefused where there is none."""
    sizes = [len(cell) for table in tables for row in table.rows for cell in row]
    if len(sizes) > _MAX_CELLS or sum(sizes) > _MAX_CHARACTERS:
        raise FileRefused(_TOO_LONG)
    rows, left_out = table_rows(tables, choosing)
    if len(rows) > _MAX_ROWS:
        raise FileRefused(_TOO_LONG)
    if not rows:
        raise FileRefused(NO_TABLE)
    measures: list[_Measure] = []
    shared: dict[str, str] = {}
    for row in rows:
        _take(_with_joined(row, shared), measures)
    for measure in measures:
        _tell_subjects(measure, subjects)
    return _plain(measures, left_out, is_long=sum(sizes) > _LOOKED_AT)


def _plain(measures: Sequence[_Measure], left_out: tuple[tuple[str, str], ...], *, is_long: bool) -> Plain:
    used = {key for measure in measures for key in measure.cells}
    keys = [key for key in headings.HEADINGS if key in used]
    doubts = [
        Doubt(number, headings.HEADINGS.get(key, ""), reason)
        for number, measure in enumerate(measures, 1)
        for key, reason in _all_doubts(measure, is_long=is_long)
    ]
    return Plain(
        tuple(headings.HEADINGS[key] for key in keys),
        tuple(_cells(measure, keys) for measure in measures),
        tuple(doubts),
        left_out,
        tuple("\n".join(measure.sources)[:_LONGEST_SOURCE] for measure in measures),
    )


def _with_joined(row: Row, shared: dict[str, str]) -> Row:
    """Return a row that begins a measure with what joined cells say, which counts for each of their rows."""
    for key, text in row.cells.items():
        if key not in row.joined:
            shared[key] = text
    if not row.cells.get("title") or CONTINUED.search(row.cells["title"]) or row.continued:
        return row
    said = {key: shared.get(key, "") for key in row.joined if not row.cells.get(key) and shared.get(key)}
    about = (("steps", _SHARED_STEPS),) if said.get("steps") else ()
    return replace(row, cells=row.cells | said, about=row.about + about) if said else row


def _tell_subjects(measure: _Measure, subjects: Subjects) -> None:
    """Put indicators, topics and items as the import knows them."""
    cells = measure.cells
    said = [cells.get(key, "") for key in ("indicator", "topic", "weak_point", "title", "items")]
    if indicator := cells.get("indicator"):
        cells["indicator"], doubts = subjects.indicator(indicator)
        measure.doubt("indicator", *doubts)
    if (topic := cells.pop("topic", None)) is not None:
        found = subjects.topic(topic)
        if found:
            cells["topic"] = found[0]
            measure.doubt("topic", *found[1])
        elif "weak_point" not in cells:
            cells["weak_point"] = topic
        elif topic:
            cells["topic"] = topic
            measure.doubt("topic", subjects.other_topic(topic))
    items, doubts = subjects.items(*said)
    if items:
        cells["items"] = items
    measure.doubt("items", *doubts)


def _take(row: Row, measures: list[_Measure]) -> None:
    """Add the row to the measure it goes on with, or begin another."""
    title = row.cells.get("title", "")
    last = measures[-1] if measures else None
    if CONTINUED.search(title) or (not title and last):
        _continue(row, last, measures)
    elif title or any(row.cells.values()):
        _begin(row, last, measures)


def _begin(row: Row, last: _Measure | None, measures: list[_Measure]) -> _Measure:
    measure = _Measure(dict(row.cells))
    title = row.cells.get("title", "")
    if len([line for line in title.split("\n") if _MARK.match(line)]) > 1:
        measure.doubt("title", _SEVERAL)
    measure.cells["title"] = clean_line(_MARK.sub("", title))
    for key in _CARRIES:
        if last and key in row.cells and not row.cells[key] and last.cells.get(key):
            measure.cells[key] = last.cells[key]
            if key not in row.joined:
                measure.doubt(key, _CARRIED)
    steps = split_steps(row.cells.get("steps", ""))
    measure.steps.extend(steps.texts)
    measure.doubt("steps", *steps.unsure)
    measure.doubt("", *row.unsure)
    _doubt_about(row, measure)
    if not any(text for key, text in row.cells.items() if key != "title"):
        measure.doubt("", _ONLY_NAME)
    measures.append(measure)
    return measure


def _continue(row: Row, last: _Measure | None, measures: list[_Measure]) -> None:
    title = CONTINUED.sub(" ", row.cells.get("title", ""))
    if last is None:
        measure = _begin(Row({**row.cells, "title": title}, row.joined, row.unsure), last, measures)
        measure.doubt("title", _NOTHING_BEFORE)
        return
    name = _name_key(title)
    if not name and "title" not in row.joined and not row.continued:
        last.doubt("", _JOINED)
    elif name and name != _name_key(last.cells["title"]):
        last.doubt("title", _OTHER_NAME)
    last.doubt("", *row.unsure)
    _doubt_about(row, last)
    _join_steps(row, last)
    for key, text in row.cells.items():
        if key not in ("title", "steps"):
            last.add(key, text)


def _doubt_about(row: Row, measure: _Measure) -> None:
    measure.sources.append(row.source)
    for key, reason in row.about:
        measure.doubt(key, reason)


def _join_steps(row: Row, last: _Measure) -> None:
    steps = split_steps(row.cells.get("steps", ""))
    if steps.first and last.steps and steps.first != len(last.steps) + 1:
        last.doubt("steps", _STEPS_GAP)
    last.doubt("steps", *steps.unsure)
    last.steps.extend(steps.texts)


def _name_key(text: str) -> str:
    return same_word_key(_MARK.sub("", text))


def _line_keys(text: str) -> set[str]:
    return {_name_key(line) for line in text.split("\n")}


def _all_doubts(measure: _Measure, *, is_long: bool) -> list[tuple[str, str]]:
    torn = [
        (key, _TORN)
        for key, text in measure.cells.items()
        if is_torn(text) or (not is_long and any(torn_words(tokens_of(text, ()))))
    ]
    return [*measure.doubts, *torn]


def _cells(measure: _Measure, keys: Sequence[str]) -> tuple[str, ...]:
    cells = measure.cells | {
        "steps": "\n".join(f"{place}. {step}" for place, step in enumerate(measure.steps, 1))
    }
    return tuple(cells.get(key, "") for key in keys)
