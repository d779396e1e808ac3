"""What a submitted document carries of its approval, from the snapshot alone, on the page and in Word."""

import io
import re

import pytest
from docx import Document as read_docx

from itaportal.thai.numbers import to_thai_digits
from reports.blocks import (
    DRAFT_MARK,
    Heading,
    Landscape,
    OpinionSheet,
    Paragraph,
    Signatory,
    SignaturePlaces,
    Signatures,
    Verification,
)
from reports.enums import Format, Kind
from reports.pages import _SOURCES, _SOURCES_OF, document_html, printed
from reports.word.writer import write_docx
from tests.conftest import ROOT
from tests.reports import snapshots
from tests.reports.docx_files import opened, texts
from tests.reports.snapshots import typed
from tests.reports.test_progress_memo import text_of

MARK = "รหัสตรวจสอบ 7F3K-9QWD-2M · ฉบับที่ ๒ · ตรวจสอบได้ที่ portal.example.go.th/verify"
APPROVAL = snapshots.approval()
PLACES = SignaturePlaces(tuple(Signatory(**step) for step in APPROVAL["steps"]))
CHECK = Verification(APPROVAL["code"], APPROVAL["url"])
SHEET = OpinionSheet(PLACES.steps, snapshots.snapshot()["letter"]["subject"], APPROVAL["code"])


@pytest.fixture
def memo_snapshot():
    return snapshots.snapshot()


def submitted(snapshot, **changes):
    return {**snapshot, "approval": snapshots.approval(**changes)}


def report():
    """Return the snapshot of a kind that has no signatures of its own."""
    made = snapshots.snapshot(Kind.TOPIC_REPORT, agency={"emblem": ""})
    made["assessment"]["items"] = {}
    return made


def test_a_saved_page_fetches_nothing():
    page = document_html(typed(report()), standalone=True)

    assert {address.partition(",")[0] for address in re.findall(r'url\("?([^")]*)', page)} == {
        "data:font/woff2;base64", "data:image/svg+xml"
    }  # fmt: skip
    assert not re.findall(r'(?:src|href)="(?!data:|#)[^"]*"|<link|<script|@import', page)
    assert 'class="paper sheet"' in page


def word(snapshot):
    return read_docx(io.BytesIO(write_docx(printed(typed(snapshot)), lambda sha256: "")))


def footers(document):
    """Return what stands at the foot of each section's first page, and of its others."""
    return [
        (section.first_page_footer.paragraphs[0].text, section.footer.paragraphs[0].text)
        for section in document.sections
    ]


def test_a_draft_says_so_and_keeps_the_lines_to_sign_by_hand(memo_snapshot):
    draft = printed(typed(memo_snapshot))

    assert draft.mark == DRAFT_MARK == "ร่าง – ยังไม่ได้เสนอ"
    assert isinstance(draft.blocks[-1], Signatures)
    assert f'data-mark="{DRAFT_MARK}"' in document_html(typed(memo_snapshot))


def test_a_memo_has_its_places_where_its_signatures_stood(memo_snapshot):
    draft, made = printed(typed(memo_snapshot)), printed(typed(submitted(memo_snapshot)))

    assert made.blocks == (*draft.blocks[:-1], PLACES, CHECK, SHEET)


def test_other_kinds_get_a_page_with_what_is_approved():
    told = report()
    told["assessment"]["result_url"] = (
        "https://itas.example.go.th/report"  # without it drafts have a line more
    )
    draft, made = printed(typed(told)), printed(typed(submitted(told)))

    body, (heading, subject, by_hand) = draft.blocks[:-3], draft.blocks[-3:]
    assert isinstance(body[-1], Landscape)
    assert heading == Heading(("การพิจารณาและลงนาม",), new_page=True)
    assert subject == Paragraph(f"เรื่อง {draft.title}", indent=False)
    assert isinstance(by_hand, Signatures)
    assert made.blocks == (
        *draft.blocks[:-1],
        Paragraph("เลขทะเบียน นฐ 70001/12 · ฉบับที่ 2", indent=False),
        Paragraph("เสนอวันที่ 21 พฤศจิกายน 2569", indent=False),
        PLACES,
        CHECK,
        OpinionSheet(PLACES.steps, draft.title, APPROVAL["code"]),
    )


def test_a_document_without_number_does_not_speak_of_one():
    page = document_html(typed(submitted(report(), number="")))

    assert "เลขทะเบียน" not in page
    assert "ฉบับที่ ๒" in page


def test_the_mark_names_code_edition_and_where_to_check(memo_snapshot):
    assert printed(typed(submitted(memo_snapshot))).mark == MARK
    assert f'data-mark="{MARK}"' in document_html(typed(submitted(memo_snapshot)))
    assert printed(
        typed(submitted(memo_snapshot, edition=12, url="https://a2.example/x/y/CODE/"))
    ).mark.endswith("ฉบับที่ ๑๒ · ตรวจสอบได้ที่ a2.example/x/y")


