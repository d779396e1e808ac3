"""Texts: covers, contents, letterheads, headings, paragraphs, points, and where things can be looked up."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Align(StrEnum):
    """How a text stands in its line."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page of a report: what it is, of whom, and the emblem."""

    template: ClassVar[str] = "cover"
    lines: tuple[str, ...]
    agency: str
    place: str
    emblem: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents; ``anchor`` is the heading's, ``level`` 2 stands below a part."""

    text: str
    anchor: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents; the page numbers come from the layout."""

    template: ClassVar[str] = "contents"
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of a memo (บันทึกข้อความ)."""

    template: ClassVar[str] = "letterhead"
    office: str
    number: str
    dated: str
    subject: str
    addressee: str
    via: str = ""
    emblem: str = ""
    emblem_of: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (part) to 3; several lines print under each other."""

    template: ClassVar[str] = "heading"
    lines: tuple[str, ...]
    level: int = 2
    anchor: str = ""
    new_page: bool = False
    align: Align = Align.CENTER


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; the first line is indented as in official letters unless ``indent`` is off.

    ``keep`` holds it on the page of what follows.
    """

    template: ClassVar[str] = "paragraph"
    text: str
    indent: bool = True
    align: Align = Align.START
    bold: bool = False
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """Lines that follow each other: numbered by the kind itself ("1. …") or with a dash."""

    template: ClassVar[str] = "points"
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where something can be looked up: what it is, and its file name or address, whose digits stay as they are."""

    text: str
    address: str
    link: bool = False


@dataclass(frozen=True, slots=True)
class Sources:
    """A list of files and links."""

    template: ClassVar[str] = "sources"
    sources: tuple[Source, ...]


def numbered(lines: list[str], pattern: str = "{}. {}") -> list[str]:
    """Return the lines with their numbers, unless there is only one."""
    return (
        lines
        if len(lines) < 2
        else [pattern.format(number, line) for number, line in enumerate(lines, start=1)]
    )
