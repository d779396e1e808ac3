"""The heading that rows of a measures table stand under, and what it makes of a row's cells. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from exchange.sources import periods
from exchange.sources.headings import MARKS, NONE, SUCCESS, Meanings, columns_of, find_doubled, key_of
from itaportal.language import marked
from itaportal.thai.keys import same_heading_key
from itaportal.thai.spelling import clean_line, clean_text

_TWO_COLUMNS = marked("ข้อมูลช่องนี้มาจาก {} ระบบต่อเข้าด้วยกัน กรุณาตรวจ")
_LISTED = marked("ช่อง “{}” มีเลขข้อ ระบบถือว่าเป็นขั้นตอน กรุณาตรวจ")
_SUCCESS = marked("มาจากช่อง “{}” ซึ่งไม่ใช่ตัวชี้วัด ITA ระบบเก็บไว้เป็นการกำกับติดตาม เลือกไม่นำมาได้ที่ความหมายของคอลัมน์")
_ACROSS = marked("ข้อความอยู่ในช่องที่ผสานข้าม “{}” และ “{}” ระบบใส่ไว้ช่องแรก กรุณาตรวจ")
_REMEMBERED = marked("ความหมายของคอลัมน์ “{}” เป็นตามที่เคยเลือกไว้ กรุณาตรวจ")
_NUMBERED = re.compile(r"^\s*\(?[0-9๐-๙]{1,2}[.)]", re.MULTILINE)


@dataclass(slots=True)
class Frame:
    """``doubled`` are the places of columns that it has more than once, ``spans`` those of quarters and months.

    ``recalled`` are places whose meaning was chosen for an earlier file and is only proposed.
    """

    places: dict[str, int]
    words: tuple[str, ...]
    doubled: dict[str, tuple[int, ...]]
    spans: dict[int, periods.Span] = field(default_factory=dict)
    recalled: frozenset[int] = frozenset()
    listed: str = ""  # heading of a column of measures whose numbered cells are steps

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.words)

    @property
    def of_measures(self) -> set[int]:
        """The places of the columns that measures are read from."""
        return {
            *self.places.values(),
            *(place for each in self.doubled.values() for place in each),
            *self.spans,
        }

    @property
    def keys(self) -> list[str]:
        """The key of each column, "" for one that is not read."""
        by_place = {place: key for key, places in self.doubled.items() for place in places}
        by_place |= {place: key for key, place in self.places.items()} | dict.fromkeys(self.spans, MARKS)
        return [by_place.get(place, "") for place in range(self.width)]

    def texts(self, cells: Sequence[str], key: str) -> list[str]:
        """Return what stands under the heading and those that mean the same, each once."""
        places = self.doubled.get(key, (self.places[key],))
        texts = (clean_text(cells[place]) for place in places if place < len(cells))
        return [text for text in dict.fromkeys(texts) if text]

    def doubts(self, cells: Sequence[str], across: Sequence[tuple[int, int]]) -> tuple[tuple[str, str], ...]:
        """Return the keys whose cells are not one column's alone, with what is to be checked."""
        found = []
        for key, places in self.doubled.items():
            if key in self.places and any(cells[place] for place in places[1:] if place < len(cells)):
                names = " และ ".join(f"“{self._name(place)}”" for place in places)
                found.append((key, _TWO_COLUMNS.format(names)))
        keys = self.keys
        for first, last in across:
            others = [place for place in range(first, min(last + 1, self.width)) if keys[place]]
            if len({keys[place] for place in others}) > 1 and clean_line(cells[first]):
                words = _ACROSS.format(self._name(others[0]), self._name(others[-1]))
                found.append((keys[others[0]], words))
        for place in sorted(self.recalled):
            if place < len(cells) and cells[place] and keys[place]:
                found.append((keys[place], _REMEMBERED.format(self._name(place))))
        if self.listed and any(self.texts(cells, "steps")):
            found.append(("steps", _LISTED.format(self.listed)))
        return tuple(found)

    def success_doubt(self) -> str:
        """Return what is said of a cell of what a measure is judged by."""
        return _SUCCESS.format(self._name(self.places[SUCCESS]))

    def _name(self, place: int) -> str:
        return clean_line(self.words[place]) or marked(f"คอลัมน์ที่ {place + 1}")


def frame_of(
    rows: Sequence[Sequence[str]],
    place: int,
    meanings: Meanings = NONE,
    recalled: frozenset[str] = frozenset(),
) -> Frame | None:
    """Return the frame that the row at the place begins, with the quarters of the row below it; None for no heading."""
    cells = rows[place]
    places = columns_of(cells, meanings)
    if places is None:
        return None
    frame = Frame(places, tuple(cells), find_doubled(cells, meanings))
    _give_spans(frame, rows[place + 1] if place + 1 < len(rows) else (), meanings)
    keys = frame.keys
    frame.recalled = frozenset(
        at for at, cell in enumerate(cells) if keys[at] and same_heading_key(cell) in recalled
    )
    _find_listed(frame, rows[place + 1 :])
    return frame


def _give_spans(frame: Frame, below: Sequence[str], meanings: Meanings) -> None:
    """Tell which columns are quarters or months, by the heading itself or by the row below it."""
    frame.spans = {
        at: span
        for at, cell in enumerate(frame.words)
        if key_of(cell, meanings) == MARKS and (span := periods.span_of(cell))
    } or periods.spans_below(frame.words, below, frame.of_measures)
    frame.places = {key: at for key, at in frame.places.items() if at not in frame.spans and key != MARKS}
    frame.doubled = {
        key: kept
        for key, each in frame.doubled.items()
        if len(kept := tuple(at for at in each if at not in frame.spans)) > 1
    }


def _find_listed(frame: Frame, rows: Sequence[Sequence[str]]) -> None:
    """Where two columns may be the measure and none has steps, the one whose cells are numbered lists has them."""
    doubled = frame.doubled.get("title", ())
    if len(doubled) != 2 or "steps" in frame.places:
        return
    filled = [row for row in rows if all(place < len(row) and row[place] for place in doubled)]
    for place, other in (doubled, doubled[::-1]):
        if filled and all(len(_NUMBERED.findall(row[place])) > 1 for row in filled):
            del frame.doubled["title"]
            frame.places |= {"title": other, "steps": place}
            frame.listed = frame._name(place)
            return


def is_subheading(frame: Frame, rows: Sequence[Sequence[str]], place: int) -> bool:
    """Whether the row gives the quarters or months of the heading above it."""
    below = periods.spans_below(frame.words, rows[place], frame.of_measures - frame.spans.keys())
    return bool(below) and below == frame.spans


def left_out_columns(frame: Frame, meanings: Meanings) -> list[str]:
    """Return the headings of columns that are not read."""
    unread = [cell for cell in frame.words if cell and not key_of(cell, meanings)]
    if SUCCESS in frame.places and "follow_up" in frame.places:
        unread.append(frame.words[frame.places[SUCCESS]])
    return [clean_line(cell) for cell in unread]
