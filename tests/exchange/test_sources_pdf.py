"""The text of an old report in PDF: taken where it is sound, refused with the reason where it is not."""

import io

import pytest
from pypdf import PdfReader, PdfWriter

from exchange.reading.book import FileRefused
from exchange.sources import pdf_text, soundness
from exchange.sources.pdf_text import report_text
from reports.typesetting.rendering import render_pdf
from tests.assessments.itas_pages import INDICATORS

SENTENCE = "ผลการดำเนินงานตามมาตรการที่กำหนด สำนักปลัดจัดทำคู่มือให้ผู้รับบริการ ตั้งแต่เริ่มต้นปีงบประมาณ "
TEXT = SENTENCE * 20


def test_sound_text_has_no_faults():
    assert soundness.faults_of(TEXT) == ()
    assert soundness.faults_of("\uf0b7 หัวข้อ\n" * 10 + TEXT) == ()


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (TEXT.replace("ำ", "า"), (soundness.LOST_AM,)),
        (TEXT.replace("ำ", " า"), (soundness.LOST_AM,)),
        (TEXT.replace("ำ", "\u0e4d\u0e32"), (soundness.LOST_AM,)),
        (TEXT.replace("ตั้ง", "ต้ัง"), (soundness.SWAPPED,)),
        (TEXT.replace("ผู้", "ผ ู้"), (soundness.LOOSE_MARKS,)),
        (TEXT.replace("้", "\uf70b"), (soundness.PRIVATE,)),
        (TEXT.replace("ำ", "\u1873า"), (soundness.PRIVATE, soundness.LOST_AM)),
        ("  \n", (soundness.NO_TEXT,)),
    ],
)
def test_every_way_old_programs_lose_letters_is_told(text, faults):
    assert soundness.faults_of(text) == faults


def pdf(body: str) -> bytes:
    return render_pdf(f"<html lang='th'><head><title>ก</title></head><body>{body}</body></html>")


@pytest.mark.pdf
def test_a_pdf_with_sound_letters_is_read_page_by_page_and_is_never_sure():
    rows = "".join(f"<p>{known.name} {90 - place}.50</p>" for place, known in enumerate(INDICATORS))
    report = report_text(pdf(f"{rows}<p>{TEXT}</p>"))
    assert "ผลการดำเนินงานตามมาตรการที่กำหนด" in " ".join(report.pages[0].split())
    assert len(report.scores(INDICATORS).rows) == len(INDICATORS)
    assert "เทียบกับกระดาษ" in report.unsure


@pytest.mark.pdf
def test_a_pdf_whose_program_lost_the_vowel_am_is_refused():
    with pytest.raises(FileRefused, match="สระอำ"):
        report_text(pdf(f"<p>{TEXT.replace('ำ', ' า')}</p>"))


@pytest.mark.pdf
def test_a_scan_is_refused():
    with pytest.raises(FileRefused, match="สแกน"):
        report_text(pdf("<div style='height: 5cm; background: gray'></div>"))


@pytest.mark.pdf
def test_a_locked_pdf_and_one_with_too_many_pages_are_refused(monkeypatch):
    plain = pdf("<p>a</p>")
    locked, output = PdfWriter(PdfReader(io.BytesIO(plain))), io.BytesIO()
    locked.encrypt("secret", algorithm="AES-256")
    locked.write(output)
    with pytest.raises(FileRefused, match="รหัสผ่าน"):
        report_text(output.getvalue())
    monkeypatch.setattr(pdf_text, "MAX_PAGES", 0)
    with pytest.raises(FileRefused, match="ยาวเกิน"):
        report_text(plain)


@pytest.mark.parametrize(("data", "reason"), [(b"a,b", "ไม่ใช่ PDF"), (b"%PDF-1.7\nbroken", "เสีย")])
def test_what_is_no_readable_pdf_is_refused(data, reason):
    with pytest.raises(FileRefused, match=reason):
        report_text(data)


@pytest.mark.parametrize(("bound", "value"), [("SECONDS", 0), ("MEMORY", 1024)])
def test_the_kernel_ends_a_reading_that_takes_too_much(monkeypatch, bound, value):
    monkeypatch.setattr(pdf_text, bound, value)
    with pytest.raises(FileRefused, match="ซับซ้อนเกิน"):
        report_text(b"%PDF-1.7\n" + b"1 0 obj<<>>endobj\n" * 100_000)
