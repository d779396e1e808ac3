"""Columns get other widths only where a word needs them, or where that makes the rows lower."""

from reports.blocks.tables import Cell, Column
from reports.kinds.column_widths import LONGEST_WORD, fit_columns, longest_pieces, make_room

COLUMNS = (Column("เรื่อง", 20), Column("ขั้นตอน", 50), Column("ผล", 30))
LEAST = (15, 20, 20)
LETTER = "ก"


def row(*letters):
    return tuple(Cell((LETTER * count,)) for count in letters)


def widths_of(*rows):
    return [column.width for column in fit_columns(COLUMNS, rows, least=LEAST)]


def test_rows_that_other_widths_make_hardly_lower_keep_the_usual_ones():
    assert fit_columns(COLUMNS, [row(170, 480, 270)], least=LEAST) == COLUMNS
    assert fit_columns(COLUMNS, [], least=LEAST) == COLUMNS


def test_a_high_row_gets_room_from_its_neighbours():
    first, second, third = widths_of(row(50, 300, 640))

    assert third > 30
    assert second < 50
    assert first + second + third == 100
    assert min(first - LEAST[0], second - LEAST[1]) >= 0


def test_on_an_upright_page_the_same_letters_take_more_lines():
    rows = [row(20, 60, 90)]
    wide, upright = (
        fit_columns(COLUMNS, rows, least=LEAST, letters_per_percent=each) for each in (1.04, 0.4)
    )

    assert list(wide) == list(COLUMNS)
    assert list(upright) != list(COLUMNS)


def test_marks_over_and_under_letters_take_no_room():
    plain = (Cell(("ก" * 640,)),)
    marked = (Cell(("กี่" * 640,)),)

    assert [fit_columns(COLUMNS, [(*row(50, 300), *cell)], least=LEAST) for cell in (plain, marked)] == [
        fit_columns(COLUMNS, [(*row(50, 300), *plain)], least=LEAST)
    ] * 2


def test_the_narrowest_columns_are_not_passed():
    assert widths_of(row(50, 300, 20000)) == [15, 20, 65]


def test_what_stands_across_all_columns_does_not_count():
    assert widths_of((Cell((LETTER * 9000,), colspan=3),)) == [20, 50, 30]


def test_the_longest_piece_of_a_column_is_a_word_that_does_not_break():
    row = (
        Cell(("ของหน่วยงาน", "การทุจริตและ")),
        Cell(("๓๐ มกราคม ๒๕๖๕",)),
        Cell(("https://www.example.go.th",)),
    )

    assert longest_pieces(COLUMNS, [row, (Cell(("ประชาสัมพันธ์",), colspan=3),)]) == [4, 14, LONGEST_WORD]


def test_a_column_gets_room_for_its_longest_word_from_those_with_most_to_spare():
    assert make_room([10, 50, 40], [15, 20, 20]) == [15, 45, 40]
    assert make_room([10, 50, 40], [10, 50, 40]) == [10, 50, 40]
    assert make_room([10, 20, 20], [15, 20, 20]) == [10, 20, 20]
    assert widths_of((Cell(("ก",)), Cell(("ก",)), Cell(("๓๐ มกราคม ๒๕๖๕",)))) == [20, 50, 30]
    narrow = (Column("ก", 8), Column("ข", 92))
    rows = [(Cell(("ประชาสัมพันธ์",)), Cell(("ก",)))]
    assert [column.width for column in fit_columns(narrow, rows, least=(5, 20))] == [11, 89]
