"""The cost of a document grows in a straight line with its length: what is counted is work, never seconds."""

import pytest

from reports.kinds import topic_report
from reports.pages import STYLESHEETS, document_html
from reports.typesetting.rendering import render_pdf
from tests.pdftext import opened
from tests.reports import snapshots
from tests.reports.snapshots import typed
from tests.reports.test_topic_report import report

pytestmark = pytest.mark.pdf

# Measures, of not quite three pages each; shorter documents are laid out a second time for a page less.
SHORT, LONG = 14, 62


@pytest.fixture
def work(monkeypatch):
    """Count what WeasyPrint and the text layer do: texts shaped, blocks laid out, lines drawn, bytes drawn."""
    from weasyprint.draw import text as drawing
    from weasyprint.layout import block
    from weasyprint.text.line_break import Layout

    from reports.typesetting import distributed, textlayer

    # What installed itself upon the counting would be gone with it, for every test that follows.
    textlayer.install()
    distributed.install()
    counts = {"shaped": 0, "laid out": 0, "drawn": 0, "embedded": 0}

    def count(owner, name, key):
        original = getattr(owner, name)

        def counted(*args, **kwargs):
            counts[key] += 1
            return original(*args, **kwargs)

        # The text layer is installed once: it knows itself by this attribute.
        counted.__wrapped__ = getattr(original, "__wrapped__", original)
        monkeypatch.setattr(owner, name, counted)

    count(Layout, "set_text", "shaped")
    count(block, "block_container_layout", "laid out")
    count(drawing, "draw_first_line", "drawn")
    count(textlayer, "_map_to_unicode", "embedded")
    return counts


def cost(counts, measures):
    """Return the pages of a report with that many measures, and what was done for them."""
    counts.update(dict.fromkeys(counts, 0))
    steps = [snapshots.step(f"ขั้นตอนที่ {number}") for number in range(30)]
    snapshot = report(*[{"steps": steps, "topic_numbers": [1]}] * measures)
    pdf = render_pdf(document_html(typed(snapshot)), stylesheets=STYLESHEETS)
    with opened(pdf) as document:
        return len(document), {**counts, "bytes": len(pdf)}


def test_every_page_costs_the_same_up_to_a_hundred_and_fifty(work):
    short_pages, short = cost(work, SHORT)
    long_pages, long = cost(work, LONG)

    assert long_pages >= 150
    assert all(short.values())
    ratios = {name: amount / long_pages * short_pages / short[name] for name, amount in long.items()}
    # A line that is measured or drawn again as before is known already.
    assert ratios.pop("embedded") <= 1.1
    assert ratios.pop("shaped") <= 1.1
    assert {name: ratio for name, ratio in ratios.items() if not 0.8 <= ratio <= 1.1} == {}


def test_a_document_has_as_many_blocks_as_its_measures_ask_for():
    """What is handed to the templates grows by the rows alone."""

    def cells(measures):
        (page,) = topic_report.build(typed(report(*[{"topic_numbers": [1]}] * measures)))
        return sum(len(row) for block in page.blocks for row in getattr(block, "rows", ()))

    assert [cells(measures) for measures in (1, 10, 100)] == [14, 140, 1400]
