"""The report by topics as PDF: everything in it, on landscape pages, under headings that are repeated."""

import re

import pypdfium2
import pytest

from reports.enums import Kind
from reports.pages import STYLESHEETS, document_html
from reports.typesetting.rendering import render_pdf
from tests.pdftext import reader
from tests.reports import snapshots
from tests.reports.pagemarks import text_boxes, without_marks
from tests.reports.renderings import pdf_of
from tests.reports.snapshots import built, typed
from tests.reports.test_memo_pdf import squeezed, words_of
from tests.reports.test_topic_report import report

WIDTH, SIDE, FOOT = 842, 34, 31  # A4 landscape, 1.2 cm and 1.1 cm, in points
pytestmark = pytest.mark.pdf


def rendered(snapshot):
    return render_pdf(document_html(typed(snapshot)), stylesheets=STYLESHEETS)


def pages_of(pdf):
    """Return the text of each page without spaces, page number and mark."""
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return [squeezed(without_marks(page)) for page in pages]


def headings_of(snapshot):
    """Return the texts that are repeated on further pages of a table."""
    return [
        squeezed(re.sub("<[^>]+>", "", head)) for head in re.findall(r"(?s)<thead>(.*?)</thead>", snapshot)
    ]


def test_the_sample_report_is_whole_on_landscape_pages(sample):
    snapshot = built(sample(Kind.TOPIC_REPORT))
    html = document_html(typed(snapshot))
    pdf = pdf_of(html)
    document, pages = pypdfium2.PdfDocument(pdf), pages_of(pdf)

    # A cell that is broken over pages is in one piece, or two, where the headings of the second page are left aside.
    whole = "".join(pages)
    cells = "".join(_without(page, headings_of(html)) for page in pages)
    *wide, to_sign = [tuple(round(side) for side in page.get_size()) for page in document]
    assert (wide, to_sign) == ([(842, 595)] * 18, (595, 842))
    missing = [block for block in words_of(snapshot) if block not in whole and block not in cells]
    assert [block for block in missing if not _in_pieces(block, cells)] == []
    _nothing_is_outside_the_margins(list(document)[:-1])
    _every_page_of_a_table_begins_with_topic_and_headings(pages[:-1])
    assert _bookmarks(pdf) == [1, *[2, *[3] * 7] * 2, 2, 3, 3]


def _without(page, headings):
    for heading in headings:
        page = page.replace(heading, "")
    return page


def _in_pieces(block, text):
    """Whether the block stands on two pages: begin and end follow where the cells of its row are broken."""
    return any(block[:place] in text and block[place:] in text for place in range(1, len(block)))


def _nothing_is_outside_the_margins(document):
    for page in document:
        for left, bottom, right, top in text_boxes(page):
            assert left >= SIDE - 1
            assert right <= WIDTH - SIDE + 2
            assert bottom >= FOOT - 1
            assert top <= 595 - 14


def _every_page_of_a_table_begins_with_topic_and_headings(pages):
    """What goes on is told by the head of the page, which is drawn last."""
    for page in pages[1:]:
        assert re.search(r"^([๑๒]\..*?)?ประเด็นที่เป็นข้อบกพร่อง", page), page[:320]
        begins = re.search(r"^.{60,500}?\([๑-๗]\)(กระบวนการ|การให้บริการ|ช่องทาง|กลไก)", page)
        assert begins or re.search(r"\([๑-๗]\)[^๐-๙]+\(ต่อ\)$", page), page
        assert page.count("ขั้นตอนหรือวิธีการปฏิบัติ") <= 2  # part 2 follows part 1


def _bookmarks(pdf):
    def levels(entries, level):
        for entry in entries:
            yield from levels(entry, level + 1) if isinstance(entry, list) else [level]

    return list(levels(reader(pdf).outline, 1))


def test_every_row_stands_once_in_each_part():
    measures = [{"title": f"มาตรการลำดับ {number} จบ", "topic_numbers": [2]} for number in range(20)]
    text = "".join(pages_of(rendered(report(*measures))))

    assert {text.count(_thai(f"-มาตรการลำดับ{number}จบ")) for number in range(20)} == {2}


@pytest.mark.parametrize("lines", [24, 30, 45, 120])
def test_a_long_row_keeps_its_headings_and_loses_no_line(lines):
    """WeasyPrint drops the headings of a table rather than break a row that may not be broken."""
    steps = [snapshots.step(f"ขั้นที่ {number} จบ") for number in range(lines)]
    pages = pages_of(rendered(report({"steps": steps, "topic_numbers": [3]}, {"topic_numbers": [3]})))

    text = "".join(pages)
    assert [number for number in range(lines) if text.count(_thai(f"ขั้นที่{number}จบ")) != 2] == []
    for page in pages[1:]:
        if "ขั้นที่" in page:
            assert "ขั้นตอนหรือวิธีการปฏิบัติ" in page
            assert "(๓)ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่" in page


def _thai(text):
    from itaportal.thai.numbers import to_thai_digits

    return to_thai_digits(text)


def test_an_empty_plan_prints_every_topic():
    pages = pages_of(rendered(report(findings={"1": {"weakness_class": "urgent"}})))

    assert "".join(pages).count("ยังไม่ได้กำหนดมาตรการ") == 14
