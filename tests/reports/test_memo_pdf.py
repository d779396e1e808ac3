"""The memo as PDF: everything in it, in order, on upright A4 pages, and copied exactly."""

import copy
import re

import pypdfium2
import pytest

from reports.pages import STYLESHEETS, document_html
from reports.typesetting.rendering import render_pdf
from tests.reports.pagemarks import text_boxes, without_marks
from tests.reports.renderings import pdf_of
from tests.reports.snapshots import built, typed

pytestmark = pytest.mark.pdf


@pytest.fixture
def snapshot(memo):
    return built(memo)


def rendered(snapshot):
    return pypdfium2.PdfDocument(pdf_of(document_html(typed(snapshot))))


def squeezed(text):
    return re.sub(r"\s+", "", text)


def text_of(pdf):
    """Return the PDF's text without spaces, page numbers and marks."""
    pages = (page.get_textpage().get_text_range() for page in pdf)
    return squeezed("".join(map(without_marks, pages)))


def in_pieces(block, text):
    """Whether the block stands in the text, or begin and end of it do where a row is torn."""
    return block in text or any(
        block[:place] in text and block[place:] in text for place in range(1, len(block))
    )


def words_of(snapshot):
    """Return the memo's blocks of text without spaces, as the HTML has them."""
    body = document_html(typed(snapshot))
    body = body[body.index("<main") :]
    body = re.sub(r"<(?!/?span|/?a\b)[^>]+>", "\n", body)
    blocks = (squeezed(re.sub(r"<[^>]+>", "", block)) for block in body.split("\n"))
    return [block for block in blocks if block]


def test_every_block_of_text_is_in_the_pdf_code_point_by_code_point(snapshot):
    text = text_of(rendered(snapshot))

    assert [block for block in words_of(snapshot) if not in_pieces(block, text)] == []


def test_the_memo_is_six_upright_a4_pages(snapshot):
    sizes = {tuple(round(side) for side in page.get_size()) for page in rendered(snapshot)}

    assert sizes == {(595, 842)}
    assert len(rendered(snapshot)) == 6


def test_pages_are_numbered_in_thai_from_the_second(snapshot):
    pages = [page.get_textpage().get_text_range() for page in rendered(snapshot)]

    assert "- ๑ -" not in pages[0]
    assert all(f"- {number} -" in page for number, page in zip("๒๓๔๕๖", pages[1:], strict=True))


def test_every_row_stands_once_in_each_table(snapshot):
    text = text_of(rendered(snapshot))

    for number in "๑๒๓๔๕๖":
        again = len(re.findall(rf"\({number}\)[^()]*\(ต่อ\)", text))  # named where it goes on
        assert text.count(f"({number})") - again == 2


def test_the_header_is_repeated_on_every_page_of_a_table(snapshot):
    pages = [squeezed(page.get_textpage().get_text_range()) for page in rendered(snapshot)]

    assert [page.count("การกำกับติดตาม") for page in pages[:3]] == [1, 1, 1]


def test_nothing_is_printed_outside_the_margins(snapshot):
    for page in rendered(snapshot):
        for left, bottom, right, top in text_boxes(page):
            assert left >= 84 - 1  # 3 cm
            assert right <= 595 - 56 + 2  # 2 cm
            assert bottom >= 56 - 1
            assert top <= 842 - 28


def test_a_long_row_is_broken_without_losing_a_line(snapshot):
    changed = copy.deepcopy(snapshot)
    steps = [
        {"text": f"ขั้นตอนที่ {number} ของเรื่องยาว", "period": "", "responsible": ""} for number in range(300)
    ]
    changed["plan"]["measures"][1]["steps"] = steps

    text = text_of(rendered(changed))

    for block in ("ขั้นตอนที่๐ของ", "ขั้นตอนที่๑๕๐ของ", "ขั้นตอนที่๒๙๙ของ"):
        assert text.count(block) == 2


def test_a_word_without_a_break_stays_inside_its_column(snapshot):
    changed = copy.deepcopy(snapshot)
    changed["plan"]["measures"][0]["title"] = "ก" * 200

    pdf = rendered(changed)

    assert text_of(pdf).count("ก" * 40) >= 2 * 5
    for page in pdf:
        assert all(box[2] <= 541 for box in text_boxes(page))


def test_a_memo_of_a_hundred_measures_has_them_all(snapshot):
    changed = copy.deepcopy(snapshot)
    measure = copy.deepcopy(changed["plan"]["measures"][0])
    changed["plan"]["measures"] = [{**measure, "title": f"มาตรการลำดับ {number}"} for number in range(100)]

    text = text_of(rendered(changed))

    from itaportal.thai.numbers import to_thai_digits

    missing = [number for number in range(100) if text.count(to_thai_digits(f"ลำดับ{number}")) < 2]
    assert missing == []


def test_the_file_says_what_it_is(snapshot):
    from io import BytesIO

    from pypdf import PdfReader

    content = render_pdf(document_html(typed(snapshot)), stylesheets=STYLESHEETS)
    reader = PdfReader(BytesIO(content))

    assert reader.metadata.title == snapshot["letter"]["subject"]
    assert reader.trailer["/Root"]["/Lang"] == "th"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF object of its own
    assert re.search(rb"pdfaid:part(>|=.)3", reader.trailer["/Root"]["/Metadata"].get_data())


def test_the_same_snapshot_gives_the_same_bytes(snapshot):
    first = render_pdf(document_html(typed(snapshot)), stylesheets=STYLESHEETS)

    assert render_pdf(document_html(typed(copy.deepcopy(snapshot))), stylesheets=STYLESHEETS) == first
