"""What documents are made of: plain pieces that every format prints in its own way.

A kind of document (``reports/kinds/``) returns a list of blocks; the HTML templates, the PDF and the DOCX writer
print the same list, so that no format can say something else. Texts carry Arabic digits; printing turns them into
Thai ones. Lists of lines print one under the other.
"""

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
    """A line of the table of contents; ``anchor`` is the heading's."""

    text: str
    anchor: str


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
class Column:
    """A column: its heading, its share of the table's width in percent, and the heading over it and its neighbours."""

    title: str
    width: int
    group: str = ""
    align: Align = Align.START


@dataclass(frozen=True, slots=True)
class TopHeading:
    """A heading cell of a table's first heading row."""

    text: str
    colspan: int
    rowspan: int
    width: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's lines; ``note`` is printed smaller under them, ``label`` names the cell where columns are stacked."""

    lines: tuple[str, ...] = ()
    note: str = ""
    align: Align = Align.START
    bold: bool = False
    colspan: int = 1
    rowspan: int = 1
    heading: bool = False
    label: str = ""
    chosen: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under repeated column headings; a row is not broken over pages where it can be avoided."""

    template: ClassVar[str] = "table"
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""

    @property
    def grouped(self) -> bool:
        """Whether some columns share a heading over their own."""
        return any(column.group for column in self.columns)

    @property
    def top_headings(self) -> tuple["TopHeading", ...]:
        """The first heading row: a column of its own spans both rows, neighbours of a group share one heading."""
        headings: list[TopHeading] = []
        for column in self.columns:
            if column.group and headings and headings[-1].text == column.group:
                headings[-1] = TopHeading(
                    column.group, headings[-1].colspan + 1, 1, headings[-1].width + column.width
                )
            else:
                rows = 2 if self.grouped and not column.group else 1
                headings.append(TopHeading(column.group or column.title, 1, rows, column.width))
        return tuple(headings)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart by its name in reports/charts.py and its data; ``alt`` says in words what it shows."""

    template: ClassVar[str] = "chart"
    name: str
    data: tuple
    title: str
    alt: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An evidence picture: the stored file's sha256 and what is seen on it."""

    sha256: str
    caption: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures in a grid of two, each with its caption."""

    template: ClassVar[str] = "pictures"
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Signatory:
    """One signature block, with the heading of an opinion over it or none."""

    name: str
    position: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """The approval chain's signature and opinion blocks."""

    template: ClassVar[str] = "signatures"
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class Landscape:
    """Blocks on landscape pages of their own."""

    template: ClassVar[str] = "landscape"
    blocks: tuple["Block", ...]


Block = (
    Cover
    | Contents
    | Letterhead
    | Heading
    | Paragraph
    | Points
    | Table
    | Chart
    | Pictures
    | Signatures
    | Landscape
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A document ready to print: its title, the names that must not be torn apart, and its blocks."""

    title: str
    author: str
    names: tuple[str, ...]
    blocks: tuple[Block, ...]


def numbered(lines: list[str], pattern: str = "{}. {}") -> list[str]:
    """Return the lines with their numbers, unless there is only one."""
    return (
        lines
        if len(lines) < 2
        else [pattern.format(number, line) for number, line in enumerate(lines, start=1)]
    )
