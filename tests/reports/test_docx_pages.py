"""Letterhead, signatures, cover, contents and pages of Word files."""

import io

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Twips

from reports import blocks
from reports.typesetting.headings import pages_of
from reports.typesetting.rendering import render_pdf
from reports.word.package import LINE
from reports.word.writer import write_docx
from tests.reports.docx_files import CM, found, opened, png, styles, texts, value


def letterhead(**changes):
    values = {
        "office": "องค์การบริหารส่วนตำบลตัวอย่าง", "number": "กส 1/2565", "dated": "31 มีนาคม 2565",
        "subject": "รายงานผล", "addressee": "นายกองค์การบริหารส่วนตำบลตัวอย่าง",
    }  # fmt: skip
    return blocks.Letterhead(**{**values, **changes})


def test_signatures_stay_whole_in_the_right_half():
    signatories = (
        blocks.Signatory("นางชูใจ ตัวอย่าง", "หัวหน้าสำนักปลัด"),
        blocks.Signatory("นายปิติ ตัวอย่าง", "ปลัด", heading="ความเห็นปลัด"),
    )
    document = opened(blocks.Signatures(signatories))

    assert texts(document) == [
        "(ลงชื่อ)\t", "(นางชูใจ ตัวอย่าง)", "หัวหน้าสำนักปลัด", "วันที่\t",
        "ความเห็นปลัด", "\t", "\t", "(ลงชื่อ)\t", "(นายปิติ ตัวอย่าง)", "ปลัด", "วันที่\t",
    ]  # fmt: skip
    kept = [
        bool(paragraph.paragraph_format.keep_with_next or paragraph.style.paragraph_format.keep_with_next)
        for paragraph in document.paragraphs
    ]
    assert kept == [True] * 10 + [False]
    line, name, day = (document.paragraphs[place].style for place in (0, 1, 3))
    middle_of_page = 10.5 - 3
    assert round(line.paragraph_format.left_indent / CM, 1) >= middle_of_page
    assert [name.paragraph_format.alignment, line.name] == [WD_ALIGN_PARAGRAPH.CENTER, "Signature Line"]
    assert [day.name, day.base_style.name] == ["Signature Day", line.name]  # the dots end at the same place


@pytest.mark.parametrize(("count", "together"), [(2, True), (6, False)])
def test_all_sign_on_one_page_where_it_has_room(count, together):
    signatory = blocks.Signatory("นายปิติ ตัวอย่าง", "ปลัด", heading="ความเห็นปลัด")
    decided = blocks.Decided("ความเห็นปลัด", ("เห็นชอบ",), ("ลงนามทางอิเล็กทรอนิกส์แล้ว", "(ก)", "ปลัด"), "วันนี้")
    by_hand = opened(blocks.Signatures((signatory,) * count)).paragraphs
    in_words = opened(blocks.Decisions((decided,) * count)).paragraphs

    for paragraphs, last in ((by_hand, "วันที่\t"), (in_words, "วันนี้")):
        days = [paragraph for paragraph in paragraphs if paragraph.text == last]
        kept = [bool(paragraph.paragraph_format.keep_with_next) for paragraph in days]
        assert kept == [together] * (count - 1) + [False]


@pytest.mark.parametrize(("count", "together"), [(3, True), (9, False)])
def test_lines_to_sign_a_submitted_document_are_a_table_on_one_page(count, together):
    [table] = opened(blocks.SignaturePlaces((blocks.Signatory("ก", "ปลัด"),) * count)).tables

    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows[1:]]
    assert kept == [together] * (count - 1) + [False]


def test_signatures_of_landscape_pages_stand_as_far_from_the_right():
    signatures = blocks.Signatures((blocks.Signatory("นางชูใจ ตัวอย่าง", "ปลัด"),))
    line, name, position, day = opened(blocks.Landscape((signatures,))).paragraphs

    further = (29.7 - 2 * 1.5) - (21 - 3 - 2)
    for paragraph, style in ((line, line), (name, name), (position, name), (day, line)):
        moved = paragraph.paragraph_format.left_indent - style.style.paragraph_format.left_indent
        assert round(moved / CM, 1) == round(further, 1)
    for dotted in (line, day):
        stops = [stop.alignment for stop in dotted.paragraph_format.tab_stops]
        assert len(stops) - stops.count(WD_TAB_ALIGNMENT.CLEAR) == 1


