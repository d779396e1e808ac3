"""Paragraphs and tables of a LibreOffice text (odt) as a person sees them, without what was deleted."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from exchange.reading.archive import Archive
from exchange.reading.book import FileRefused
from exchange.reading.grid import TOO_DEEP, Flow, PageTable, span_of
from exchange.reading.kinds import BROKEN
from exchange.reading.word import MAX_ELEMENTS_DEEP, follow
from exchange.reading.wordlists import BULLET

_BODY = "content.xml"
_SILENT = {"tracked-changes", "annotation", "note", "ruby-text", "table-template", "forms"}
_MOST_REPEATED = 100


def open_document_parts(archive: Archive) -> tuple[str | PageTable, ...]:
    """Return paragraphs and tables in order. Raises FileRefused."""
    if not archive.has(_BODY):
        raise FileRefused(BROKEN)
    with archive.open(_BODY) as stream:
        return tuple(follow(stream, _Content()).parts)


@dataclass(slots=True)
class _List:
    style: str
    number: int = 0
    fresh: bool = False  # the item's mark is still to be said


class _Content:
    """What the parser calls for each element of the content."""

    def __init__(self) -> None:
        self.flow = Flow()
        self._names: list[str] = []
        self._silent = 0
        self._open: list[list[str]] = []
        self._lists: list[_List] = []
        self._styles: dict[tuple[str, int], str] = {}  # list style and level → what follows the number
        self._style = ""
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "list-style": lambda said: setattr(self, "_style", said.get("name", "")),
            "list-level-style-number": self._know_level,
            "table": lambda _: self.flow.start_table(),
            "table-row": lambda _: self._start_row(),
            "table-cell": self._start_cell,
            "p": lambda _: self._open.append([]),
            "h": lambda _: self._open.append([]),
            "list": self._start_list,
            "list-item": self._start_item,
            "s": lambda said: self._add(" " * min(span_of(said.get("c")), 10)),
            "tab": lambda _: self._add(" "),
            "line-break": lambda _: self._add("\n"),
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element. Raises FileRefused where elements stand too deep in others."""
        name = tag.rpartition("}")[2]
        self._names.append(name)
        if len(self._names) > MAX_ELEMENTS_DEEP:
            raise FileRefused(TOO_DEEP)
        if not self._silent and name in _SILENT:
            self._silent = len(self._names)
        elif not self._silent and (start := self._starts.get(name)):
            start({key.rpartition("}")[2]: value for key, value in attributes.items()})

    def data(self, text: str) -> None:
        """Take text; line ends of the file are spaces."""
        if self._open and not self._silent:
            self._add(re.sub(r"\s+", " ", text))

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        name, depth = self._names.pop(), len(self._names) + 1
        flow = self.flow
        if self._silent:
            self._silent = 0 if self._silent == depth else self._silent
        elif name in ("p", "h") and self._open:
            flow.say(self._mark() + "".join(self._open.pop()))
        elif name == "table-cell" and flow.open:
            flow.open[-1].end_cell()
        elif name == "table" and flow.open:
            flow.end_table()
        elif name == "list" and self._lists:
            self._lists.pop()

    def close(self) -> None:
        """Nothing is left to be done at the end of the part."""

    def _add(self, text: str) -> None:
        if self._open:
            self._open[-1].append(text)

    def _know_level(self, said: dict[str, str]) -> None:
        if said.get("num-format"):
            level = span_of(said.get("level"))
            self._styles[self._style, level] = said.get("num-suffix", ".") or "."

    def _start_list(self, said: dict[str, str]) -> None:
        outer = self._lists[-1].style if self._lists else ""
        self._lists.append(_List(said.get("style-name", outer)))

    def _start_item(self, said: dict[str, str]) -> None:
        if self._lists:
            entry = self._lists[-1]
            entry.number = span_of(said["start-value"]) if "start-value" in said else entry.number + 1
            entry.fresh = True

    def _mark(self) -> str:
        if not self._lists or not self._lists[-1].fresh:
            return ""
        entry = self._lists[-1]
        entry.fresh = False
        suffix = self._styles.get((entry.style, len(self._lists)))
        return f"{entry.number}{suffix} " if suffix else f"{BULLET} "

    def _start_row(self) -> None:
        if self.flow.open:
            self.flow.open[-1].start_row()

    def _start_cell(self, said: dict[str, str]) -> None:
        if not self.flow.open:
            return
        right = span_of(said.get("number-columns-spanned"))
        for _ in range(min(span_of(said.get("number-columns-repeated")), _MOST_REPEATED)):
            self.flow.count(right)
            self.flow.open[-1].start_cell(span_of(said.get("number-rows-spanned")), right)
