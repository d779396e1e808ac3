"""What spellings of the same words have in common."""

import pytest

from itaportal.thai.keys import letters_key, same_heading_key, same_word_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("การใช้งบประมาณ", "การใช้ งบประมาณ "),
        ("ปี ๒๕๖๘", "ปี 2568"),
        ("เเผน A", "แผน a"),
        ("กระทํา\nที่่", "กระทำที่"),
    ],
)
def test_spellings_of_a_word_have_one_key(one, other):
    assert same_word_key(one) == same_word_key(other)


def test_signs_tell_words_apart_and_headings_not():
    assert same_word_key("1.1 ก") != same_word_key("11 ก")
    assert same_heading_key("ตัวชี้วัดที่ (ข้อ)*") == same_heading_key("ตัวชี้วัด-ที่/ข้อ") == "ตัวชี้วัดที่ข้อ"


@pytest.mark.parametrize(
    ("text", "letters"),
    [("1. การปฏิบัติหน้าที่ ฯ (๙๐.๑) ", "การปฏิบัติหน้าที่"), ("IIT – นํ้าๆ_", "iitน้ำ"), ("É 12", "é"), ("๑๒!", "")],
)
def test_letters_alone(text, letters):
    assert letters_key(text) == letters
