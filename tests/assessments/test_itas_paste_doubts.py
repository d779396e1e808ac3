"""Pasted text whose digits, cells, columns or order are not as they should be: nothing of it is called sure."""

from pathlib import Path

import pytest

from assessments.itas import parse, results
from itaportal.thai.numbers import to_thai_digits
from tests.assessments.itas_pages import INDICATORS, TABLE, read, reasons, scores, table

CASES = Path(__file__).resolve().parents[1] / "data" / "score_cases"
YEARS = dict(
    zip(
        (each.code for each in INDICATORS),
        ("91.40", "84.15", "88.35", "82.60", "86.25", "90.05", "87.70", "85.90", "96.30", "93.75"),
        strict=True,
    )
)


def case(name):
    return (CASES / name).read_text(encoding="utf-8")


def doubts(pasted):
    return {row.code: row.doubts for row in pasted.rows if not row.sure}


def test_broken_digits_are_doubtful_and_the_likely_reading_is_offered():
    pasted = read(case("paste-broken-digits.txt"))
    assert doubts(pasted) == {
        "1": (results.BROKEN,), "2": (results.TORN,), "3": (results.BROKEN,),
        "5": (results.BROKEN,), "7": (results.BROKEN,),
    }  # fmt: skip
    assert scores(pasted) == YEARS | {"1": "91.41", "5": "86.26"}


