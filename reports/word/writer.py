"""Documents as Word files, from the same blocks as the page and the PDF.

Each block has a method of its template's name, as each has a template for HTML. People go on working in the file:
headings, texts and tables have styles, the contents are a field. What people typed is only ever text.
"""

from collections.abc import Callable, Iterable
from itertools import groupby

from reports import blocks
from reports.blocks import Landscape, Printed
from reports.blocks.tables import Table
from reports.word import parts
from reports.word.package import (
    EMBLEM,
    UPRIGHT,
    WIDE,
    cover_gaps,
    end_section,
    mark_pages,
    new_document,
    package_of,
    set_page,
    update_fields,
)
from reports.word.parts import CM
from reports.word.pictures import EMU, chart_height, chart_png, content_of, floating_picture, picture
from reports.word.tables import JUSTIFICATION, shares, steps_table, table_of

_SIGNATURE = (3447, 4309, 8222)  # where name, line and the line's end stand, as the styles have them
# A table stands off the text over it.
_TEXTS, _OVER_TABLE = ("BodyText", "ListParagraph"), 160


def write_docx(printed: Printed, picture_uri: Callable[[str], str]) -> bytes:
    """Return the document as a Word file; the same pieces give the same bytes.

    ``picture_uri`` returns the ``data:`` URI of an evidence picture by its sha256, "" where it is not kept any more.
    """
    writer = _Writer(printed, picture_uri)
    groups = groupby(printed.blocks, lambda block: isinstance(block, Landscape))
    sections = [(wide, _unfold(group)) for wide, group in groups]
    for number, (wide, content) in enumerate(sections, start=1):
        writer.write_section(content, wide=wide, last=number == len(sections))
    mark_pages(writer.document, printed.mark)
    return package_of(
        writer.document, title=parts.printable(printed.title), author=parts.plain(printed.author)
    )


def _unfold(content: Iterable[blocks.Block]) -> list[blocks.Block]:
    """Return the blocks with those of landscape parts in their place."""
    return [
        inner for block in content for inner in (block.blocks if isinstance(block, Landscape) else (block,))
    ]


