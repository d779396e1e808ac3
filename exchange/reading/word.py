"""Paragraphs and tables of a Word file (docx) as a person sees them: what was inserted, never what was deleted."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Protocol
from xml.etree.ElementTree import ParseError, XMLParser, fromstring

from exchange.reading.archive import Archive
from exchange.reading.book import FileRefused
from exchange.reading.grid import TOO_DEEP, Flow, PageTable, span_of
from exchange.reading.kinds import BROKEN
from exchange.reading.wordlists import WordLists

BODY, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
MAX_ELEMENTS_DEEP = 600
_MAX_PART = 16 * 1024 * 1024  # of styles and lists, which are read as a whole
_CHUNK = 1 << 16
# Old versions of texts and properties, the second telling of a drawing, and what is said about the text.
_SILENT = {"moveFrom", "Fallback", "rPrChange", "pPrChange", "tcPrChange", "trPrChange", "tblPrChange"}
_SILENT |= {"sectPrChange", "tblGridChange", "numberingChange", "instrText", "delText", "delInstrText"}
_SIGNS = {0xFC: "✓", 0xFE: "☑", 0xFB: "✗", 0x50: "✓", 0x52: "☑", 0x4F: "✗", 0xE0: "→"}
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}


def word_parts(archive: Archive) -> tuple[str | PageTable, ...]:
    """Return paragraphs and tables in order. Raises FileRefused."""
    lists = WordLists()
    for path, take in ((_NUMBERING, lists.read_lists), (_STYLES, lists.read_styles)):
        if archive.has(path):
            with archive.open(path) as stream:
                data = stream.read(_MAX_PART + 1)
            try:
                take(fromstring(data))
            except (ParseError, RecursionError) as error:
                raise FileRefused(BROKEN) from error
    with archive.open(BODY) as stream:
        return tuple(follow(stream, _Body(lists)).parts)


class Target(Protocol):
    """What takes the elements of a part one by one and puts paragraphs and tables into its flow."""

    flow: Flow

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def data(self, text: str) -> None: ...
    def end(self, tag: str) -> None: ...
    def close(self) -> None: ...


def follow(stream: IO[bytes], target: Target) -> Flow:
    """Let a target see a part's elements as the part streams by. Raises FileRefused."""
    parser = XMLParser(target=target)
    try:
        while chunk := stream.read(_CHUNK):
            parser.feed(chunk)
        parser.close()
    except ParseError as error:
        raise FileRefused(BROKEN) from error
    return target.flow


@dataclass(slots=True)
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    number: str | None = None
    level: int = 0
    style: str = ""


