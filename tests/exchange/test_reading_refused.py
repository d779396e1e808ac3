"""What is refused, with the reason and what to do; and what a wrong name does not stop."""

import re
import zipfile

import pytest

from exchange.reading import files as reading_files
from exchange.reading import limits
from exchange.reading.files import FileRefused, read
from tests.exchange import files

CELL = "<sheetData><row><c><v>1</v></c></row></sheetData>"


def refusal(data: bytes, name: str = "a.xlsx") -> str:
    with pytest.raises(FileRefused) as refused:
        read(data, name)
    return str(refused.value)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (files.old_container("EncryptedPackage"), "ตั้งรหัสผ่าน"),
        (files.old_container("Workbook"), "เสียหรือเปิดไม่ได้"),
        (files.old_container("WordDocument"), "ไม่ใช่ตาราง"),
        (files.package({"xl/workbook.bin": b"1"}), "เสียหรือเปิดไม่ได้"),
        (files.package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a"}), "เสียหรือเปิดไม่ได้"),
        (files.package({"a.csv": "1,2"}), "แตกไฟล์"),
        (files.package({}), "แตกไฟล์"),
        (b"PK\x03\x04 and no more", "เสียหรือเปิดไม่ได้"),
        (files.xlsx([["ก"]])[:-400], "เสียหรือเปิดไม่ได้"),
        (files.raw_xlsx("<sheetData><row>"), "เสียหรือเปิดไม่ได้"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "รูปภาพ"),
        (b"Rar!\x1a\x07", "แตกไฟล์"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "XML"),
        (b"", "ว่างเปล่า"),
        (b"\0" * 5000, "ว่างเปล่า"),
        (bytes(range(256)) * 20, "ไม่ใช่ไฟล์ตาราง"),
        (b",,\r\n,,\r\n", "ไม่พบข้อมูล"),
        (files.xlsx([]), "ไม่พบข้อมูล"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_reason(data, reason):
    assert reason in refusal(data)


def test_slides_are_not_taken_for_a_workbook():
    relations = (
        f'<Relationships xmlns="{files.RELATIONS}"><Relationship Id="r" Type="{files.OFFICE}/officeDocument" '
    )
    parts = {
        "_rels/.rels": f'{relations}Target="ppt/presentation.xml"/></Relationships>',
        "ppt/presentation.xml": "<p/>",
    }
    assert "สไลด์" in refusal(files.package(parts))


def test_a_bomb_is_refused_before_it_is_unpacked():
    assert "ใหญ่ผิดปกติ" in refusal(files.raw_xlsx(CELL, more={"xl/media/a.bin": b"\0" * 8_000_000}))


def test_a_part_that_lies_about_its_size_is_refused():
    data = bytearray(files.raw_xlsx(CELL.ljust(10_000)))
    with zipfile.ZipFile(files.io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    assert "เสียหรือเปิดไม่ได้" in refusal(
        bytes(data).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_entities_in_an_encoding_of_two_bytes_are_refused_unread(encoding):
    bomb = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">]><styleSheet>&a;</styleSheet>'
    assert "DOCTYPE" in refusal(files.raw_xlsx(CELL, more={"xl/styles.xml": bomb.encode(encoding)}))


def test_entities_are_refused_unread():
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    parts = {
        "xl/worksheets/sheet1.xml": f"{bomb}<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
    }
    assert "DOCTYPE" in refusal(files.raw_xlsx("", more=parts))


def test_a_cell_whose_text_is_not_there_makes_the_file_a_broken_one():
    data = files.raw_xlsx(
        '<sheetData><row><c t="s"><v>99</v></c></row></sheetData>', shared="<si><t>ก</t></si>"
    )
    assert "เสียหรือเปิดไม่ได้" in refusal(data)


def test_too_many_rows_are_refused_not_cut():
    rows = "".join(f'<row r="{n}"><c><v>{n}</v></c></row>' for n in range(1, limits.MAX_ROWS + 2))
    assert "70,000 แถว" in refusal(files.raw_xlsx(f"<sheetData>{rows}</sheetData>"))


def test_a_text_repeated_in_many_cells_is_counted_each_time():
    shared = f"<si><t>{'กข' * 15_000}</t></si>"
    rows = "".join(f'<row r="{n}"><c t="s"><v>0</v></c></row>' for n in range(1, 1000))
    assert "แบ่งเป็นหลายไฟล์" in refusal(files.raw_xlsx(f"<sheetData>{rows}</sheetData>", shared=shared))


def test_a_file_beyond_the_size_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(limits, "MAX_BYTES", 10)
    assert "ใหญ่เกิน" in refusal(b"a,b,c\r\n1,2,3")


@pytest.mark.parametrize(("bound", "value"), [("MEMORY", 15 * limits.MEGABYTE), ("SECONDS", 0)])
def test_the_kernel_ends_a_reading_that_takes_too_much(monkeypatch, bound, value):
    rows = "".join(f'<row r="{n}"><c><v>{n}</v></c></row>' for n in range(1, 50_000))
    data = files.raw_xlsx(f"<sheetData>{rows}</sheetData>", shared=f"<si><t>{'ก' * 30_000}</t></si>" * 40)
    assert read(data, "a.xlsx").sheets
    monkeypatch.setattr(limits, bound, value)
    assert re.search("แบ่งเป็นหลายไฟล์|ซับซ้อนเกินกว่าจะอ่านได้", refusal(data))


def test_a_parser_that_never_ends_is_given_up(monkeypatch, tmp_path):
    script = tmp_path / "sleeps.py"
    script.write_text("def answer(data): import time; time.sleep(60)", encoding="utf-8")
    monkeypatch.setattr(reading_files, "_PROBE", script)
    monkeypatch.setattr(limits, "PATIENCE", 0.5)
    assert "ซับซ้อนเกินกว่าจะอ่านได้" in refusal(b"a,b")


def test_csv_named_xlsx_and_the_other_way_round_are_read_by_content_and_said():
    book = read("ตัวชี้วัด,คะแนน\r\nก,1\r\n".encode(), "คะแนน.xlsx")
    assert (book.kind, book.sheets[0].rows[1]) == ("csv", (2, ("ก", "1")))
    assert ".xlsx แต่ข้างในเป็นข้อความ (CSV)" in book.notes[0]
    book = read(files.xlsx([["ก", 1]]), "คะแนน.csv")
    assert book.sheets[0].rows == ((1, ("ก", 1)),)
    assert ".csv แต่ข้างในเป็นExcel" in book.notes[0].replace(" Excel", "Excel")
    assert read(files.xlsx([["ก", 1]]), "คะแนน.xlsx").notes == ()


def test_a_web_page_named_xls_is_read_as_its_tables():
    page = (
        "<html><body><table><tr><th rowspan=2>ที่</th><th>ก</th></tr><tr><th>ข</th></tr><tr><td>1<td>2</table>"
    )
    book = read(page.encode(), "report.xls")
    assert book.kind == "html"
    assert book.sheets[0].rows == ((1, ("ที่", "ก")), (2, ("ที่", "ข")), (3, ("1", "2")))
