"""The improvement matrix as PDF: every column whole and in order over its pages, copied exactly."""

import re
from html import unescape

import pypdfium2
import pytest

from itaportal.thai.numbers import to_thai_digits
from reports.enums import Kind
from reports.kinds.matrix_rows import COLUMNS
from reports.pages import document_html
from tests.reports.pagemarks import text_boxes
from tests.reports.renderings import pdf_of
from tests.reports.snapshots import built, typed
from tests.reports.test_memo_pdf import squeezed

pytestmark = pytest.mark.pdf
CM = 72 / 2.54
LEFT, RIGHT = 1.5 * CM, 28.2 * CM  # the margins of a landscape page
INDICATORS = [to_thai_digits(number) for number in range(1, 11)]


@pytest.fixture
def page(sample):
    return document_html(typed(built(sample(Kind.IMPROVEMENT_MATRIX))))


@pytest.fixture
def pdf(page):
    document = pypdfium2.PdfDocument(pdf_of(page))
    yield document
    document.close()


def landscape_pages(pdf):
    return [page for page in pdf if page.get_width() > page.get_height()]


def column_of(page, pdf, place):
    """Return what stands in a column of the matrix on each page, without spaces and the column's heading."""
    found = re.findall(r'<th scope="col" class="w([\d-]+)"', page[page.index('class="landscape') :])
    widths = [float(width.replace("-", ".")) for width in found]
    left = LEFT + (RIGHT - LEFT) * sum(widths[:place]) / 100
    right = left + (RIGHT - LEFT) * widths[place] / 100
    texts = []
    for page in landscape_pages(pdf):
        text = page.get_textpage().get_text_bounded(left, 1.5 * CM, right, page.get_height() - 1.9 * CM)
        heading = squeezed(COLUMNS[place].title)
        assert squeezed(text).count(heading) == 1
        texts.append(squeezed(text).partition(heading)[2])
    return texts


def cells_of(page, place):
    """Return the texts of the column's cells in the HTML, without spaces."""
    label = COLUMNS[place].title.replace("\n", "")
    cells = re.findall(
        rf'<t[hd][^>]*data-label="{label}"[^>]*>(.*?)</t[hd]>', page[page.index('class="landscape') :]
    )
    return [squeezed(unescape(re.sub(r"<[^>]+>", "", cell))) for cell in cells]


@pytest.mark.parametrize("place", range(1, 6))
def test_every_column_has_the_text_of_its_cells_once_and_in_order(page, pdf, place):
    text = "".join(column_of(page, pdf, place))
    for name in sorted(re.findall(r'data-continued="([^"]+)"', page), key=len, reverse=True):
        text = text.replace(squeezed(unescape(name)), "")

    assert text == "".join(cells_of(page, place))


def test_a_page_on_which_an_indicator_goes_on_says_so(page, pdf):
    numbers = re.findall(r"([๐-๙]+)(\(ต่อ\))?", "|".join(column_of(page, pdf, 0)))

    assert [number for number, continued in numbers if not continued] == INDICATORS
    for place, (number, continued) in enumerate(numbers):
        assert not continued or numbers[place - 1][0] == number
    firsts = [column[:1] for column in column_of(page, pdf, 0)]
    assert "" not in firsts


def test_the_findings_stand_upright_and_the_matrix_on_its_own_landscape_pages(pdf):
    sizes = [tuple(round(side) for side in page.get_size()) for page in pdf]

    assert set(sizes) == {(595, 842), (842, 595)}
    assert sizes.index((842, 595)) == sizes.count((595, 842)) - 1  # the last is to sign
    assert len(landscape_pages(pdf)) == 12
    assert len(sizes) == 19


def test_nothing_is_printed_outside_the_margins(pdf):
    for page in pdf:
        wide = page.get_width() > page.get_height()
        left, right = (LEFT, RIGHT) if wide else (3 * CM, 19 * CM)
        for box in text_boxes(page):
            assert box[0] >= left - 1
            assert box[2] <= right + 2
            assert box[1] >= (1.5 if wide else 2) * CM - 1


@pytest.mark.parametrize("names", [1, 5, 8])
def test_the_chart_stands_under_its_title_whatever_the_agency_is_called(sample, names):
    snapshot = built(sample(Kind.IMPROVEMENT_MATRIX))
    snapshot["agency"]["name"] = "องค์การบริหารส่วนตำบล" * names
    snapshot["plan"]["measures"] = []

    first = pypdfium2.PdfDocument(pdf_of(document_html(typed(snapshot))))[0]

    assert "ผลการประเมินรายตัวชี้วัดปี" in squeezed(first.get_textpage().get_text_range())
