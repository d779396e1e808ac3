"""A page of every kind, and one to sign, looks as it was looked at. `GOLDEN=write pytest tests/reports/test_golden_pictures.py` draws the
pictures anew; look at them before they are committed."""

import os

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from reports.enums import Kind
from reports.pages import document_html
from tests.conftest import ROOT
from tests.reports.renderings import pdf_of
from tests.reports.snapshots import built, typed

pytestmark = pytest.mark.pdf
PICTURES = ROOT / "tests" / "data" / "golden"
# A picture's name, its kind and page from 1: a table that goes on, a chart, pictures of evidence, places to sign.
PAGES = {
    "progress-memo": (Kind.PROGRESS_MEMO, 2),
    "analysis-report": (Kind.ANALYSIS_REPORT, 4),
    "improvement-matrix": (Kind.IMPROVEMENT_MATRIX, 8),
    "outcome-report": (Kind.OUTCOME_REPORT, 4),
    "topic-report": (Kind.TOPIC_REPORT, 3),
    "to-sign": (Kind.TOPIC_REPORT, 19),
}
SHARPNESS = 0.6  # pixels for a point
# Of 255: what edges of letters may differ by from machine to machine, in all and in the worst place of a page.
TOLERANCE, WORST = 1.5, 60


def difference(one, other):
    """Return how much two pictures differ, softened so that a shift of less than a letter counts for little."""
    soft = [picture.filter(ImageFilter.GaussianBlur(2)) for picture in (one, other)]
    return ImageChops.difference(*soft)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_as_it_was_looked_at(sample, name):
    kind, page = PAGES[name]
    pdf = pdf_of(document_html(typed(built(sample(kind)))))
    drawn = pypdfium2.PdfDocument(pdf)[page - 1].render(scale=SHARPNESS).to_pil().convert("L")
    golden = PICTURES / f"{name}.png"
    if os.environ.get("GOLDEN") == "write":
        drawn.quantize(16, dither=Image.Dither.NONE).save(golden, optimize=True)

    known = Image.open(golden).convert("L")

    assert known.size == drawn.size
    found = difference(known, drawn)
    assert ImageStat.Stat(found).mean[0] <= TOLERANCE
    assert found.getextrema()[1] <= WORST
