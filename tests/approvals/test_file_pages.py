"""What is stored of an edition, as it is served: PDF, pictures of pages, text, pictures, Word, scans."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from approvals import page_pictures
from approvals.models import SignedCopy
from itaportal.thai.dates import long_date
from itaportal.thai.numbers import to_thai_digits
from tests.conftest import signed_in
from tests.factories.editions import approved, decided, submitted
from tests.factories.files import pdf, photo


@pytest.fixture
def edition(bureau, quick, monkeypatch):
    """A submitted edition whose file is a small real PDF."""
    monkeypatch.setattr("approvals.actions.submission._seal", lambda snapshot, edition: pdf())
    return submitted(bureau)


@pytest.fixture
def reader(bureau, edition):
    return signed_in(bureau.chain[0])


def address(name, edition, *more):
    return reverse(f"approvals:{name}", args=["tua-yang", edition.pk, *more])


def content(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_newest_pdf_is_shown_in_place(reader, bureau, edition):
    decided(edition, bureau.chain[0])
    newest = edition.files.get(number=1)

    response = reader.get(address("edition_file", edition))

    assert content(response).endswith(b"\n1 approve")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; ")
    assert response["ETag"] == f'"{newest.sha256}"'


def test_earlier_files_are_reached_by_their_number(reader, bureau, edition):
    decided(edition, bureau.chain[0])

    first = reader.get(address("edition_file", edition) + "?file=0&download")

    assert content(first) == pdf()
    assert first["Content-Disposition"].startswith("attachment; ")
    for number in ("7", "99999999999", "-1", "x"):
        assert reader.get(address("edition_file", edition) + f"?file={number}").status_code == 404


def test_a_file_that_is_gone_is_not_found(reader, edition):
    edition.files.get().file.delete(save=False)

    assert reader.get(address("edition_file", edition)).status_code == 404
    assert reader.get(address("edition_page", edition, 1)).status_code == 404


@pytest.mark.parametrize("size", [0, 100])
def test_a_file_that_was_cut_short_is_not_served_as_whole(reader, edition, size):
    with open(edition.files.get().file.path, "r+b") as file:
        file.truncate(size)

    assert reader.get(address("edition_file", edition)).status_code == 404
    assert reader.get(address("edition_page", edition, 1)).status_code == 404


def test_a_page_is_a_picture_drawn_once(reader, edition, monkeypatch):
    from PIL import Image

    response = reader.get(address("edition_page", edition, 1))
    picture = content(response)
    assert Image.open(io.BytesIO(picture)).size == (306, 306)
    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "private, no-cache"

    monkeypatch.setattr(page_pictures, "_draw", None)  # cannot be called any more
    sha256 = edition.files.get().sha256
    again = reader.get(address("edition_page", edition, 1) + f"?of={sha256[:16]}")

    assert content(again) == picture
    assert again["Cache-Control"] == "private, max-age=31536000, immutable"


def test_an_unchanged_page_is_not_sent_again(reader, edition):
    tag = reader.get(address("edition_page", edition, 1))["ETag"]

    assert reader.get(address("edition_page", edition, 1), headers={"If-None-Match": tag}).status_code == 304


def test_a_page_that_is_not_there_is_not_found(reader, edition):
    assert reader.get(address("edition_page", edition, 2)).status_code == 404
    assert reader.get(address("edition_page", edition, 0)).status_code == 404


def test_two_who_draw_at_once_keep_one_picture(edition, settings, monkeypatch):
    stored = edition.files.get()
    drawn = page_pictures._draw

    def while_another_draws(*asked):
        monkeypatch.setattr(page_pictures, "_draw", drawn)
        theirs.append(page_pictures.page_png(stored.file.name, stored.sha256, 1))
        return drawn(*asked)

    theirs = []
    monkeypatch.setattr(page_pictures, "_draw", while_another_draws)

    assert [page_pictures.page_png(stored.file.name, stored.sha256, 1)] == theirs
    assert len(list((settings.MEDIA_ROOT / "pages" / stored.sha256).iterdir())) == 1


def test_the_text_is_that_of_the_snapshot_and_not_of_today(reader, bureau, edition):
    bureau.document.plan.measures.update(title="เปลี่ยนหลังเสนอ")

    page = content(reader.get(address("edition_text", edition))).decode()

    assert "จัดทำคู่มือการใช้ทรัพย์สินของราชการ" in page
    assert "เปลี่ยนหลังเสนอ" not in page


def test_only_pictures_of_the_snapshot_are_served(reader, edition):
    [sha256] = {
        piece["sha256"]
        for measure in json.loads(edition.snapshot)["plan"]["measures"]
        for piece in (measure["progress"] or {}).get("evidence", ())
    }

    response = reader.get(address("edition_picture", edition, sha256))

    assert response["Content-Type"] == "image/jpeg"
    assert content(response).startswith(b"\xff\xd8\xff")
    assert reader.get(address("edition_picture", edition, "0" * 64)).status_code == 404


def test_the_word_file_is_that_of_the_snapshot(reader, bureau, edition):
    from docx import Document

    bureau.document.plan.measures.update(title="เปลี่ยนหลังเสนอ")

    response = reader.get(address("edition_docx", edition))

    tables = Document(io.BytesIO(content(response))).tables
    words = " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    assert "จัดทำคู่มือการใช้ทรัพย์สินของราชการ" in words
    assert "เปลี่ยนหลังเสนอ" not in words
    unchanged = reader.get(address("edition_docx", edition), headers={"If-None-Match": response["ETag"]})
    assert unchanged.status_code == 304


def test_the_word_file_of_an_approved_document_tells_who_decided_what_and_where_the_signed_file_is(
    reader, bureau, edition
):
    from docx import Document

    author = f"({to_thai_digits(bureau.chain[0].get_full_name())})"

    def word():
        document = Document(io.BytesIO(content(reader.get(address("edition_docx", edition)))))
        return document, "\n".join(paragraph.text for paragraph in document.paragraphs)

    decided(edition, bureau.chain[0], opinion="")
    document, text = word()
    assert f"{author}\nหัวหน้าสำนักปลัด\n" in text
    assert "...." in "".join(cell.text for row in document.tables[-1].rows for cell in row.cells)
    assert not document.sections[0].first_page_header.paragraphs[0].text

    for person in bureau.chain[1:]:
        decided(edition, person, opinion="เห็นชอบตามเสนอ ดู https://x.go.th/2566/")
    document, text = word()
    today = to_thai_digits(long_date(timezone.localdate())).replace(" ", "\u00a0")
    assert text.count(f"ลงนามทางอิเล็กทรอนิกส์แล้ว\n{author}") == 1
    assert [text.count(today), text.count("เห็นชอบตามเสนอ ดู https://x.go.th/2566/"), text.count("...")] == [
        3,
        2,
        0,
    ]
    edition.refresh_from_db()
    header = document.sections[0].first_page_header
    assert header.paragraphs[0].text.startswith(
        f"สำเนา – ฉบับลงนามคือ PDF รหัสตรวจสอบ {edition.code_text}\nhttp"
    )
    [link] = [each for each in header.part.rels.values() if each.is_external]
    assert link.target_ref.endswith(f"/{edition.code}/")


def test_an_old_bookmark_of_the_draft_leads_to_what_was_submitted(reader, edition):
    document = reverse("reports:document", args=["tua-yang", edition.document_id])

    for name in ("document_pdf", "document_docx"):
        response = reader.get(reverse(f"reports:{name}", args=["tua-yang", edition.document_id]), follow=True)

        assert response.redirect_chain[0] == (document, 302)
        assert "ไฟล์ที่ใช้ได้คือไฟล์ของฉบับที่เสนอ" in content(response).decode()


# Scans


@pytest.fixture
def clerk(bureau):
    return signed_in(bureau.clerk)


@pytest.fixture
def done(bureau, quick):
    return approved(bureau)


def scan(data, name="สแกน.pdf", note=""):
    return {"file": SimpleUploadedFile(name, data), "note": note}


def test_a_scan_is_attached_and_saved_never_shown(clerk, done):
    page = content(
        clerk.post(address("copies", done), scan(pdf(), note="ต้นฉบับอยู่ที่งานสารบรรณ"), follow=True)
    ).decode()
    copy = SignedCopy.objects.get()
    assert copy.sha256 in page
    assert "ต้นฉบับอยู่ที่งานสารบรรณ" in page

    response = clerk.get(address("copy", done, copy.pk))

    assert content(response) == pdf()
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (photo(), "ต้องเป็นไฟล์ PDF"),
        (b"", "ไฟล์ว่างเปล่า"),
        (b"%PDF-1.7 broken", "กรุณา"),
        (b"%PDF-" + bytes(21 << 20), "ไฟล์ใหญ่เกิน 20 เมกะไบต์"),
    ],
    ids=["photo", "empty", "broken", "too-large"],
)
def test_a_scan_that_cannot_be_taken_is_told_at_its_field(data, message, clerk, done):
    page = content(clerk.post(address("copies", done), scan(data, note="หมายเหตุเดิม"))).decode()

    assert "field-errors" in page
    assert message in page
    assert 'value="หมายเหตุเดิม"' in page
    assert not SignedCopy.objects.exists()


def test_the_same_scan_is_attached_once(clerk, done):
    clerk.post(address("copies", done), scan(pdf()))

    assert "แนบไฟล์นี้ไว้แล้ว" in content(clerk.post(address("copies", done), scan(pdf()), follow=True)).decode()
    assert SignedCopy.objects.count() == 1


def test_before_approval_there_is_nothing_to_attach_to(clerk, edition):
    page = content(clerk.post(address("copies", edition), scan(pdf()), follow=True)).decode()

    assert "แนบฉบับที่ลงนามด้วยมือไม่ได้" in page
    assert not SignedCopy.objects.exists()


@pytest.mark.parametrize("name", ["edition_file", "edition_docx", "edition_text"])
def test_files_of_another_agency_are_not_there(name, edition, outsider_client):
    assert outsider_client.get(address(name, edition)).status_code == 404
    assert outsider_client.get(reverse(f"approvals:{name}", args=["uen", edition.pk])).status_code == 404


def test_pages_and_scans_of_another_agency_are_not_there(done, clerk, outsider_client):
    clerk.post(address("copies", done), scan(pdf()))
    copy = SignedCopy.objects.get()

    for name, more in (("edition_page", [1]), ("copy", [copy.pk])):
        assert outsider_client.get(address(name, done, *more)).status_code == 404
        assert (
            outsider_client.get(reverse(f"approvals:{name}", args=["uen", done.pk, *more])).status_code == 404
        )


@pytest.mark.pdf
def test_the_picture_of_a_page_shows_the_signature_on_it(bureau, monkeypatch):
    """Everything real: rendered, certified, signed with the seal; the field's page is darker afterwards."""
    from PIL import Image

    from approvals.actions import Signing

    monkeypatch.setattr("approvals.actions.submission.check", lambda snapshot: [])
    edition = submitted(bureau)
    before = edition.files.get(number=0)
    pages = page_pictures.page_sizes(before.file.name, before.sha256)

    decided(edition, bureau.chain[0], opinion="เห็นชอบ ให้ดำเนินการตามเสนอ", signing=Signing.by_seal())

    def ink(stored):
        drawn = [page_pictures.page_png(stored.file.name, stored.sha256, page.number) for page in pages]
        return [sum(Image.open(io.BytesIO(png)).convert("L").histogram()[:128]) for png in drawn]

    more = [after - was for was, after in zip(ink(before), ink(edition.files.get(number=1)), strict=True)]
    assert sum(change > 500 for change in more) == 1
    assert min(more) >= 0
