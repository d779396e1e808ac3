"""Pasted ITAS result pages: every score under its own name, or no score at all."""

from decimal import Decimal

import pytest

from assessments.itas import KnownIndicator, parse, results
from tests.assessments.itas_pages import TABLE, read, reasons, scores, table

# --- Names ---


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("การใช้จ่ายงบประมาณ", "2"),
        ("การใช้งบประมาน", "2"),
        ("การใช้ทรัพย์สินของทางราชการ", "4"),
        ("การใช้ทรัพย์สินของ…", "4"),
        ("การใช้ทรัพย์สินฯ", "4"),
        ("การแก้ไขปัญหาทุจริต", "5"),
        ("คุณภาพดำเนินงาน", "6"),
        ("ประสิทธิภาพการสือสาร", "7"),
        ("การปรับปรุงระบบ...", "8"),
    ],
)
def test_similar_and_shortened_names_are_not_sure(name, code):
    for text in (f"3 {name} 81.25", f"3\n{name}\n81.25"):
        assert [(row.code, row.sure, row.rank) for row in read(text).rows] == [(code, False, 3)]


@pytest.mark.parametrize(
    "name",
    [
        "การใช้อ\u0e4d\u0e32นาจ",
        "การใช้\u200bอำนาจ",
        "การใช้ อำนาจ",
        "(การใช้อำนาจ)",
        "ข้อ การใช้อำนาจ:",
        "การใช้อำนาจ ได้ร้อยละ",
        "การใช้อำนาจ มีผลคะแนนเท่ากับ",
    ],
)
def test_the_same_name_in_another_spelling_is_sure(name):
    assert [(row.code, row.sure) for row in read(f"{name} 88.54").rows] == [("3", True)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("การใช้จ่ายเงิน", results.UNKNOWN),  # seed document 002 prints this for indicator 3
        ("การดำเนินงาน", results.UNKNOWN),
        ("การทุจริต", results.UNKNOWN),
        ("การใช้", results.AMBIGUOUS),
        ("การป้องกันปัญหาการทุจริต", results.AMBIGUOUS),
    ],
)
@pytest.mark.parametrize(
    "form", ["3 {} 75.00", "3 {} 75", "{}\t75.00", "3\n{}\n75.00 คะแนน", "{}\n75.00 คะแนน"]
)
def test_doubtful_names_are_not_guessed(name, reason, form):
    pasted = read(form.format(name))
    assert (pasted.rows, pasted.total) == ((), None)
    assert [left.reason for left in pasted.not_understood] == [reason]
    assert name in pasted.not_understood[0].text


def test_an_alias_of_two_indicators_is_ambiguous():
    known = [
        KnownIndicator("1", "การปฏิบัติหน้าที่", ("ด้านที่หนึ่ง",)),
        KnownIndicator("2", "การใช้งบประมาณ", ("ด้านที่หนึ่ง",)),
    ]
    pasted = parse("ด้านที่หนึ่ง 75.00", known)
    assert (pasted.rows, reasons(pasted)) == ((), [(1, results.AMBIGUOUS)])


def test_a_name_broken_over_two_lines():
    assert scores(read("10\nการใช้ทรัพย์สิน\nของราชการ\n79.52")) == {"4": "79.52"}


def test_words_below_a_scored_name_do_not_complete_it():
    assert [(row.code, row.sure) for row in read("การใช้ทรัพย์สิน 79.52\nของราชการ").rows] == [("4", False)]


def test_numbered_rows_are_not_one_broken_name():
    pasted = read("1 การใช้ทรัพย์สิน\n2 ของราชการ 79.52")
    assert (pasted.rows, reasons(pasted)) == ((), [(1, results.NO_SCORE), (2, results.UNKNOWN)])


def test_sub_indicators_are_not_indicators():
    pasted = read("9.1 ข้อมูลพื้นฐาน 88.89\n10.1 การป้องกันการทุจริต 75.00\n9 การเปิดเผยข้อมูล 9.1 ข้อมูลพื้นฐาน")
    assert pasted.rows == ()
    assert reasons(pasted) == [
        (1, results.UNKNOWN),
        (2, results.NUMBER_FIRST),
        (3, results.NO_SCORE),
    ]


# --- Numbers ---


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("การใช้อำนาจ 5", results.ONLY_RANK),
        ("การใช้อำนาจ", results.NO_SCORE),
        ("1\nการใช้อำนาจ\n-", results.NO_SCORE),
        ("การใช้อำนาจ 85.20 88.54", results.SEVERAL),
        ("การใช้อำนาจ 88.54 +3.34", results.SEVERAL),
        ("การใช้อำนาจ\n5\n88.54", results.SEVERAL),
        ("การใช้อำนาจ +3.34", results.SIGNED),
        ("การใช้อำนาจ -3.34", results.SIGNED),
        ("88.54 การใช้อำนาจ", results.NUMBER_FIRST),
    ],
)
def test_numbers_that_may_be_something_else_are_no_scores(text, reason):
    pasted = read(text)
    assert (pasted.rows, pasted.total) == ((), None)
    assert [left.reason for left in pasted.not_understood] == [reason]


