"""Long documents in little memory, and not a byte of them different for it."""

import gc
import subprocess
import sys
import weakref
from inspect import unwrap

import pytest

from reports.enums import Kind
from reports.pages import STYLESHEETS, document_html
from reports.typesetting import footprint, spanning, tagging
from reports.typesetting.rendering import render_pdf
from tests.conftest import ROOT
from tests.reports.snapshots import built, typed

pytestmark = pytest.mark.pdf
LONGEST, MOST = 150, 250  # pages, and megabytes of a process that renders as many, its dictionaries aside


@pytest.fixture
def as_it_is(monkeypatch):
    """Return what takes everything back to WeasyPrint as it is, but for the tags that tagging.py amends."""
    from weasyprint import HTML, document, pdf

    footprint.install()

    def restored():
        monkeypatch.setattr(footprint, "install", lambda: None)
        monkeypatch.setattr(footprint, "frugal_html", lambda: HTML)
        monkeypatch.setattr(document.Page, "paint", unwrap(document.Page.paint))
        # Around footprint's tagging stands that with the amended tree.
        monkeypatch.setattr(pdf, "add_tags", tagging._with_tree(unwrap(pdf.add_tags)))

    return restored


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_the_same_file_as_without(sample, kind, as_it_is):
    page = document_html(typed(built(sample(kind))))
    frugal = render_pdf(page, stylesheets=STYLESHEETS)

    as_it_is()

    assert render_pdf(page, stylesheets=STYLESHEETS) == frugal


def test_lists_and_links_are_the_same_file_as_without(as_it_is):
    page = (
        '<html lang="th"><head><title>รายการ</title></head><body><ol><li>หนึ่ง<ul><li>ย่อย</li></ul></li></ol>'
        '<p id="ก">ไปที่ <a href="#ก">ตัวเอง</a></p><table><colgroup><col></colgroup><tr><th>ปี</th></tr></table>'
        "</body></html>"
    )
    frugal = render_pdf(page)

    as_it_is()

    assert render_pdf(page) == frugal


def test_no_page_waits_for_the_garbage_collector(monkeypatch):
    """What a page takes is free again when the page is tagged."""
    boxes = []

    def watched(lay_out):
        document = lay_out()
        gc.collect()
        gc.disable()
        boxes.extend(weakref.ref(box) for page in document.pages for box in page._page_box.descendants())
        return document

    monkeypatch.setattr(spanning, "lay_out_cut", watched)
    table = "<table><colgroup><col></colgroup><thead><tr><th>ปี</th></tr></thead><tr><td>ผล</td></tr></table>"
    try:
        render_pdf(f'<html lang="th"><head><title>ก</title></head><body>{table * 80}</body></html>')
        alive = sum(box() is not None for box in boxes)
    finally:
        gc.enable()

    assert len(boxes) > 500
    assert alive == 0


RENDERED = """
import resource, sys
import django
django.setup()
from itaportal.thai import words
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
before = peak()
words.warm()
dictionaries = peak() - before
from reports.pages import STYLESHEETS, document_html
from reports.typesetting.rendering import render_pdf
from tests.pdftext import opened
from tests.reports import snapshots
from tests.reports.test_topic_report import report
from tests.reports.snapshots import typed

steps = [snapshots.step(f"ขั้นตอนที่ {number} " + "ดำเนินการตามแผน " * 4) for number in range(30)]
page = document_html(typed(report(*[{"steps": steps, "topic_numbers": [1]}] * int(sys.argv[1]))))
pdf = render_pdf(page, stylesheets=STYLESHEETS)
most = peak() - dictionaries
with opened(pdf) as document:
    print(len(document), most // 10**6)
"""


@pytest.mark.slow
def test_a_hundred_and_fifty_pages_fit_the_memory():
    # A process starts with the peak memory of the one that started it: a shell between them has none to hand on.
    command = ["sh", "-c", '"$@"; exit $?', "sh", sys.executable, "-c", RENDERED, "25"]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT, timeout=600).stdout
    pages, megabytes = map(int, said.split())

    assert pages >= LONGEST
    assert megabytes <= MOST