def test_the_page_says_who_signs_where_and_how_to_check(memo_snapshot):
    page = document_html(typed(submitted(memo_snapshot)))

    places = dict(re.findall(r'data-place="([^"]*)" data-label="([^"]*)"', page))
    assert {name: label for name, label in places.items() if "step-2" in name} == {
        "step-2": "ลายมือชื่อของ ปลัดเทศบาล",
        "step-2-opinion": "ความเห็นของ ปลัดเทศบาล",
        "step-2-more": "ความเห็นของ ปลัดเทศบาล (ต่อ)",
    }
    assert len(places) == 9
    subject = f"เรื่อง {to_thai_digits(memo_snapshot['letter']['subject'])} · รหัสตรวจสอบ 7F3K-9QWD-2M"
    assert text_of(page).splitlines()[-17:] == [
        "(นางชูใจ ตัวอย่าง)",
        "หัวหน้าสำนักปลัด",
        "ความเห็นของปลัดเทศบาล",
        "(นายสมชาย ตัวอย่าง)",
        "ปลัดเทศบาล",
        "ความเห็นของนายกเทศมนตรี",
        "(นายมานะ ตัวอย่าง)",
        "นายกเทศมนตรี",
        "ตรวจสอบความถูกต้องของเอกสารฉบับนี้",
        "รหัสตรวจสอบ 7F3K-9QWD-2M",
        "https://portal.example.go.th/verify/7F3K9QWD2M/",
        "ใบต่อความเห็น ลำดับที่ ๑ หัวหน้าสำนักปลัด",
        subject,
        "ใบต่อความเห็น ลำดับที่ ๒ ปลัดเทศบาล",
        subject,
        "ใบต่อความเห็น ลำดับที่ ๓ นายกเทศมนตรี",
        subject,
    ]


def test_the_qr_code_is_a_picture_with_words_and_without_styles(memo_snapshot):
    (drawn,) = re.findall(r"<svg.*?</svg>", document_html(typed(submitted(memo_snapshot))), re.DOTALL)

    assert drawn.startswith('<svg role="img" aria-label="รหัสคิวอาร์ไปยังหน้าตรวจสอบเอกสาร" viewBox="0 0 ')
    assert re.search(r"style=|class=|<script", drawn) is None


def test_names_are_only_ever_text(memo_snapshot):
    step = {"name": "<b>ก</b>", "position": '"><script>', "heading": "{{ x }}"}
    hostile = submitted(memo_snapshot, steps=[step], code='"><i>')

    page = document_html(typed(hostile))

    assert "<script" not in page
    assert "<i>" not in page
    assert "&lt;b&gt;ก&lt;/b&gt;" in page
    assert "<b>ก</b>" in "".join(
        cell.text for table in word(hostile).tables for row in table.rows for cell in row.cells
    )


def test_word_has_the_mark_at_the_foot_of_every_section(memo_snapshot):
    mixed = submitted(report())

    assert footers(word(memo_snapshot)) == [(DRAFT_MARK, DRAFT_MARK)]
    assert len(word(mixed).sections) == 2
    assert footers(word(mixed)) == [(MARK, MARK)] * 2


def test_word_has_lines_to_sign_by_hand_and_the_code():
    document = opened(PLACES, CHECK, SHEET)

    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["ผู้พิจารณา", "ความเห็นและการลงนาม"]
    assert [who for who, _ in rows[1:]] == [
        "หัวหน้าสำนักปลัด\nสำหรับ นางชูใจ ตัวอย่าง",
        "ความเห็นของปลัดเทศบาล\nสำหรับ นายสมชาย ตัวอย่าง\nปลัดเทศบาล",
        "ความเห็นของนายกเทศมนตรี\nสำหรับ นายมานะ ตัวอย่าง\nนายกเทศมนตรี",
    ]
    assert all(
        re.fullmatch(r"\.+\n\.+\n\(ลงชื่อ\) \.+\n\(.+ตัวอย่าง\)\nวันที่ \.+", signed) for _, signed in rows[1:]
    )
    assert texts(document)[-3:] == [
        "ตรวจสอบความถูกต้องของเอกสารฉบับนี้",
        "รหัสตรวจสอบ 7F3K-9QWD-2M",
        "https://portal.example.go.th/verify/7F3K9QWD2M/",
    ]


@pytest.mark.parametrize("pattern", [*_SOURCES, *_SOURCES_OF[Format.PDF], *_SOURCES_OF[Format.DOCX]])
def test_what_decides_the_look_of_a_document_is_there(pattern):
    """A pattern without a file would let a changed look pass for the one that is stored."""
    assert list(ROOT.glob(pattern))
