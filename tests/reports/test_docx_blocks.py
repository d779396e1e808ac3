"""Every kind of block as Word shows it."""

import pytest
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from reports import blocks
from reports.blocks import Align
from reports.blocks.tables import Cell, Column, Table
from reports.word.writer import _Writer
from tests.reports.docx_files import CM, found, opened, png, styles, texts


@pytest.mark.parametrize("template", sorted({block.template for block in blocks.Block.__subclasses__()}))
def test_every_kind_of_block_is_written(template):
    assert template == "landscape" or callable(getattr(_Writer, template))


def test_headings_have_styles_lines_and_a_page_of_their_own():
    first = blocks.Heading(("ส่วนที่ 1", "แนวโน้ม"), level=1)
    second = blocks.Heading(("ผล",), align=Align.START, new_page=True, level=2)
    document = opened(first, second, blocks.Heading(("ย่อย",), level=3))

    part, result, small = document.paragraphs
    assert [part.text, part.alignment] == ["ส่วนที่ ๑\nแนวโน้ม", WD_ALIGN_PARAGRAPH.CENTER]
    assert [result.alignment, result.paragraph_format.page_break_before] == [WD_ALIGN_PARAGRAPH.LEFT, True]
    assert styles(document) == ["Heading 1", "Heading 1", "Heading 3"]
    assert small.style.paragraph_format.keep_with_next
    assert not part.paragraph_format.page_break_before


def test_a_paragraph_is_indented_unless_it_is_flush():
    document = opened(
        blocks.Paragraph("ตามที่"),
        blocks.Paragraph("คณะผู้จัดทำ", indent=False, align=Align.END, bold=True, keep=True),
    )

    indented, flush = document.paragraphs
    assert round(indented.style.paragraph_format.first_line_indent / CM, 1) == 2.5
    assert indented.paragraph_format.first_line_indent is None
    assert [flush.paragraph_format.first_line_indent, flush.alignment] == [0, WD_ALIGN_PARAGRAPH.RIGHT]
    assert flush.paragraph_format.keep_with_next
    assert flush.runs[0].font.cs_bold


def test_points_hang_under_their_marks():
    document = opened(blocks.Points(("1. ข้อแรก", "- ข้อสอง")))

    assert texts(document) == ["๑. ข้อแรก", "- ข้อสอง"]
    assert styles(document) == ["List Paragraph"] * 2


COLUMNS = (
    Column("มาตรการ", 40),
    Column("ยัง", 30, Align.CENTER, "สถานะ"),
    Column("แล้ว\nเสร็จ", 30, Align.CENTER, "สถานะ"),
)


def test_both_heading_rows_are_repeated_and_span():
    table = opened(Table(COLUMNS, ((Cell(("ก",)), Cell(("/",)), Cell(("-",))),))).tables[0]

    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows] == [True, True, False]
    assert table.cell(0, 0)._tc is table.cell(1, 0)._tc
    assert table.cell(0, 1)._tc is table.cell(0, 2)._tc
    assert [table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 2).text] == [
        "มาตรการ",
        "สถานะ",
        "แล้ว\nเสร็จ",
    ]
    assert table.cell(0, 0).vertical_alignment == WD_ALIGN_VERTICAL.CENTER
    assert table.style.name == "Table Grid"


def test_columns_share_the_width_of_the_page():
    wide = blocks.Landscape((Table(COLUMNS, ()),))
    upright, landscape = opened(Table(COLUMNS, ()), wide).tables

    assert [round(column.width / CM, 1) for column in upright.columns] == [6.4, 4.8, 4.8]
    assert round(sum(column.width for column in landscape.columns) / CM, 1) == 26.7


def test_cells_span_rows_and_columns():
    rows = (
        (Cell(("ก",), rowspan=2), Cell(("ข",)), Cell(("ค",))),
        (Cell(("ง",), colspan=2),),
        (Cell(("จ",), colspan=2, rowspan=2), Cell(("ฉ",))),
        (Cell(("ช",)),),
    )
    plain = tuple(Column(name, 33) for name in "123")
    table = opened(Table(plain, rows)).tables[0]

    assert [[cell.text for cell in row.cells] for row in table.rows][1:] == [
        ["ก", "ข", "ค"],
        ["ก", "ง", "ง"],
        ["จ", "จ", "ฉ"],
        ["จ", "จ", "ช"],
    ]


