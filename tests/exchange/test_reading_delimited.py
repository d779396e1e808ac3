"""Text tables in the encodings and shapes that Thai offices have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.reading import delimited
from exchange.reading.files import read
from exchange.writing.files import harmless
from tests.exchange.test_reading_refused import refusal

TEXT = "ตัวชี้วัด,คะแนน\r\nการใช้อำนาจ,88.54\r\n"
ROWS = ((1, ("ตัวชี้วัด", "คะแนน")), (2, ("การใช้อำนาจ", "88.54")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874"])
def test_every_encoding_is_told_by_the_content(encoding):
    book = read(TEXT.encode(encoding), "a.csv")
    assert book.sheets[0].rows == ROWS
    assert any("Windows-874" in note for note in book.notes) == (encoding == "cp874")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_separator_is_told_by_the_rows(separator):
    assert read(TEXT.replace(",", separator).encode(), "a.txt").sheets[0].rows == ROWS


def test_a_semicolon_file_with_comma_decimals():
    assert read("ชื่อ;คะแนน\nก;85,50\nข;90,25\n".encode(), "a.csv").sheets[0].rows[1] == (2, ("ก", "85,50"))


def test_the_line_that_names_the_separator_is_no_row():
    rows = read(b"sep=;\r\na;b,c\r\n", "a.csv").sheets[0].rows
    assert [values for _, values in rows] == [("a", "b,c")]


def test_quoted_cells_keep_line_breaks_and_quotes():
    assert read('a,"1. ก\n2. ""ข"""\r\n'.encode(), "a.csv").sheets[0].rows == ((1, ("a", '1. ก\n2. "ข"')),)


def test_text_in_another_encoding_is_refused_rather_than_shown_as_wrong_thai():
    assert "CSV UTF-8" in refusal("nom;prénom;âgé\r\nhélène;rené;à côté\r\n".encode("latin-1"), "a.csv")


def test_an_unclosed_quote_over_the_whole_file_is_one_cell_or_refused_but_never_hangs():
    book = read(('"' + "ก,ข\n" * 20_000).encode(), "a.csv")
    assert len(book.sheets[0].rows) == 1


@given(st.text(alphabet="'=+-@ก1 ", max_size=6))
def test_what_export_puts_before_a_formula_is_taken_off_again(text):
    written = harmless(text)
    assert not written.startswith(("=", "+", "-", "@"))
    assert delimited.strip_guard(written) == text
