"""Where things stand on paper, in millimetres: the head of a memo, centred headings, the foot of every page."""

import pypdfium2
import pytest

from reports.enums import Kind
from reports.pages import document_html
from tests.reports.pagemarks import mark_box, text_boxes
from tests.reports.renderings import pdf_of
from tests.reports.snapshots import built, typed

pytestmark = pytest.mark.pdf
MM = 25.4 / 72


@pytest.fixture
def pages(sample):
    def rendered(kind):
        return list(pypdfium2.PdfDocument(pdf_of(document_html(typed(built(sample(kind)))))))

    return rendered


def letters(page):
    """Yield each letter of the page with the size of its box, from the top."""
    text = page.get_textpage()
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        if letter.strip():
            left, bottom, right, top = text.get_charbox(index, loose=True)
            yield letter, left * MM, right * MM, (page.get_height() - bottom) * MM, (top - bottom) * MM


def test_the_head_of_a_memo_stands_as_the_regulation_wants_it(pages):
    found = list(letters(pages(Kind.PROGRESS_MEMO)[0]))
    largest = max(size for *_, size in found)
    title = [each for each in found if each[4] > 0.9 * largest]
    edge = max(each[2] for each in title)  # of ม
    under = next(each[1] for each in found if each[0] == "ข" and each[4] > 0.6 * largest)
    # Letters with marks have smaller boxes: น of วันที่ is the first without.
    (line,) = {
        round(each[3])
        for each in found
        if each[0] == "น" and 0.65 < each[4] / largest < 0.72 and each[1] > 100
    }
    row = sorted(each[1] for each in found if line - 6 < each[3] < line + 2 and each[1] > 100)

    assert row[0] == pytest.approx(under, abs=0.8)
    assert min(left for left in row if left > 130) >= edge - 0.2
    assert not [left for left in row if 125 < left < edge - 0.2]


@pytest.mark.parametrize("kind", [Kind.ANALYSIS_REPORT, Kind.TOPIC_REPORT])
def test_every_line_of_a_cover_stands_in_the_middle(pages, kind):
    cover = pages(kind)[0]
    middle = {Kind.ANALYSIS_REPORT: (30 + 190) / 2, Kind.TOPIC_REPORT: 297 / 2}[kind]
    lines: dict[int, list] = {}
    for drawn in cover.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], max_depth=5):
        place = drawn.get_matrix()
        left, bottom, right, top = drawn.get_bounds()
        lines.setdefault(round(place.f), []).append((left * MM, right * MM))
    foot = min(lines)
    ends = [
        (min(each[0] for each in line), max(each[1] for each in line))
        for height, line in lines.items()
        if height != foot
    ]
    long = [pair for pair in ends if pair[1] - pair[0] > 40]
    assert len(long) >= 4
    for left, right in long:
        assert (left + right) / 2 == pytest.approx(middle, abs=0.4)


@pytest.mark.parametrize("kind", Kind)
def test_nothing_comes_closer_to_the_foot_than_two_millimetres(pages, kind):
    for page in pages(kind):
        foot = mark_box(page)[3]
        lowest = min((box[1] for box in text_boxes(page)), default=foot + 99)
        assert (lowest - foot) * MM >= 2
