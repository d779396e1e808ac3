"""Which row is torn where a page ends: heights are of one unit, a page has a hundred."""

import pytest

from reports.typesetting.rowplan import Row, torn

PAGE = 100


def rows(*heights):
    return [Row(height, min(height, 10), again=5) for height in heights]


@pytest.mark.parametrize(
    ("heights", "wanted"),
    [
        ((40, 50, 30), None),  # the gap is smaller than what tearing costs
        ((40, 70, 30), 1),  # half a page would stay empty
        ((50, 49.9, 80), None),  # nothing has room to begin
        ((130,), 0),  # no page holds it
        ((30, 30, 30), None),  # all of it fits
    ],
)
def test_a_row_is_torn_where_that_saves_space(heights, wanted):
    assert torn(rows(*heights), PAGE, PAGE, last=False, fresh=True) == wanted


def test_at_the_end_of_everything_only_pages_count():
    assert torn(rows(60, 60), PAGE, PAGE, last=False, fresh=True) == 1
    assert torn(rows(60, 60), PAGE, PAGE, last=True, fresh=True) is None
    assert torn(rows(60, 60, 60), PAGE, PAGE, last=True, fresh=True) == 1


def test_a_table_begins_on_the_next_page_rather_than_with_too_little():
    assert torn(rows(80), 9, PAGE, last=False) is None
    assert torn(rows(80), 60, PAGE, last=False) == 0


def test_many_rows_are_planned_in_little_time():
    assert torn(rows(*[37.0] * 5000), PAGE, PAGE, last=False, fresh=True) in (2, None)