class _Writer:
    """A Word document being written from its first page to its last."""

    def __init__(self, printed: Printed, picture_uri: Callable[[str], str]):
        self.document = new_document()
        self.end = self.document.element.body.sectPr  # what is written comes before it
        self.names = printed.names
        self.picture_uri = picture_uri
        self.page = UPRIGHT
        self.break_before = False
        self.begun = False
        self.above: list[blocks.Block] = []  # what the section has over the block being written
        # Levels of the headings in the contents, and the bookmark by which an entry finds its heading.
        tables = (block for block in _unfold(printed.blocks) if isinstance(block, blocks.Contents))
        self.levels = {entry.anchor: entry.level for table in tables for entry in table.entries}
        self.bookmarks = {anchor: f"_Toc{number:08}" for number, anchor in enumerate(self.levels, start=1)}

    def write_section(self, content: list[blocks.Block], *, wide: bool, last: bool) -> None:
        """Write pages of one orientation."""
        self.page = WIDE if wide else UPRIGHT
        self.break_before = self.begun = False
        set_page(self.end, self.page)
        for place, block in enumerate(content):
            self.above = content[:place]
            getattr(self, block.template)(block)
        self._end_with_paragraph()
        if not last:
            end_section(self.end, self.end.getprevious())

    def _end_with_paragraph(self) -> None:
        """Word wants a paragraph after a table, between two tables and to end a section."""
        before = self.end.getprevious()
        if before is None or not before.tag.endswith("}p"):
            self._add(parts.paragraph("Gap"))

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
            self._end_with_paragraph()
            before = self.end.getprevious().pPr
            if before.style in _TEXTS:
                before.get_or_add_spacing().after = _OVER_TABLE * EMU
        self.break_before = False
        self._add(made)

    def _text(self, text: str, **look):
        return parts.run(parts.printable(text, self.names), **look)

    def _lines(self, lines: Iterable[str]) -> list:
        """Return runs for lines under each other in one paragraph."""
        runs = [piece for line in lines for piece in (parts.run(parts.element("br")), self._text(line))]
        return runs[1:]

    def _heading_style(self, level: int, anchor: str = "") -> str:
        """Return the style of a heading. Word makes the contents from the "Heading" styles: others stay out of them."""
        if not self.levels:
            return f"Heading{level}"
        return f"Heading{self.levels[anchor]}" if anchor in self.levels else f"UnlistedHeading{level}"

    def cover(self, block: blocks.Cover) -> None:
        """Write the first page of a report."""
        emblem = content_of(block.emblem)
        if emblem:
            size = {"width": 6 * CM, "height": EMBLEM}
            shown = picture(self.document, emblem, f"ตราของ{block.agency}", **size)
            self._paragraph("Figure", shown, before=0)
        gaps = cover_gaps(block, self.page)
        self._paragraph("CoverTitle", *self._lines(block.lines), before=gaps[0])
        self._paragraph("Subtitle", *self._lines((block.agency, block.place)), before=gaps[1])
        self.break_before = True

    def contents(self, block: blocks.Contents) -> None:
        """Write the table of contents as a field; page numbers appear when Word updates it."""
        self._paragraph("TOCHeading", self._text("สารบัญ"), new_page=True)
        for place, entry in enumerate(block.entries):
            bookmark = self.bookmarks[entry.anchor]
            link = parts.element(
                "hyperlink",
                self._text(entry.text),
                parts.run(parts.element("tab")),
                *parts.field(f"PAGEREF {bookmark} \\h"),
                anchor=bookmark,
                history=1,
            )
            start = parts.field_start('TOC \\o "1-3" \\h \\z') if place == 0 else ()
            end = [parts.field_end()] if place == len(block.entries) - 1 else ()
            self._paragraph(f"TOC{entry.level}", *start, link, *end, tabs=self._right_edge())
        update_fields(self.document)
        self.break_before = True

    def _right_edge(self) -> list[tuple[str, int]]:
        """Return the tab stop at the right margin where it is not the upright page's, which the styles have."""
        if self.page is UPRIGHT:
            return []
        return [("clear", UPRIGHT.text_width), ("right", self.page.text_width)]

    def letterhead(self, block: blocks.Letterhead) -> None:
        """Write the head of a memo."""
        title = [self._text("บันทึกข้อความ")]
        if emblem := content_of(block.emblem):
            size = {"width": 3 * CM, "height": round(1.5 * CM)}
            title.insert(0, floating_picture(self.document, emblem, f"ตราของ{block.emblem_of}", **size))
        self._paragraph("Title", *title)
        self._memo_fields(("ส่วนราชการ", block.office))
        self._memo_fields(("ที่", block.number), ("วันที่", block.dated))
        self._memo_fields(("เรื่อง", block.subject))
        for word, name in (("เรียน", block.addressee), ("ผ่าน", block.via)):
            if name or word == "เรียน":
                self._paragraph(
                    "MemoAddress", self._text(word), parts.run(parts.element("tab")), self._text(name)
                )

    def _memo_fields(self, *fields: tuple[str, str]) -> None:
        """Write labels with their values on one line, each followed by dots up to the next or to the margin."""
        runs = []
        for label, value in fields:
            runs += [self._text(label, style="MemoLabel"), parts.run(" "), self._text(value)]
            runs.append(parts.run(parts.element("tab")))
        middle = [("left", self.page.text_width // 2)] if len(fields) > 1 else []
        self._paragraph("MemoField", *runs, tabs=[*middle, *self._right_edge()])

    def heading(self, block: blocks.Heading) -> None:
        """Write a heading; the contents find it by its bookmark."""
        style = self._heading_style(1 if block.new_page else block.level, block.anchor)
        runs = self._lines(block.lines)
        if block.anchor in self.bookmarks:
            number = list(self.bookmarks).index(block.anchor)
            runs = [*parts.bookmark(self.bookmarks[block.anchor], number, *runs)]
        self._paragraph(style, *runs, align=JUSTIFICATION[block.align], new_page=block.new_page)

    def paragraph(self, block: blocks.Paragraph) -> None:
        """Write a paragraph."""
        self._paragraph(
            "BodyText",
            self._text(block.text, bold=block.bold),
            align=JUSTIFICATION[block.align],
            keep_next=block.keep,
            flush=not block.indent,
        )

    def points(self, block: blocks.Points) -> None:
        """Write lines under each other."""
        for line in block.lines:
            self._paragraph("ListParagraph", self._text(line))

    def table(self, block: Table) -> None:
        """Write a table with its caption."""
        if block.caption:
            self._paragraph("TableCaption", self._text(block.caption))
        self._table(table_of(block, self.page.text_width, self._heading_style(3), self.names))

    def chart(self, block: blocks.Chart) -> None:
        """Write a chart as a picture, with its title under it."""
        width = self.page.text_width
        size = {"width": width, "height": chart_height(self.above, width, self.page.text_height)}
        drawn = picture(self.document, chart_png(block), parts.printable(block.alt), **size)
        self._paragraph("Figure", drawn)
        self._paragraph("Caption", parts.run(parts.printable(block.title)))

    def pictures(self, block: blocks.Pictures) -> None:
        """Write pictures two by two with their captions."""
        widths = shares(self.page.text_width, [1, 1])
        cells = [parts.cell(self._picture(entry, widths[0]), widths[0]) for entry in block.pictures]
        if len(cells) % 2:
            cells.append(parts.cell([], widths[1]))
        rows = [parts.row(pair) for pair in zip(cells[::2], cells[1::2], strict=True)]
        self._table(parts.table("TableNormal", widths, rows))

    def _picture(self, entry: blocks.Picture, width: int) -> list:
        content = content_of(self.picture_uri(entry.sha256))
        size = {"width": width - CM // 2, "height": self.page.text_height // 3}
        alt = parts.printable(entry.caption) or "ภาพหลักฐาน"
        shown = picture(self.document, content, alt, **size) if content else self._text("(ไม่พบไฟล์ภาพ)")
        caption = parts.run(parts.printable(entry.caption))
        return [parts.paragraph("Figure", shown), parts.paragraph("Caption", caption)]

    def sources(self, block: blocks.Sources) -> None:
        """Write files and links, their names and addresses as they are."""
        for source in block.sources:
            text, address = self._text(f"- {source.text}"), parts.plain(source.address)
            if source.link:
                shown = [parts.run(" "), parts.link(self.document.part, address)]
            else:
                shown = [parts.run(f" ({address})")]
            self._paragraph("ListParagraph", text, *shown)

    def _signature_places(self) -> tuple[dict, dict]:
        """Return where the line and the name stand where that is not as the styles have it for upright pages."""
        if self.page is UPRIGHT:
            return {}, {}
        name, line, end = (place + self.page.text_width - UPRIGHT.text_width for place in _SIGNATURE)
        return {"left": line, "tabs": [("clear", _SIGNATURE[-1]), ("right", end)]}, {"left": name}

    def signatures(self, block: blocks.Signatures) -> None:
        """Write the signature and opinion blocks, none of them torn apart."""
        line, under = self._signature_places()
        for signatory in block.signatories:
            if signatory.heading:
                opinion = parts.run(parts.printable(signatory.heading))
                self._paragraph(self._heading_style(3), opinion, align="left", before=280)
                for _ in range(2):
                    self._paragraph("OpinionLine", parts.run(parts.element("tab")), tabs=self._right_edge())
            self._paragraph("SignatureLine", parts.run("(ลงชื่อ)"), parts.run(parts.element("tab")), **line)
            self._paragraph("Signature", self._text(f"({signatory.name})"), keep_next=True, **under)
            self._paragraph("Signature", self._text(signatory.position), **under)

    def signature_places(self, block: blocks.SignaturePlaces) -> None:
        """Write the steps of the approval with lines to sign by hand."""
        self.table(steps_table(block))

    def opinion_sheet(self, block: blocks.OpinionSheet) -> None:
        """Leave the sheet out: opinions are in the signed PDF, and by hand there is room enough."""

    def verification(self, block: blocks.Verification) -> None:
        """Write how the document can be checked, code and address as they are."""
        title = parts.run("ตรวจสอบความถูกต้องของเอกสารฉบับนี้", bold=True)
        self._paragraph("BodyText", title, keep_next=True, flush=True, before=240)
        self._paragraph("BodyText", parts.run(f"รหัสตรวจสอบ {block.code}"), keep_next=True, flush=True)
        self._paragraph("BodyText", parts.link(self.document.part, block.url), flush=True)
