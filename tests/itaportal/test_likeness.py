"""How alike names are: by words for agencies and departments, by letters for indicators, as measured."""

import pytest
from rapidfuzz import fuzz

from assessments.itas.names import LIKENESS
from exchange.engine.choices import _CLOSE
from exchange.tables.country.spellings import ALIKE
from itaportal.thai.keys import letters_key
from itaportal.thai.likeness import likeness, nearest
from itaportal.thai.shortforms import SHORT_FORMS, expanded, shortened
from tests.itaportal.likeness_pairs import AGENCIES, DEPARTMENTS, INDICATORS, Pairs

# One letter of a word that other places have as well: a person is asked.
ASKED_ABOUT = {("อบต.ในเมือง", "อบต.เมือง")}


def by_letters(a: str, b: str) -> float:
    return fuzz.ratio(letters_key(a), letters_key(b)) / 100


def wrong_at_best(measure, pairs: Pairs) -> int:
    """Return how many pairs the measure takes for what they are not, at the threshold where these are fewest."""
    same, other = ([measure(*pair) for pair in part] for part in pairs)
    thresholds = [hundredth / 100 for hundredth in range(30, 101)]
    return min(
        sum(each < least for each in same) + sum(each >= least for each in other) for least in thresholds
    )


@pytest.mark.parametrize(
    ("pairs", "letters", "words"), [(AGENCIES, 12, 1), (DEPARTMENTS, 5, 0), (INDICATORS, 1, 2)]
)
def test_each_use_compares_in_the_way_that_answers_fewer_wrong(pairs, letters, words):
    assert (wrong_at_best(by_letters, pairs), wrong_at_best(likeness, pairs)) == (letters, words)


@pytest.mark.parametrize(
    ("measure", "pairs", "least"),
    [(likeness, AGENCIES, ALIKE), (likeness, DEPARTMENTS, _CLOSE)],
    ids=["agencies", "departments"],
)
def test_the_threshold_tells_spellings_from_other_names(measure, pairs, least):
    missed = {pair for pair in pairs.same if measure(*pair) < least}
    taken = {pair for pair in pairs.other if measure(*pair) >= least}
    assert (missed, taken - ASKED_ABOUT) == (set(), set())


def test_the_threshold_of_indicators_takes_no_other_name():
    assert [pair for pair in INDICATORS.other if by_letters(*pair) >= LIKENESS] == []


def test_likeness_is_of_both_sides_and_between_nothing_and_all():
    for a, b in (*AGENCIES.same, *DEPARTMENTS.other):
        assert likeness(a, b) == likeness(b, a)
        assert 0 <= likeness(a, b) <= 1
    assert likeness("ทต. บ่อพลับ", "เทศบาลตําบลบ่อ พลับ") == 1
    assert (likeness("", "ก"), likeness("…", "กองช่าง"), likeness("", "")) == (0, 0, 1)


def test_another_number_is_another_name():
    assert likeness("โรงเรียนเทศบาล ๑๒๘", "โรงเรียนเทศบาล 128") == 1
    assert likeness("โรงเรียนเทศบาล 128", "โรงเรียนเทศบาล 1289") < 0.8


def test_the_nearest_is_the_most_alike_or_none():
    names = ("กองคลัง", "กองช่าง", "กองการศึกษา ศาสนาและวัฒนธรรม", "สำนักปลัดเทศบาล")
    assert nearest("กองการศึกษาฯ", names, 0.6) == names[2]
    assert nearest("สํานัก ปลัด", names, 0.6) == names[3]
    assert nearest("ฝ่ายปกครอง", names, 0.6) is None
    assert nearest("กองช่าง", (), 0.6) is None


def test_a_sentence_is_compared_by_letters():
    sentence = "จัดทำคู่มือการใช้ทรัพย์สินของราชการ " * 10
    assert likeness(sentence, f"{sentence}ก") == pytest.approx(by_letters(sentence, f"{sentence}ก"))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("อบต. ทุ่งน้อย", "องค์การบริหารส่วนตำบลทุ่งน้อย"),
        ("อบตทุ่งน้อย", "องค์การบริหารส่วนตำบลทุ่งน้อย"),
        ("ทต บ่อพลับ", "เทศบาลตำบลบ่อพลับ"),
        ("เทศบาลต.บ่อพลับ", "เทศบาลตำบลบ่อพลับ"),
        ("สำนักปลัด อบต.", "สำนักปลัด องค์การบริหารส่วนตำบล"),
        ("นายกอบต.ทุ่งน้อย", "นายกองค์การบริหารส่วนตำบลทุ่งน้อย"),
        ("กทม", "กรุงเทพมหานคร"),
        ("อบตัว บทต. ทมิฬ", "อบตัว บทต. ทมิฬ"),
    ],
)
def test_short_forms_are_written_out(typed, written):
    assert expanded(typed) == written
    assert expanded(written) == written


def test_every_short_form_has_a_name_of_its_own():
    assert [shortened(full) for full in SHORT_FORMS.values()] == list(SHORT_FORMS)
    assert shortened("เทศบาลตำบลบ่อพลับ") == ""
