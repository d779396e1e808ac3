"""Columns get other widths only where a word needs them, or where that makes the table lower."""

from reports.blocks.tables import Cell, Column
from reports.kinds.column_widths import LONGEST_WORD, NARROW, UPRIGHT, fit_columns, longest_pieces, make_room

COLUMNS = (Column("เรื่อง", 20), Column("ขั้นตอน", 50), Column("ผล", 30))
LEAST = (15, 20, 20)
WORD = "งานแผน "


def row(*words):
    return tuple(Cell((WORD * count,)) for count in words)


def widths_of(*rows):
    return [column.width for column in fit_columns(COLUMNS, rows, least=LEAST)]


def test_rows_that_other_widths_make_hardly_lower_keep_the_usual_ones():
    assert fit_columns(COLUMNS, [row(25, 70, 40)], least=LEAST) == COLUMNS
    assert fit_columns(COLUMNS, [], least=LEAST) == COLUMNS


def test_a_high_row_gets_room_from_its_neighbours():
    first, second, third = widths_of(row(8, 45, 95))

    assert third > 30
    assert second < 50
    assert first + second + third == 100
    assert min(first - LEAST[0], second - LEAST[1]) >= 0


def test_on_an_upright_page_the_same_letters_take_more_lines():
    rows = [row(4, 9, 12)]
    wide, upright = (fit_columns(COLUMNS, rows, least=LEAST, paper=each) for each in (NARROW, UPRIGHT))

    assert list(wide) == list(COLUMNS)
    assert list(upright) != list(COLUMNS)


def test_marks_over_and_under_letters_take_no_room():
    plain, marked = ((*row(8, 45), Cell((word * 95,))) for word in ("งาน ", "ง่าน "))

    assert fit_columns(COLUMNS, [plain], least=LEAST) == fit_columns(COLUMNS, [marked], least=LEAST)


def test_what_spans_rows_has_the_room_of_all_of_them():
    long, short = WORD * 60, WORD * 10
    low = [
        (Cell((short,)), Cell((short,)), Cell((long,), rowspan=6)),
        *[(Cell((short,)), Cell((short,)))] * 5,
    ]
    high = [(Cell((short,)), Cell((short,)), Cell((long,)))]

    assert widths_of(*low)[2] < widths_of(*high)[2]


def test_a_high_heading_counts_on_every_page():
    columns = (Column("เรื่อง", 40), Column("ขั้นตอน", 48), Column("ผล " * 60, 12))
    rows = [row(10, 10, 1)] * 9

    assert fit_columns(columns, rows, least=(20, 20, 8))[2].width > 12


def test_the_narrowest_columns_are_not_passed():
    assert widths_of(row(8, 45, 3000)) == [15, 20, 65]


def test_what_stands_across_all_columns_does_not_count():
    assert widths_of((Cell((WORD * 900,), colspan=3),)) == [20, 50, 30]


def test_the_longest_piece_of_a_column_is_a_word_that_does_not_break():
    row = (
        Cell(("ของหน่วยงาน", "การทุจริตและ")),
        Cell(("๓๐ มกราคม ๒๕๖๕",)),
        Cell(("https://www.example.go.th",)),
    )

    assert longest_pieces(COLUMNS, [row, (Cell(("ประชาสัมพันธ์",), colspan=3),)]) == [4, 14, LONGEST_WORD]


def test_a_column_gets_room_for_its_longest_word_from_those_with_most_to_spare():
    assert make_room([10, 50, 40], [15, 20, 20], 1) == [15, 45, 40]
    assert make_room([10, 50, 40], [10, 50, 40], 1) == [10, 50, 40]
    assert make_room([10, 20, 20], [15, 20, 20], 1) == [10, 20, 20]
    assert widths_of((Cell(("ก",)), Cell(("ก",)), Cell(("๓๐ มกราคม ๒๕๖๕",)))) == [20, 50, 30]
    narrow = (Column("ก", 8), Column("ข", 92))
    rows = [(Cell(("ประชาสัมพันธ์",)), Cell(("ก",)))]
    assert [column.width for column in fit_columns(narrow, rows, least=(5, 20))] == [11.5, 88.5]
