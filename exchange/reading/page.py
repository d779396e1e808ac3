"""Tables and visible text of a web page or of what a word processor puts on the clipboard. Pure.

Bounded by length and depth before it is parsed.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from exchange.reading.book import FileRefused
from exchange.reading.grid import (
    MAX_CELLS,
    MAX_CHARACTERS,
    MAX_COLUMNS,
    MAX_DEPTH,
    TOO_DEEP,
    TOO_LONG,
    Grid,
    PageTable,
    span_of,
)

MAX_SOURCE_CHARACTERS = 10_000_000  # with scripts, styles and comments; MAX_CHARACTERS are without

# The parser of the standard library looks through the whole rest again for each thing that is never closed, and
# html.unescape raises ValueError for references of thousands of digits.
_UNCLOSED = re.compile(r"<(?!/?[a-z][^<>]*>)", re.IGNORECASE)
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_ABSURD_REFERENCE = re.compile("&#[0-9]{8,}")
_BLOCKS = frozenset(
    ("p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "header", "footer")
)
_BLOCKS |= {f"h{level}" for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Page:
    """All tables in the order they end, inner ones first, and the text a person sees: a tab after each cell."""

    tables: tuple[PageTable, ...]
    text: str


def html_tables(source: str) -> Page:
    """Return the tables and the text of HTML source. Raises FileRefused for what is too long or nested too deep."""
    reader = _Reader()
    reader.feed(_clean(source))
    reader.close()
    return reader.page()


def _clean(source: str) -> str:
    """Return the source without programs, styles and comments, nothing left open. Raises FileRefused for what is too long."""
    if len(source) > MAX_SOURCE_CHARACTERS:
        raise FileRefused(TOO_LONG)
    for opening, closing in (("<!--", "-->"), ("<script", "</script"), ("<style", "</style")):
        source = _without(source, opening, closing)
    if len(source) > MAX_CHARACTERS:
        raise FileRefused(TOO_LONG)
    source = _UNCLOSED.sub("&lt;", _DECLARATION.sub("", source))
    return _ABSURD_REFERENCE.sub(" ", source)


def _without(source: str, opening: str, closing: str) -> str:
    """Return the source without these elements; one that is never closed reaches to the end."""
    lower = source.lower()
    if len(lower) != len(source):  # a few letters have a longer small form; places would not agree
        lower = source
    kept: list[str] = []
    place = 0
    while (start := lower.find(opening, place)) >= 0:
        kept.append(source[place:start])
        end = lower.find(closing, start)
        if end < 0:
            return "".join(kept)
        after = lower.find(">", end)
        place = after + 1 if after >= 0 else len(source)
    return "".join([*kept, source[place:]])


@dataclass(slots=True)
class _Table(Grid):
    counters: list[int] = field(default_factory=list)  # open lists: next number, 0 for bullets

    def end_cell(self) -> None:
        super(_Table, self).end_cell()
        self.counters = []


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._tables: list[PageTable] = []
        self._open: list[_Table] = []
        self._text: list[str] = []
        self._cells = 0

    def page(self) -> Page:
        while self._open:
            self._end_table()
        return Page(tuple(table for table in self._tables if any(map(any, table.rows))), "".join(self._text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            if len(self._open) == MAX_DEPTH:
                raise FileRefused(TOO_DEEP)
            self._open.append(_Table())
            self._text.append("\n")
        elif tag in ("tr", "td", "th") and self._open:
            self._start_in_table(tag, dict(attrs))
        elif tag in _BLOCKS:
            self._break(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        table = self._open[-1] if self._open else None
        if tag == "table" and table:
            self._end_table()
        elif tag in ("td", "th", "tr") and table:
            table.end_cell()
        elif tag in _BLOCKS:
            if tag in ("ul", "ol") and table and table.counters:
                table.counters.pop()
            self._break("", {})

    def handle_data(self, data: str) -> None:
        inside = self._cell()
        if inside is None:
            self._text.append(data)
        elif text := re.sub(r"\s+", " ", data):
            inside.append(text)
            self._text.append(text)

    def _cell(self) -> list[str] | None:
        return self._open[-1].pieces if self._open else None

    def _start_in_table(self, tag: str, attributes: dict[str, str | None]) -> None:
        table = self._open[-1]
        table.end_cell()
        if tag == "tr":
            table.start_row()
            self._text.append("\n")
            return
        right = span_of(attributes.get("colspan"))
        self._cells += min(right, MAX_COLUMNS)
        if self._cells > MAX_CELLS:
            raise FileRefused(TOO_LONG)
        table.start_cell(span_of(attributes.get("rowspan")), right)
        self._text.append("\t")

    def _end_table(self) -> None:
        table = self._open.pop()
        table.end_cell()
        self._tables.append(table.finished())
        self._text.append("\n")

    def _break(self, tag: str, attributes: dict[str, str | None]) -> None:
        inside = self._cell()
        if inside is None:
            self._text.append("\n")
            return
        self._text.append(" ")
        counters = self._open[-1].counters
        if tag in ("ul", "ol"):
            start = attributes.get("start") or "1"
            counters.append(0 if tag == "ul" else int(start) if start.isdecimal() and len(start) < 4 else 1)
        if tag == "li":
            number = counters[-1] if counters else 0
            inside.append(f"\n{number}. " if number else "\n• ")
            if number:
                counters[-1] += 1
        # A paragraph right after the mark of a list is its text.
        elif not (inside and re.fullmatch(r"\n(?:\d+\.|•) ", inside[-1])):
            inside.append("\n")