def test_a_cell_has_its_lines_its_note_and_its_weight():
    cell = Cell(("/", "ข้อ 2"), note="(ในเว็บไซต์)", align=Align.CENTER, bold=True)
    shown = opened(Table((Column("ผล", 100),), ((cell,),))).tables[0].cell(1, 0)

    assert [paragraph.text for paragraph in shown.paragraphs] == ["/", "ข้อ\u00a0๒", "(ในเว็บไซต์)"]
    assert [paragraph.style.name for paragraph in shown.paragraphs] == [
        "Table Text",
        "Table Text",
        "Table Note",
    ]
    assert {paragraph.alignment for paragraph in shown.paragraphs} == {WD_ALIGN_PARAGRAPH.CENTER}
    assert all(run.font.cs_bold for paragraph in shown.paragraphs for run in paragraph.runs)


def test_an_address_in_a_text_is_a_link():
    cell = Cell(("ดู https://x.go.th/2566/ ปี 2566",))
    document = opened(blocks.Paragraph("ดู www.x.go.th"), Table((Column("ผล", 100),), ((cell,),)))

    links = found(document, ".//w:hyperlink")
    assert ["".join(link.xpath(".//w:t/text()")) for link in links] == [
        "www.x.go.th",
        "https://x.go.th/2566/",
    ]
    assert [document.part.rels[link.get(qn("r:id"))].target_ref for link in links] == [
        "http://www.x.go.th", "https://x.go.th/2566/",
    ]  # fmt: skip
    assert texts(document)[-1] == "ดู https://x.go.th/2566/ ปี ๒๕๖๖"


def test_only_a_row_of_many_lines_is_broken_over_pages():
    rows = (
        (Cell(("สั้น",) * 5),),
        (Cell(("ยาวมาก " * 40,)),),
        (Cell(("หมวด",), section=True),),
        (Cell(("ท้าย",)),),
    )
    table = opened(
        Table((Column("ข้อความ", 50), Column("ว่าง", 50)), tuple((*row, Cell()) for row in rows))
    ).tables[0]

    assert [bool(row._tr.xpath("w:trPr/w:cantSplit")) for row in table.rows] == [
        True,
        True,
        False,
        True,
        True,
    ]
    assert [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows[1:]] == [
        False, False, True, False,
    ]  # fmt: skip


def test_a_table_that_is_read_at_a_glance_stays_on_one_page():
    rows = tuple((Cell((text,)),) for text in ("ก", "ยาวมาก " * 90, "ค"))
    table = opened(Table((Column("ข้อความ", 100),), rows, whole=True)).tables[0]

    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]
    assert kept == [True, True, True, False]
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)


def test_a_caption_stands_over_its_table():
    caption = opened(Table((Column("ก", 100),), (), caption="ตาราง 1")).paragraphs[0]

    assert [caption.text, caption.style.name] == ["ตาราง ๑", "Table Caption"]


def test_titled_tables_are_one_with_their_titles_as_rows():
    columns = (Column("ก", 50), Column("ข", 50))
    titled = [Table(columns, ((Cell((text,)), Cell()),), title=f"ประเด็น {text}") for text in "12"]
    nothing = (blocks.Heading(("ประเด็น 3",), level=3), blocks.Paragraph("ไม่มี"))
    document = opened(blocks.Heading(("ผล",)), *titled, *nothing)

    [table] = document.tables
    shown = [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table.rows]
    assert shown == [
        ["ก", "ข"], ["ประเด็น ๑"] * 2, ["๑", ""], ["ประเด็น ๒"] * 2, ["๒", ""], ["ประเด็น ๓"] * 2, ["ไม่มี"] * 2
    ]  # fmt: skip
    titles = [table.cell(row, 0).paragraphs[0] for row in (1, 3, 5)]
    assert {title.style.name for title in titles} == {"Heading 3"}
    assert all(title.paragraph_format.keep_with_next for title in titles)


def test_tables_do_not_grow_together_and_do_not_end_the_document():
    table = Table((Column("ก", 100),), ())
    document = opened(table, table)

    assert [child.tag.split("}")[1] for child in document.element.body] == ["tbl", "p", "tbl", "p", "sectPr"]
    between, end = document.paragraphs
    assert between.paragraph_format.space_before.pt == 14
    assert not end.paragraph_format.space_before


