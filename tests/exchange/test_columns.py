"""Headings as people write them."""

import pytest

from exchange.engine.columns import CellKind, Column, RowProblem, heading_keys
from itaportal.thai.keys import same_heading_key


@pytest.mark.parametrize("text", ["ตัวชี้วัดที่ / ข้อ", "ตัวชี้วัดที่/ข้อ", " ตัวชี้วัดที่ /\nข้อ ", "“ตัวชี้วัดที่ (ข้อ)”"])
def test_spellings_of_a_heading(text):
    assert same_heading_key(text) == same_heading_key("ตัวชี้วัดที่ / ข้อ")


def test_aliases_and_digits():
    assert heading_keys(Column("a", "คะแนน ปี ๒๕๖๘", CellKind.SCORE, aliases=("Score",))) == {
        "คะแนนปี2568",
        "score",
    }


def test_a_row_may_have_a_column_of_its_own():
    level = Column("score", "คะแนน", CellKind.LINE)
    column = Column("score", "คะแนน", CellKind.SCORE, by_number={"ระดับ": level})
    assert column.at("ระดับ") is level
    assert column.at("4") is column


def test_a_problem_says_where_it_is():
    assert str(RowProblem("คะแนน", 7, "คะแนน", "อ่านไม่ได้")) == "แผ่น “คะแนน” แถว 7 ช่อง “คะแนน”: อ่านไม่ได้"
    assert str(RowProblem("คะแนน", 7, "", "อ่านไม่ได้")) == "แผ่น “คะแนน” แถว 7: อ่านไม่ได้"
