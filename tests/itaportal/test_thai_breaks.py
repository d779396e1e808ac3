"""Where lines of Thai text may end: the words of five real plans, each with the places a Thai reader finds right."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itaportal.thai.breaks import Grade, pieces, places, wrapped
from itaportal.thai.wordparts import word_places

# "|" between parts of a compound, "-" between syllables.
LINE_ENDS = (Path(__file__).parents[1] / "data" / "line_ends.txt").read_text(encoding="utf-8").split()
SIGNS = {Grade.NEVER: "", Grade.SYLLABLE: "-", Grade.COMPOUND: "|"}


def plain(marked):
    return marked.replace("-", "").replace("|", "")


def places_in(marked, signs="-|"):
    return {len(plain(marked[:place])) for place, sign in enumerate(marked) if sign in signs}


def marked(word):
    return "".join(
        SIGNS[Grade(grade)] + letter for grade, letter in zip(word_places(word), word, strict=True)
    )


def test_no_wrong_place_is_named_and_hardly_a_right_one_missed():
    named = {
        word: {place for place, grade in enumerate(word_places(plain(word))) if grade} for word in LINE_ENDS
    }
    right = sum(len(places_in(word)) for word in LINE_ENDS)
    found = sum(len(named[word] & places_in(word)) for word in LINE_ENDS)

    assert [marked(plain(word)) for word in LINE_ENDS if named[word] - places_in(word)] == []
    assert found >= 0.98 * right


def test_compounds_are_cut_only_between_their_parts():
    wrong = [
        marked(plain(word))
        for word in LINE_ENDS
        if {place for place, grade in enumerate(word_places(plain(word))) if grade > Grade.SYLLABLE}
        - places_in(word, "|")
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("ทุจริต", "ทุจริต"),
        ("การทุจริต", "การ|ทุจริต"),
        ("เว็บไซต์", "เว็บ-ไซต์"),
        ("ประพฤติมิชอบ", "ประ-พฤติ|มิชอบ"),
        ("สารสนเทศ", "สาร-สน-เทศ"),
        ("จัดซื้อจัดจ้าง", "จัด|ซื้อ|จัด|จ้าง"),
        ("ผู้บริหาร", "ผู้|บริ-หาร"),
        ("เลือกตั้ง", "เลือก|ตั้ง"),
        ("โทรศัพท์", "โทร-ศัพท์"),
        ("ปัญฺญา", "ปัญฺญา"),
    ],
)
def test_words_are_cut_as_they_are_read(word, wanted):
    assert "".join(
        SIGNS[min(Grade(grade), Grade.COMPOUND)] + letter
        for grade, letter in zip(places(word)[:-1], word, strict=True)
    ) == wanted  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ของหน่วยงานของรัฐ", ["ของ", "หน่วยงาน", "ของ", "รัฐ"]),
        ("สื่อสารสนเทศ", ["สื่อ", "สารสนเทศ"]),
        ("เรื่องต่าง ๆ ทุก ๆ วัน", ["เรื่อง", "ต่าง ๆ ", "ทุก ๆ ", "วัน"]),
        ("“ดี” (มาก), ฯลฯ", ["“ดี” ", "(มาก), ฯลฯ"]),
        ("ระบบ ITA ของEIT", ["ระบบ ", "ITA ", "ของ", "EIT"]),
        ("โครงการ/กิจกรรม", ["โครงการ/", "กิจกรรม"]),
        ("ปี๒๕๖๕", ["ปี๒๕๖๕"]),
    ],
)
def test_text_breaks_between_words_and_no_line_begins_with_what_follows(text, wanted):
    assert pieces(text, least=Grade.CLOSE) == wanted


def test_the_word_that_makes_a_noun_goes_with_what_follows_where_it_can():
    assert places("แก้ไขการทุจริต")[5] == Grade.FREE
    assert places("แก้ไขการทุจริต")[8] == Grade.CLOSE


AGENCY, PERSON = "องค์การบริหารส่วนตำบลทุ่งบุหลัง", "นางสาวใจดี มีสุข"


def test_names_break_only_before_what_sets_an_agency_apart():
    text = f"ของ{AGENCY}โดย{PERSON}"

    assert pieces(text, (AGENCY, PERSON)) == [
        "ของ", "องค์การบริหารส่วนตำบล", "ทุ่งบุหลัง", "โดย", PERSON,
    ]  # fmt: skip
    assert max(places(PERSON, (PERSON,))[1:-1]) == Grade.SYLLABLE


@pytest.mark.parametrize("room", [1, 7, 11, 16, 60])
def test_wrapped_lines_have_their_room_where_words_allow_it(room):
    text = "การปรับปรุงระบบการทำงานของหน่วยงานภาครัฐ ทุก ๆ ปี"
    found = wrapped(text, room)

    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert found[0] == {1: "การ", 7: "การปรับ", 11: "การปรับปรุง"}.get(room, found[0])
    assert not any(line.startswith("ๆ") for line in found)


@given(st.text(alphabet="กขงจดนมรเแโา ำิี่้์ๆฯ๑1aZ(),.-/“”\u200b\u00a0\n", max_size=60))
def test_any_text_has_a_grade_for_each_place_and_clusters_stay_whole(text):
    found = places(text)

    assert len(found) == len(text) + 1
    for place, (before, after) in enumerate(pairwise(text), start=1):
        if before in "เแโ" or after in "าำิี่้์ๆฯ":
            assert found[place] == Grade.NEVER