def test_whole_numbers_are_scores_where_they_cannot_be_ranks():
    pasted = read("การใช้อำนาจ 5 คะแนน\nการใช้งบประมาณ 0\n9 การเปิดเผยข้อมูล 88\nการป้องกันการทุจริต\n100")
    assert scores(pasted) == {"2": "0.00", "3": "5.00", "9": "88.00", "10": "100.00"}


def test_a_rank_is_never_the_score_of_the_row_before():
    pasted = read("1\nการใช้อำนาจ\n2\nการเปิดเผยข้อมูล\n97.78\n3\nการใช้งบประมาณ 4\nคุณภาพการดำเนินงาน 86.66")
    assert scores(pasted) == {"9": "97.78", "6": "86.66"}
    assert [row.rank for row in pasted.rows] == [None, 2]
    assert reasons(pasted) == [(2, results.NO_SCORE), (7, results.ONLY_RANK)]


def test_scores_below_all_names_are_not_dealt_out():
    names = [line[1] for line in TABLE]
    pasted = read("\n".join(names + [line[2] for line in TABLE]))
    assert pasted.rows == ()
    assert (10, results.SEVERAL) in reasons(pasted)


def test_scores_above_their_names_are_not_moved_to_the_next_name():
    text = table("\n", "\n", [(score, name) for _, name, score in TABLE])
    pasted = read(text)
    assert (pasted.rows, len(pasted.missing)) == ((), 10)
    assert pasted.problems == (results.SHIFTED,)


def test_a_selection_that_begins_inside_a_row():
    pasted = read("100.00\n2\nการเปิดเผยข้อมูล\n97.78\n3\nการใช้อำนาจ\n88.54")
    assert scores(pasted) == {"3": "88.54", "9": "97.78"}
    assert (reasons(pasted), pasted.problems) == ([(1, results.NO_NAME)], ())


@pytest.mark.parametrize(
    "text",
    [
        "12.50\nการใช้อำนาจ 88.54",
        "12.50\nข่าวประชาสัมพันธ์ของสำนักงาน\nการใช้อำนาจ\n88.54",
        "การเปิดเผยข้อมูล 97.78\n12.50\nการใช้อำนาจ\n88.54",
        "การใช้อำนาจ 88.54\n12.50",
    ],
)
def test_a_number_without_name_leaves_the_rows_alone(text):
    pasted = read(text)
    assert scores(pasted)["3"] == "88.54"
    assert [(left.text, left.reason) for left in pasted.not_understood] == [("12.50", results.NO_NAME)]
    assert pasted.problems == ()


@pytest.mark.parametrize(
    "text", ["การใช้อำนาจ 88.54\n361", "การใช้อำนาจ\n88.54\n11000", "การใช้อำนาจ-88.54", "การใช้อำนาจ = 88.54"]
)
def test_numbers_below_or_signs_before_a_score(text):
    pasted = read(text)
    assert (scores(pasted), pasted.not_understood) == ({"3": "88.54"}, ())


def test_item_codes_are_words():
    assert [(row.code, row.score, row.sure) for row in read("การใช้อำนาจ O12 88.54").rows] == [
        ("3", Decimal("88.54"), False)
    ]


def test_a_ranked_row_with_an_unknown_name_is_handed_back():
    assert reasons(read("3 ด้านพัสดุและครุภัณฑ์ 75")) == [(1, results.UNKNOWN)]
    assert reasons(read("ด้านพัสดุและครุภัณฑ์ 75")) == []


def test_what_is_handed_back_is_in_the_order_of_the_text():
    pasted = read("การใช้อำนาจ\n3 การใช้จ่ายเงิน 75.00")
    assert reasons(pasted) == [(1, results.NO_SCORE), (2, results.UNKNOWN)]


def test_a_name_mentioned_without_score_is_no_trouble_where_the_score_is_known():
    assert read("การใช้อำนาจ\nข่าว\nการใช้อำนาจ 88.54").not_understood == ()


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("120.50", "120.50"),
        ("8854", "8854"),
        ("88.545", "ทศนิยม"),
        ("1" * 5000, "ไม่ใช่คะแนน"),
        ("100.01", "0–100"),
    ],
)
def test_impossible_scores_are_problems(number, told):
    pasted = read(f"การใช้อำนาจ {number}\nการเปิดเผยข้อมูล 97.78")
    assert scores(pasted) == {"9": "97.78"}
    assert "3" in pasted.missing
    [problem] = pasted.problems
    assert problem.startswith("การใช้อำนาจ: ")
    assert told in problem


def test_the_same_indicator_twice():
    assert scores(read("การใช้อำนาจ 88.54\nการใช้อำนาจ ๘๘,๕๔")) == {"3": "88.54"}
    pasted = read("การใช้อำนาจ 88.54\nการใช้งบประมาณ 83.50\nการใช้อำนาจ 88.45")
    assert scores(pasted) == {"2": "83.50"}
    assert "3" in pasted.missing
    [problem] = pasted.problems
    assert problem.startswith("การใช้อำนาจ: พบคะแนนต่างกัน 88.54 และ 88.45")


def test_an_exact_name_overrules_a_similar_one():
    pasted = read("การใช้จ่ายงบประมาณ 75.00\nการใช้งบประมาณ 83.50")
    assert [(row.code, row.score, row.sure) for row in pasted.rows] == [("2", Decimal("83.50"), True)]
    assert (reasons(pasted), pasted.problems) == ([(1, results.OVERRULED)], ())