@pytest.mark.parametrize(
    ("number", "likely"),
    [
        ("91.4l", "91.41"), ("9l.40", "91.40"), ("S8.35", "58.35"), ("88.3S", "88.35"), ("๘๔.l๕", "84.15"),
        ("87.7O", "87.70"), ("9O", "90.00"), ("91..40", "91.40"), ("91.,40", "91.40"), ("91. 40", "91.40"),
        ("91 .40", "91.40"), ("IIT88.54", "88.54"), ("91.40x", "91.40"), ("88.3ธ", "88.30"), ("l00.OO", "100.00"),
        ("88.5\u041e", "88.50"), ("88.54¹", "88.54"), ("88.5?", "88.50"), ("8#.54", ""),
        ("8 4.15", "84.15"), ("84.1 5", "84.15"), ("8\t4.15", "84.15"), ("5 88.54", "88.54"), ("88.54 5", "88.54"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["การใช้อำนาจ {}", "4\tการใช้อำนาจ\t{}", "4\nการใช้อำนาจ\n{}"])
def test_a_number_that_touches_a_letter_or_is_torn_is_never_sure(number, likely, form):
    pasted = read(form.format(number))
    if pasted.rows:
        assert scores(pasted) == {"3": likely}
        assert not pasted.rows[0].sure
    else:
        assert [left.code for left in pasted.not_understood] == ["3"]


@pytest.mark.parametrize(
    "number", [".40", "88.35 90.10", "88.35/90.10", "88:35", "91.4.0", "+3.50", "101", "8835"]
)
def test_what_has_no_reading_is_left_to_a_person(number):
    pasted = read(f"การใช้อำนาจ {number}\nการใช้งบประมาณ 83.50")
    assert scores(pasted) == {"2": "83.50"}
    assert pasted.not_understood or pasted.problems


@pytest.mark.parametrize(
    "text",
    [
        "การใช้อำนาจ 88.54%",
        "การใช้อำนาจ O12 88.54",
        "การใช้อำนาจ: 88.54.",
        "การใช้อำนาจ\u200e88.54\u200f",
        "|3|การใช้อำนาจ|88.54|",
        "3,การใช้อำนาจ,88.54",
    ],
)
def test_signs_and_codes_around_a_number_do_not_break_it(text):
    assert scores(read(text)) == {"3": "88.54"}
    assert results.BROKEN not in read(text).rows[0].doubts


def test_a_broken_total_is_not_taken():
    pasted = read(f"คะแนนรวม 9l.10\n{table()}")
    assert pasted.total is None
    assert any("9l.10" in problem for problem in pasted.problems)


def test_what_is_left_says_which_indicator_it_may_be():
    pasted = read("การใช้อำนาจ 85.20 88.54\nด้านพัสดุของหน่วยงาน 75.00")
    assert [(left.code, left.score and str(left.score)) for left in pasted.not_understood] == [
        ("3", None),
        ("", "75.00"),
    ]


@pytest.mark.parametrize("year", [2566, 2567])
@pytest.mark.parametrize(
    "change",
    [
        str,
        to_thai_digits,
        lambda text: text.replace("\t", "  "),
        lambda text: text.replace("ปี 2", "2"),
        lambda text: text.replace("ปี 25", "ปี "),
        lambda text: text.replace("\t", ","),
        lambda text: "".join(f"| {line} |\n" for line in text.replace("\t", " | ").splitlines()),
    ],
)
def test_the_column_of_the_chosen_year(year, change):
    pasted = parse(change(case("paste-year-columns.txt")), INDICATORS, year)
    less = 2567 - year  # the columns lie two points apart
    assert scores(pasted) == {code: f"{float(score) - 2 * less:.2f}" for code, score in YEARS.items()}
    assert (doubts(pasted), pasted.by_column, pasted.problems) == ({}, True, ())


def test_a_year_that_has_no_column_is_not_taken_from_another():
    pasted = parse(case("paste-year-columns.txt"), INDICATORS, 2565)
    assert pasted.rows == ()
    assert "ตารางมีคอลัมน์ของปี 2566, 2567 ไม่มีปี 2565" in pasted.problems


@pytest.mark.parametrize("heading", ["คะแนนปี 2566", "2566", "ปี 2023", "๒๕๖๖"])
def test_one_column_of_another_year_is_not_taken_either(heading):
    text = f"ตัวชี้วัด\t{heading}\nการใช้อำนาจ\t88.54"
    assert parse(text, INDICATORS, 2567).rows == ()
    assert scores(parse(text, INDICATORS, 2566)) == {"3": "88.54"}


def test_year_columns_of_a_page():
    lines = case("paste-year-columns.txt").splitlines()
    html = (
        "<table>"
        + "".join(
            "<tr>" + "".join(f"<td>{cell}</td>" for cell in line.split("\t")) + "</tr>" for line in lines
        )
        + "</table>"
    )
    assert scores(parse(html, INDICATORS, 2567)) == YEARS


def test_a_row_without_the_cell_of_the_year_is_not_shifted():
    text = "ตัวชี้วัด\tปี 2565\tปี 2566\tปี 2567\nการใช้อำนาจ\t80.10\t\t88.54\nการใช้งบประมาณ\t83.50\t84.50"
    assert scores(parse(text, INDICATORS, 2567)) == {"3": "88.54"}
    assert scores(parse(text, INDICATORS, 2566)) == {"2": "84.50"}


@pytest.mark.parametrize("row", ["การใช้อำนาจ\t88.54", "4\tการใช้อำนาจ\t88.54\tผ่าน"])
def test_a_row_with_other_cells_than_the_heading_is_doubtful(row):
    pasted = read(f"อันดับ\tตัวชี้วัด\tคะแนน\n{row}\n9\tการใช้งบประมาณ\t83.50")
    assert doubts(pasted) == {"3": (results.CELLS,)}


NUMBERS = [score for _, _, score in TABLE]


@pytest.mark.parametrize("between", ["\n", "\t", " ", "\r\n", "\n\n"])
@pytest.mark.parametrize("change", [str, to_thai_digits])
def test_ten_bare_numbers_are_dealt_out_in_order_and_not_sure(between, change):
    pasted = read(change(between.join(NUMBERS)))
    assert list(scores(pasted).values()) == NUMBERS
    assert set(doubts(pasted).values()) == {(results.IN_ORDER,)}
    assert (pasted.in_order, pasted.not_understood, pasted.problems) == (True, (), ())


@pytest.mark.parametrize(
    "numbers", [NUMBERS[:9], [*NUMBERS, "91.10"], [*NUMBERS[:9], "101"], list(map(str, range(1, 11)))]
)
def test_other_numbers_are_not_dealt_out(numbers):
    assert read("\n".join(numbers)).rows == ()


def test_bare_numbers_under_a_heading():
    assert list(scores(read("คะแนน\n" + "\n".join(NUMBERS))).values()) == NUMBERS


def test_names_that_are_similar_give_their_reason():
    assert doubts(read("การใช้จ่ายงบประมาณ 75.00")) == {"2": (results.SIMILAR,)}
    assert reasons(read("การใช้ 75.00")) == [(1, results.AMBIGUOUS)]
