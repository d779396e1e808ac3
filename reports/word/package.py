"""Word files as packages: opened from our own skeleton, saved with the same bytes for the same content."""

import io
import zipfile
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from itaportal.archives import remove_dates
from itaportal.thai.spelling import letters
from reports.blocks import Cover, Verification
from reports.word import parts

EMBLEM = 3 * parts.CM  # how high it is on a cover
LINE = 403  # as the styles have it, like those of a cover
_TITLE_LINE, _AGENCY_LINE, _LINK_LINE = 672, 560, 420
_TITLE_LETTER, _AGENCY_LETTER = 200, 167  # how wide a letter of their sizes is
SKELETON = Path(__file__).resolve().parent / "skeleton"


@dataclass(frozen=True, slots=True)
class Page:
    """A4 paper one way or the other, in twentieths of a point: margins as the PDF has them.

    ``first`` is the top margin of a document's first page, which has no number. ``padding`` is that of a table's cells,
    left and right together, as the table's style ``grid`` has it.
    """

    width: int
    height: int
    first: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int = 397
    grid: str = "TableGrid"
    padding: int = 120

    @property
    def under_number(self) -> int:
        """The space between the page's number and its text."""
        return self.top - self.header - LINE

    @property
    def text_width(self) -> int:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """The height between the margins."""
        return self.height - self.top - self.bottom


def cover_gaps(block: Cover, page: Page) -> tuple[int, int]:
    """Return the spaces over the cover's title and over its agency, smaller where a long title needs the room."""
    title = _rows(block.lines, page.text_width // _TITLE_LETTER) * _TITLE_LINE
    agency = _rows((block.by, block.agency, block.place), page.text_width // _AGENCY_LETTER) * _AGENCY_LINE
    # Half a line to spare: programs round heights up.
    title += bool(block.link) * 3 * _LINK_LINE + bool(block.missing) * _LINK_LINE
    room = page.text_height - (title + agency + _AGENCY_LINE // 2 + bool(block.emblem) * EMBLEM)
    over_title = max(0, min(room // 3, round((1.5 if block.emblem else 4) * parts.CM)))
    return over_title, max(0, min(room - over_title, 6 * parts.CM))


def _rows(lines: Iterable[str], room: int) -> int:
    """Return how many lines the lines take where so many letters have room on one; an empty one takes one as well."""
    return sum(max(1, -(-letters(line) // room)) for line in lines)


UPRIGHT = Page(11906, 16838, first=850, top=1417, right=1134, bottom=1134, left=1701, header=709)
WIDE = Page(16838, 11906, first=850, top=1049, right=850, bottom=850, left=850, header=341)
NARROW = Page(
    16838, 11906, first=833, top=833, right=680, bottom=641, left=680,
    header=400, footer=340, grid="NarrowGrid", padding=80,
)  # fmt: skip


def new_document():
    """Return an empty document with our styles, settings and page set-up."""
    from docx import Document

    document = Document(io.BytesIO(_skeleton()))
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    (empty,) = section.first_page_header.paragraphs
    empty.style = "Gap"
    return document


def number_pages(section, page: Page) -> None:
    """Print the numbers of the section's pages over their texts; sections after it take them from there.

    The number's line and the space under it reach down to the text: the first page, which has none, begins higher.
    """
    section.header.is_linked_to_previous = False
    (header,) = section.header.paragraphs
    header._p.get_or_add_pPr().append(parts.element("spacing", after=page.under_number))
    for piece in (parts.run("- "), *parts.field("PAGE", "๒"), parts.run(" -")):
        header._p.append(piece)


def set_page(section, page: Page, *, first: bool) -> None:
    """Give the section (``w:sectPr``) the page's size and margins; ``first`` says that the document begins with it."""
    from docx.oxml.ns import qn

    way = "landscape" if page.width > page.height else "portrait"
    size = {"w": page.width, "h": page.height, "orient": way}
    margins = {side: getattr(page, side) for side in ("top", "right", "bottom", "left", "header", "footer")}
    if first:
        margins["top"] = page.first
    for tag, values in (("pgSz", size), ("pgMar", margins)):
        for name, value in values.items():
            section.find(qn(f"w:{tag}")).set(qn(f"w:{name}"), str(value))


def mark_pages(document, mark: str) -> None:
    """Print the mark, as it is, at the foot of every page; the sections after the first take it from there."""
    section = document.sections[0]
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        (line,) = footer.paragraphs
        line._p.append(parts.run(mark))


def name_original(document, original: Verification) -> None:
    """Say over the first page that this is a copy, and where what was signed can be found."""
    header = document.sections[0].first_page_header
    (line,) = header.paragraphs
    line._p.append(parts.run(f"สำเนา – ฉบับลงนามคือ PDF รหัสตรวจสอบ {original.code}", parts.element("br")))
    line._p.append(parts.link(header.part, original.url, original.url))
    line.style = "Footer"


def end_section(section, last_paragraph) -> None:
    """End a section with the paragraph; ``section`` (``w:sectPr``) is the next one's then, with the same header."""
    from docx.oxml.ns import qn

    last_paragraph.get_or_add_pPr().append(deepcopy(section))
    for tag in ("headerReference", "titlePg"):
        for part in section.findall(qn(f"w:{tag}")):
            section.remove(part)


def update_fields(document) -> None:
    """Let Word ask, on opening, whether to fill in the page numbers of the contents."""
    from docx.oxml.ns import qn

    settings = document.settings.element
    if settings.find(qn("w:updateFields")) is None:
        settings.find(qn("w:compat")).addprevious(parts.element("updateFields", val="true"))


@cache
def _skeleton() -> bytes:
    """Return the skeleton's files as a zip archive."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for path in sorted(SKELETON.rglob("*.*")):
            archive.write(path, path.relative_to(SKELETON).as_posix())
    return output.getvalue()


def package_of(document, *, title: str, author: str) -> bytes:
    """Return the document's file. It names no date: what it says is dated by its text, and equal texts are equal files."""
    properties = document.core_properties
    properties.title, properties.author = title[:255], author[:255]
    output = io.BytesIO()
    document.save(output)
    return remove_dates(output)
