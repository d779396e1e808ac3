"""Documents as Word files, from the same blocks as the page and the PDF.

Each block has a method of its template's name, as each has a template for HTML. People go on working in the file:
headings, texts and tables have styles, the contents are a field. What people typed is only ever text.
"""

from collections.abc import Callable, Mapping
from itertools import groupby
from math import ceil
from types import MappingProxyType

from itaportal.thai.numbers import to_thai_digits
from reports import blocks
from reports.blocks import Align, Printed, unfolded
from reports.blocks.tables import Table
from reports.word import parts
from reports.word.package import (
    EMBLEM,
    LINE,
    UPRIGHT,
    cover_gaps,
    mark_pages,
    name_original,
    package_of,
    update_fields,
)
from reports.word.parts import CM
from reports.word.pictures import chart_height, chart_png, content_of, floating_picture, picture
from reports.word.sheet import Sheet, page_of
from reports.word.tables import JUSTIFICATION, shares, steps_table, table_of
from reports.word.widths import ems

# Lines that an opinion by hand and a signature take, with the room over them, and that may lead to the first one.
_OPINION_LINES, _SIGNED_LINES, _LEADING_LINES = 4, 6, 7
_EM = 320
_DATE_PLACE = 4258  # where วันที่ begins: under ข of the memo's title, as in the PDF
_SIGNATURE = (3447, 4309, 8222)  # where name, line and the line's end stand, as the styles have them


def write_docx(
    printed: Printed, picture_uri: Callable[[str], str], pages: Mapping[str, int] = MappingProxyType({})
) -> bytes:
    """Return the document as a Word file; the same pieces give the same bytes.

    ``picture_uri`` returns the ``data:`` URI of an evidence picture by its sha256, "" where it is not kept any more.
    ``pages`` tells for each entry of the contents, by its anchor, the page that its heading has in the PDF.
    """
    writer = _Writer(printed, picture_uri, pages)
    sections = [(page, list(unfolded(group))) for page, group in groupby(printed.blocks, page_of)]
    for number, (page, content) in enumerate(sections, start=1):
        writer.write_section(content, page, last=number == len(sections))
    mark_pages(writer.document, printed.mark)
    if printed.original:
        name_original(writer.document, printed.original)
    return package_of(
        writer.document, title=parts.printable(printed.title), author=parts.plain(printed.author)
    )