def test_a_chart_is_a_picture_with_words():
    data = ((2564, "81.25", "B"), (2565, "91.10", "A"))
    document = opened(blocks.Chart("five-year-total", data, title="คะแนนรวม 2 ปี", alt="เพิ่มขึ้น 9.85 คะแนน"))

    [shape] = document.inline_shapes
    part = document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]
    assert part.content_type == "image/png"
    assert shape._inline.docPr.get("descr").replace("\u00a0", " ") == "เพิ่มขึ้น ๙.๘๕ คะแนน"
    assert round(shape.width / CM, 1) == 16
    assert texts(document)[1] == "คะแนนรวม ๒ ปี"


@pytest.mark.parametrize("lines", [1, 5, 12])
def test_a_chart_leaves_room_for_the_title_over_it(lines):
    data = tuple(
        (str(code), "การปฏิบัติหน้าที่", year, "81.25") for code in range(10) for year in range(2561, 2566)
    )
    chart = blocks.Chart("five-years-by-indicator", data, title="ห้าปี", alt="ห้าปี")
    document = opened(blocks.Heading(("การวิเคราะห์ผลการประเมิน",) * lines, level=1), chart)

    [shape] = document.inline_shapes
    page = (29.7 - 2.5 - 2) * CM
    line = 1.2 * CM  # a title's line in Word and LibreOffice, spaces counted in
    assert page / 3 - CM <= shape.height <= page - (lines + 1) * line


def test_pictures_stand_two_by_two_over_their_captions():
    uris = {"a": png(), "b": png(30, 90)}
    pictures = (blocks.Picture("a", "ประชุม 1"), blocks.Picture("b", ""), blocks.Picture("lost", "ป้าย"))
    document = opened(blocks.Pictures(pictures), picture_uri=lambda sha256: uris.get(sha256, ""))

    [table] = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["\nประชุม ๑", "\n"],
        ["(ไม่พบไฟล์ภาพ)\nป้าย"] * 2,
    ]
    shapes = document.inline_shapes
    assert [value.get("descr") for value in found(document, ".//wp:docPr")] == ["ประชุม ๑", "ภาพหลักฐาน"]
    assert round(shapes[0].width / shapes[0].height, 2) == 1.5
    assert round(shapes[1].width / shapes[1].height, 2) == 0.33
    assert not table._tbl.xpath("w:tblPr/w:tblBorders")


@pytest.mark.parametrize(("count", "spans"), [(1, [["6"]]), (3, [["2"] * 3]), (5, [["2"] * 3, ["3"] * 2])])
def test_landscape_pages_have_three_pictures_side_by_side(count, spans):
    pictures = blocks.Pictures((blocks.Picture("lost", "ป้าย"),) * count)
    [table] = opened(blocks.Landscape((pictures,))).tables

    assert [row._tr.xpath("w:tc/w:tcPr/w:gridSpan/@w:val") for row in table.rows] == spans
    for row in table.rows:
        assert sum(map(int, row._tr.xpath("w:tc/w:tcPr/w:tcW/@w:w"))) == 16838 - 2 * 850


def test_names_and_addresses_of_sources_stay_as_they_are():
    document = opened(
        blocks.Sources(
            (
                blocks.Source("คู่มือ 1", "manual-2565.pdf"),
                blocks.Source("ประกาศ", "https://example.go.th/ข่าว?id=12", link=True),
            )
        )
    )

    assert texts(document) == ["- คู่มือ ๑ (manual-2565.pdf)", "- ประกาศ https://example.go.th/ข่าว?id=12"]
    [link] = found(document, ".//w:hyperlink")
    target = document.part.rels[link.get(qn("r:id"))]
    assert target.is_external
    assert target.target_ref == "https://example.go.th/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7?id=12"


def test_names_stay_in_one_piece_in_a_table_and_its_caption():
    name = "เทศบาลตำบล ตัวอย่าง"
    table = Table((Column("หน่วยงาน", 100),), ((Cell((f"โดย {name}",)),),), caption=f"ผลของ {name}")
    document = opened(table, names=(name,))

    assert document.paragraphs[0].text == "ผลของ เทศบาลตำบล\u00a0ตัวอย่าง"
    assert document.tables[0].cell(1, 0).text == "โดย เทศบาลตำบล\u00a0ตัวอย่าง"
