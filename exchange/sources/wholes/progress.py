"""What a report tells of each measure's progress: status, what was done, result, outcome. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from exchange.reading.grid import PageTable
from exchange.sources import headings
from exchange.sources.found import Line, Table
from exchange.sources.rowparts import CONTINUED
from exchange.sources.soundness import is_torn
from exchange.sources.wholes.document import WholeReport, is_empty, spread
from itaportal.language import marked
from itaportal.thai.keys import same_heading_key, same_word_key
from itaportal.thai.spelling import clean_line, clean_text

# As the import of progress knows the columns.
HEADINGS = {
    "title": marked("มาตรการ"),
    "status": marked("สถานะ"),
    "note": marked("หมายเหตุ"),
    "action_taken": marked("สิ่งที่ได้ดำเนินการ"),
    "result": marked("ผลการดำเนินการ"),
    "outcome": marked("ผลลัพธ์หรือความสำเร็จ"),
    "suggestion": marked("ข้อเสนอแนะ"),
}
_BEGINS = (
    ("action_taken", ("มาตรการหรือกิจกรรมที่ดำเนินการ", "สิ่งที่ได้ดำเนินการ", "สิ่งที่ดำเนินการ", "กิจกรรมที่ดำเนินการ")),
    ("result", ("ผลการดำเนิน", "สรุปผลดำเนิน", "สรุปผลการดำเนิน", "ผลที่ได้")),
    ("outcome", ("ผลลัพธ์", "ความสำเร็จ")),
    ("suggestion", ("ข้อเสนอแนะ", "ปัญหา", "อุปสรรค")),
    ("status", ("สถานะ", "ความก้าวหน้า")),
    ("note", ("หมายเหตุ",)),
)  # fmt: skip
NOT_STARTED, IN_PROGRESS, DONE = "ยังไม่ดำเนินการ", "อยู่ระหว่างดำเนินการ", "ดำเนินการเสร็จเรียบร้อยแล้ว"
_STATUSES = (
    (NOT_STARTED, ("ยังไม่", "ไม่ได้ดำเนิน")),
    (IN_PROGRESS, ("อยู่ระหว่าง", "กำลังดำเนิน")),
    (DONE, ("ดำเนินการเสร็จ", "ดำเนินการแล้ว", "แล้วเสร็จ", "เสร็จ")),
)
_LONGEST = 90
_MARK = re.compile(r"^\s*[/✓✔√☑■●]\s*")
_NOTHING = re.compile(r"^[\s\-–—☐□○]*$")
_COUNTED = re.compile(r"^\s*(?:\(?[0-9๐-๙]{1,2}[.)]|[-–•])\s*")
_NO_STATUS = marked("รายงานไม่บอกสถานะ ระบบเสนอไว้เพราะรายงานบอกผลแล้ว กรุณาตรวจ")
_NO_MARK = marked("ไม่พบเครื่องหมายในช่องสถานะ กรุณาเลือกสถานะ")
_TWO_MARKS = marked("มีเครื่องหมายในช่องสถานะมากกว่าหนึ่งช่อง กรุณาเลือกสถานะ")
_ODD_MARK = marked("เครื่องหมายในช่องสถานะไม่แน่ใจว่าหมายถึงทำแล้วหรือไม่ กรุณาตรวจ")
_WIDTH = marked("จำนวนช่องไม่ตรงกับหัวตาราง ข้อความอาจอยู่ผิดช่อง")
_NO_HEADING = marked("ตารางส่วนนี้ไม่มีหัวตาราง ระบบใช้หัวตารางก่อนหน้า")
_JOINED = marked("ช่องมาตรการว่าง ระบบถือว่าต่อจากแถวบน")
_NOTHING_BEFORE = marked("แถว “(ต่อ)” แต่ไม่พบแถวก่อนหน้า กรุณาตรวจว่าครบ")
_TORN = marked("ตัวอักษรไทยแตกหรือมีช่องว่างแทรกกลางคำ กรุณาพิมพ์แก้")


@dataclass(slots=True)
class _Frame:
    """The heading that rows stand under: places by key, and those of the columns to be marked by status."""

    places: dict[str, int]
    width: int
    marks: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Entry:
    cells: dict[str, str]
    doubts: list[str]


def progress_in(report: WholeReport) -> Table | None:
    """Return one row for each measure that the report tells the progress of, None where it tells none."""
    entries: list[_Entry] = []
    frame: _Frame | None = None
    for table in report.tables:
        frame = _read(table, frame, entries)
    if not entries:
        return None
    keys = [key for key in HEADINGS if any(entry.cells.get(key) for entry in entries)]
    always = (report.always,) if report.always else ()
    lines = tuple(
        Line(tuple(entry.cells.get(key, "") for key in keys), (*always, *dict.fromkeys(entry.doubts)))
        for entry in entries
    )
    return Table(tuple(HEADINGS[key] for key in keys), lines)


def _key_of(cell: str) -> str:
    key = same_heading_key(cell) if len(cell) <= 2 * _LONGEST else ""
    fits = [(len(begin), name) for name, begins in _BEGINS for begin in begins if key.startswith(begin)]
    if fits:
        return max(fits)[1]
    return "title" if headings.key_of(cell) == "title" else ""


def _status_in(cell: str) -> str:
    key = same_word_key(cell)
    return next((name for name, begins in _STATUSES if key.startswith(begins)), "")


def _frame_of(cells: Sequence[str]) -> _Frame | None:
    keys = [_key_of(cell) for cell in cells]
    places = {key: keys.index(key) for key in reversed(keys) if key}
    filled = [cell for cell in cells if cell]
    is_heading = (
        "title" in places and len(places.keys() & {"status", "result", "outcome", "action_taken"}) > 0
    )
    short = all(len(cell) <= 2 * _LONGEST for cell in filled)
    return _Frame(places, len(cells)) if is_heading and short else None


def _read(table: PageTable, before: _Frame | None, entries: list[_Entry]) -> _Frame | None:
    own: _Frame | None = None
    is_first = True
    for cells in spread(table):
        if frame := _frame_of(cells):
            own, is_first = frame, True
            continue
        marks = {
            place: status
            for place, cell in enumerate(cells)
            if (status := _status_in(cell)) and len(cell) < 40
        }
        if own and is_first and len(marks) > 1:
            own.marks = marks
            continue
        frame = own or (before if before and len(cells) == before.width else None)
        if frame is None or is_empty(cells):
            continue
        is_first = False
        _take(cells, frame, entries, [] if own else [_NO_HEADING])
    return own or before


def _take(cells: Sequence[str], frame: _Frame, entries: list[_Entry], doubts: list[str]) -> None:
    texts = {
        key: clean_text(cells[place]) if place < len(cells) else "" for key, place in frame.places.items()
    }
    doubts += [_WIDTH] if len(cells) != frame.width else []
    doubts += [_TORN] if any(map(is_torn, texts.values())) else []
    title = clean_line(_COUNTED.sub("", CONTINUED.sub(" ", texts["title"])))
    _read_status(cells, frame, texts, doubts)
    last = entries[-1] if entries else None
    is_continued = bool(CONTINUED.search(texts["title"]))
    is_same = bool(last) and same_word_key(title) == same_word_key(last.cells["title"] if last else "")
    if last and (is_same or is_continued or not title):
        last.doubts += doubts if title else [*doubts, _JOINED]
        for key, text in texts.items():
            if key != "title" and text and text not in last.cells.get(key, ""):
                last.cells[key] = "\n".join(filter(None, (last.cells.get(key, ""), text)))
        return
    entries.append(_Entry({**texts, "title": title}, doubts + ([_NOTHING_BEFORE] if is_continued else [])))


def _read_status(cells: Sequence[str], frame: _Frame, texts: dict[str, str], doubts: list[str]) -> None:
    """Put the status into ``texts``, and what stands beside its mark into the note."""
    if not frame.marks:
        told = _status_in(texts.get("status", ""))
        if texts.get("status") and not told:
            doubts.append(_ODD_MARK)
        elif not told and any(texts.get(key) for key in ("result", "outcome", "action_taken")):
            told = DONE
            doubts.append(_NO_STATUS)
        texts["status"] = told
        return
    marked = {
        place: clean_line(cells[place])
        for place in frame.marks
        if place < len(cells) and not _NOTHING.match(cells[place])
    }
    texts["status"] = frame.marks[min(marked)] if len(marked) == 1 else ""
    doubts += [] if len(marked) == 1 else [_TWO_MARKS if marked else _NO_MARK]
    doubts += [_ODD_MARK] if any(not _MARK.match(text) for text in marked.values()) else []
    notes = [_MARK.sub("", text) for text in marked.values()]
    texts["note"] = "\n".join(filter(None, (texts.get("note", ""), *notes)))