def test_the_letterhead_has_dotted_lines_and_the_emblem_beside_its_title():
    document = opened(letterhead(via="ปลัด", emblem=png(40, 40), emblem_of="อบต.ตัวอย่าง"))

    assert texts(document) == [
        "บันทึกข้อความ",
        "ส่วนราชการ องค์การบริหารส่วนตำบลตัวอย่าง\t",
        "ที่ กส ๑/๒๕๖๕\tวันที่ ๓๑ มีนาคม ๒๕๖๕\t",
        "เรื่อง รายงานผล\t",
        "เรียน\tนายกองค์การบริหารส่วนตำบลตัวอย่าง",
        "ผ่าน\tปลัด",
    ]
    assert found(document, ".//w:p[w:r/w:tab]//w:tabs/w:tab/@w:leader") == ["dot"]  # between ที่ and วันที่
    [place] = found(document, ".//w:p[w:r/w:tab]//w:tabs/w:tab/@w:pos")
    assert round(Twips(int(place)) / CM, 2) == 7.51
    assert value(document.styles["Memo Field"].element, "w:pPr/w:tabs/w:tab", "leader") == "dot"
    [emblem] = found(document, ".//wp:anchor")
    assert emblem.xpath("wp:docPr/@descr") == ["ตราของอบต.ตัวอย่าง"]
    assert round(int(emblem.xpath("wp:extent/@cy")[0]) / CM, 2) == 1.5


def test_a_letterhead_without_emblem_and_via_leaves_both_out():
    document = opened(letterhead())

    assert not found(document, ".//w:drawing")
    assert "ผ่าน" not in "".join(texts(document))


def test_a_cover_has_a_page_of_its_own():
    cover = blocks.Cover(("รายงาน", "ปี 2565"), "อบต.ตัวอย่าง", "อำเภอเมือง", emblem=png())
    document = opened(cover, blocks.Paragraph("คำนำ"))

    assert texts(document) == ["", "รายงาน\nปี ๒๕๖๕", "โดย\nอบต.ตัวอย่าง\nอำเภอเมือง", "คำนำ"]
    assert styles(document)[1:3] == ["Cover Title", "Subtitle"]
    assert document.paragraphs[3].paragraph_format.page_break_before


@pytest.mark.parametrize("lines", [1, 12, 18])
def test_a_cover_fits_its_page_with_any_title(lines):
    document = opened(blocks.Cover(("รายงานผลการดำเนินการ",) * lines, "อบต.ตัวอย่าง", "อำเภอเมือง"))

    title, agency = document.paragraphs
    over_title, over_agency = title.paragraph_format.space_before, agency.paragraph_format.space_before
    height = over_title + over_agency + lines * title.style.paragraph_format.line_spacing
    assert height + 3 * agency.style.paragraph_format.line_spacing < (29.7 - 2.5 - 2) * CM
    assert min(over_title, over_agency) >= 0


def test_contents_are_a_field_with_its_entries_in_it():
    entries = (blocks.Entry("ส่วนที่ 1 ผล", "part-1"), blocks.Entry("จุดอ่อน", "weak", level=2))
    document = opened(
        blocks.Contents(entries),
        blocks.Heading(("คำนำ",), level=2),
        blocks.Heading(("ส่วนที่ 1", "ผล"), anchor="part-1", new_page=True),
        blocks.Heading(("จุดอ่อน",), anchor="weak", level=3),
    )

    assert texts(document)[:3] == ["สารบัญ", "ส่วนที่ ๑ ผล\t", "จุดอ่อน\t"]
    assert styles(document) == [
        "TOC Heading", "toc 1", "toc 2", "Unlisted Heading 2", "Heading 1", "Heading 2"
    ]  # fmt: skip
    codes = [code.text.split()[0] for code in found(document, ".//w:instrText")]
    assert codes == ["TOC", "PAGEREF", "PAGEREF"]
    links = found(document, ".//w:hyperlink/@w:anchor")
    assert found(document, ".//w:bookmarkStart/@w:name") == links
    assert len(set(links)) == 2
    assert document.settings.element.xpath("w:updateFields")
    assert document.paragraphs[3].paragraph_format.page_break_before


