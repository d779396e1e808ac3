"""Amounts of money: as people type them, as documents print them, in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itaportal.thai.money import MOST, AmountError, format_amount, in_words, parse_amount
from itaportal.thai.numbers import to_thai_digits


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("50,000", "50000.00"),
        ("50000", "50000.00"),
        ("๕๐,๐๐๐.๕๐ บาท", "50000.50"),
        ("จำนวน 50,000 บาท (ห้าหมื่นบาทถ้วน)", "50000.00"),
        ("1,250.-", "1250.00"),
        ("฿500", "500.00"),
        (".5", "0.50"),
        ("0", "0.00"),
        ("ไม่ใช้งบประมาณ", "0.00"),
        ("99,999,999.99", "99999999.99"),
    ],
)
def test_amounts_are_read_as_they_are_typed(typed, amount):
    assert str(parse_amount(typed)) == amount


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("5,00", "อ่านจำนวนเงิน “5,00” ไม่ได้"),
        ("1,0000", "ไม่ได้"),
        ("2 แสน", "กรุณากรอกเป็นตัวเลข"),
        ("ห้าหมื่น", "กรุณากรอกเป็นตัวเลข"),
        ("-5", "ติดลบไม่ได้"),
        ("100,000,000", "มากกว่า 99,999,999.99 บาท"),
        ("1.005", "มีทศนิยมเกินสองตำแหน่ง"),
        ("1e5", "ไม่ได้"),
        ("NaN", "ไม่ได้"),
        ("", "ไม่ได้"),
        ("9" * 5000, "ไม่ได้"),
        (" ( " * 40_000, "ไม่ได้"),
    ],
)
def test_what_is_no_amount_is_refused_plainly(typed, reason):
    with pytest.raises(AmountError, match=reason):
        parse_amount(typed)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "ศูนย์บาทถ้วน"),
        ("0.01", "หนึ่งสตางค์"),
        ("0.50", "ห้าสิบสตางค์"),
        ("1.00", "หนึ่งบาทถ้วน"),
        ("11", "สิบเอ็ดบาทถ้วน"),
        ("21", "ยี่สิบเอ็ดบาทถ้วน"),
        ("100.25", "หนึ่งร้อยบาทยี่สิบห้าสตางค์"),
        ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
        ("4.35", "สี่บาทสามสิบห้าสตางค์"),
        ("50000", "ห้าหมื่นบาทถ้วน"),
        ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"),
        ("21000000.21", "ยี่สิบเอ็ดล้านบาทยี่สิบเอ็ดสตางค์"),
        (
            "99999999.99",
            "เก้าสิบเก้าล้านเก้าแสนเก้าหมื่นเก้าพันเก้าร้อยเก้าสิบเก้าบาทเก้าสิบเก้าสตางค์",
        ),
    ],
)
def test_amounts_in_words(amount, words):
    assert in_words(Decimal(amount)) == words


# What the words say, read back without the library that wrote them.
_DIGITS = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_VALUES = {word: value for value, word in enumerate(_DIGITS, start=1)} | {"เอ็ด": 1, "ยี่": 2, "ศูนย์": 0}
_PLACES = {"สิบ": 10, "ร้อย": 100, "พัน": 1000, "หมื่น": 10_000, "แสน": 100_000}


def read_words(text: str) -> int:
    """Return the whole number that Thai words say."""
    millions, found, rest = text.rpartition("ล้าน")
    total = read_words(millions) * 1_000_000 if found else 0
    digit = None
    while rest:
        word = next(word for word in (*_VALUES, *_PLACES) if rest.startswith(word))
        rest = rest.removeprefix(word)
        if word in _VALUES:
            digit = _VALUES[word]
        else:
            total += _PLACES[word] * (1 if digit is None else digit)
            digit = None
    return total + (digit or 0)


@given(st.integers(1, int(MOST * 100)).map(lambda satang: Decimal(satang) / 100))
def test_the_words_say_the_amount_and_what_is_printed_reads_back(amount):
    words = in_words(amount)
    baht, _, satang = words.rpartition("บาท")
    told = read_words(baht) * 100 + read_words(satang.removesuffix("ถ้วน").removesuffix("สตางค์"))
    assert told == amount * 100
    assert parse_amount(f"{to_thai_digits(format_amount(amount))} บาท ({words})") == amount
