"""Texts of Word and LibreOffice: what a person sees, cell by cell."""

import pytest

from exchange.reading.book import FileRefused
from exchange.reading.document import is_document, read_document
from exchange.reading.grid import PageTable
from tests.exchange.documents import docx, odt, odt_table, raw_docx

TABLE = PageTable(
    (
        ("ตัวชี้วัด", "มาตรการ", "", "ระยะเวลา"),
        ("4", "ทำทะเบียน\nการยืม", "กองคลัง", "ตลอดปี"),
        ("", "ตรวจนับ", "สำนักปลัด", ""),
        ("7", "ปรับเว็บไซต์", "กองช่าง", "ไตรมาส 1"),
    ),
    ((0, 0, 1, 2), (1, 2, 0, 0), (1, 2, 3, 3)),
)


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def wide(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def only_table(data: bytes) -> PageTable:
    (table,) = read_document(data).tables
    return table


@pytest.mark.parametrize(
    "data",
    [docx("หัวเรื่อง", TABLE, "ท้าย"), odt(f"<text:p>หัวเรื่อง</text:p>{odt_table(TABLE)}<text:p>ท้าย</text:p>")],
)
def test_paragraphs_and_tables_stand_in_order_with_their_joined_cells(data):
    assert is_document(data)
    document = read_document(data)
    assert document.parts[0] == "หัวเรื่อง"
    assert document.parts[2] == "ท้าย"
    assert (document.parts[1].rows, sorted(document.parts[1].spans)) == (TABLE.rows, sorted(TABLE.spans))


NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="thaiNumbers"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="2"/></w:num>'
)
LIST = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'


def test_numbers_of_word_lists_are_read_though_no_text_holds_them():
    body = (
        p("ร่าง", LIST.format(0, 5))
        + p("ย่อย", LIST.format(1, 5))
        + p("ประกาศ", LIST.format(0, 5))
        + p("จุด", LIST.format(0, 6))
    )
    assert read_document(raw_docx(body, numbering=NUMBERING)).parts == (
        "๑. ร่าง",
        "๑.1) ย่อย",
        "๒. ประกาศ",
        "• จุด",
    )


def test_a_list_of_a_style_counts_too():
    styles = '<w:style w:styleId="Own"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style><w:style w:styleId="Sub"><w:basedOn w:val="Own"/></w:style>'
    body = p("หนึ่ง", '<w:pStyle w:val="Sub"/>') + p("สอง", '<w:pStyle w:val="Own"/>')
    assert read_document(raw_docx(body, numbering=NUMBERING, styles=styles)).parts == ("๑. หนึ่ง", "๒. สอง")


def test_numbers_of_lists_in_libreoffice():
    styles = '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-suffix=")" style:num-format="1"/></text:list-style>'
    items = "<text:list-item><text:p>ร่าง</text:p></text:list-item><text:list-item><text:p>ประกาศ</text:p></text:list-item>"
    content = f'<text:list text:style-name="L1">{items}</text:list><text:list>{items}</text:list>'
    assert read_document(odt(content, styles)).parts == ("1) ร่าง", "2) ประกาศ", "• ร่าง", "• ประกาศ")


def test_insertions_are_kept_and_deletions_are_not():
    inserted = "<w:p><w:r><w:t>เดิม</w:t></w:r><w:ins><w:r><w:t>เพิ่ม</w:t></w:r></w:ins><w:del><w:r><w:delText>ลบ</w:delText></w:r></w:del></w:p>"
    row = f"<w:tr>{tc(inserted)}{tc(p('คง'))}</w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{tc(p('ลบทั้งแถว'))}{tc(p('ลบ'))}</w:tr>"
    assert only_table(raw_docx(f"<w:tbl>{row}{gone}{row}</w:tbl>")).rows == (
        ("เดิมเพิ่ม", "คง"),
        ("เดิมเพิ่ม", "คง"),
    )


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>ต้น</w:t></w:r></w:p>"
    assert read_document(raw_docx(first + p("ปลาย"))).parts == ("ต้นปลาย",)


def test_a_table_inside_a_cell_is_a_table_of_its_own_and_text_boxes_are_read_once():
    inner = f"<w:tbl><w:tr>{tc(p('ใน'))}</w:tr></w:tbl>"
    box = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:txbxContent>'
        + p("กล่อง")
        + "</w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent>"
        + p("กล่อง")
        + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    document = read_document(raw_docx(f"{box}<w:tbl><w:tr>{tc(p('นอก') + inner + p(''))}</w:tr></w:tbl>"))
    assert document.parts == ("กล่อง", PageTable((("ใน",),)), PageTable((("นอก",),)))


def test_ticks_in_a_font_of_signs_are_ticks_and_hidden_text_is_none():
    body = (
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r><w:r><w:rPr><w:rFonts w:ascii="Wingdings 2"/></w:rPr><w:t>P</w:t></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ซ่อน</w:t></w:r></w:p>"
    )
    assert read_document(raw_docx(body)).parts == ("//",)


def test_rows_that_begin_later_keep_their_columns():
    row = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{tc(p("สอง"))}</w:tr>'
    assert only_table(raw_docx(f"<w:tbl><w:tr>{tc(p('หนึ่ง'))}{tc(p('สอง'))}</w:tr>{row}</w:tbl>")).rows == (
        ("หนึ่ง", "สอง"),
        ("", "สอง"),
    )


def test_two_hundred_joined_columns_are_one_cell():
    table = only_table(raw_docx(f"<w:tbl><w:tr>{tc(p('กว้าง'), wide(200))}</w:tr></w:tbl>"))
    assert (len(table.rows[0]), table.spans) == (200, ((0, 0, 0, 199),))


def test_five_thousand_tables_are_read():
    assert len(read_document(raw_docx(f"<w:tbl><w:tr>{tc(p('ก'))}</w:tr></w:tbl>" * 5000)).tables) == 5000


NESTED = 25
BAD = {
    "tables in tables": (
        raw_docx("<w:tbl><w:tr><w:tc>" * NESTED + "</w:tc></w:tr></w:tbl>" * NESTED),
        "ซ้อนกัน",
    ),
    "elements in elements": (raw_docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "ซ้อนกัน"),
    "cells without end": (raw_docx(f"<w:tbl><w:tr>{tc('', wide(999)) * 1000}</w:tr></w:tbl>"), "ยาวเกินไป"),
    "text without end": (raw_docx(p(" ".join(map(str, range(400_000))))), "ยาวเกินไป"),
    "entities": (raw_docx("", styles="<!ENTITY a 'b'>"), "DOCTYPE"),
    "cut": (raw_docx(p("ก"))[:-30], "เสีย"),
    "not closed": (raw_docx("<w:p>"), "เสีย"),
    "without content": (odt("").replace(b"content.xml", b"kontent.xml"), "เสีย"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_documents_are_refused_with_a_reason(name):
    data, reason = BAD[name]
    with pytest.raises(FileRefused, match=reason):
        read_document(data)