class _Writer(Sheet):
    """Writes every kind of block."""

    def cover(self, block: blocks.Cover) -> None:
        """Write the first page of a report."""
        emblem = content_of(block.emblem)
        if emblem:
            size = {"width": 6 * CM, "height": EMBLEM}
            shown = picture(self.document, emblem, f"ตราของ{block.agency}", **size)
            self._paragraph("Figure", shown, before=0)
        gaps = cover_gaps(block, self.page)
        self._paragraph("CoverTitle", *self._lines(block.lines), before=gaps[0])
        if block.link:
            self._paragraph("CoverLink", self._text("ผลการประเมินในระบบ ITAS"))
            self._paragraph("CoverLink", parts.link(self.document.part, block.link, block.link))
        elif block.missing:
            self._paragraph("CoverLink", self._text(block.missing))
        self._paragraph("Subtitle", *self._lines((block.by, block.agency, block.place)), before=gaps[1])
        self.break_before = True

    def contents(self, block: blocks.Contents) -> None:
        """Write the table of contents as a field, with the pages of the PDF; where they are not known, Word finds its own."""
        self._paragraph("TOCHeading", self._text("สารบัญ"), new_page=True)
        for place, entry in enumerate(block.entries):
            bookmark = self.bookmarks[entry.anchor]
            link = parts.element(
                "hyperlink",
                self._text(entry.text),
                parts.run(parts.element("tab")),
                *parts.field(f"PAGEREF {bookmark} \\h", to_thai_digits(self.pages.get(entry.anchor, ""))),
                anchor=bookmark,
                history=1,
            )
            start = parts.field_start('TOC \\o "1-3" \\h \\z') if place == 0 else ()
            end = [parts.field_end()] if place == len(block.entries) - 1 else ()
            self._paragraph(f"TOC{entry.level}", *start, link, *end, tabs=self._right_edge())
        if not all(entry.anchor in self.pages for entry in block.entries):
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
        middle = [("left", _DATE_PLACE)] if len(fields) > 1 else []
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
            *self._texts(block.text, bold=block.bold),
            align=self.start if block.align == Align.START else JUSTIFICATION[block.align],
            keep_next=block.keep,
            flush=not block.indent,
        )

    def points(self, block: blocks.Points) -> None:
        """Write lines under each other."""
        for line in block.lines:
            self._paragraph("ListParagraph", *self._texts(line), align=self.start)

    def table(self, block: Table) -> None:
        """Write a table with its caption."""
        if block.caption:
            self._paragraph("TableCaption", self._text(block.caption))
        self._table(table_of(self.document.part, block, self.page, self._heading_style(3), self.names))

    def chart(self, block: blocks.Chart) -> None:
        """Write a chart as a picture, with its title under it."""
        width = self.page.text_width
        size = {"width": width, "height": chart_height(self.above, width, self.page.text_height)}
        drawn = picture(self.document, chart_png(block), parts.printable(block.alt), **size)
        self._paragraph("Figure", drawn)
        self._paragraph("Caption", parts.run(parts.printable(block.title)))

    def pictures(self, block: blocks.Pictures) -> None:
        """Write pictures with their captions, on landscape pages three in a row, on upright ones two."""
        across = 2 if self.page is UPRIGHT else 3
        widths = shares(
            self.page.text_width, [1] * across * (across - 1)
        )  # for as many in a row as there may be
        rows = []
        for start in range(0, len(block.pictures), across):
            row = block.pictures[start : start + across]
            span = len(widths) // len(row)
            width = sum(widths[:span])
            held = [self._picture(entry, self.page.text_width // across) for entry in row]
            rows.append(parts.row(parts.cell(each, width, colspan=span) for each in held))
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
            text, address = self._texts(f"- {source.text}"), parts.plain(source.address)
            if source.link:
                shown = [parts.run(" "), parts.link(self.document.part, address, address)]
            else:
                shown = [parts.run(f" ({address})")]
            self._paragraph("ListParagraph", *text, *shown)

    def _signature_places(self) -> tuple[dict, dict]:
        """Return where the line and the name stand where that is not as the styles have it for upright pages."""
        if self.page is UPRIGHT:
            return {}, {}
        name, line, end = (place + self.page.text_width - UPRIGHT.text_width for place in _SIGNATURE)
        return {"left": line, "tabs": [("clear", _SIGNATURE[-1]), ("right", end)]}, {"left": name}

    def signatures(self, block: blocks.Signatures) -> None:
        """Write the signature and opinion blocks, none of them torn apart, on one page if it has room for all."""
        line, under = self._signature_places()
        lines = sum(_OPINION_LINES * bool(each.heading) + _SIGNED_LINES for each in block.signatories)
        together = self._is_room_for(lines)
        for place, signatory in enumerate(block.signatories, start=1):
            together &= place < len(block.signatories)
            if signatory.heading:
                opinion = parts.run(parts.printable(signatory.heading))
                self._paragraph(self._heading_style(3), opinion, align="left", before=280)
                for _ in range(2):
                    self._paragraph("OpinionLine", parts.run(parts.element("tab")), tabs=self._right_edge())
            self._paragraph("SignatureLine", parts.run("(ลงชื่อ)"), parts.run(parts.element("tab")), **line)
            self._paragraph("Signature", self._text(f"({signatory.name})"), keep_next=True, **under)
            self._paragraph("Signature", self._text(signatory.position), keep_next=True, **under)
            day = (parts.run("วันที่"), parts.run(parts.element("tab")))
            self._paragraph("SignatureDay", *day, keep_next=together, **line)

    def signature_places(self, block: blocks.SignaturePlaces) -> None:
        """Write the steps of the approval with lines to sign by hand."""
        self.table(steps_table(block))

    def opinion_sheet(self, block: blocks.OpinionSheet) -> None:
        """Leave the sheet out: opinions are in the signed PDF, and by hand there is room enough."""

    def decisions(self, block: blocks.Decisions) -> None:
        """Write what was decided, none of the signatures torn apart, on one page if it has room for all."""
        under = self._signature_places()[1]
        together = self._is_room_for(sum(map(self._lines_of, block.decisions)))
        for place, decided in enumerate(block.decisions, start=1):
            together &= place < len(block.decisions)
            if decided.heading:
                heading = parts.run(parts.printable(decided.heading))
                self._paragraph(self._heading_style(3), heading, align="left", before=280)
            for line in decided.opinion:
                self._paragraph("BodyText", *self._texts(line), keep_next=True, align=self.start)
            first, *others = decided.signed
            self._paragraph("Signature", self._text(first), keep_next=True, before=240, **under)
            for line in others:
                self._paragraph("Signature", self._text(line), keep_next=True, **under)
            self._paragraph("Signature", self._text(decided.day), keep_next=together, **under)

    def _lines_of(self, decided: blocks.Decided) -> int:
        """Return about how many lines the decision takes."""
        room = self.page.text_width / _EM
        opinion = sum(ceil(ems(line) / room) for line in decided.opinion)
        return opinion + 2 * bool(decided.heading) + len(decided.signed) + 2

    def _is_room_for(self, lines: int) -> bool:
        """Whether a page has room for so many lines and for what leads to them."""
        return lines <= self.page.text_height // LINE - _LEADING_LINES

    def verification(self, block: blocks.Verification) -> None:
        """Write how the document can be checked, code and address as they are."""
        title = parts.run("ตรวจสอบความถูกต้องของเอกสารฉบับนี้", bold=True)
        self._paragraph("BodyText", title, keep_next=True, flush=True, before=240)
        self._paragraph("BodyText", parts.run(f"รหัสตรวจสอบ {block.code}"), keep_next=True, flush=True)
        self._paragraph("BodyText", parts.link(self.document.part, block.url, block.url), flush=True)
