"""The rows of measures tables, told from headings and rules, each cell under the column it belongs to. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from exchange.reading.page import PageTable
from exchange.sources.headings import NUMBER, columns_of, find_doubled, key_of
from itaportal.thai.spelling import clean_line, clean_text

_BROKEN_LINE = "มีการขึ้นบรรทัดใหม่ในช่อง ระบบต่อบรรทัดเข้ากับช่องก่อนหน้า กรุณาตรวจว่าข้อความอยู่ถูกช่อง"
_WIDTH = "จำนวนช่องไม่ตรงกับหัวตาราง ข้อความอาจอยู่ผิดช่อง"
_NO_HEADING = "ตารางส่วนนี้ไม่มีหัวตาราง ระบบใช้หัวตารางก่อนหน้า"
_COLUMN = "คอลัมน์นี้ไม่ใช่ข้อมูลของมาตรการ จึงไม่นำเข้า"
_TABLE = "ตารางนี้ไม่ใช่ตารางมาตรการ"
_TWO_COLUMNS = "ข้อมูลช่องนี้มาจาก {} ระบบต่อเข้าด้วยกัน กรุณาตรวจ"
_SUBHEADING = "หัวตารางย่อย"
_SECTION = "หัวข้อคั่นในตาราง"
CONTINUED = re.compile(r"\s*(?:[(（]\s*ต่อ\s*[)）]|[-–]\s*ต่อ\s*[-–])\s*")
_RULE = re.compile(r"[-–—_=|:\s]*")
_BEAR_THE_MARK = {NUMBER, "indicator"}
_MAX_LEFT_OUT = 50


@dataclass(frozen=True, slots=True)
class Row:
    """The cells by column key; ``joined`` are keys of cells that the cell above reaches into.

    ``merged`` are keys of cells put together of several columns, with what a person should check. ``continued`` tells that the row's number, or its indicator, bears the mark of one that goes on.
    """

    cells: dict[str, str]
    joined: frozenset[str] = frozenset()
    unsure: tuple[str, ...] = ()
    continued: bool = False
    merged: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Frame:
    """The heading that rows stand under; ``doubled`` are the places of columns that it has more than once."""

    places: dict[str, int]
    width: int
    doubled: dict[str, tuple[int, ...]]
    words: tuple[str, ...]

    def texts(self, cells: Sequence[str], key: str) -> list[str]:
        """Return what stands under the heading and those that mean the same, each once."""
        places = self.doubled.get(key, (self.places[key],))
        texts = (clean_text(cells[place]) for place in places if place < len(cells))
        return [text for text in dict.fromkeys(texts) if text]

    def merged(self, cells: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Return the keys whose cells are not the first column's alone, with what is to be checked."""
        found = []
        for key, places in self.doubled.items():
            if key in self.places and any(cells[place] for place in places[1:] if place < len(cells)):
                names = " และ ".join(f"“{clean_line(self.words[place])}”" for place in places)
                found.append((key, _TWO_COLUMNS.format(names)))
        return tuple(found)


def table_rows(tables: Sequence[PageTable]) -> tuple[list[Row], tuple[tuple[str, str], ...]]:
    """Return the rows of all measures tables in order, and what was left out with the reason."""
    rows: list[Row] = []
    left_out: dict[tuple[str, str], None] = {}
    frame: _Frame | None = None
    for table in tables:
        frame = _read(table, frame, rows, left_out)
    return rows, tuple(left_out)[:_MAX_LEFT_OUT]


def headings_of(table: PageTable) -> list[tuple[str, ...]]:
    """Return the rows that are headings of a measures table."""
    return [cells for cells, _ in _whole_rows(table) if columns_of(cells)]


def _read(
    table: PageTable, frame: _Frame | None, rows: list[Row], left_out: dict[tuple[str, str], None]
) -> _Frame | None:
    own, fresh, told = None, False, False
    for place, (cells, broken) in enumerate(_whole_rows(table)):
        if places := columns_of(cells):
            own, fresh = _Frame(places, len(cells), find_doubled(cells), tuple(cells)), True
            left_out |= {(clean_line(cell), _COLUMN): None for cell in cells if cell and not key_of(cell)}
            continue
        if not any(cells) or all(_RULE.fullmatch(cell) for cell in cells):
            continue
        current = own or (frame if frame and len(cells) == frame.width else None)
        if current is None:
            # What stands above a table's heading, or a table of something else: its first line tells which.
            if not told:
                left_out[clean_line(" ".join(cells))[:120], _TABLE] = None
            told = True
            continue
        if reason := _no_measure(cells, current, first=fresh):
            left_out[clean_line(" ".join(cells))[:120], reason] = None
            continue
        fresh = False
        doubts = [_BROKEN_LINE] if broken else []
        doubts += [_WIDTH] if len(cells) > current.width else []
        doubts += [_NO_HEADING] if own is None else []
        rows.append(_row(cells, current, _find_joined(table, place), tuple(doubts)))
    return own or frame


def _no_measure(cells: Sequence[str], frame: _Frame, *, first: bool) -> str:
    """Return why the row is none of measures, "" where it is one."""
    filled = [place for place, cell in enumerate(cells) if cell]
    of_measures = {*frame.places.values(), *(place for places in frame.doubled.values() for place in places)}
    if first and not of_measures & set(filled):
        return _SUBHEADING
    # A line across the table that begins no measure: it stands in the first column, and measures have another.
    title = frame.places["title"]
    return _SECTION if filled == [0] and title != 0 and len(cells[0]) > 3 else ""


def _row(cells: Sequence[str], frame: _Frame, joined: set[int], unsure: tuple[str, ...]) -> Row:
    texts = {key: "\n".join(frame.texts(cells, key)) for key in frame.places}
    continued = False
    for key in _BEAR_THE_MARK & texts.keys():
        texts[key], marks = CONTINUED.subn(" ", texts[key])
        texts[key], continued = texts[key].strip(), continued or marks > 0
    texts.pop(NUMBER, None)
    keys = frozenset(
        key for key, place in frame.places.items() if {place, *frame.doubled.get(key, ())} <= joined
    )
    return Row(texts, keys, unsure, continued, frame.merged(cells))


def _find_joined(table: PageTable, place: int) -> set[int]:
    return {
        column
        for top, bottom, left, right in table.spans
        if top < place <= bottom
        for column in range(left, right + 1)
    }


def _whole_rows(table: PageTable) -> list[tuple[tuple[str, ...], bool]]:
    """Return the rows with whether lines were joined: in plain text a cell of several lines breaks its row."""
    headings = [len(row) for row in table.rows if columns_of(row)]
    if table.spans or not headings:
        return [(row, False) for row in table.rows]
    whole: list[tuple[tuple[str, ...], bool]] = []
    for row in table.rows:
        before = whole[-1][0] if whole else ()
        follows = len(row) == 1 or len(before) < headings[0]
        fits = before and len(before) + len(row) - 1 <= headings[0]
        if follows and fits and not columns_of(row) and not columns_of(before):
            whole[-1] = ((*before[:-1], f"{before[-1]}\n{row[0]}", *row[1:]), True)
        else:
            whole.append((row, False))
    return whole
