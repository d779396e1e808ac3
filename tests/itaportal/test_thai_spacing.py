"""Spaces inside words: joined where it is certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itaportal.thai.spacing import clean_prose, joined
from itaportal.thai.spelling import clean_text


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ป้องกันการทุจ ริตและประพฤติมิชอบ", "ป้องกันการทุจริตและประพฤติมิชอบ"),
        ("ผู้บ ริหารของหน่ว  ยงาน", "ผู้บริหารของหน่วยงาน"),
        ("เ ก็บ ดำเ นินการ งบป ระมาณ", "เก็บ ดำเนินการ งบประมาณ"),
    ],
)
def test_what_is_a_word_only_without_the_space_is_joined(typed, stored):
    assert clean_prose(typed) == stored


@pytest.mark.parametrize(
    "text",
    [
        "ปีงบประมาณ พ.ศ. ๒๕๖๘",  # มาณพ is a word
        "โดยนายก อบต.",  # กอบ is a word
        "อยู่ในเกณฑ์ดี แต่จากการวิเคราะห์",  # ดีแต่ is a word
        "ป้อง กัน ประสิทธิ ภาพ ภา พ เ เผนงาน",
        "หมวด ก กฎหมาย ข ค",
        "การทุจ\nริต",
        "ตำบลตัวอย่าง นามสมมุติ ทรายทอง",
        "ต่าง ๆ ฯลฯ และ",
    ],
)
def test_what_is_not_certain_stays(text):
    assert joined(text) == text


pieces = st.sampled_from(
    [
        "ทุจ",
        "ริต",
        "ผู้บ",
        "ริหาร",
        "การ",
        "มี",
        "ความ",
        "โปร่งใส",
        "เ",
        "ก็บ",
        " ",
        "  ",
        "\n",
        "พ.ศ.",
        "ก",
        "7",
        "ๆ",
    ]
)


@given(st.lists(pieces, max_size=14).map("".join))
def test_joining_takes_nothing_but_spaces_and_is_stable(text):
    once = clean_prose(text)

    assert clean_prose(once) == once
    assert once.replace(" ", "") == clean_text(text).replace(" ", "")
    assert once.count("\n") == clean_text(text).count("\n")


@pytest.mark.parametrize("piece", ["ก ", "ทุจ ริต ", "เ ", "ก" * 300 + " ", "ปัญฺญา😀 ab ", "่ "])
def test_a_hundred_thousand_letters_come_to_an_end(piece):
    text = piece * (100_000 // len(piece))

    assert joined(text) == text  # longer than is ever stored
    assert len(joined(text[:10_000])) <= 10_000
