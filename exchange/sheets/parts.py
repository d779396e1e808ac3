"""The parts of a workbook that its sheets share: the list of sheets, texts kept once, formats."""

import re
from dataclasses import dataclass

from exchange.sheets import limits
from exchange.sheets.book import FileRefused
from exchange.sheets.budget import TOO_LARGE
from exchange.sheets.formats import NUMBER, kind_of
from exchange.sheets.package import Package, attribute_id
from exchange.sheets.xmlstream import walk

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Entry:
    """A sheet as the workbook lists it."""

    name: str
    hidden: bool
    path: str


@dataclass(slots=True)
class Workbook:
    """What the sheets share; ``kinds`` gives by style what a number means."""

    entries: list[Entry]
    strings: list[str]
    kinds: list[str]
    from_1904: bool


def unescape(text: str) -> str:
    """Return text with "_x000D_" and the like read as the characters they stand for."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return "" if 0xD800 <= code < 0xE000 else chr(code)


def read_workbook(package: Package) -> Workbook:
    """Return the list of sheets with shared texts and formats. Raises FileRefused."""
    path = package.workbook()
    relations = package.relations(path)
    entries: list[Entry] = []
    dates: list[bool] = []

    def sheet(attributes) -> None:
        kind, target = relations.get(attribute_id(attributes), ("", ""))
        if kind == "worksheet" and package.has(target):
            hidden = attributes.get("state", "visible") != "visible"
            entries.append(Entry(unescape(attributes.get("name", ""))[:100], hidden, target))

    def properties(attributes) -> None:
        dates.append(attributes.get("date1904") in ("1", "true", "on"))

    with package.open(path) as stream:
        walk(stream, {"sheet": sheet, "workbookPr": properties})
    parts = {kind: target for kind, target in relations.values() if package.has(target)}
    strings = _strings(package, parts["sharedStrings"]) if "sharedStrings" in parts else []
    kinds = _kinds(package, parts["styles"]) if "styles" in parts else []
    return Workbook(entries, strings, kinds, any(dates))


def _strings(package: Package, path: str) -> list[str]:
    """Return the shared texts."""
    texts = _Texts()
    starts = {"si": texts.start, "rPh": texts.start_reading, "t": texts.start_text}
    ends = {"si": texts.end, "rPh": texts.end_reading, "t": texts.end_text}
    with package.open(path) as stream:
        walk(stream, starts, ends, texts.add)
    return texts.found


class _Texts:
    """Runs in several fonts are one text; readings printed above the line are left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._in_text = self._reading = False
        self._room = limits.MAX_STRING_CHARACTERS

    def start(self, _attributes) -> None:
        self._pieces = []

    def start_reading(self, _attributes) -> None:
        self._reading = True

    def start_text(self, _attributes) -> None:
        self._in_text = not self._reading

    def add(self, piece: str) -> None:
        if self._in_text:
            self._pieces.append(piece)

    def end_text(self) -> None:
        self._in_text = False

    def end_reading(self) -> None:
        self._reading = False

    def end(self) -> None:
        self.found.append(unescape("".join(self._pieces))[: limits.MAX_CELL_CHARACTERS])
        # A text costs room of its own, however short.
        self._room -= len(self.found[-1]) + 10
        if self._room < 0:
            raise FileRefused(TOO_LARGE)


def _kinds(package: Package, path: str) -> list[str]:
    codes: dict[int, str] = {}
    numbers: list[int] = []
    inside: list[bool] = []

    def number_format(attributes) -> None:
        # Conditional formats further on may use the same numbers again.
        codes.setdefault(_integer(attributes.get("numFmtId")), attributes.get("formatCode", "")[:255])

    def cell_format(attributes) -> None:
        if inside:
            numbers.append(_integer(attributes.get("numFmtId")))

    starts = {"numFmt": number_format, "xf": cell_format, "cellXfs": lambda _: inside.append(True)}
    with package.open(path) as stream:
        walk(stream, starts, {"cellXfs": inside.clear})
    kinds = {number: kind_of(number, codes.get(number)) for number in set(numbers)}
    return [kinds.get(number, NUMBER) for number in numbers]


def _integer(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0
