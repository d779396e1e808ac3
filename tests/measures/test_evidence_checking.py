"""What is taken as evidence, judged by content; nothing here needs a database."""

import io
import struct
import zipfile

import pytest
from PIL import Image

from measures.evidence import MAX_FILE_BYTES, MAX_PHOTO_BYTES, UploadRefused, check, looks_alike
from measures.evidence.limits import MAX_PRINT_BYTES
from tests.factories import files


def opened(data):
    return Image.open(io.BytesIO(data))


def refusal(data, name="รูป.jpg"):
    with pytest.raises(UploadRefused) as refused:
        check(name, data)
    return str(refused.value)


def test_a_photo_is_turned_upright_and_loses_place_and_camera():
    data = files.photo((400, 300), turned=True, place=True)
    assert opened(data).getexif().get_ifd(0x8825)

    piece = check("IMG_0001.JPG", data)

    kept = opened(piece.data)
    assert kept.size == (300, 400)
    red, green, blue = kept.getpixel((290, 10))  # the upper left corner of the turned picture
    assert red > 200
    assert max(green, blue) < 60
    for rendition in (piece.data, piece.print_data, piece.thumbnail):
        assert not opened(rendition).getexif()
        assert b"Exif" not in rendition
        assert b"SecretCamera" not in rendition
        assert b"hidden" not in rendition


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_large_photo_becomes_three_sizes_of_jpeg(form):
    piece = check("รูป ประชุม.png", files.photo((3000, 1500), form=form))

    sizes = [opened(data).size for data in (piece.data, piece.print_data, piece.thumbnail)]
    assert sizes == [(2000, 1000), (1400, 700), (320, 160)]
    assert {opened(data).format for data in (piece.data, piece.print_data, piece.thumbnail)} == {"JPEG"}
    assert (piece.kind, piece.name, piece.extension) == ("photo", "รูป ประชุม.jpg", "jpg")


def test_broken_exif_is_no_reason_to_refuse():
    data = bytearray(files.photo(turned=True, place=True))
    place = data.index(b"Exif")
    data[place + 14 : place + 40] = b"\xff" * 26

    assert opened(check("a.jpg", bytes(data)).data).format == "JPEG"


def test_the_print_rendition_of_a_noisy_photo_stays_small():
    output = io.BytesIO()
    Image.effect_noise((2400, 2400), 120).convert("RGB").save(output, "JPEG", quality=95)

    piece = check("a.jpg", output.getvalue())

    assert MAX_PRINT_BYTES * 0.5 < len(piece.print_data) <= MAX_PRINT_BYTES


def test_transparent_parts_become_white():
    output = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(output, "PNG")

    assert opened(check("a.png", output.getvalue()).data).getpixel((25, 25)) == (255, 255, 255)


def test_the_same_photo_gives_the_same_hash_and_a_smaller_copy_looks_alike():
    original, again = check("a.jpg", files.photo()), check("b.jpg", files.photo())
    output = io.BytesIO()
    files.picture((400, 300), 1).resize((300, 225)).save(output, "JPEG", quality=60)
    smaller, other = check("c.jpg", output.getvalue()), check("d.jpg", files.photo(seed=2))

    assert original.sha256 == again.sha256
    assert smaller.sha256 != original.sha256
    assert looks_alike(original.look, smaller.look)
    assert not looks_alike(original.look, other.look)


def test_even_pictures_are_not_called_alike():
    assert not looks_alike("0" * 16, "0" * 16)


def test_what_hides_behind_a_photo_is_not_kept():
    payload = b"<html><script>alert(1)</script></html><?php system($_GET['c']); ?>"

    piece = check("photo.html", files.photo() + payload)

    assert piece.name == "photo.jpg"
    assert b"<script>" not in piece.data
    assert b"<?php" not in piece.data


def test_a_program_with_a_photo_inside_is_refused():
    assert "ไฟล์ชนิดนี้รับไม่ได้" in refusal(files.PROGRAM + files.photo())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "ไฟล์ว่างเปล่า"),
        (files.SVG, "ไฟล์ชนิดนี้รับไม่ได้"),
        (b"<html><script>alert(1)</script>", "ไฟล์ชนิดนี้รับไม่ได้"),
        (files.PROGRAM, "ไฟล์ชนิดนี้รับไม่ได้"),
        (b"GIF89a" + bytes(100), "ไฟล์ชนิดนี้รับไม่ได้"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "DOCX, XLSX หรือ PDF"),
        (files.HEIC, "HEIC"),
        (files.photo()[:3000], "ไฟล์รูปเสีย"),
        (b"\xff\xd8\xff" + bytes(500), "ไฟล์รูปเสีย"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "ไฟล์รูปเสีย"),
    ],
    ids=["empty", "svg", "html", "exe", "gif", "old-office", "heic", "cut", "jpeg-head", "png-head"],
)
def test_what_is_refused_says_why(data, words):
    assert words in refusal(data)


