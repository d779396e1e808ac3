"""The analysis report as PDF: everything in it once, bookmarked, with page numbers that are true, copied exactly."""

import re
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader

from itaportal.thai.numbers import to_arabic_digits
from reports.enums import Kind
from reports.pages import document_html
from tests.pdftext import lines, pdftotext_raw
from tests.reports.pagemarks import text_boxes, without_marks
from tests.reports.renderings import pdf_of
from tests.reports.snapshots import built, typed
from tests.reports.test_memo_pdf import in_pieces, squeezed, text_of, words_of

pytestmark = pytest.mark.pdf
CM = 72 / 2.54
PARTS = ("ส่วนที่๑", "ส่วนที่๒", "ส่วนที่๓", "ส่วนที่๔")
LISTS = ("ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อนที่ต้องแก้ไขโดยเร่งด่วน", "ประเด็นที่จะพัฒนาให้ดีขึ้น")


@pytest.fixture
def snapshot(sample):
    return built(sample(Kind.ANALYSIS_REPORT))


@pytest.fixture
def pdf(snapshot):
    return pdf_of(document_html(typed(snapshot)))


def texts_of(pdf):
    """Return each page's text without spaces, page number and mark."""
    return [
        squeezed(without_marks(page.get_textpage().get_text_range())) for page in pypdfium2.PdfDocument(pdf)
    ]


def test_every_block_of_text_is_in_the_pdf_code_point_by_code_point(snapshot, pdf):
    text = text_of(pypdfium2.PdfDocument(pdf))

    assert [block for block in words_of(snapshot) if not in_pieces(block, text)] == []


def test_fourteen_upright_pages_two_landscape_ones_for_the_measures_and_one_to_sign(pdf):
    sizes = [tuple(round(side) for side in page.get_size()) for page in pypdfium2.PdfDocument(pdf)]

    assert sizes == [(595, 842)] * 14 + [(842, 595)] * 2 + [(595, 842)]


def test_the_contents_give_the_page_of_every_heading(pdf):
    _, _, contents, *pages = texts_of(pdf)
    numbers = [
        int(to_arabic_digits(found))
        for found in re.findall(r"(?<!ที่)(?:พ\.ศ\.[๐-๙]{4})?([๐-๙]{1,2})(?=ส่วน|ประเด็น|$)", contents)
    ]
    starts = [
        number
        for number, page in enumerate(pages, start=4)
        for start in (*PARTS, *LISTS)
        if page.startswith(start) or (start in LISTS and f"{start}๑." in page)
    ]

    assert numbers == [2, *starts]  # the preface comes first
    assert len(numbers) == 7


def test_nothing_is_printed_outside_the_margins(pdf):
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        left_margin, right_margin, bottom_margin = (3, 2, 2) if width < height else (1.5, 1.5, 1.5)
        for left, bottom, right, top in text_boxes(page):
            assert left >= left_margin * CM - 1
            assert right <= width - right_margin * CM + 2
            assert bottom >= bottom_margin * CM - 2  # marks below the last line
            assert top <= height - 20


def test_every_measure_and_finding_stands_once_under_repeated_headings(snapshot, pdf):
    pages = texts_of(pdf)

    assert [page.count("การติดตามประเมินผล") for page in pages[14:16]] == [1, 1]
    assert sum(page.count("รายงานผลการดำเนินงานในที่ประชุม") for page in pages[14:]) == 6
    tables = "".join(page for page in pages if "ผลการวิเคราะห์ตัวชี้วัด" in page and "ตัวชี้วัดผลคะแนน" in page)
    for number in "๑๒๓":
        named = re.findall(f"ตอนที่{number}(.{{0,120}})", tables)
        assert sum("(ต่อ)" not in after for after in named) == 1


def test_no_heading_ends_a_page(pdf):
    for page in pypdfium2.PdfDocument(pdf):
        last = squeezed(without_marks(page.get_textpage().get_text_range()).strip().splitlines()[-1])
        assert not last.startswith(("ตอนที่", "ประเด็นที่เป็น", "ประเด็นที่จะ", "คะแนนรายตัวชี้วัดเรียง", "ผลคะแนนตาม"))


def test_a_finding_of_more_than_a_page_loses_no_line_and_no_column_heading(snapshot):
    finding = snapshot["assessment"]["instruments"][0]["indicators"][2]["finding"]
    finding.update(
        text="\n".join(f"ข้อสังเกตลำดับ {number} จบ" for number in range(90)), weakness_class="maintain"
    )
    finding["recommendation"] = "ไม่มี"

    pages = texts_of(pdf_of(document_html(typed(snapshot))))

    assert "".join(pages).count("ข้อสังเกตลำดับ") == 90
    assert all("ผลการวิเคราะห์ตัวชี้วัด" in page for page in pages if "ข้อสังเกตลำดับ" in page)


def test_bookmarks_follow_the_headings(pdf):
    (title, below) = PdfReader(BytesIO(pdf)).outline
    names = [entry.title for entry in below if not isinstance(entry, list)]
    lists = [entry.title for nested in below if isinstance(nested, list) for entry in nested]

    assert title.title.startswith("รายงาน การวิเคราะห์")
    assert names[:2] == ["คำนำ", "สารบัญ"]
    assert [name[:16] for name in names[2:]] == [
        "ส่วนที่ ๑ แนวโน้",
        "ส่วนที่ ๒ ผลการป",
        "ส่วนที่ ๓ ผลการว",
        "ส่วนที่ ๔ แนวทาง",
        "การพิจารณาและลงน",
    ]
    assert [squeezed(name) for name in lists[2:4]] == list(LISTS)


def test_no_word_of_the_cover_stands_alone_on_a_line(pdf):
    cover = lines(pdftotext_raw(pdf).partition("\f")[0])

    assert squeezed("การวิเคราะห์ผลการประเมินคุณธรรมจริยธรรม") in map(squeezed, cover)
