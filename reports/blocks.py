"""What documents are made of: plain pieces that every format prints in its own way.

A kind of document (``reports/kinds/``) returns a list of blocks; the HTML templates, the PDF and the DOCX writer
print the same list, so that no format can say something else. Texts carry Arabic digits; printing turns them into
Thai ones. Lists of lines print one under the other.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

# For each percent of the width. Upright pages are narrow and high, landscape ones wide and low: both hold the same.
LETTERS_OF_HALF_A_PAGE = 14
LETTERS_OF_NEARLY_A_PAGE = 21


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
class Column:
    """A column: its heading, its share of the table's width in percent, and the heading over it and its neighbours.

    A heading is broken where its lines end, and where they are too long.
    """

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
    """A cell's lines; ``note`` is printed smaller under them, ``label`` names the cell where columns are stacked.

    A first cell with ``section`` names the rows below; its row stays on the page of the next. ``continued`` is
    what a cell that spans rows says on a further page when its text has ended.
    """

    lines: tuple[str, ...] = ()
    note: str = ""
    align: Align = Align.START
    bold: bool = False
    colspan: int = 1
    rowspan: int = 1
    heading: bool = False
    label: str = ""
    chosen: bool = True
    section: bool = False
    continued: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under repeated column headings; only a row of more than about half a page is broken over pages.

    ``title`` is a heading of level 3 that is repeated over the column headings on every page of the table.
    A short table that is read at a glance stays on one page: ``whole``. With ``keep_rows`` even rows of nearly a
    page stay unbroken, where the gap before them is better than a torn row.
    """

    template: ClassVar[str] = "table"
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    title: str = ""
    whole: bool = False
    keep_rows: bool = False

    @property
    def long_rows(self) -> frozenset[int]:
        """The places of the rows that fill more than about half a page, or nearly one with ``keep_rows``."""
        return frozenset(place for place, row in enumerate(self.rows) if self._is_long(row))

    def _is_long(self, row: tuple[Cell, ...]) -> bool:
        """Whether some cell holds more text than its column has room for; a cell that spans rows has its room."""
        if len(row) != len(self.columns):
            return False
        room = LETTERS_OF_NEARLY_A_PAGE if self.keep_rows else LETTERS_OF_HALF_A_PAGE
        return any(
            sum(len(line) + column.width / 2 for line in cell.lines) > room * column.width
            for column, cell in zip(self.columns, row, strict=True)
        )

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
    """A chart by its name in reports/charts.py and its data; ``alt`` says in words what it shows.

    ``data`` by name, scores as the snapshot has them ("83.50"), "" where there is none:

    - ``five-year-total``: (fiscal_year, total, level) for each year
    - ``indicators-by-instrument``: (code, name, instrument code, score) for each indicator
    - ``five-years-by-indicator``: (code, name, fiscal_year, score) for each indicator and year
    - ``change-to-last-year``: (code, name, change) for each indicator, the change as "2.30" or "-1.10"

    Years are Buddhist-era integers. ``pass_line`` is the pass line of the criteria, "" draws none.
    """

    template: ClassVar[str] = "chart"
    name: str
    data: tuple
    title: str
    alt: str
    pass_line: str = "85.00"


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
    """Blocks on landscape pages of their own; ``narrow`` gives tables of many columns narrower margins."""

    template: ClassVar[str] = "landscape"
    blocks: tuple["Block", ...]
    narrow: bool = False


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
    | Sources
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
