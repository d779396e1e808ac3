"""Workbooks of other kinds than xlsx: what they say is read, and what they cannot tell is said."""

from datetime import date

import pytest

from exchange.reading import limits
from tests.exchange.other_workbooks import ods, xls, xlsb
from tests.exchange.test_reading import at, read
from tests.exchange.test_reading_refused import refusal

KINDS = pytest.mark.parametrize("written", [xls, xlsb, ods], ids=lambda written: written.__name__)
ROWS = [
    ["ตัวชี้วัด", "คะแนน", "วันที่"],
    ["การใช้อำนาจ", 88.54, date(2025, 10, 1)],
    [],
    [None, 100, True],
    ["๘๘.๕๔", "=1+1", 85.50],
]


@KINDS
def test_values_keep_their_kind_and_their_row(written):
    book = read(written(ROWS), f"a.{written.__name__}")
    assert book.kind == written.__name__
    assert book.sheets[0].name == "คะแนน"
    assert book.sheets[0].rows == (
        (1, ("ตัวชี้วัด", "คะแนน", "วันที่")),
        (2, ("การใช้อำนาจ", 88.54, at(2025, 10, 1))),
        (4, (None, 100, True)),
        (5, ("๘๘.๕๔", "=1+1", 85.5)),
    )
    assert type(book.sheets[0].rows[2][1][1]) is int
    assert book.notes == ()


@KINDS
def test_a_hidden_sheet_is_read_and_said(written):
    book = read(written(ROWS, hidden=True), f"a.{written.__name__}")
    assert book.sheets[0].hidden
    assert "ถูกซ่อนไว้" in book.notes[0]


@KINDS
def test_a_number_that_may_be_a_percentage_is_said(written):
    book = read(written([["คะแนน"], [0.855], [1]]), f"a.{written.__name__}")
    assert book.sheets[0].rows[1] == (2, (0.855,))
    assert "ระหว่าง 0 ถึง 1 อยู่ 1 ช่อง" in book.notes[0]


@KINDS
def test_the_kind_is_told_by_content_and_another_name_is_said(written):
    book = read(written(ROWS), "a.xlsx")
    assert book.kind == written.__name__
    assert ".xlsx แต่ข้างในเป็น" in book.notes[0]


@KINDS
def test_a_file_cut_off_is_refused(written):
    assert "เสีย" in refusal(written(ROWS)[: len(written(ROWS)) // 2])


@KINDS
def test_a_value_far_to_the_right_is_left_out_and_said(written):
    book = read(
        written([["ก", *([None] * (limits.MAX_COLUMNS - 1))], ["ข"] * (limits.MAX_COLUMNS - 44)]), "a"
    )
    assert book.notes == ()
    if written is not xls:  # it has 256 columns at most
        book = read(written([["ก", *([None] * limits.MAX_COLUMNS), "ข"]]), "a")
        assert book.sheets[0].rows == ((1, ("ก",)),)
        assert "กว้างเกิน" in book.notes[0]


def test_times_and_texts_of_libreoffice():
    cells = [
        '<table:table-cell office:value-type="time" office:time-value="PT08H30M00S"/>',
        '<table:table-cell office:value-type="date" office:date-value="2025-03-31T08:30:00"/>',
        '<table:table-cell office:value-type="string"><text:p>ก</text:p><text:p>ข</text:p></table:table-cell>',
        '<table:table-cell office:value-type="float" office:value="2" table:number-columns-repeated="2"/>',
    ]
    assert read(ods([cells]), "a.ods").sheets[0].rows == (
        (1, ("08:30", at(2025, 3, 31, 8, 30), "ก\nข", 2, 2)),
    )


def test_cells_said_once_for_a_whole_sheet_are_refused():
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>ก</text:p></table:table-cell>'
    assert read(ods([[cell]]), "a.ods").sheets[0].rows[0][1] == ("ก",) * limits.MAX_COLUMNS
    assert "เสียหรือ" in refusal(ods([[cell]], repeated=1_048_576))


def test_entities_are_refused_unread():
    assert "DOCTYPE" in refusal(ods(ROWS, more={"styles.xml": '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">]><a/>'}))


def test_a_bomb_is_refused_before_it_is_unpacked():
    assert "ใหญ่ผิดปกติ" in refusal(ods(ROWS, more={"Pictures/a.bin": b"\0" * 8_000_000}))