@pytest.mark.parametrize("edge", [20_000, 8000])
def test_a_picture_of_too_many_points_is_refused_unread(edge):
    data = files.huge_png(edge)
    assert len(data) < 100_000

    assert "50 ล้านจุด" in refusal(data, "a.png")


def test_a_small_file_of_a_huge_picture_is_unpacked_in_a_process_of_its_own(monkeypatch):
    data = files.huge_png(7000)
    assert len(data) < 10_000
    monkeypatch.setattr(Image, "open", None)  # nothing is opened here

    piece = check("a.png", data)

    monkeypatch.undo()
    assert opened(piece.data).size == (2000, 2000)


def test_a_picture_that_takes_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("measures.evidence.photos.PHOTO_MEMORY", 250 << 20)

    assert "ไฟล์รูปเสีย" in refusal(files.huge_png(7000), "a.png")
    assert check("a.jpg", files.photo())


def test_a_picture_that_claims_another_size_is_refused():
    data = bytearray(files.photo(form="PNG"))
    data[16:24] = struct.pack(">II", 6000, 6000)

    assert "ไฟล์รูปเสีย" in refusal(bytes(data))


def test_a_photo_and_a_file_too_large_are_refused():
    assert "15 เมกะไบต์" in refusal(files.photo() + bytes(MAX_PHOTO_BYTES))
    assert "20 เมกะไบต์" in refusal(b"%PDF-1.7" + bytes(MAX_FILE_BYTES))


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_office_files_are_kept_as_they_are_under_their_true_ending(kind):
    data = files.office(kind)

    piece = check("รายงาน.exe", data)

    assert (piece.kind, piece.name, piece.data) == ("file", f"รายงาน.{kind}", data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (files.office("xlsx", xl__worksheets__sheet1=bytes(110 << 20)), "ใหญ่ผิดปกติ"),
        (files.packed({f"xl/{number}": "" for number in range(5001)}), "ใหญ่ผิดปกติ"),
        (files.office("docx", **{"word__vbaProject.bin": b"x"}), "มาโคร"),
        (files.office("docx", **{"word__embeddings__oleObject1.bin": b"x"}), "มาโคร"),
        (files.packed({**files.OFFICE["docx"], "[Content_Types].xml": "x.macroEnabled.main+xml"}), "มาโคร"),
        (files.office("docx", **{"word__holiday.bin": b"\xd0\xcf\x11\xe0 macros"}), "มาโคร"),
        (files.office_relation("attachedTemplate", "https://x.example/t.dotm"), "ดึงแม่แบบ"),
        (files.office_relation("image", "https://x.example/seen.png"), "ดึงแม่แบบ"),
        (files.office_relation("hyperlink", r"\\x.example\share\a"), "ดึงแม่แบบ"),
        (files.office_relation("hyperlink", "file://x.example/share/a"), "ดึงแม่แบบ"),
        (files.office_relation("hyperlink", "ms-msdt:/id"), "ดึงแม่แบบ"),
        (files.office_relation("externalLinkPath", "//x.example/a.xlsx"), "ดึงแม่แบบ"),
        (files.office_field("D", "DEAU", "TO c:\\\\windows cmd"), "ดึงแม่แบบ"),
        (files.office_field(" INCLUDEPICTURE &quot;http://x.example/a.png&quot;"), "ดึงแม่แบบ"),
        (files.office("xlsx", xl__externalLinks__a=b"", **{"xl__e.xml": b"<e><ddeLink/></e>"}), "ดึงแม่แบบ"),
        (files.office("docx", **{"word__embeddings__package.docx": files.office("docx")}), "ฝังอยู่ข้างใน"),
        (files.office("docx", **{"word__media__image1.png": files.office("xlsx")}), "ฝังอยู่ข้างใน"),
        (files.office("docx", **{"word__a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "ไฟล์นี้เสีย"),
        (files.packed({"readme.txt": "x"}), "ไฟล์บีบอัด"),
        (files.packed({**files.OFFICE["docx"], **files.OFFICE["xlsx"]}), "ไฟล์บีบอัด"),
        (files.office("xlsx")[:-20], "ไฟล์นี้เสีย"),
        (files.packed(files.OFFICE["xlsx"], zipfile.ZIP_BZIP2), "ไฟล์นี้เสีย"),
        (b"PK\x03\x04" + bytes(100), "ไฟล์นี้เสีย"),
    ],
    ids=range(23),
)
def test_bad_office_files_are_refused(data, words):
    assert words in refusal(data, "บัญชี.xlsx")


@pytest.mark.parametrize(
    "data",
    [
        files.office_relation("hyperlink", "https://www.nacc.go.th/ita?a=1:2"),
        files.office_relation("hyperlink", "file:///D:\\งาน\\คำสั่ง.docx"),
        files.office_relation("hyperlink", "annex.pdf"),
        files.office_field("PAGE"),
        files.office_field('HYPERLINK "https://x.example/import dde"'),
        files.office("docx", **{"word__embeddings__Microsoft_Excel_Sheet1.xlsx": files.office("xlsx")}),
    ],
)
def test_what_offices_write_every_day_is_taken(data):
    assert check("a.docx", data).extension == "docx"


def test_a_zip_that_lies_about_its_sizes_is_refused():
    data = files.office("xlsx", xl__sheet=bytes(30 << 20))
    honest = struct.pack("<I", 30 << 20)
    assert honest in data

    assert "ไฟล์นี้เสีย" in refusal(data.replace(honest, struct.pack("<I", 100)))


@pytest.mark.parametrize("data", [files.pdf(), files.compressed_pdf(b"")], ids=["plain", "compressed"])
def test_a_pdf_is_kept_as_it_is(data):
    piece = check("../../คำสั่ง.pdf", data)

    assert (piece.kind, piece.name, piece.data) == ("file", "คำสั่ง.pdf", data)


def pdf_with(change):
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    change(writer)
    return files.written(writer)


SCRIPT = files.pdf(OpenAction=files.action("JavaScript", JS="app.alert(1)"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (SCRIPT, "JavaScript"),
        (SCRIPT.replace(b"/JavaScript", b"/Jav#61Script"), "JavaScript"),
        (files.compressed_pdf(b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "JavaScript"),
        (files.pdf(OpenAction=files.action("Launch", F="cmd.exe")), "เปิดโปรแกรม"),
        (files.pdf(OpenAction=files.action("SubmitForm", F="https://x.example")), "ส่งข้อมูล"),
        (files.pdf(OpenAction=files.action("URI", URI=r"\\x.example\a")), "ส่งข้อมูล"),
        (files.pdf(OpenAction=files.action("URI", URI="javascript:alert(1)")), "ส่งข้อมูล"),
        (files.pdf(OpenAction=files.action("GoToR", F=r"\\x.example\a.pdf")), "ส่งข้อมูล"),
        (files.pdf(Piece=files.action("3D", Subtype="3D")), "JavaScript"),
        (files.pdf(Piece=files.stream(b"x", F="https://x.example/a")), "ส่งข้อมูล"),
        (files.pdf(Piece=files.flate_bomb()), "ใหญ่ผิดปกติ"),
        (files.pdf() + files.object_stream(b"<</S/JavaScript/JS(app.alert(1))>>"), "JavaScript"),
        (pdf_with(lambda writer: writer.add_attachment("a.exe", b"MZ")), "แนบอยู่ข้างใน"),
        (pdf_with(lambda writer: writer.encrypt("", "owner", algorithm="RC4-128")), "ตั้งรหัสผ่าน"),
        (b"%PDF-1.7\n%%EOF", "ไฟล์ PDF นี้เสีย"),
        (b"%PDF-1.7\n<script>alert(1)</script>", "ไฟล์ PDF นี้เสีย"),
    ],
    ids=range(16),
)
def test_bad_pdfs_are_refused(data, words):
    assert words in refusal(data, "คำสั่ง.pdf")


@pytest.mark.parametrize(("limit", "value"), [("DOCUMENT_MEMORY", 30 << 20), ("DOCUMENT_SECONDS", 0)])
def test_a_pdf_that_takes_too_much_to_read_is_refused(monkeypatch, limit, value):
    monkeypatch.setattr(f"measures.evidence.pdf.{limit}", value)

    assert "ซับซ้อนเกินกว่าจะตรวจได้" in refusal(files.pdf())


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\fakepath\\รูป.jpeg", "รูป.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("a\u202egpj.exe", "agpj.jpg"),
        ('"><script>.png', "script.jpg"),
        ("\r\nSet-Cookie: a.jpg", "Set-Cookie a.jpg"),
        ("....", "หลักฐาน.jpg"),
        ("ก" * 500 + ".jpg", "ก" * 120 + ".jpg"),
    ],
)
def test_names_are_cleaned(name, kept):
    assert check(name, files.photo((20, 20))).name == kept
