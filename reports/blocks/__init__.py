"""What documents are made of: plain pieces that every format prints in its own way.

A kind of document (``reports/kinds/``) returns a list of blocks; the HTML templates, the PDF and the DOCX writer
print the same list, so that no format can say something else. Texts carry Arabic digits; printing turns them into
Thai ones. Lists of lines print one under the other. Tables: reports/blocks/tables.py.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

DRAFT_MARK = "ร่าง – ยังไม่ได้เสนอ"
UNKNOWN = "–"


class Align(StrEnum):
    """How a text stands in its line."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document; ``template`` names what prints it in every format: ``signature_places``."""

    template: ClassVar[str]

    def __init_subclass__(cls) -> None:
        cls.template = re.sub(r"\B([A-Z])", r"_\1", cls.__name__).lower()


@dataclass(frozen=True, slots=True)
class Cover(Block):
    """The first page of a report: what it is, of whom, the emblem, and where the result is published.

    ``link`` is that address, or "" with the words that hold its place in ``missing``.
    """

    lines: tuple[str, ...]
    agency: str
    place: str
    emblem: str = ""
    by: str = "โดย"
    link: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents; ``anchor`` is the heading's, ``level`` 2 stands below a part.

    ``numbered`` ones begin with the number of their part, under which further lines do not stand.
    """

    text: str
    anchor: str
    level: int = 1
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Contents(Block):
    """The table of contents; the page numbers come from the layout."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Letterhead(Block):
    """The head of a memo (บันทึกข้อความ)."""

    office: str
    number: str
    dated: str
    subject: str
    addressee: str
    via: str = ""
    emblem: str = ""
    emblem_of: str = ""


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading of level 1 (part) to 3; several lines print under each other."""

    lines: tuple[str, ...]
    level: int = 2
    anchor: str = ""
    new_page: bool = False
    align: Align = Align.CENTER


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A paragraph; the first line is indented as in official letters unless ``indent`` is off.

    ``keep`` holds it on the page of what follows.
    """

    text: str
    indent: bool = True
    align: Align = Align.START
    bold: bool = False
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Points(Block):
    """Lines that follow each other: numbered by the kind itself ("1. …") or with a dash."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where something can be looked up: what it is, and its file name or address, whose digits stay as they are."""

    text: str
    address: str
    link: bool = False


@dataclass(frozen=True, slots=True)
class Sources(Block):
    """A list of files and links."""

    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Chart(Block):
    """A chart by its name in reports/charts/drawing.py and its data; ``alt`` says in words what it shows.

    ``data`` by name, scores as the snapshot has them ("83.50"), "" where there is none:

    - ``five-year-total``: (fiscal_year, total, level) for each year
    - ``indicators-by-instrument``: (code, name, instrument code, score) for each indicator
    - ``five-years-by-indicator``: (code, name, fiscal_year, score) for each indicator and year
    - ``change-to-last-year``: (code, name, change) for each indicator, the change as "2.30" or "-1.10"
    - ``totals-in-levels``: as ``five-year-total``, and ("", minimum, level) for each level of the newest year
    - ``indicators-compared``: ("", "", what now is, what before is, what the mean is), then
      (code, name, now, before, mean) for each indicator
    - ``lowest-items``: (code, wording, score) for each item
    - ``counts``: ("", name of each column …), then (name, count …) for each row
    - ``plan-timeline``: (first day, last day, today), then (name, first day, last day, state, words) for each measure;
      days as "2026-09-30", "" where there is none, state "done", "open" or "overdue"

    Years are Buddhist-era integers. ``pass_line`` is the pass line of the criteria, "" draws none.
    ``low`` leaves room for a long title on its page.
    """

    name: str
    data: tuple
    title: str
    alt: str
    pass_line: str = "85.00"
    low: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An evidence picture: the stored file's sha256 and what is seen on it."""

    sha256: str
    caption: str


@dataclass(frozen=True, slots=True)
class Pictures(Block):
    """Pictures in a grid of two, each with its caption."""

    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Signatory:
    """One signature block, with the heading of an opinion over it or none."""

    name: str
    position: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Signatures(Block):
    """The approval chain's signature and opinion blocks."""

    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class SignaturePlaces(Block):
    """Places for each step's opinion and electronic signature, "step-1" and so on; on paper the lines to sign by hand."""

    steps: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class OpinionSheet(Block):
    """A place for each step where a long opinion goes on, under the document's title and code; only the PDF has it."""

    steps: tuple[Signatory, ...]
    title: str
    code: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What one step decided: its words, one a line, who signed and on what day; ``heading`` is the opinion's or ""."""

    heading: str
    opinion: tuple[str, ...]
    signed: tuple[str, ...]
    day: str


@dataclass(frozen=True, slots=True)
class Decisions(Block):
    """Opinions and signatures in words, for copies of what was signed."""

    decisions: tuple[Decided, ...]


@dataclass(frozen=True, slots=True)
class Verification(Block):
    """How anyone can check the document: the code and the address that tells of it, which keep their digits."""

    code: str
    url: str


@dataclass(frozen=True, slots=True)
class Landscape(Block):
    """Blocks on landscape pages of their own; ``narrow`` gives tables of many columns narrower margins."""

    blocks: tuple[Block, ...]
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A document ready to print: its title, the names that must not be torn apart, its blocks, and what every page says
    at its foot: which approved document it belongs to, or that it is a draft.

    ``distributed`` shares the room that lines leave among words and letters; a copy tells where the ``original`` is.
    """

    title: str
    author: str
    names: tuple[str, ...]
    blocks: tuple[Block, ...]
    mark: str = DRAFT_MARK
    distributed: bool = False
    original: Verification | None = None

    @property
    def anchors(self) -> tuple[str, ...]:
        """The anchors of the headings that the contents name."""
        tables = (block for block in unfolded(self.blocks) if isinstance(block, Contents))
        return tuple(entry.anchor for table in tables for entry in table.entries)


def unfolded(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with those of landscape parts in their place."""
    for block in blocks:
        yield from block.blocks if isinstance(block, Landscape) else (block,)
