"""Where lines end in the PDF: between words, inside compounds where a line is saved, never inside a name."""

import re
from itertools import accumulate, pairwise

import pytest
from django.template.loader import render_to_string

from itaportal.thai.breaks import Grade, places
from reports.blocks.tables import Cell, Column, Table
from reports.kinds import outcome_report, progress_memo
from reports.kinds.improvement_matrix import year_table
from reports.pages import STYLESHEETS
from reports.snapshot.result import Indicator, YearScores
from reports.typesetting.rendering import render_pdf
from tests.pdftext import lines, opened, pdftotext_raw

pytestmark = pytest.mark.pdf


def lines_of(html, word):
    """Return the pieces in which the word's only place in the PDF of the HTML stands on lines."""
    page = f'<html lang="th"><title>ก</title><body><main class="paper">{html}</main></body></html>'
    found = lines(pdftotext_raw(render_pdf(page, stylesheets=STYLESHEETS)))
    ends = list(accumulate(map(len, found)))
    start = "".join(found).index(word)
    places = [start, *(end for end in ends if start < end < start + len(word)), start + len(word)]
    return ["".join(found)[left:right] for left, right in pairwise(places)]


def cell(text, width, names=()):
    table = Table((Column("ก", width), Column("ข", 100 - width)), ((Cell((text,)), Cell(("ค",))),))
    return render_to_string("reports/pdf/_blocks.html", {"blocks": (table,), "names": names})


@pytest.mark.parametrize("width", [8, 10, 13, 15, 17])
@pytest.mark.parametrize("word", ["ประชาสัมพันธ์", "ผู้รับผิดชอบ"])
def test_a_word_wider_than_its_column_breaks_between_syllables(word, width):
    found = lines_of(cell(word, width), word)
    ends = list(accumulate(map(len, found)))

    assert "".join(found) == word
    assert all(places(word)[end] >= Grade.SYLLABLE for end in ends)


@pytest.mark.parametrize("width", range(20, 60, 4))
def test_words_are_whole_in_columns_that_have_room_for_them(width):
    text = "การทุจริตและประพฤติมิชอบทางเว็บไซต์สื่อสารสนเทศของหน่วยงานภาครัฐในการจัดซื้อจัดจ้าง" * 2
    page = (
        f'<html lang="th"><title>ก</title><body><main class="paper">{cell(text, width)}</main></body></html>'
    )
    found = "\n".join(lines(pdftotext_raw(render_pdf(page, stylesheets=STYLESHEETS))))

    assert re.findall("ทุ\n?จ\n?ริต|เว็บ\n?ไซต์|มิ\n?ชอบ|สาร\n?สน\n?เทศ", found) == [
        "ทุจริต", "มิชอบ", "เว็บไซต์", "สารสนเทศ",
    ] * 2  # fmt: skip


def test_a_sign_of_repetition_begins_no_line():
    text = "เรื่องต่าง ๆ " * 30
    page = f'<html lang="th"><title>ก</title><body><main class="paper">{cell(text, 31)}</main></body></html>'
    found = lines(pdftotext_raw(render_pdf(page, stylesheets=STYLESHEETS)))

    assert len(found) > 10
    assert not [line for line in found if line.startswith("ๆ")]


@pytest.mark.parametrize("width", [30, 34, 38, 50])
def test_a_name_in_a_narrow_column_breaks_before_what_sets_the_agency_apart(width):
    name = "องค์การบริหารส่วนตำบลทุ่งบุหลัง"

    assert lines_of(cell(f"ของ{name}", width, (name,)), name) in (
        [name],
        ["องค์การบริหารส่วนตำบล", "ทุ่งบุหลัง"],
        ["องค์การบริหารส่วน", "ตำบลทุ่งบุหลัง"],
    )


def test_a_number_is_not_broken_even_where_its_column_is_too_narrow():
    assert lines_of(cell("100.00", 7), "๑๐๐.๐๐") == ["๑๐๐.๐๐"]


def test_the_highest_score_fits_its_column_in_the_table_of_five_years():
    years = [YearScores(fiscal_year=year, indicators={"1": "100.00"}) for year in range(2561, 2566)]
    table = year_table(years, [Indicator(code="1", name="การปฏิบัติหน้าที่")])
    shares = [column.width for column in table.columns]
    assert sum(shares) == 100
    html = render_to_string("reports/pdf/_blocks.html", {"blocks": (table,), "names": ()})
    page = f'<html lang="th"><title>ก</title><body><main class="paper">{html}</main></body></html>'

    with opened(render_pdf(page, stylesheets=STYLESHEETS)) as document:
        text = document[0].get_textpage()
        search, found = text.search("๑๐๐.๐๐"), []
        while place := search.get_next():
            boxes = [text.get_charbox(index) for index in range(place[0], sum(place))]
            found.append(
                (boxes[0][0], boxes[-1][2], max(box[1] for box in boxes) - min(box[1] for box in boxes))
            )

    edges = [85 + (595 - 85 - 57) * sum(shares[:number]) / 100 for number in range(1, 7)]
    assert len(found) == 5
    for (left, right, apart), (start, end) in zip(found, pairwise(edges), strict=True):
        assert start < left < right < end
        assert apart < 8


@pytest.mark.parametrize(
    ("columns", "wrapper"),
    [
        (progress_memo.PLAN_COLUMNS, ""),
        (outcome_report.COLUMNS, "landscape"),
    ],
)
def test_the_column_of_those_responsible_holds_their_longest_words(columns, wrapper):
    said = {"ผู้รับผิดชอบ": "งานประชาสัมพันธ์"}
    row = tuple(Cell((said.get(re.sub(r"\s", "", column.title), "ก"),)) for column in columns)
    table = render_to_string("reports/pdf/_blocks.html", {"blocks": (Table(columns, (row,)),), "names": ()})
    html = f'<div class="{wrapper}">{table}</div>'

    assert lines_of(html, "ประชาสัมพันธ์") == ["ประชาสัมพันธ์"]
    assert lines_of(html, "ผู้รับผิดชอบ") == ["ผู้รับผิดชอบ"]
