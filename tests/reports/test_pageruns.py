"""Which rows and lines stand on which page."""

import random
from itertools import pairwise

import pytest

from reports.typesetting.pageruns import CellLines, plan

LINE, PADDING, PAGE = 10, 2, 100


def cell(first, last, lines):
    return CellLines(first, last, (LINE,) * lines, PADDING)


def planned(*cells, first_page=PAGE):
    """Return the runs of rows that are as high as their own cells."""
    rows = max(each.last for each in cells) + 1
    heights = [
        max((LINE * len(each.lines) + PADDING for each in cells if each.first == each.last == row), default=0)
        for row in range(rows)
    ]
    return plan(heights, cells, first_page, PAGE)


def rows_of(runs):
    return [run.rows for run in runs]


def lines_of(runs, number):
    """Return the cell's ranges of lines, page by page."""
    return [run.lines[number] for run in runs if number in run.lines]


def test_rows_fill_a_page_and_go_on_where_they_no_longer_fit():
    assert rows_of(planned(*(cell(row, row, 2) for row in range(6)))) == [(0, 1, 2, 3), (4, 5)]


def test_the_first_page_has_less_room():
    runs = planned(*(cell(row, row, 2) for row in range(6)), first_page=50)

    assert rows_of(runs) == [(0, 1), (2, 3, 4, 5)]


def test_a_cell_goes_on_with_the_lines_that_its_rows_have_no_room_for():
    runs = planned(cell(0, 3, 12), *(cell(row, row, 3) for row in range(4)))

    assert rows_of(runs) == [(0, 1, 2), (3,)]
    assert lines_of(runs, 0) == [(0, 9), (9, 12)]


def test_a_cell_that_has_ended_has_no_lines_on_the_next_page():
    runs = planned(cell(0, 3, 2), *(cell(row, row, 3) for row in range(4)))

    assert lines_of(runs, 0) == [(0, 2), (2, 2)]


def test_few_last_lines_stay_on_the_page_if_its_foot_has_room():
    runs = planned(cell(0, 2, 7), cell(0, 0, 2), cell(1, 1, 2), cell(2, 2, 7))

    assert rows_of(runs) == [(0, 1), (2,)]
    assert lines_of(runs, 0) == [(0, 7), (7, 7)]


def test_a_single_line_takes_another_with_it():
    runs = planned(cell(0, 1, 9), cell(0, 0, 9), cell(1, 1, 2))
    assert lines_of(runs, 0) == [(0, 9), (9, 9)]

    runs = planned(cell(0, 1, 10), cell(0, 0, 9), cell(1, 1, 2))
    assert lines_of(runs, 0) == [(0, 8), (8, 10)]


def test_rows_of_a_group_stay_together_where_the_gap_is_small():
    group = (cell(3, 4, 1), cell(3, 3, 2), cell(4, 4, 2))

    assert rows_of(planned(cell(0, 0, 2), cell(1, 1, 2), cell(2, 2, 4), *group)) == [(0, 1, 2), (3, 4)]


def test_rows_of_a_group_are_parted_where_the_gap_would_be_large():
    group = (cell(1, 3, 1), *(cell(row, row, 2) for row in range(1, 4)))

    assert rows_of(planned(cell(0, 0, 4), *group)) == [(0, 1, 2), (3,)]


def test_a_row_higher_than_a_page_is_cut_at_its_lines():
    runs = planned(cell(0, 0, 25), cell(0, 0, 3), cell(1, 1, 1))

    assert rows_of(runs) == [(0,), (0,), (0, 1)]
    assert lines_of(runs, 0) == [(0, 9), (9, 18), (18, 25)]
    assert lines_of(runs, 1) == [(0, 3), (3, 3), (3, 3)]


def test_a_cell_longer_than_its_rows_stretches_the_last_of_them_over_pages():
    runs = planned(cell(0, 1, 30), cell(0, 0, 2), cell(1, 1, 2))

    assert rows_of(runs) == [(0, 1), (1,), (1,), (1,)]
    assert [end for _, end in lines_of(runs, 0)][-1] == 30


@pytest.mark.parametrize("seed", range(40))
def test_every_row_and_line_has_its_place_in_order_and_no_page_is_too_full(seed):
    source = random.Random(seed)
    cells, row = [], 0
    while row < 30:
        size = source.randint(1, 6)
        cells.append(cell(row, row + size - 1, source.randint(0, 40)))
        cells += [cell(each, each, source.randint(1, 12)) for each in range(row, row + size)]
        row += size

    runs = planned(*cells, first_page=60)

    assert sorted({each for run in runs for each in run.rows}) == list(range(row))
    assert all(list(run.rows) == sorted(set(run.rows)) for run in runs)
    assert all(after.rows[0] - before.rows[-1] in (0, 1) for before, after in pairwise(runs))
    for number, each in enumerate(cells):
        ranges = lines_of(runs, number)
        assert ranges[0][0] == 0
        assert ranges[-1][1] == len(each.lines)
        assert all(before[1] == after[0] for before, after in pairwise(ranges))
    for place, run in enumerate(runs):
        own = {
            cells[number].first: end - start
            for number, (start, end) in run.lines.items()
            if cells[number].first == cells[number].last
        }
        assert sum(count * LINE + PADDING for count in own.values() if count) <= (PAGE if place else 60)
