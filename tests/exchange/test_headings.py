"""Which column of a file is meant: by its heading, never by its place."""

from decimal import Decimal

import pytest

from exchange.engine.match import TableRefused
from exchange.engine.prepare import prepare
from exchange.enums import Blank
from exchange.tables import table_of
from tests.exchange.books import book, sheet


def scores(scope, *rows):
    """Return the scores that the rows give, by number, and the preview."""
    prepared = prepare(table_of(scope("scores")), book(sheet("ก", *rows)), Blank.KEEP)
    return {change.stored.number: change.values["score"] for change in prepared.changes}, prepared.preview


@pytest.mark.parametrize(
    ("headings", "row", "unread"),
    [
        (("ลำดับ", "ตัวชี้วัดที่", "คะแนน"), (1, 9, 94.64), "ลำดับ"),
        (("ที่", "คะแนน", "ตัวชี้วัดที่ / ข้อ"), (1, 94.64, 9), "ที่"),
        (("ตัวชี้วัดที่", "ชื่อตัวชี้วัด", "ร้อยละ", "คะแนน"), (9, None, 30.0, 94.64), "ร้อยละ"),
        (("ตัวชี้วัดที่", "คะแนนที่ได้", "คะแนน"), (9, 1, 94.64), "คะแนนที่ได้"),
        (("ตัวชี้วัดที่", "ผลการประเมิน", "คะแนน"), (9, "ผ่านดี", 94.64), "ผลการประเมิน"),
        (("ตัวชี้วัดที่", "ร้อยละ", "คะแนนที่ได้"), (9, 30.0, 94.64), "ร้อยละ"),
    ],
)
def test_the_best_heading_wins_wherever_it_stands(packs, scope, headings, row, unread):
    found, preview = scores(scope, headings, row)
    assert found == {"9": Decimal("94.64")}
    assert unread in preview.unknown
    assert any(f"ไม่ได้อ่านคอลัมน์ “{unread}”" in note for note in preview.notes)


@pytest.mark.parametrize(
    ("headings", "row", "named"),
    [
        (("ข้อ", "ตัวชี้วัดที่", "คะแนน"), (1, 9, 80), "“ข้อ” (คอลัมน์ A) และ “ตัวชี้วัดที่” (คอลัมน์ B)"),
        (("ที่", "คะแนน", "คะแนน"), (1, 30, 80), "“คะแนน” (คอลัมน์ B) และ “คะแนน” (คอลัมน์ C)"),
        (("ที่", "ร้อยละ", "ผลการประเมิน"), (1, 30, 80), "“ร้อยละ” (คอลัมน์ B) และ “ผลการประเมิน” (คอลัมน์ C)"),
    ],
)
def test_of_two_equally_good_columns_none_is_guessed(packs, scope, headings, row, named):
    with pytest.raises(TableRefused) as refused:
        scores(scope, headings, row)
    assert named in str(refused.value)
    assert "กรุณาเหลือคอลัมน์ที่ต้องการ" in str(refused.value)


def test_a_column_that_is_empty_or_says_the_same_is_no_rival(packs, scope):
    headings = ("ตัวชี้วัดที่", "ชื่อ", "ชื่อ", "คะแนน", "คะแนน")
    found, _ = scores(scope, headings, (1, "การปฏิบัติหน้าที่", None, 80, "80"), (2, None, None, 70, 70))
    assert found == {"1": Decimal("80.00"), "2": Decimal("70.00")}


def test_a_heading_merged_over_two_rows_and_columns_is_no_rival(packs, scope):
    headings = ("ที่", "ชื่อตัวชี้วัด", "ชื่อตัวชี้วัด", "คะแนน")
    found, _ = scores(scope, headings, headings, (1, "การปฏิบัติหน้าที่", None, 80))
    assert found == {"1": Decimal("80.00")}
