"""Which places end the lines of a text: letters are one wide, marks nothing, spaces at the end of a line nothing."""

from itertools import accumulate

import pytest

from itaportal.thai.breaks import places
from itaportal.thai.spelling import letters
from reports.typesetting.linechoice import LineEnds


def lines(text, width):
    reach = list(accumulate(map(letters, text), initial=0))
    ink = [letters(text[:place].rstrip()) for place in range(len(text) + 1)]
    ends, start, found = LineEnds(text, places(text), reach, ink), 0, []
    while not ends.fits(start, width):
        end = ends.end(start, width) or ends.broken_word(start, width)
        found.append(text[start:end].rstrip())
        start = end
    return [*found, text[start:]]


@pytest.mark.parametrize(
    ("text", "width", "wanted"),
    [
        # All words whole, as they fit.
        ("งานของหน่วยงานและคน", 9, ["งานของ", "หน่วยงาน", "และคน"]),
        # Cut, where the line would be short and another line needed.
        ("มากหน่วยงานดี", 7, ["มากหน่วย", "งานดี"]),
        # Not cut, where no line is saved.
        ("มากหน่วยงาน", 7, ["มาก", "หน่วยงาน"]),
        ("มากกว่าหน่วยงานของ", 10, ["มากกว่า", "หน่วยงานของ"]),
        # Syllables only where the word alone is too wide, letters where it has none.
        ("ประชาสัมพันธ์", 6, ["ประชา", "สัมพันธ์"]),
        ("ทุจริต", 3, ["ทุจริ", "ต"]),
        # A sign of repetition stays with its word.
        ("เรื่องต่าง ๆ ดี", 8, ["เรื่อง", "ต่าง ๆ ดี"]),
    ],
)
def test_lines_end_where_a_reader_would_end_them(text, width, wanted):
    assert lines(text, width) == wanted


def test_a_line_shorter_than_it_could_be_is_taken_where_it_saves_a_cut():
    text = "มีแนวทางการประเมินคุณธรรมของหน่วยงาน"

    assert "".join(lines(text, 14)) == text
    assert lines(text, 14)[0] in ("มีแนวทาง", "มีแนวทางการ")


def test_no_word_stands_alone_on_the_last_line_where_the_one_before_can_spare_another():
    assert lines("งานของคนและงานดี", 13) == ["งานของคนและ", "งานดี"]
    assert lines("งานของคน และการทำงาน มาก", 19) == ["งานของคน และ", "การทำงาน มาก"]
    assert lines("งานมาก", 3) == ["งาน", "มาก"]
    # Also where that leaves half a line empty, but not by a cut.
    assert lines("อาคารของคนงาน", 9) == ["อาคาร", "ของคนงาน"]
    assert lines("หน่วยงานดี", 7) == ["หน่วยงาน", "ดี"]


@pytest.mark.parametrize("width", [1, 3, 5, 8, 13, 40])
def test_every_letter_stands_on_a_line_and_marks_stay_with_theirs(width):
    text = "การเสริมสร้างความโปร่งใส ที่ ปปช.กำหนด ๆ ก็ดี https://www.example.go.th/ita ญฺญ"
    found = lines(text, width)

    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert not any(line[0] in "ะา" or not letters(line[0]) or line[-1] in "เแโใไ" for line in found)


def test_a_long_text_without_a_place_is_cut_into_lines():
    assert [len(line) for line in lines("ก" * 1000, 50)] == [50] * 20
