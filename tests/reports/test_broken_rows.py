"""Rows that run over a page's end: torn only where that saves space, closed at its foot, named on the next page."""

import re

import pypdfium2
import pytest
from django.template.loader import render_to_string

from reports.blocks.tables import Cell, Column, Table, row_of
from reports.pages import STYLESHEETS
from reports.typesetting.rendering import render_pdf
from tests.reports.test_memo_pdf import squeezed

COLUMNS = (Column("มาตรการ", 40), Column("ขั้นตอน", 60))
LONG = (Cell(("มาตรการ",)), Cell(tuple(f"{number}. ขั้นตอน" for number in range(1, 71))))


@pytest.mark.pdf
@pytest.mark.parametrize("title", ["", "(1) การปฏิบัติหน้าที่"])
def test_a_row_that_goes_on_is_closed_at_the_foot_of_the_page(title):
    body = render_to_string(
        "reports/pdf/_blocks.html", {"blocks": (Table(COLUMNS, (LONG,), title=title),), "names": ()}
    )
    html = f'<html lang="th"><title>ก</title><body><main class="paper">{body}</main></body></html>'

    first, *others = pypdfium2.PdfDocument(render_pdf(html, stylesheets=STYLESHEETS))

    assert others
    picture = first.render(scale=2).to_pil().convert("L")
    foot = picture.crop(
        (0, picture.height - 2 * 72, picture.width, picture.height)
    )  # under the last line but one
    darkest = max(sum(foot.getpixel((x, y)) < 128 for x in range(foot.width)) for y in range(foot.height))
    assert darkest > 2 * 440


def test_tables_whose_cells_span_rows_share_their_lines():
    spanning = (Cell(("ก",), rowspan=2), LONG[1])

    assert Table(COLUMNS, (LONG,)).lined
    assert not Table(COLUMNS, (spanning, (Cell(("ข",)),))).lined
    assert Table(COLUMNS, ((Cell(("ก",)), Cell(("ข",))),)).lined


def pages_of(*rows, **told):
    """Return the text of each page of a table."""
    body = render_to_string(
        "reports/pdf/_blocks.html", {"blocks": (Table(COLUMNS, rows, **told),), "names": ()}
    )
    html = f'<html lang="th"><title>ก</title><body><main class="paper">{body}</main></body></html>'
    document = pypdfium2.PdfDocument(render_pdf(html, stylesheets=STYLESHEETS))
    return [squeezed(page.get_textpage().get_text_range()) for page in document]


@pytest.mark.pdf
def test_a_row_that_goes_on_is_named_under_the_column_headings():
    rows = [
        row_of(COLUMNS, f"({number}) มาตรการ", [f"ขั้นที่ {step}" for step in range(25)]) for number in (1, 2)
    ]

    _, second, *_ = pages_of(*rows)

    assert "มาตรการขั้นตอน(๒)มาตรการ(ต่อ)ขั้นที่" in second


@pytest.mark.pdf
def test_a_row_with_a_long_note_keeps_the_column_headings():
    row = (
        Cell(("มาตรการ",), heading=True, continued="มาตรการ (ต่อ)"),
        Cell(("ก",), note="หมายเหตุยาวมาก " * 300),
    )

    pages = pages_of(row)

    assert len(pages) > 1
    assert all("มาตรการขั้นตอน" in page for page in pages)


@pytest.mark.pdf
def test_rows_stay_whole_where_tearing_saves_little():
    rows = [row_of(COLUMNS, f"({number}) เรื่อง", [f"ขั้นที่ {step}" for step in range(4)]) for number in range(20)]

    assert not any("ต่อ" in page for page in pages_of(*rows))


@pytest.mark.pdf
def test_a_page_that_begins_within_a_part_names_the_part():
    part = (Cell(("ตอนที่ ๑ ภายใน",), colspan=2, section=True),)
    rows = [row_of(COLUMNS, f"({number}) เรื่อง", [f"ขั้นที่ {step}" for step in range(4)]) for number in range(20)]

    first, *others = pages_of(part, *rows)

    assert "(ต่อ)" not in first
    named = r"มาตรการขั้นตอนตอนที่๑ภายใน(–\([๐-๙]+\)เรื่อง)?\(ต่อ\)"
    assert all(re.search(named, page) for page in others)