def test_contents_have_the_pages_of_the_pdf_where_they_are_known():
    pieces = (
        blocks.Contents((blocks.Entry("ส่วนที่ 1", "one"), blocks.Entry("ผล", "two", level=2))),
        blocks.Heading(("ส่วนที่ 1",), anchor="one", new_page=True),
        blocks.Heading(("ผล",), anchor="two"),
    )
    printed = blocks.Printed("ก", "ข", (), pieces)
    document = Document(io.BytesIO(write_docx(printed, lambda sha256: "", {"one": 4, "two": 12})))

    assert texts(document)[1:3] == ["ส่วนที่ ๑\t๔", "ผล\t๑๒"]
    assert not document.settings.element.xpath("w:updateFields")


@pytest.mark.pdf
def test_the_pages_are_read_from_the_pdf():
    body = '<h2 id="one">ก</h2><p style="break-before: page"></p><h2 id="two">ข</h2><a href="#one">1</a><a href="#two">2</a>'
    pdf = render_pdf(f'<html lang="th"><title>ก</title><body>{body}</body></html>')

    assert pages_of(pdf, ["two", "one", "three"]) == {"two": 2, "one": 1}


def test_a_document_without_contents_asks_for_no_update():
    assert not opened(blocks.Paragraph("ตามที่")).settings.element.xpath("w:updateFields")


def test_landscape_pages_are_sections_of_their_own():
    wide = blocks.Landscape((blocks.Paragraph("กว้าง"),))
    document = opened(blocks.Paragraph("ตั้ง"), wide, wide, blocks.Paragraph("ตั้งอีก"))

    assert [section.orientation for section in document.sections] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip
    upright, landscape, last = document.sections
    sides = ("left_margin", "right_margin", "top_margin", "bottom_margin")
    assert [round(getattr(last, side) / CM, 1) for side in sides] == [3, 2, 2.5, 2]
    assert [round(getattr(landscape, side) / CM, 1) for side in sides] == [1.5, 1.5, 1.9, 1.5]
    assert round(upright.top_margin / CM, 1) == 1.5  # of the first page; others have their number in the way
    assert [round(upright.page_width / CM, 1), round(landscape.page_width / CM, 1)] == [21, 29.7]
    assert texts(document) == ["ตั้ง", "กว้าง", "กว้าง", "ตั้งอีก"]


def test_the_number_keeps_its_pages_text_at_their_margin():
    """The margin of a document's first section is that of its first page: on others, the number reaches further down."""
    text = blocks.Paragraph("ก")
    document = opened(blocks.Landscape((text,), narrow=True), text, blocks.Landscape((text,)))

    reached = []
    for section in document.sections:
        [number] = section.header.paragraphs
        reached.append((section.header_distance + Twips(LINE) + number.paragraph_format.space_after) / CM)
    assert [round(reach, 2) for reach in reached] == [1.47, 2.5, 1.85]
    assert [section.header.is_linked_to_previous for section in document.sections] == [False, False, True]
    narrow = document.sections[0]
    assert [round(narrow.left_margin / CM, 1), round(narrow.bottom_margin / CM, 2)] == [1.2, 1.13]


def test_pages_are_numbered_in_thai_from_the_second():
    document = opened(blocks.Paragraph("ก"), blocks.Landscape((blocks.Paragraph("ข"),)))

    first, second = document.sections
    assert [first.different_first_page_header_footer, second.different_first_page_header_footer] == [
        True,
        False,
    ]
    assert "".join(paragraph.text for paragraph in first.first_page_header.paragraphs) == ""
    [header] = first.header.paragraphs
    assert [header.text, header.style.paragraph_format.alignment] == ["- ๒ -", WD_ALIGN_PARAGRAPH.CENTER]
    assert [code.text.strip() for code in header._p.xpath(".//w:instrText")] == ["PAGE"]
    assert second.header.is_linked_to_previous
    assert found(document, ".//w:sectPr/w:pgNumType/@w:fmt") == ["thaiNumbers"] * 2
