"""Thai texts in dictionary order, by a key that is compared as bytes."""

import re
import unicodedata

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from itaportal.thai.order import sort_key

TEXTS = st.text(st.sampled_from("กขคนอาะำเแไ่้็์ฺฯๆ aAbé09๐๑๙.-") | st.characters(), max_size=12)


def in_order(words):
    return sorted(words, key=sort_key)


@pytest.mark.parametrize(
    "words",
    [
        # Vowels that stand before their consonant come after it.
        "เกาะ ขอนแก่น เทพารักษ์ โนนสูง ฮอด",
        "กก กะ กา กำ กิ กุ เก แก โก ใก ไก ขก",
        "กรง เกรง เกเร เกลือ",
        # A letter after the same beginning decides before any mark does.
        "ปา ป่า ปาฏิหาริย์",
        "หา ห้า หาง หางาน",
        "แคร์ แคร่",
        "เกง เก็ง เก่ง เก้ง เก๊ง เก๋ง",
        "รฤ ฤ ฤๅ ล ฦ ว",
    ],
)
def test_words_stand_as_in_the_dictionary(words):
    assert in_order(reversed(words.split())) == words.split()


@pytest.mark.parametrize(
    "names",
    [
        ["หมู่ที่ 1", "หมู่ที่ 2", "หมู่ที่ ๓", "หมู่ที่ 10", "หมู่ที่ ๑๒", "หมู่ที่ 100"],
        ["ข้อ 1.2", "ข้อ 1.10", "ข้อ 2"],
        ["ที่7", "ที่07", "ที่8"],
        ["", "1 ก", "ก", "ข", "a", "B", "c"],
        ["กองคลัง", "กอง คลัง", "กองช่าง"],
        ["gift", "Gift", "GIFTS", "policy"],
        ["บ้านนา", "บ้าน นา", "บ้าน-นา", "บ้านนาๆ", "บ้านนาก"],
        ["9" * 253, "9" * 254, "9" * 600, "1" + "0" * 600, "9" * 5000 + " "],
    ],
)
def test_numbers_count_by_value_and_blanks_signs_and_capitals_only_in_the_end(names):
    assert in_order(reversed(names)) == names


@given(TEXTS, TEXTS)
def test_only_the_same_text_has_the_same_key(first, second):
    same = unicodedata.normalize("NFD", first) == unicodedata.normalize("NFD", second)
    assert (sort_key(first) == sort_key(second)) is same


@given(TEXTS, TEXTS)
def test_a_text_comes_before_what_goes_on_from_it(text, more):
    assert sort_key(f"{text}น") < sort_key(f"{text}นก{more}")


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_are_compared_as_numbers_in_either_digits(first, second):
    thai = str(second).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    keys = sort_key(f"หมู่ที่ {first} ก"), sort_key(f"หมู่ที่ {thai} ก")
    assert (keys[0] < keys[1]) is (first <= second)


def test_the_dictionary_is_in_the_order_that_icu_gives_it(db):
    """All words of letters and marks; ICU takes the dot below of Pali for a letter, and dictionaries print it rarely."""
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has ICU's collation")
    from pythainlp.corpus import thai_words

    # Blanks and signs count for nothing there. One word of the list is misspelt, with two vowels before a consonant.
    words = [word for word in thai_words() if re.fullmatch("[ก-ฮะ-ู็เ-ไ่-์]+", word) and "เแ" not in word]
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT word FROM unnest(%s::text[]) AS word ORDER BY word COLLATE "th-x-icu"', [words]
        )
        by_icu = [word for (word,) in cursor.fetchall()]
    assert len(words) > 60_000
    assert [pair for pair in zip(in_order(words), by_icu, strict=True) if pair[0] != pair[1]] == []


def test_what_pythainlp_offers_differs_where_it_was_found_to():
    """The day it does not, its own function may do; see docs/adr/0015."""
    from pythainlp.util import collate

    assert collate(["หาง", "ห้า"]) == ["หาง", "ห้า"] != in_order(["หาง", "ห้า"])
    assert collate(["ที่ 2", "ที่ 10"]) == ["ที่ 10", "ที่ 2"] != in_order(["ที่ 10", "ที่ 2"])
    assert collate(["a", "B"]) == ["B", "a"] != in_order(["a", "B"])
