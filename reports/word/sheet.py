"""A Word document being written from its first page to its last: sections, paragraphs, tables, styles of headings."""

from collections.abc import Callable, Iterable, Mapping

from reports import blocks
from reports.blocks import Printed, unfolded
from reports.word import parts
from reports.word.package import (
    NARROW,
    UPRIGHT,
    WIDE,
    Page,
    end_section,
    new_document,
    number_pages,
    set_page,
)
from reports.word.pictures import EMU
from reports.word.tables import joined

# A table stands off the text or table over it.
_TEXTS, _OVER_TABLE = ("BodyText", "ListParagraph"), 280


def page_of(block: blocks.Block) -> Page:
    """Return the page that a document's block stands on."""
    if not isinstance(block, blocks.Landscape):
        return UPRIGHT
    return NARROW if block.narrow else WIDE


class Sheet:
    """What every block is written with; a subclass has a method for each of them."""

    def __init__(self, printed: Printed, picture_uri: Callable[[str], str], pages: Mapping[str, int]):
        self.document = new_document()
        self.end = self.document.element.body.sectPr  # what is written comes before it
        self.names = printed.names
        self.picture_uri, self.pages = picture_uri, pages
        self.start = (
            "thaiDistribute" if printed.distributed else "left"
        )  # how text at the start of a line is aligned
        self.page = UPRIGHT
        self.numbered: Page | None = None  # the page whose numbers the section has
        self.break_before = False
        self.begun = False
        self.above: list[blocks.Block] = []  # what the section has over the block being written
        # Levels of the headings in the contents, and the bookmark by which an entry finds its heading.
        tables = (block for block in unfolded(printed.blocks) if isinstance(block, blocks.Contents))
        self.levels = {entry.anchor: entry.level for table in tables for entry in table.entries}
        self.bookmarks = {anchor: f"_Toc{number:08}" for number, anchor in enumerate(self.levels, start=1)}

    def write_section(self, content: list[blocks.Block], page: Page, *, last: bool) -> None:
        """Write pages of one size."""
        self.page = page
        self.break_before = self.begun = False
        set_page(self.end, page, first=self.numbered is None)
        if self.numbered is None or self.numbered.under_number != page.under_number:
            number_pages(self.document.sections[-1], page)
            self.numbered = page
        self.above = []
        for block in joined(content):
            getattr(self, block.template)(block)
            self.above.append(block)
        self._end_with_paragraph()
        if not last:
            end_section(self.end, self.end.getprevious())

    def _end_with_paragraph(self, room: int | None = None) -> None:
        """Word wants a paragraph after a table, between two tables (with ``room`` over it) and to end a section."""
        before = self.end.getprevious()
        if before is None or not before.tag.endswith("}p"):
            self._add(parts.paragraph("Gap", before=room))

    def _add(self, made) -> None:
        self.end.addprevious(made)
        self.begun = True

    def _paragraph(self, style: str, *content, new_page: bool = False, **look) -> None:
        """Add a paragraph, on a new page where one is due; a section begins on one anyway."""
        new_page = (new_page or self.break_before) and self.begun
        self.break_before = False
        self._add(parts.paragraph(style, *content, new_page=new_page, **look))

    def _table(self, made) -> None:
        if self.break_before and self.begun:
            self._paragraph("Gap")
        elif self.begun:
            self._end_with_paragraph(_OVER_TABLE)
            before = self.end.getprevious().pPr
            if before.style in _TEXTS:
                before.get_or_add_spacing().after = _OVER_TABLE * EMU
        self.break_before = False
        self._add(made)

    def _text(self, text: str, **look):
        return parts.run(parts.printable(text, self.names), **look)

    def _texts(self, text: str, **look) -> list:
        """Return the runs of a text, with its addresses as links."""
        return parts.texts(self.document.part, text, self.names, **look)

    def _lines(self, lines: Iterable[str]) -> list:
        """Return runs for lines under each other in one paragraph."""
        runs = [piece for line in lines for piece in (parts.run(parts.element("br")), self._text(line))]
        return runs[1:]

    def _heading_style(self, level: int, anchor: str = "") -> str:
        """Return the style of a heading. Word makes the contents from the "Heading" styles: others stay out of them."""
        if not self.levels:
            return f"Heading{level}"
        return f"Heading{self.levels[anchor]}" if anchor in self.levels else f"UnlistedHeading{level}"