class _Body:
    """What the parser calls for each element of the body."""

    def __init__(self, lists: WordLists) -> None:
        self.flow = Flow()
        self._lists = lists
        self._names: list[str] = []
        self._silent = 0  # how deep the silent element stands, 0 outside of one
        self._open: list[_Paragraph] = []
        self._joined = ""  # text of a paragraph whose end was deleted
        self._runs: list[tuple[bool, bool]] = []  # hidden, in a font of signs
        self._says = False
        self._keeps_row = True
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "tbl": lambda _: self._start_table(),
            "tr": lambda _: self._start_row(),
            "tc": lambda _: self._start_cell(),
            "p": lambda _: self._start_paragraph(),
            "r": lambda _: self._runs.append((False, False)),
        }
        self._cell: dict[str, str] | None = None  # how far a cell reaches that has no place yet

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element. Raises FileRefused where elements stand too deep in others."""
        name = tag.rpartition("}")[2]
        self._names.append(name)
        if len(self._names) > MAX_ELEMENTS_DEEP:
            raise FileRefused(TOO_DEEP)
        if self._silent:
            return
        above = self._names[-2] if len(self._names) > 1 else ""
        if name in _SILENT or (name == "del" and above not in ("trPr", "rPr")):
            self._silent = len(self._names)
        elif start := self._starts.get(name):
            start(attributes)
        else:
            self._property(name, above, {key.rpartition("}")[2]: each for key, each in attributes.items()})

    def _property(self, name: str, above: str, said: dict[str, str]) -> None:
        if above == "tcPr" and name in ("gridSpan", "vMerge") and self._cell is not None:
            self._cell[name] = said.get("val", "continue")
        elif name == "gridBefore" and above == "trPr" and self.flow.open:
            for _ in range(min(span_of(said.get("val")), 50)):
                self.flow.open[-1].start_cell(1, 1)
        elif name == "del" and above == "trPr":
            self._keeps_row = False
        elif self._open:
            self._of_paragraph(name, above, said)

    def _of_paragraph(self, name: str, above: str, said: dict[str, str]) -> None:
        paragraph = self._open[-1]
        if above == "numPr" and name == "numId":
            paragraph.number = said.get("val", "")
        elif above == "numPr" and name == "ilvl":
            paragraph.level = int(said["val"]) if re.fullmatch("[0-9]", said.get("val", "")) else 0
        elif name == "pStyle":
            paragraph.style = said.get("val", "")
        elif above == "rPr" and self._runs:
            hidden, signs = self._runs[-1]
            hidden |= name == "vanish" and said.get("val", "true") not in ("0", "false")
            signs |= name == "rFonts" and any("ingdings" in font for font in said.values())
            self._runs[-1] = hidden, signs
        elif name == "del" and self._names[-3:-1] == ["pPr", "rPr"]:
            paragraph.style = "\0"  # its end was deleted
        elif name == "sym":
            self._add(_SIGNS.get(int(said.get("char", "0")[-2:], 16), "•"))
        elif name in _BREAKS and above == "r":
            self._add(_BREAKS[name])
        self._says = name == "t"

    def _add(self, text: str) -> None:
        if self._open and not (self._runs and self._runs[-1][0]):
            self._open[-1].pieces.append(text)

    def data(self, text: str) -> None:
        """Take text."""
        if self._says and not self._silent:
            if self._runs and self._runs[-1][1]:
                text = "".join(_SIGNS.get(ord(sign) & 0xFF, "•") if sign.strip() else sign for sign in text)
            self._add(text)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        name, depth = self._names.pop(), len(self._names) + 1
        if self._silent:
            self._silent = 0 if self._silent == depth else self._silent
            return
        self._says = False
        flow = self.flow
        if name == "p" and self._open:
            self._end_paragraph(self._open.pop())
        elif name == "r" and self._runs:
            self._runs.pop()
        elif name == "tcPr":
            self._place_cell()
        elif name == "tc" and flow.open:
            self._place_cell()
            flow.open[-1].end_cell()
        elif name == "tr" and flow.open and not self._keeps_row:
            flow.open[-1].drop_row()
            self._keeps_row = True
        elif name == "tbl" and flow.open:
            flow.end_table()

    def close(self) -> None:
        """Nothing is left to be done at the end of the part."""

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        text = self._joined + "".join(paragraph.pieces)
        if paragraph.style == "\0":
            self._joined = text
            return
        self._joined = ""
        number, level = paragraph.number, paragraph.level
        if number is None and paragraph.style in self._lists.styles:
            number, level = self._lists.styles[paragraph.style]
        # An empty paragraph of a list is a number alone, as in the column of running numbers.
        in_cell = bool(self.flow.open and self.flow.open[-1].pieces is not None)
        mark = self._lists.mark(number, level) if number and (text.strip() or in_cell) else ""
        self.flow.say(f"{mark}{text}")

    def _start_table(self) -> None:
        self._place_cell()
        self.flow.start_table()

    def _start_paragraph(self) -> None:
        self._place_cell()
        self._open.append(_Paragraph())

    def _start_row(self) -> None:
        self._keeps_row = True
        if self.flow.open:
            self.flow.open[-1].start_row()

    def _start_cell(self) -> None:
        self._cell = {} if self.flow.open else None

    def _place_cell(self) -> None:
        """Give the cell its place as soon as it is told how far it reaches."""
        if self._cell is None:
            return
        grid, right = self.flow.open[-1], span_of(self._cell.get("gridSpan"))
        self.flow.count(right)
        if self._cell.get("vMerge", "restart") != "restart":
            grid.go_on(right)
        else:
            grid.start_cell(1, right)
            if "vMerge" in self._cell:
                grid.may_go_on()
        self._cell = None
