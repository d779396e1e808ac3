"""The rows of measures tables, told from headings and rules, each cell under the column it belongs to. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from exchange.reading.grid import PageTable
from exchange.sources.frames import Frame, frame_of, is_subheading, left_out_columns
from exchange.sources.headings import NONE, NUMBER, SUCCESS, Meanings, columns_of, no_heading
from exchange.sources.periods import period_of
from exchange.sources.shifting import shifted
from itaportal.language import marked
from itaportal.thai.spelling import clean_line

_BROKEN_LINE = marked("มีการขึ้นบรรทัดใหม่ในช่อง ระบบต่อบรรทัดเข้ากับช่องก่อนหน้า กรุณาตรวจว่าข้อความอยู่ถูกช่อง")
_WIDTH = marked("จำนวนช่องไม่ตรงกับหัวตาราง ข้อความอาจอยู่ผิดช่อง")
_FEWER = marked("แถวนี้มี {} ช่อง แต่หัวตารางมี {} ช่อง ระบบวางข้อความลงช่องตามเนื้อความ กรุณาตรวจว่าอยู่ถูกช่อง")
_NO_HEADING = marked("ตารางส่วนนี้ไม่มีหัวตาราง ระบบใช้หัวตารางก่อนหน้า")
_COLUMN = marked("คอลัมน์นี้ไม่ใช่ข้อมูลของมาตรการ จึงไม่นำเข้า")
_TABLE = marked("ตารางนี้ไม่ใช่ตารางมาตรการ")
_SUBHEADING = marked("หัวตารางย่อย")
_SECTION = marked("หัวข้อคั่นในตาราง")
CONTINUED = re.compile(r"\s*(?:[(（]\s*ต่อ\s*[)）]|[-–]\s*ต่อ\s*[-–])\s*")
_RULE = re.compile(r"[-–—_=|:\s]*")
_BEAR_THE_MARK = {NUMBER, "indicator"}
_MAX_LEFT_OUT = 50

LeftOut = dict[tuple[str, str], None]


@dataclass(frozen=True, slots=True)
class Choosing:
    """What a person chose about columns; ``recalled`` are headings chosen for an earlier file, which are only proposed."""

    meanings: Meanings = field(default_factory=dict)
    recalled: frozenset[str] = frozenset()

    def frame(self, rows: Sequence[Sequence[str]], place: int) -> Frame | None:
        """Return the frame that begins at the row, None for no heading."""
        return frame_of(rows, place, self.meanings, self.recalled)

    def given(self, cells: Sequence[str]) -> Frame | None:
        """Return the frame that was chosen for tables of this width without a heading."""
        words = tuple(no_heading(len(cells), place) for place in range(len(cells)))
        places = columns_of(words, self.meanings) if words[0] in self.meanings else None
        return frame_of([words], 0, self.meanings, self.recalled) if places else None


READ = Choosing()


@dataclass(frozen=True, slots=True)
class Row:
    """The cells by column key; ``joined`` are keys of cells that the cell above reaches into.

    ``about`` are keys of cells with what a person should check. ``continued`` tells that the row's number, or its
    indicator, bears the mark of one that goes on. ``source`` is the row as it stands in the table.
    """

    cells: dict[str, str]
    joined: frozenset[str] = frozenset()
    unsure: tuple[str, ...] = ()
    continued: bool = False
    about: tuple[tuple[str, str], ...] = ()
    source: str = ""


def table_rows(
    tables: Sequence[PageTable], choosing: Choosing = READ
) -> tuple[list[Row], tuple[tuple[str, str], ...]]:
    """Return the rows of all measures tables in order, and what was left out with the reason."""
    rows: list[Row] = []
    left_out: LeftOut = {}
    frame: Frame | None = None
    for table in tables:
        frame = _read(table, frame, rows, left_out, choosing)
    return rows, tuple(left_out)[:_MAX_LEFT_OUT]


def headings_of(table: PageTable, meanings: Meanings = NONE) -> list[tuple[str, ...]]:
    """Return the rows that are headings of a measures table."""
    return [cells for cells, _ in _whole_rows(table, meanings) if columns_of(cells, meanings)]


def _read(
    table: PageTable, frame: Frame | None, rows: list[Row], left_out: LeftOut, choosing: Choosing
) -> Frame | None:
    own, fresh, told = None, False, False
    whole = _whole_rows(table, choosing.meanings)
    lines = [cells for cells, _ in whole]
    for place, (cells, broken) in enumerate(whole):
        if found := choosing.frame(lines, place):
            own, fresh = found, True
            left_out |= dict.fromkeys((name, _COLUMN) for name in left_out_columns(found, choosing.meanings))
            continue
        if not any(cells) or all(_RULE.fullmatch(cell) for cell in cells):
            continue
        current = own or (frame if frame and len(cells) == frame.width else None) or choosing.given(cells)
        if current is None:
            # What stands above a table's heading, or a table of something else: its first line tells which.
            if not told:
                left_out[clean_line(" ".join(cells))[:120], _TABLE] = None
            told = True
            continue
        if fresh and is_subheading(current, lines, place):
            continue
        if reason := _no_measure(cells, current, first=fresh):
            left_out[clean_line(" ".join(cells))[:120], reason] = None
            continue
        fresh = False
        doubts = [_BROKEN_LINE] if broken else []
        doubts += [_WIDTH] if len(cells) > current.width else []
        doubts += [_FEWER.format(len(cells), current.width)] if len(cells) < current.width else []
        doubts += [_NO_HEADING] if own is None else []
        rows.append(_row(cells, current, table, place, tuple(doubts)))
    return own or frame


def _no_measure(cells: Sequence[str], frame: Frame, *, first: bool) -> str:
    """Return why the row is none of measures, "" where it is one."""
    filled = [place for place, cell in enumerate(cells) if cell]
    if first and not frame.of_measures & set(filled):
        return _SUBHEADING
    # A line across the table that begins no measure: it stands in the first column, and measures have another.
    title = frame.places["title"]
    return _SECTION if filled == [0] and title != 0 and len(cells[0]) > 3 else ""


def _row(cells: Sequence[str], frame: Frame, table: PageTable, place: int, unsure: tuple[str, ...]) -> Row:
    source = " | ".join(clean_line(cell) for cell in cells)
    if len(cells) < frame.width:
        cells = shifted(cells, frame.keys)
    across = [
        (left, right) for top, bottom, left, right in table.spans if top <= place <= bottom and left < right
    ]
    texts = {key: "\n".join(frame.texts(cells, key)) for key in frame.places}
    about = [*frame.doubts(cells, across), *_take_period(texts, cells, frame, across)]
    success = texts.pop(SUCCESS, "")
    if success and "follow_up" not in frame.places:
        texts["follow_up"] = success
        about.append(("follow_up", frame.success_doubt()))
    continued = False
    for key in _BEAR_THE_MARK & texts.keys():
        texts[key], marks = CONTINUED.subn(" ", texts[key])
        texts[key], continued = texts[key].strip(), continued or marks > 0
    texts.pop(NUMBER, None)
    joined = _find_joined(table, place)
    keys = frozenset(key for key, at in frame.places.items() if {at, *frame.doubled.get(key, ())} <= joined)
    return Row(texts, keys, unsure, continued, tuple(about), source)


def _take_period(
    texts: dict[str, str], cells: Sequence[str], frame: Frame, across: Sequence[tuple[int, int]]
) -> list[tuple[str, str]]:
    """Let marks under quarters or months tell the period, where no words do."""
    if not frame.spans or texts.get("period"):
        return []
    texts["period"], doubts = period_of(cells, frame.spans, across)
    return [("period", doubt) for doubt in doubts]


def _find_joined(table: PageTable, place: int) -> set[int]:
    return {
        column
        for top, bottom, left, right in table.spans
        if top < place <= bottom
        for column in range(left, right + 1)
    }


def _whole_rows(table: PageTable, meanings: Meanings) -> list[tuple[tuple[str, ...], bool]]:
    """Return the rows with whether lines were joined: in plain text a cell of several lines breaks its row."""
    headings = [len(row) for row in table.rows if columns_of(row, meanings)]
    if table.spans or not headings:
        return [(row, False) for row in table.rows]
    whole: list[tuple[tuple[str, ...], bool]] = []
    for row in table.rows:
        before = whole[-1][0] if whole else ()
        alike = len(row) == len(before) > 1 and 2 * len(row) - 1 != headings[0]
        follows = len(row) == 1 or (len(before) < headings[0] and not alike)
        fits = before and len(before) + len(row) - 1 <= headings[0]
        if row and follows and fits and not columns_of(row, meanings) and not columns_of(before, meanings):
            whole[-1] = ((*before[:-1], f"{before[-1]}\n{row[0]}", *row[1:]), True)
        else:
            whole.append((row, False))
    return whole
