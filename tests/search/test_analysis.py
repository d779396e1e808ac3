"""The words by which a text is found, and what somebody may have meant; no database."""

import pytest

from search import tolerance
from search.analysis import index_terms, parts_of, plain, query_words, toneless
from search.keyboard import meant_in_thai
from search.marking import excerpt, marked, pattern

VOCABULARY = [
    "คู่มือ",
    "ทรัพย์สิน",
    "ร้องเรียน",
    "ทุจริต",
    "ช่องทาง",
    "มาตรการ",
    "มาตรา",
    "การ",
    "งบประมาณ",
    "สิน",
    "ita",
    "2566",
]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("คู่มือทรัพย์สิน", ["คู่มือ", "ทรัพย์สิน"]),
        ("นายกอบต.ทราย อ.บ.ต. อบต ๑", ["นายก", "อบต", "ทราย", "อบต", "อบต", "1"]),
        ("ป.ป.ช. สขร.๑ พ.ศ. ๒๕๖๖", ["ปปช", "สขร", "1", "พศ", "2566"]),
        ("ข้อ O14 No Gift Policy", ["ข้อ", "o14", "no", "gift", "policy"]),
        ('"* NEAR(ทุจริต) 😀', ["near", "ทุจริต"]),
        ("่ ้ ์ 😀 … ฯ ๆ", []),
    ],
)
def test_words_of_what_is_asked(text, words):
    assert query_words(text) == words


def test_a_text_is_found_by_its_parts_its_long_and_short_forms_and_torn_words():
    terms = index_terms("ทางราชการของ อบต. ใช้เกณฑ์การประเมินคุณธรรมและความโปร่งใส อย่างมี คุณ ธรรม")

    assert {"ทางราชการ", "ราชการ", "อบต", "องค์การบริหารส่วนตำบล", "ita", "คุณธรรม"} <= set(terms)


def test_parts_cover_the_whole_word():
    assert parts_of("ผลประโยชน์") == ("ประโยชน์",)
    assert parts_of("ตำบล") == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("คูมือทรัพสิน", [{"คู่มือ"}, {"ทรัพย์สิน"}]),
        ("มาตราการ", [{"มาตรการ"}]),
        ("ชองทาง รองเรียน ทุจริด", [{"ช่องทาง"}, {"ร้องเรียน"}, {"ทุจริต"}]),
        ("งบประ มาณ ๒๕๖๖", [{"งบประมาณ"}, {"2566"}]),
        ("ITAA", [{"ita"}]),
        ("ฮฮฮฮฮฮ", [{"ฮฮฮฮฮฮ"}]),
    ],
)
def test_slips_are_read_as_words_that_are_there(typed, meant):
    known = {toneless(word): [word] for word in VOCABULARY}
    runs = tolerance.cut_by(
        plain(typed), {form: known[form] for form in tolerance.forms_in(plain(typed)) & set(known)}
    )
    near = tolerance.likeness_in({word: form for form, [word] in known.items()})

    assert [set(place) for place in tolerance.guessed(runs, near)] == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("l;ylfu", "สวัสดี"), ("8^j,nv", "คู่มือ"), ("ITA", ""), ("o14", ""), ("คู่มือ", ""), ("12", "")],
)
def test_thai_typed_on_an_english_keyboard(typed, meant):
    assert meant_in_thai(typed) == meant


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("จัดทำคู่มือการใช้ทรัพย์สิน", ["คู่มือ", "ทรัพย์สิน"], ["คู่มือ", "ทรัพย์สิน"]),
        ("ปี ๒๕๖๖ ข้อ O14 และ O140", ["2566", "o14"], ["๒๕๖๖", "O14"]),
        ("นายก อบต.ทราย องค์การบริหารส่วนตำบลทราย", ["อบต"], ["อบต.", "องค์การบริหารส่วนตำบล"]),
        ("อะไรก็ตาม (a|b)*", ["(a|b)*"], ["(a|b)*"]),
        ("คู่มือ", [], []),
    ],
)
def test_what_was_found_is_marked_and_nothing_is_lost(text, words, found):
    parts = marked(text, pattern(words))

    assert [part for part, is_marked in parts if is_marked] == found
    assert "".join(part for part, _ in parts) == text


def test_an_excerpt_shows_the_place_in_a_long_text():
    text = "ข้อความนำ " * 40 + "จัดทำคู่มือการใช้ทรัพย์สิน " + "ข้อความท้าย " * 40

    parts = excerpt(text, pattern(["ทรัพย์สิน"]))

    assert ("ทรัพย์สิน", True) in parts
    assert parts[0] == ("… ", False)
    assert parts[-1] == (" …", False)
    assert sum(len(part) for part, _ in parts) < 300
