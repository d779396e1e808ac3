"""What counts as an empty cell."""

import sys

import pytest

from exchange.engine.cells import is_blank
from itaportal.thai.spelling import clean_text


@pytest.mark.parametrize("cell", [None, "", " ", "\n\t", "\u200b", "\ufeff \u00a0"])
def test_blank(cell):
    assert is_blank(cell)


@pytest.mark.parametrize("cell", [0, 0.0, False, "-", "\u200bก", " 1"])
def test_not_blank(cell):
    assert not is_blank(cell)


def test_no_letter_or_digit_is_cleaned_away():
    assert all(clean_text(letter) for letter in map(chr, range(sys.maxunicode + 1)) if letter.isalnum())
