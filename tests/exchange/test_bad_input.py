"""What people and others send instead of a report, a page or a table: never a broken page, always a plain sentence."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.itas import parse
from exchange.models import Import, Source
from exchange.sources.found import Found
from tests.assessments.itas_pages import INDICATORS
from tests.exchange import files
from tests.exchange.documents import raw_docx

THAI = re.compile("[ก-๙]{4}")
MEASURES = ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ")


def p(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(content, more=""):
    return f"<w:tc>{f'<w:tcPr>{more}</w:tcPr>' if more else ''}{content}</w:tc>"


def tbl(*rows):
    return "<w:tbl>" + "".join("<w:tr>" + "".join(row) + "</w:tr>" for row in rows) + "</w:tbl>"


def table(*rows):
    return tbl(*([tc(p(cell)) for cell in row] for row in rows))


MACROS = files.package(
    {"word/document.xml": "<a/>", "word/vbaProject.bin": b"x", "[Content_Types].xml": "<Types/>"}
)
REFUSED = {
    "5,000 tables of nothing": (raw_docx(table(("ก",)) * 5000), "ไม่พบตารางคะแนน"),
    "tables in tables": (raw_docx("<w:tbl><w:tr><w:tc>" * 25 + "</w:tc></w:tr></w:tbl>" * 25), "ซ้อนกัน"),
    "a bomb": (raw_docx("<w:p/>" + " " * 30_000_000), "คลายออกมาแล้วใหญ่"),
    "entities": (files.package({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "DOCTYPE"),
    "macros and no text": (MACROS, "ไม่พบตารางคะแนน"),
    "a password": (files.old_container("EncryptedPackage"), "รหัสผ่าน"),
    "an old Word file": (files.old_container("WordDocument"), "บันทึกเป็น"),
    "a workbook": (files.xlsx([["ก"]]), "เสียหรือเปิดไม่ได้"),
    "a broken archive": (b"PK\x03\x04 and no more", "เปิดใน Word"),
    "a broken PDF": (b"%PDF-1.7\nbroken", "เสีย"),
    "a picture": (b"\x89PNG\r\n\x1a\n", ".docx หรือ PDF"),
}  # fmt: skip


def address(agency, name, *args):
    return reverse(f"exchange:{name}", args=[agency.slug, *args])


def sent(client, agency, data, name="รายงาน.docx"):
    return client.post(
        address(agency, "whole"), {"year": 2565, "file": SimpleUploadedFile(name, data)}, follow=True
    )


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_readable_report_is_refused_in_a_sentence(packs, agency, clerk_client, name):
    data, reason = REFUSED[name]
    response = sent(clerk_client, agency, data)
    assert response.status_code == 200
    [said] = response.context["form"].errors["file"]
    assert reason in said
    assert THAI.search(said)
    assert not Source.objects.exists()


def measures_found(response) -> Found:
    assert response.status_code == 200
    return Found.from_json(Source.objects.get(table="measures").found_json)


def test_five_thousand_tables_beside_the_one_that_is_meant(scored, agency, clerk_client):
    body = table(("ก",)) * 2500 + table(MEASURES, ("อบรม", "หนึ่ง", "กองคลัง")) + table(("ข",)) * 2500
    [line] = measures_found(sent(clerk_client, agency, raw_docx(body))).tables[0].lines
    assert "อบรม" in line.cells


def test_what_was_deleted_is_not_read_and_what_was_inserted_is(scored, agency, clerk_client):
    changed = (
        "<w:p><w:del><w:r><w:delText>ยกเลิก</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>อบรมใหม่</w:t></w:r></w:ins></w:p>"
    )
    body = tbl([tc(p(cell)) for cell in MEASURES], [tc(changed), tc(p("หนึ่ง")), tc(p("กองคลัง"))])
    [line] = measures_found(sent(clerk_client, agency, raw_docx(body))).tables[0].lines
    assert "อบรมใหม่" in line.cells
    assert "ยกเลิก" not in " ".join(line.cells)


def test_a_text_box_and_a_title_over_two_hundred_columns_do_not_move_cells(scored, agency, clerk_client):
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('กล่องข้อความ')}</w:txbxContent></w:pict></w:r></w:p>"
    title = [tc(p("แผน"), '<w:gridSpan w:val="200"/>')]
    body = box + tbl(
        title, [tc(p(cell)) for cell in MEASURES], [tc(p(cell)) for cell in ("อบรม", "หนึ่ง", "กองคลัง")]
    )
    found = measures_found(sent(clerk_client, agency, raw_docx(body))).tables[0]
    assert dict(zip(found.headings, found.lines[0].cells, strict=True))["ผู้รับผิดชอบ (ข้อความ)"] == "กองคลัง"


def test_a_workbook_that_is_one_joined_cell_is_told_about(scored, agency, clerk_client):
    book = files.workbook({"คะแนน": [["การใช้งบประมาณ", 80]]})
    book.active.merge_cells("A1:CV500")
    data = files.saved(book)
    for name, form in (("upload", {"mode": "update", "blank": "keep"}), ("paste", {})):
        file = SimpleUploadedFile("a.xlsx", data)
        response = clerk_client.post(
            address(agency, name), {"what": "scores-2565", "file": file, **form}, follow=True
        )
        assert response.status_code == 200
        assert (
            THAI.search(Import.objects.get().problem) if name == "upload" else response.context["form"].errors
        )


@pytest.mark.parametrize(("filler", "is_read"), [("<script>{}</script>", True), ("<p>{}</p>", False)])
def test_a_page_of_ten_megabytes(scored, agency, clerk_client, filler, is_read):
    page = f"<html><body><table><tr><td>{'</td><td>'.join(MEASURES)}</td></tr><tr><td>อบรม</td><td>1</td><td>ก</td></tr></table>"
    data = (page + filler.format("x" * 9_500_000)).encode()
    file = SimpleUploadedFile("a.html", data)
    response = clerk_client.post(
        address(agency, "paste"), {"what": "measures-2566", "file": file}, follow=True
    )
    assert response.status_code == 200
    assert Source.objects.exists() is is_read
    if not is_read:
        assert "ยาวเกินไป" in response.context["form"].errors["file"][0]


@pytest.mark.parametrize(
    "cell",
    ["\u202e11.09\u202c", "90\u202e.11", "\u0669\u0660.11", "85.25 90.11", "85.25/90.11", "85.25<br>90.11"],
)
def test_a_cell_that_shows_another_number_than_it_holds_or_two_is_never_sure(cell):
    row = f"<tr><td>การใช้งบประมาณ</td><td>{cell}</td></tr>"
    read = parse(f"<table><tr><td>ตัวชี้วัด</td><td>คะแนน</td></tr>{row}</table>", INDICATORS)
    assert all(row.doubts for row in read.rows)
    assert read.rows or read.not_understood or read.problems


def test_marks_of_direction_alone_change_nothing():
    read = parse("ตัวชี้วัด\tคะแนน\nการ\u200fใช้งบ\u200eประมาณ\t\u200e90.11\u061c", INDICATORS)
    assert [(row.code, str(row.score), row.doubts) for row in read.rows] == [("2", "90.11", ())]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("\u202e11.09", "กลับทิศทาง"),
        ("101", "0–100"),
        (1.01, "0–100"),
        ("85.25 90.11", "ไม่ใช่คะแนน"),
        ("85.25\n90.11", "ไม่ใช่คะแนน"),
    ],
)
def test_such_a_cell_of_a_workbook_is_refused_with_the_reason(scored, agency, clerk_client, cell, reason):
    book = files.workbook({"คะแนน": [["ตัวชี้วัดที่", "ตัวชี้วัด", "คะแนน"], [2, "การใช้งบประมาณ", cell]]})
    book.active["C2"].number_format = "0%" if isinstance(cell, float) else "General"
    file = SimpleUploadedFile("a.xlsx", files.saved(book))
    form = {"what": "scores-2565", "file": file, "mode": "update", "blank": "keep"}
    clerk_client.post(address(agency, "upload"), form)
    [row] = Import.objects.get().preview.rows
    assert reason in row.problems[0].reason
