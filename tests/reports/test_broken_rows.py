"""Rows that run over a page's end: closed with a line at its foot, and torn only where they are long."""

import pypdfium2
import pytest
from django.template.loader import render_to_string

from reports.blocks.tables import Cell, Column, Table
from reports.kinds.analysis_parts import measure_table
from reports.pages import STYLESHEETS
from reports.snapshot.plan import Measure
from reports.typesetting.rendering import render_pdf
from tests.reports.snapshots import measure, step, typed

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
    assert not Table(COLUMNS, ((Cell(("ก",)), Cell(("ข",))),)).lined


def test_a_measure_that_fits_a_page_is_not_torn():
    measures = [
        typed(measure(steps=[step("จัดทำคู่มือการปฏิบัติงานของทุกส่วนราชการ") for _ in range(count)]), Measure)
        for count in (12, 40)
    ]

    assert measure_table(measures).long_rows == {1}
