"""Pasted ITAS result pages: any text is answered, within bounds of length and time."""

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from assessments import itas as itas_paste
from assessments.itas import results
from itaportal.thai.numbers import to_thai_digits
from tests.assessments.itas_pages import INDICATORS, SCORES, TABLE, read, scores, table

# --- Bounds ---


def test_length_bounds_drop_the_rest_and_never_half_a_number():
    text = table()
    filler = "ก" * (itas_paste.MAX_CHARACTERS - len("\n") - len(text) + 2)
    pasted = read(f"{filler}\n{text}")
    assert results.TOO_LONG in pasted.problems
    assert scores(pasted) == {code: score for code, score in SCORES.items() if code != "4"}
    fits = read("\n" * (itas_paste.MAX_CHARACTERS - len(text) - 1) + text + "\n")
    assert results.TOO_LONG in fits.problems  # too many lines
    assert read(" " * (itas_paste.MAX_CHARACTERS - len(text)) + text).problems == ()


def test_line_bound():
    inside = "\n" * (itas_paste.MAX_LINES - len(TABLE)) + table() + "\n"
    assert (scores(read(inside)), read(inside).problems) == (SCORES, ())
    outside = read("\n" + inside)
    assert results.TOO_LONG in outside.problems
    assert outside.missing == ("4",)


@pytest.fixture
def comparisons(monkeypatch):
    """Count the slow step, letter-by-letter comparison."""
    calls = []

    counted = fuzz.ratio

    def ratio(key, name):
        calls.append(len(key))
        return counted(key, name)

    monkeypatch.setattr(fuzz, "ratio", ratio)
    return calls


def test_ten_thousand_junk_lines(comparisons):
    letters = random.Random(1)
    junk = "\n".join(
        "การ" + "".join(letters.choices("กขคงจ", k=6)) + " 5.25" for _ in range(itas_paste.MAX_LINES)
    )
    pasted = read(junk)
    assert 0 < len(comparisons) <= 200 * 12
    assert len(pasted.not_understood) == itas_paste.MAX_LEFTOVERS
    assert any("10000" in problem for problem in pasted.problems)


def test_junk_without_numbers_is_not_compared(comparisons):
    assert read("\n".join(f"ข่าว{'ก' * (n % 50)}" for n in range(9000))).not_understood == ()
    assert comparisons == []


def test_problems_are_bounded():
    pasted = read("\n".join(f"การใช้อำนาจ {n}.50" for n in range(101, 400)))
    assert len(pasted.problems) == itas_paste.MAX_PROBLEMS


# --- Properties ---

points = st.integers(0, 10_000).map(lambda hundredths: Decimal(hundredths) / 100)
printed = st.sampled_from(["{:.2f}", "{:.2f} คะแนน", "{:.2f}%"])


@st.composite
def pasted_tables(draw):
    """Ten rows in any order; each with its own separators, digits and with or without its rank."""
    expected, lines = {}, []
    for position, indicator in enumerate(draw(st.permutations(INDICATORS)), start=1):
        score = draw(points)
        expected[indicator.code] = score
        gaps = st.sampled_from(["\t", "  ", " ", "\n", "\r\n", "\n\n", "", " \t", " | "])
        name = draw(st.sampled_from([indicator.name, *indicator.aliases]))
        rank = f"{position}{draw(gaps)}" if draw(st.booleans()) else ""
        number = draw(printed).format(score)
        if draw(st.booleans()):
            number = number.replace(".", ",")
        line = f"{rank}{name}{draw(gaps)}{number}"
        lines.append(to_thai_digits(line) if draw(st.booleans()) else line)
    return draw(st.sampled_from(["\n", "\r\n", "\n\n", "\t\n"])).join(lines), expected


@given(pasted_tables())
def test_any_table_round_trips(case):
    text, expected = case
    pasted = read(text)
    assert {row.code: row.score for row in pasted.rows} == expected
    assert (pasted.missing, pasted.not_understood, pasted.problems) == ((), (), ())
    assert all(row.sure for row in pasted.rows)


pieces = st.sampled_from(
    [line[1] for line in TABLE]
    + [
        "การใช้จ่ายเงิน",
        "คะแนน",
        "ระดับ",
        "A",
        "\n",
        "\t",
        " ",
        "1",
        "10",
        "88.54",
        "๙๗,๗๘",
        "-",
        "+",
        "<td>",
        "</",
        "&#",
    ]
    + ["ตัวชี้วัดที่", "คะแนนสูงสุด", "<!--", "<script>", "https://", "(IIT)", "2565", "120.5"]
)


@given(st.lists(st.one_of(pieces, st.text(max_size=5)), max_size=40).map("".join))
def test_any_text_is_answered(text):
    pasted = read(text)
    found = [row.code for row in pasted.rows]
    assert sorted([*found, *pasted.missing], key=int) == list(SCORES)
    assert found == sorted(found, key=int)
    assert all(0 <= row.score <= 100 for row in pasted.rows)
    assert pasted.total is None or 0 <= pasted.total <= 100
    assert pasted.rows or pasted.problems
